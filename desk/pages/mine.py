"""What waits for oneself (我的): what was assigned, put off, or called one by name; and one's named views."""

from __future__ import annotations

from starlette.responses import Response

from county.review import TRAY_NAMES, Tray
from desk.call import Call
from desk.wish import wish_behind
from evidence.desk.filters import QueueFilter
from evidence.desk.notes import mentions_of
from evidence.desk.reading import count
from evidence.desk.views import drop_view, keep_view, views_of

MENTIONS = 50


def mine(call: Call) -> Response:
    """One's own page."""
    connection, name = call.store.connection, call.account.name
    counts = {
        tray: (count(connection, QueueFilter(call.scope, tray, assignee=name)),
               count(connection, QueueFilter(call.scope, tray, later=name)))
        for tray in Tray
    }  # fmt: skip
    return call.page(
        "mine.html", counts=counts, tray_names=TRAY_NAMES, mentions=mentions_of(connection, name, MENTIONS),
        views=views_of(connection, name),
    )  # fmt: skip


def keep(call: Call) -> Response:
    """Keeps the filter of the page under a name."""
    wish = wish_behind(call)
    keep_view(call.store, call.account.name, call.field("name"), wish.query)
    return call.redirect(f"/queue?{wish.query}", f"视图“{call.field('name')}”已保存。")


def drop(call: Call) -> Response:
    """Forgets a named view."""
    drop_view(call.store, call.account.name, call.field("name"))
    return call.redirect("/mine", "视图已删除。")
