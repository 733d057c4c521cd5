"""What travels between processes comes as it went."""

import copy
import datetime as dt
import pickle
from dataclasses import replace

import pytest

from county.page import Article, Attachment, Entry, Link, LinkKind, Listing, Origin, Query
from county.parcel import Parcel
from county.text import Table, Text

_DAY = dt.date(2026, 4, 9)
_ARTICLE = Article(
    title="通知",
    text=Text("姓名\t电话\n", (Table("表1", ("姓名", "电话"), 0, 6),)),
    published=_DAY,
    published_origin=Origin.DISPLAYED,
    dates={Origin.DISPLAYED: _DAY},
    source="县政府办",
    source_origin=Origin.META,
    attachments=(Attachment("http://a.cn/1.pdf", "附件"),),
    links=(Link("http://a.cn/2.html", "二", LinkKind.PAGE),),
)
_LISTING = Listing((Entry("http://a.cn/1.html", "通知", _DAY),), queries=(Query("http://a.cn/q", guessed=True),))


@pytest.mark.parametrize("parcel", [_ARTICLE, _LISTING])
def test_it_comes_as_it_went(parcel: Parcel) -> None:
    come = pickle.loads(pickle.dumps(parcel, pickle.HIGHEST_PROTOCOL))  # noqa: S301 packed right here
    assert come == parcel
    assert type(come) is type(parcel)
    assert copy.copy(parcel) == parcel


def test_it_stays_a_frozen_dataclass() -> None:
    assert replace(_LISTING, pages=3).pages == 3
    with pytest.raises(AttributeError):
        _LISTING.pages = 4  # type: ignore[misc]
    assert not hasattr(_LISTING, "__dict__")
