"""Style and script: the desk's own files, and no others."""

from __future__ import annotations

from starlette.responses import Response

from desk.call import Call, NotThere
from desk.templating import STATIC

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def asset(call: Call) -> Response:
    """A file by its exact name; browsers keep it, for its address changes with its content."""
    names = {path.name: path for path in STATIC.iterdir()}
    if (path := names.get(call.path("name"))) is None:
        raise NotThere
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(path.read_bytes(), media_type=_TYPES[path.suffix], headers=kept)
