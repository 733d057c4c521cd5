"""Templates: every value is escaped, and a name that is not there is an error."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from county.account import ROLE_NAMES
from county.address import is_web_address
from county.finding import Level
from county.review import STATUS_NAMES, TRAY_NAMES
from county.software import VERSION
from county.visit import VERDICT_NAMES
from desk.marking import marked
from scoring.points import points_text

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"


@cache
def static_url(name: str) -> str:
    """The address of an asset, which changes with its content: browsers may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.loopcontrols"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(marked=marked, points=points_text)
    environment.tests["web_address"] = is_web_address
    environment.globals.update(
        static_url=static_url,
        version=VERSION,
        role_names=ROLE_NAMES,
        status_names=STATUS_NAMES,
        tray_names=TRAY_NAMES,
        verdict_names=VERDICT_NAMES,
        levels=tuple(Level),
    )
    return environment


def render(template: str, **values: Any) -> str:
    """The page as text."""
    return _environment().get_template(template).render(**values)


def drawn(template: str, **values: Any) -> Markup:
    """A part of a page, to be kept and set into pages as it is: every value in it was escaped here."""
    return Markup(render(template, **values))  # noqa: S704
