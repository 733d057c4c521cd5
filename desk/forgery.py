"""Whether a request that changes something comes from one of the desk's own pages (防跨站请求伪造): by what the browser
says of its origin, and by a token that only those pages hold.

On plain http, outside localhost, browsers send no Sec-Fetch-Site, only Origin; a request with neither is refused."""

from __future__ import annotations

import hashlib
import hmac

from starlette.datastructures import Headers

FIELD = "csrf"
_OWN = ("same-origin", "none")


def token_of(session: str) -> str:
    """The token for the pages of a session, or of a browser that is about to sign in."""
    return hmac.new(session.encode(), b"desk form", hashlib.sha256).hexdigest()


def is_own_token(token: str, session: str) -> bool:
    """Whether a form was made for that session."""
    return bool(session) and hmac.compare_digest(token.encode(), token_of(session).encode())


def is_own_origin(headers: Headers, origin: str) -> bool:
    """Whether the browser says that the request comes from `origin`, the desk's own scheme, host and port."""
    if site := headers.get("sec-fetch-site"):
        return site in _OWN and headers.get("origin", origin) == origin
    return headers.get("origin") == origin
