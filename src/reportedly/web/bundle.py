"""The script that moves charts: Vega and its kin, as the installed vl-convert carries them. Nothing is fetched."""

from __future__ import annotations

import gzip
import subprocess
import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from threading import Lock

from fastapi import APIRouter, Request, Response

PATH = f"/static/vega-{version('vl-convert-python')}.js"
"""Its address, another one with each version: what a browser has kept is never out of date."""
_HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_PRINT = "import sys, vl_convert; sys.stdout.buffer.write(vl_convert.javascript_bundle().encode())"
_making = Lock()

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def script(request: Request) -> Response:
    """The script; it is made when the first reader of this server asks for it, which takes some two seconds."""
    with _making:  # one request makes it, others wait
        packed, tag = _packed()
    headers = {**_HEADERS, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(packed), headers=headers, media_type="text/javascript")
    return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type="text/javascript")


@cache
def _packed() -> tuple[bytes, str]:
    """Compressed, and its ETag: a weak one, as it goes out compressed and not. Another process makes it: vl-convert
    would keep every thread of this one waiting meanwhile."""
    made = subprocess.run([sys.executable, "-P", "-c", _PRINT], check=True, capture_output=True)  # noqa: S603 - our own
    return gzip.compress(made.stdout, mtime=0), f'W/"{sha256(made.stdout).hexdigest()[:16]}"'
