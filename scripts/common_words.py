"""Count the words that texts write in lower case, for `common_words.txt`.

    python scripts/common_words.py TEXTS.jsonl... > src/reportedly/knowledge/data/common_words.txt

Each line of a file is a JSON object with "text" (or "sentence"). A word is listed that stands in lower case in at least
two of them, and in more than it stands in with a capital inside a sentence. The shipped list was counted over the
training splits of PolNeAR, FakeS, MEANTIME, WikiWeasel, UDS-IH2 and re3d and over LGL and NewsQuant.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[A-Za-z][a-z’'-]*[a-z]")
PLAIN = re.compile(r"[a-z][a-z-]*")
INSIDE = re.compile(r"[a-z,] ")  # what stands before a word that opens no sentence
FEWEST_TEXTS = 2
NOTE = """\
# Words seen in lower case in at least two of some 6,000 news and encyclopaedia articles, and more often so than with a
# capital inside a sentence. Counted for this project by scripts/common_words.py; a list of words, no text of articles.
"""


def main() -> int:
    """Print the list."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for path in map(Path, sys.argv[1:]):
        with path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                text = row.get("text") or row.get("sentence") or ""
                words = list(WORD.finditer(text))
                lower.update({m.group() for m in words if m.group().islower()})
                capitals = (m for m in words if m.group()[0].isupper() and INSIDE.match(text[max(0, m.start() - 2) :]))
                upper.update({m.group().lower() for m in capitals})
    listed = (w for w in lower if lower[w] >= FEWEST_TEXTS and lower[w] > upper[w] and PLAIN.fullmatch(w))
    print(NOTE + "\n".join(sorted(listed)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
