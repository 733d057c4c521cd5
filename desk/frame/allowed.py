"""What of a captured page is shown again (白名单): everything that is not named here is left out."""

from __future__ import annotations


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


TAGS = _names(
    """
    a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn
    dir div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i ins kbd label legend li main
    menu nav nobr ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead
    time tr tt u ul var wbr
    """
)
"""Tags that only lay out text."""
VOID = _names("br col hr wbr")
DROPPED = _names(
    """
    applet audio canvas head iframe map math noembed noframes noscript object script svg template title video
    """
)
"""Tags that are left out with all they hold. Any other tag gives way to what it holds: one that holds nothing by the
rules of HTML (embed, link, param) takes in the rest of the page in the eyes of the parser."""
SPOKEN = {
    "iframe": "内嵌框架",
    "frame": "内嵌框架",
    "embed": "插件",
    "object": "插件",
    "applet": "插件",
    "video": "视频",
    "audio": "音频",
    "canvas": "画布",
    "svg": "矢量图",
}
"""What stands in their place, where a visitor would have seen something."""
ATTRIBUTES = _names(
    """
    align bgcolor border cellpadding cellspacing class clear color colspan dir face height hspace lang nowrap reversed
    rowspan size span start type valign vspace width
    """
)
"""Attributes that only lay out text. Addresses, names and handlers are never among them; `style` is cleaned apart."""
INLINE = _names(
    """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label nobr q rp rt ruby s samp small span strike
    strong sub sup time tt u var wbr o:p st1:chsdate img
    """
)
"""Tags that do not break a word or a number in two."""
