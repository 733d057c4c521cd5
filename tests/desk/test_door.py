"""Signing in: sessions, lock-out, forged requests, addresses that lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from made_home import DeskHome
from serving_desk import PASSWORD, Asker, add_accounts, serving, signed_in

from county.account import Account, Role
from desk.passwords import flaw_of, hash_password
from evidence.desk.accounts import add_account, disable_account
from evidence.desk.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS, LOCK_FAILURES, LOCK_SECONDS

DOOR = "/login?next=%2Fpassword"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> DeskHome:
    home = DeskHome(tmp_path_factory.mktemp("door"))
    add_accounts(home)
    return home


@pytest.fixture(scope="module")
def port(home: DeskHome) -> Iterator[int]:
    with serving(home.settings()) as port:
        yield port


def is_in(asker: Asker) -> bool:
    """Whether the browser's session is alive."""
    return asker.get("/password").status == 200


def test_the_id_before_signing_in_is_worth_nothing_after(port: int) -> None:
    asker = Asker(port)
    asker.get("/login")
    planted = dict(asker.cookies)
    asker.login("wang")
    assert asker.cookies != planted
    assert is_in(asker)
    assert not is_in(Asker(port, cookies=planted))


def test_the_store_holds_no_session_id(home: DeskHome, port: int) -> None:
    [session] = signed_in(home, port, "wang").cookies.values()
    kept = b"".join(path.read_bytes() for path in home.folder.glob("evidence.db*"))
    assert session.encode() not in kept
    assert PASSWORD.encode() not in kept + (home.folder / "desk.jsonl").read_bytes()


NEARLY = IDLE_SECONDS - 60


@pytest.mark.parametrize(
    ("step", "times", "alive"),
    [(NEARLY, 3, True), (IDLE_SECONDS + 1, 1, False), (NEARLY, ABSOLUTE_SECONDS // NEARLY + 1, False)],
)
def test_a_session_ends_when_nobody_touches_it_and_after_a_day(
    home: DeskHome, port: int, step: int, times: int, alive: bool
) -> None:
    asker = signed_in(home, port, "wang")
    for _ in range(times):
        home.clock.now += step
        last = is_in(asker)
    assert last is alive


def test_a_form_that_comes_after_the_session_is_told_to_be_lost(home: DeskHome, port: int) -> None:
    asker = signed_in(home, port, "wang")
    home.clock.now += IDLE_SECONDS + 1
    referer = {"Referer": f"{asker.origin}/registers?book=DUTY"}
    door = asker.get(asker.post("/registers", headers=referer, book="DUTY").location)
    assert "刚才提交的内容没有保存" in door.text
    assert 'name="next" value="/registers?book=DUTY"' in door.text
    assert "没有保存" not in asker.get(asker.post("/logout").location).text


def test_signing_out_and_a_disabled_account_end_the_session(home: DeskHome, port: int) -> None:
    first, second = signed_in(home, port, "wang"), signed_in(home, port, "auditor")
    kept = dict(first.cookies)
    assert first.post("/logout").status == 303
    assert not is_in(Asker(port, cookies=kept))
    store = home.store()
    disable_account(store, "auditor", "admin")
    store.close()
    assert not is_in(second)
    assert Asker(port).login("auditor").status == 403


def test_a_first_password_must_be_changed_before_anything_else(home: DeskHome, port: int) -> None:
    store = home.store()
    add_account(store, Account("newcomer", "新人", Role.AUDITOR), hash_password(PASSWORD), "admin")
    store.close()
    asker = signed_in(home, port, "newcomer")
    assert asker.get("/trail").location == "/password"
    before = dict(asker.cookies)
    changed = {"old": PASSWORD, "new": "四个字也算一句话吗", "again": "四个字也算一句话吗"}
    assert asker.post("/password", **changed).status == 400
    changed |= dict.fromkeys(("new", "again"), "a whole new sentence")
    assert asker.post("/password", **changed).status == 303
    assert asker.get("/trail").status == 200
    assert not is_in(Asker(port, cookies=before))


def test_an_account_is_closed_for_one_address_after_wrong_passwords(home: DeskHome, port: int) -> None:
    asker = Asker(port)
    for _ in range(LOCK_FAILURES):
        assert "不对" in asker.login("wang", "wrong password").text
    assert "暂停登录" in asker.login("wang").text
    assert Asker(port).login("zhao").status == 303
    home.clock.now += LOCK_SECONDS + 1
    assert Asker(port).login("wang").status == 303


def test_an_unknown_account_is_told_what_a_known_one_is(port: int) -> None:
    told = [Asker(port).login(name, "wrong password") for name in ("wang", "nobody")]
    assert told[0].status == told[1].status == 403
    assert (
        told[0].text.replace('value="wang"', "").split("csrf")[0]
        == told[1].text.replace('value="nobody"', "").split("csrf")[0]
    )


@pytest.mark.parametrize("headers", [
    {"Origin": ""}, {"Origin": "null"}, {"Origin": "http://evil.example"}, {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
])  # fmt: skip
def test_a_form_from_elsewhere_is_refused(home: DeskHome, port: int, headers: dict[str, str]) -> None:
    asker = signed_in(home, port, "wang")
    assert asker.post("/logout", headers=headers).status == 403
    assert is_in(asker)


def test_a_form_with_neither_head_is_refused(home: DeskHome, port: int) -> None:
    asker = signed_in(home, port, "wang")
    body = f"csrf={asker.token}".encode()
    answer = asker.ask("POST", "/logout", body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 403
    assert is_in(asker)


def test_a_form_needs_the_token_of_its_own_session(home: DeskHome, port: int) -> None:
    asker, other = signed_in(home, port, "wang"), signed_in(home, port, "zhao")
    for token in ("", "0" * 64, other.token):
        asker.token = token
        assert asker.post("/logout").status == 403
    assert is_in(asker)


@pytest.mark.parametrize("target", [
    "//evil.example", "/\\evil.example", "https://evil.example", "evil.example", "/\nSet-Cookie: a=b", "/\t/evil",
    "javascript:alert(1)",
])  # fmt: skip
def test_the_door_leads_nowhere_else(port: int, target: str) -> None:
    assert Asker(port).login("wang", next=target).location == "/"


def test_the_door_leads_where_one_wanted_to_go(port: int) -> None:
    assert Asker(port).get("/trail?before=3").location == "/login?next=%2Ftrail%3Fbefore%3D3"
    assert Asker(port).login("wang", next="/trail?before=3").location == "/trail?before=3"


def test_other_names_of_the_host_are_refused(port: int) -> None:
    assert Asker(port, host="evil.example").get("/login").status == 400


@pytest.mark.parametrize(
    "path", ["/static/..%2f..%2fapp.py", "/static/../../app.py", "/static/%2e%2e/desk.css", "/static/nothing.css"]
)
def test_no_file_but_the_assets_is_served(port: int, path: str) -> None:
    assert Asker(port).get(path).status == 404
    assert Asker(port).get("/static/desk.css").status == 200


def test_what_is_too_large_is_refused(home: DeskHome, port: int) -> None:
    asker = signed_in(home, port, "wang")
    answer = asker.post("/password", old="x" * 300_000)
    assert (answer.status, answer.text) == (413, "提交的内容太大，没有保存；请返回缩小到 256 KB 以内后重试。\n")
    assert "x-request-id" in answer.headers
    assert is_in(asker)


def test_every_answer_bears_the_heads(port: int) -> None:
    head = Asker(port).get("/login").headers
    assert "script-src 'self'; style-src 'self'" in head["content-security-policy"]
    assert f"frame-src http://127.0.0.1:{port}/evidence/;" in head["content-security-policy"]
    assert (head["x-content-type-options"], head["cache-control"]) == ("nosniff", "no-store")
    assert "HttpOnly" in head["set-cookie"]
    assert "SameSite=lax" in head["set-cookie"]
    assert "Secure" not in head["set-cookie"]
    assert "server" not in head


def test_cookies_are_secure_unless_told_otherwise(home: DeskHome) -> None:
    with serving(home.settings(secure=True)) as port:
        cookie = Asker(port).get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie


@pytest.mark.parametrize(("proxies", "scheme"), [((), "http"), (("127.0.0.1",), "https"), (("10.9.9.9",), "http")])
def test_only_a_known_proxy_says_what_the_browser_spoke(home: DeskHome, proxies: tuple[str, ...], scheme: str) -> None:
    with serving(home.settings(), proxies) as port:
        answer = Asker(port).ask("GET", "/login", headers={"X-Forwarded-Proto": "https"})
    assert f"frame-src {scheme}://" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "wang-wang-wang", "x" * 201])
def test_weak_passwords_are_refused(password: str) -> None:
    assert flaw_of(password, "wang")
