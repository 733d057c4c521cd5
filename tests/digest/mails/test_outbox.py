"""The outbox against real mail servers: each message once, refusals told, nothing cut off sent again by itself."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
from pathlib import Path

import pytest
from mail_house import CODE, NOW, USER, MailHome, Postman, authenticate, dropping_server, server, tls

from digest.mails.sending import Delivery, send_due
from digest.mails.smtp import _reply
from evidence.outbox import Outbox, PostKey, PostState
from tests.crawler.made_certificates import make_authority, make_certificate

WEEK = PostKey("longchang", "2026-W10", "weekly")


def deliver(house: MailHome, now: dt.datetime = NOW) -> Delivery:
    with house.home.store() as store:
        return send_due(store, house.home.county().mail, house.home.config, lambda: now)


def states(house: MailHome) -> list[PostState]:
    return [post.state for post in house.posts()]


def test_a_key_is_queued_once_and_sent_once(tmp_path: Path) -> None:
    postman = Postman()
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK, WEEK)
        deliver(house)
        house.queue(WEEK)
        deliver(house)
    [post] = house.posts()
    assert (post.state, post.reply, len(postman.taken)) == (PostState.SENT, "250 2.0.0 queued as 4ABC", 1)


def test_what_was_sent_is_remembered_by_a_store_made_again(tmp_path: Path) -> None:
    postman = Postman()
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK)
        deliver(house)
        house.home.store_path.unlink()
        house.queue(WEEK)
        deliver(house)
    assert (states(house), len(postman.taken)) == ([PostState.SENT], 1)


def test_a_refusal_that_may_pass_is_tried_later_and_one_for_good_is_not(tmp_path: Path) -> None:
    postman = Postman(replies={"rcpt": ["451 4.7.1 greylisted", "550 5.1.1 no such user"]})
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK, PostKey("longchang", "2026-W11", "weekly"))
        deliver(house)
        assert [(post.state, post.reply) for post in house.posts()] == [
            (PostState.QUEUED, "451 4.7.1 greylisted"),
            (PostState.FAILED, "550 5.1.1 no such user"),
        ]
        assert deliver(house, NOW + dt.timedelta(minutes=4)).sent == []
        assert len(deliver(house, NOW + dt.timedelta(minutes=5)).sent) == 1


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_refused_again_and_again_it_fails_with_the_last_reply(tmp_path: Path, stage: str) -> None:
    postman = Postman(replies={stage: ["452 4.2.2 over quota"] * 20})
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK)
        for day in range(10):
            deliver(house, NOW + dt.timedelta(days=day))
    [post] = house.posts()
    assert (post.state, post.attempts, post.reply) == (PostState.FAILED, 7, "452 4.2.2 over quota")


def test_a_server_that_is_down_costs_no_message(tmp_path: Path) -> None:
    with server(Postman()) as port:
        pass
    house = MailHome(tmp_path, port)
    house.queue(WEEK)
    for hour in range(20):
        done = deliver(house, NOW + dt.timedelta(hours=hour))
    assert "连接不上" in done.trouble[0]
    assert states(house) == [PostState.QUEUED]


@pytest.mark.parametrize("reply", ["530 5.7.0 Authentication required", "553 mail from must equal authorized user"])
def test_a_sender_that_the_server_does_not_take_costs_no_message(tmp_path: Path, reply: str) -> None:
    with server(Postman(replies={"mail": [reply] * 20})) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK, PostKey("longchang", "2026-W11", "weekly"))
        for day in range(10):
            done = deliver(house, NOW + dt.timedelta(days=day))
    [trouble] = done.trouble
    assert reply in trouble
    assert "请" in trouble
    assert states(house) == [PostState.QUEUED, PostState.QUEUED]


def test_after_a_server_fell_silent_with_one_message_the_others_wait(tmp_path: Path) -> None:
    with dropping_server() as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK, PostKey("longchang", "2026-W11", "weekly"))
        done = deliver(house)
    assert states(house) == [PostState.UNCERTAIN, PostState.QUEUED]
    assert (len(done.doubtful), len(done.refused)) == (1, 1)


def test_a_message_whose_file_cannot_be_read_waits_and_one_whose_file_is_gone_is_told(tmp_path: Path) -> None:
    with server(Postman()) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK, PostKey("longchang", "2026-W11", "weekly"))
        unreadable, gone = (post.file for post in house.posts())
        unreadable.unlink()
        unreadable.mkdir()
        gone.unlink()
        deliver(house)
    assert [(post.state, "请" in post.reply) for post in house.posts()] == [
        (PostState.QUEUED, True),
        (PostState.FAILED, True),
    ]


def test_an_address_that_cannot_be_said_keeps_no_other_mail(tmp_path: Path) -> None:
    postman = Postman()
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        with house.home.store() as store:
            Outbox(store).queue(WEEK, ("王@例子.cn",), "周报", b"Subject: x\r\n\r\nhello\r\n", NOW)
        house.queue(PostKey("longchang", "2026-W11", "weekly"))
        deliver(house)
    assert states(house) == [PostState.FAILED, PostState.SENT]
    assert "请在 units.toml 改正" in house.posts()[0].reply
    (wrong := house.start("test", "--to", "王@例子.cn")).communicate()
    assert wrong.returncode == 2


def test_a_reply_in_the_office_s_own_encoding_is_readable_and_masked(tmp_path: Path) -> None:
    said = _reply(550, "信箱 13812345678 不存在".encode("gb18030"))
    assert said == "550 信箱 138****5678 不存在"


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "taken"])
def test_a_sender_killed_at_any_moment_sends_nothing_twice_by_itself(tmp_path: Path, stage: str) -> None:
    """Once its text may have left the house, only a person sends it again."""
    sender: list[subprocess.Popen[str]] = []

    def kill(now: str) -> None:
        if now == stage and len(sender) == 1:
            os.kill(sender[0].pid, signal.SIGKILL)
            sender.append(sender[0])

    postman = Postman(at=kill)
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        house.queue(WEEK)
        sender.append(house.start("send"))
        sender[0].communicate()
        told = deliver(house)
        early = stage in ("mail", "rcpt")
        assert states(house) == [PostState.SENT if early else PostState.UNCERTAIN]
        assert len(told.doubtful) == (0 if early else 1)
        assert deliver(house).doubtful == []
        assert len(postman.taken) == 1
        if not early:
            with house.home.store() as store:
                Outbox(store).resend(1, "张三", NOW)
            deliver(house)
            assert states(house) == [PostState.SENT]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server under test asks for TLS by itself
@pytest.mark.parametrize("security", ["SSL", "STARTTLS"])
def test_encrypted_with_an_authorisation_code(tmp_path: Path, security: str, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = make_authority(tmp_path)
    context = tls(make_certificate(tmp_path, authority))
    options = {"ssl_context": context} if security == "SSL" else {"tls_context": context, "require_starttls": True}
    postman = Postman()
    code = tmp_path / "code"
    code.write_text(CODE)
    code.chmod(0o600)
    with server(
        postman, authenticator=authenticate, auth_required=True, auth_require_tls=security != "SSL", **options
    ) as port:
        more = f'trust_file = "{authority.file}"'
        house = MailHome(tmp_path / "home", port, security, USER, more)
        house.queue(WEEK)
        monkeypatch.setenv("XUNCHA_MAIL_PASSWORD", "wrong")
        assert "授权码" in deliver(house).trouble[0]
        monkeypatch.delenv("XUNCHA_MAIL_PASSWORD")
        monkeypatch.setenv("XUNCHA_MAIL_PASSWORD_FILE", str(code))
        assert len(deliver(house, NOW + dt.timedelta(hours=1)).sent) == 1
        code.chmod(0o644)
        house.queue(PostKey("", "2026-W10", "county"))
        assert "chmod 600" in deliver(house).trouble[0]


def test_a_certificate_of_nobody_is_refused(tmp_path: Path) -> None:
    authority = make_authority(tmp_path)
    with server(Postman(), ssl_context=tls(make_certificate(tmp_path, authority))) as port:
        house = MailHome(tmp_path / "home", port, "SSL")
        house.queue(WEEK)
        assert "证书没有通过验证" in deliver(house).trouble[0]


def test_the_test_mail_shows_what_the_server_says(tmp_path: Path) -> None:
    postman = Postman(replies={"rcpt": ["550 5.1.1 no such user"]})
    with server(postman) as port:
        house = MailHome(tmp_path, port)
        refused, _ = (first := house.start("test", "--to", "a@b.cn")).communicate()
        taken, _ = (second := house.start("test", "--to", "a@b.cn")).communicate()
    assert (first.returncode, second.returncode) == (1, 0)
    assert "550 5.1.1 no such user" in refused
    assert "250 2.0.0 queued as 4ABC" in taken
    [message] = postman.messages
    assert message["From"].addresses[0].display_name == "修文县网站巡查"
