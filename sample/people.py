"""Made-up people: names for lists and contacts."""

from __future__ import annotations

from random import Random

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = (
    *("建国", "志强", "秀英", "桂兰", "德明", "光荣", "文华", "永福", "正贵", "明芬", "国珍", "世群", "大勇", "朝阳"),
    *("维刚", "仕英", "启发", "登云", "天华", "昌凤", "兴富", "顺才", "忠义", "春梅", "应学", "开琼", "绍先", "庆元"),
)


def person_name(rng: Random) -> str:
    """A Chinese name of three characters."""
    return rng.choice(_SURNAMES) + rng.choice(_GIVEN)
