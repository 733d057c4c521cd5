"""Whether a style hides what it holds (隐藏方式). Only what proves it: a size, a place, a colour that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_BLANKS = re.compile(r"\s+")
_HIDING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("display:none", re.compile(r"(?:^|;)display:none(?![\w-])")),
    ("visibility:hidden", re.compile(r"(?:^|;)visibility:(?:hidden|collapse)(?![\w-])")),
    ("font-size:0", re.compile(r"(?:^|;)font-size:(?:0(?:\.0{1,4})?(?:[a-z]{2,4}|%)?|1(?:px|pt)?)(?=$|;|!)")),
    ("opacity:0", re.compile(r"(?:^|;)opacity:(?:0(?:\.0\d{0,4})?%?)(?=$|;|!)")),
    (
        "移出屏幕",
        re.compile(
            r"(?:^|;)(?:left|top|right|bottom|margin-left|margin-top|text-indent):-(?:\d{4,7}|[5-9]\d\d)(?:\.\d{1,4})?(?:px|pt)?(?=$|;|!)"
        ),
    ),
    ("移出屏幕", re.compile(r"(?:^|;)(?:left|top|text-indent|margin-left):-\d{2,5}(?:r?em|vw|vh)(?=$|;|!)")),
    ("clip", re.compile(r"(?:^|;)clip:rect\(0(?:px)?[,\d pxauto]{0,40}\)")),
)
"""On styles in lower case without blanks. Word indents by -21pt or -2em: only what leaves any page counts."""
_FLAT = re.compile(r"(?:^|;)(?:max-)?(?:height|width):(?:0(?:\.0{1,4})?(?:[a-z]{2,4}|%)?|1px)(?=$|;|!)")
_CUT = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
_THIN = re.compile(r"\s*[012](?:px)?\s*$")
_COLOUR = re.compile(r"(?:^|;)color:(#[0-9a-f]{3,6}|rgba?\([\d.,%]{5,40}\)|[a-z]{3,20})")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:(#[0-9a-f]{3,6}|rgba?\([\d.,%]{5,40}\)|[a-z]{3,20})")
_PICTURE = re.compile(r"(?:^|;)background(?:-image)?:[^;]{0,200}url\(")
_NAMES = {"white": "ffffff", "black": "000000", "red": "ff0000", "transparent": "transparent"}
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]{1,6})%?)?\)")
_WHITE = "ffffff"
_UNKNOWN = ""
_RULES = re.compile(r"[.#]([\w-]{1,60})\s*\{([^{}]{1,600})\}")
_MOST_STYLE = 20_000
"""Characters of a style sheet in the page that are read."""


def style_of(element: etree._Element) -> str:
    """The element's own style, lower case, without blanks and comments."""
    return bare(element.get("style") or "")


def bare(style: str) -> str:
    """A style in lower case without blanks."""
    return _BLANKS.sub("", style.lower())


def hidden_by(style: str) -> str:
    """What in a bare style hides the element, "" where nothing surely does."""
    for how, pattern in _HIDING:
        if pattern.search(style):
            return how
    return "尺寸为零" if _FLAT.search(style) and _CUT.search(style) else ""


def hidden_by_tag(element: etree._Element) -> str:
    """What else hides an element: the attribute hidden, a marquee of a pixel."""
    if element.get("hidden") is not None:
        return "hidden"
    if element.tag == "marquee":
        thin = any(_THIN.match(element.get(side) or "-") for side in ("height", "width"))
        return "一像素滚动" if thin else ""
    return ""


def hiding_names(tree: etree._Element) -> dict[str, str]:
    """Classes and ids that a style sheet in the page hides, each with how. A sheet that asks for the medium (打印)
    is not read: what it hides, it hides elsewhere."""
    found: dict[str, str] = {}
    for sheet in tree.iter("style"):
        source = (sheet.text or "")[:_MOST_STYLE]
        if "@media" in source or (sheet.get("media") or "all").lower() not in ("all", "screen"):
            continue
        for name, style in _RULES.findall(source):
            if how := hidden_by(bare(style)):
                found[name] = how
    return found


def names_of(element: etree._Element) -> Iterator[str]:
    """Classes and id of an element."""
    yield from (element.get("class") or "").split()
    if identifier := element.get("id"):
        yield identifier


def colour_of(element: etree._Element, style: str) -> str:
    """The colour of the element's text as six digits, "" where it names none."""
    match = _COLOUR.search(style)
    named = match[1] if match else (element.get("color") or "").strip().lower()
    return _six(named)


def ground_of(element: etree._Element, style: str) -> str:
    """The colour behind the element as six digits, "" where it names none."""
    match = _GROUND.search(style)
    named = match[1] if match else (element.get("bgcolor") or "").strip().lower()
    return _six(named)


def may_have_ground(element: etree._Element, style: str) -> bool:
    """Whether something unknown may stand behind the element: a picture, or what its class says."""
    pictured = _PICTURE.search(style) is not None or element.get("background") is not None
    return pictured or "background" in style or any(names_of(element))


def _six(colour: str) -> str:
    colour = _NAMES.get(colour, colour)
    if match := _RGB.fullmatch(colour):
        if match[4] is not None and float(match[4]) == 0:
            return "transparent"
        return "".join(f"{min(255, int(part)):02x}" for part in match.groups()[:3])
    digits = colour.removeprefix("#")
    if len(digits) == 3 and all(digit in "0123456789abcdef" for digit in digits):
        return "".join(digit * 2 for digit in digits)
    return digits if len(digits) == 6 or digits == "transparent" else _UNKNOWN


def is_white(colour: str) -> bool:
    """Whether the colour is that of a page without any."""
    return colour == _WHITE
