"""What stands in the head of every answer (响应头)."""

from __future__ import annotations

from starlette.responses import Response

_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make browsers send "Origin: null" with the desk's own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PAGES = {"X-Frame-Options": "DENY", "Cache-Control": "no-store"}
FRAME_FOLDER = "/evidence/"
"""Nothing else of the desk may stand in a frame: a link of a captured page must not bring up the desk in there."""


def _policy(origin: str) -> str:
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"frame-src {origin}{FRAME_FOLDER}; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def set_heads(response: Response, origin: str, request_id: str) -> None:
    """Adds what an answer lacks. One that brings its own Content-Security-Policy is no page of the desk: it is shown in
    a frame of it, or saved."""
    response.headers["X-Request-Id"] = request_id
    heads = dict(_EVERYWHERE)
    if "content-security-policy" not in response.headers:
        heads |= {"Content-Security-Policy": _policy(origin), **_PAGES}
    for name, value in heads.items():
        response.headers.setdefault(name, value)
