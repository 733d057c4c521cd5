"""泽元 ZCMS: static pages list.shtml, list_2.shtml … whose pager is plain links."""

from __future__ import annotations

from crawler.platforms.family import Family, family


@family
class Zving(Family):
    """The generic reader follows its links; nothing is built."""

    id = "zving"
    name = "泽元 ZCMS"
    marks = ("zving", "Zving", "ZCMS", "/zcms/")
    bodies = ("zcontent", "articlecontent", "artcontent")
