"""The route table (路由表): every address of the desk with the rule of who may ask for it. There is no other way in."""

from __future__ import annotations

from desk.access import ADMINISTERS, AUDITS, PUBLIC, READS, SIGNED_IN
from desk.pages import accounts, assets, captures, door, evidence, search, start, trail
from desk.serving import Row

ROUTES: tuple[Row, ...] = (
    Row("GET", "/static/{name}", assets.asset, PUBLIC),
    Row("GET", "/login", door.login_page, PUBLIC),
    Row("POST", "/login", door.login, PUBLIC),
    Row("POST", "/logout", door.logout, SIGNED_IN, unfinished=True),
    Row("GET", "/password", door.password_page, SIGNED_IN, unfinished=True),
    Row("POST", "/password", door.change_password, SIGNED_IN, unfinished=True),
    Row("GET", "/", start.start, SIGNED_IN),
    Row("GET", "/findings/{finding}", evidence.text_tab, READS),
    Row("GET", "/findings/{finding}/page", evidence.page_tab, READS),
    Row("GET", "/evidence/{finding}/page", evidence.page_frame, READS),
    Row("GET", "/findings/{finding}/source", evidence.source_tab, READS),
    Row("GET", "/findings/{finding}/changes", evidence.changes_tab, READS),
    Row("GET", "/search", search.search_page, READS),
    Row("GET", "/captures/{capture}", captures.text_tab, READS),
    Row("GET", "/captures/{capture}/page", captures.page_tab, READS),
    Row("GET", "/evidence/captures/{capture}/page", captures.page_frame, READS),
    Row("GET", "/captures/{capture}/source", captures.source_tab, READS),
    Row("GET", "/captures/{capture}/changes", captures.changes_tab, READS),
    Row("GET", "/trail", trail.trail_page, AUDITS),
    Row("GET", "/accounts", accounts.accounts_page, ADMINISTERS),
    Row("POST", "/accounts", accounts.add, ADMINISTERS),
    Row("POST", "/accounts/{name}/reset", accounts.reset, ADMINISTERS),
    Row("POST", "/accounts/{name}/disable", accounts.disable, ADMINISTERS),
)
