"""Readers answer as the functions they stand for, and whatever happens to one costs one question."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
import uvloop

from county.page import Query
from crawler.readers import ReaderError, Readers, Sent, read_article_page, read_list_page
from crawler.reading import Effective

URL = "http://xunyang.example.cn/gzdt/202601/t20260105_1.html"
BODY = "<p>2026年1月5日，县农业农村局召开春耕备耕工作会议，部署今年的粮食生产。</p>"
HTML = f"<html><head><title>春耕会议</title></head><body><h1>春耕会议</h1><div>{BODY * 3}</div></body></html>"


def _sent(html: str = HTML, status: int = 200) -> Sent:
    return Sent(html.encode(), URL, "text/html; charset=utf-8", status, {"Content-Type": "text/html"}, URL)


def _with(readers: Callable[[], Readers], use: Callable[[Readers], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        own = readers()
        try:
            return await use(own)
        finally:
            await own.close()

    return asyncio.run(run())


def test_a_reader_says_what_the_functions_say() -> None:
    async def use(readers: Readers) -> None:
        assert await readers.article(_sent()) == read_article_page(_sent(), None)
        assert await readers.list_page(_sent(), Query(URL)) == read_list_page(_sent(), Query(URL))
        assert (await readers.page(_sent(status=404))).judgement.effective is Effective.MISSING
        assert (await readers.file("报名表".encode(), "a.txt", "text/plain")).text.content == "报名表\n"

    _with(Readers, use)


def test_one_after_the_other_needs_one_reader_and_many_at_once_as_many_as_may_be() -> None:
    async def use(readers: Readers) -> None:
        assert readers.idle == [], "none is started before it is needed"
        await readers.open()
        ready = readers.idle
        for _ in range(3):
            await readers.page(_sent())
        assert len(ready) == 1
        assert readers.idle == ready
        await asyncio.gather(*(readers.page(_sent()) for _ in range(9)))
        assert len(readers.idle) == 2

    _with(lambda: Readers(2), use)


def test_a_page_whose_reader_was_killed_is_read_by_another() -> None:
    async def use(readers: Readers) -> None:
        await readers.page(_sent())
        (victim,) = readers.idle
        os.kill(victim, signal.SIGKILL)
        assert (await readers.article(_sent())).article is not None
        assert readers.idle != [victim]

    _with(Readers, use)


@pytest.mark.parametrize(
    ("question", "argument", "sentence"),
    [
        (os._exit, 3, "读取进程两次异常退出"),
        (os.abort, None, "读取进程两次异常退出"),
        (time.sleep, 60, "超过 1 秒"),
        (int, "x", "程序出错"),
    ],
)
def test_what_harms_a_reader_costs_that_question(question: Callable[..., Any], argument: object, sentence: str) -> None:
    arguments = () if argument is None else (argument,)

    async def use(readers: Readers) -> None:
        with pytest.raises(ReaderError, match=sentence):
            await readers.ask(question, *arguments)
        assert (await readers.article(_sent())).article is not None

    _with(lambda: Readers(1, seconds=1), use)


@pytest.mark.parametrize(
    ("harm", "argument", "sentence"), [(os._exit, 3, "两次异常退出"), (time.sleep, 60, "超过 1 秒")]
)
def test_what_waits_behind_a_harmful_question_is_answered(
    harm: Callable[..., Any], argument: int, sentence: str
) -> None:
    async def use(readers: Readers) -> None:
        harmful = (readers.ask(harm, argument) for _ in range(2))
        good = (readers.ask(len, "一" * size) for size in range(30))
        *refused, last = await asyncio.gather(*harmful, asyncio.gather(*good), return_exceptions=True)
        assert [sentence in str(error) for error in refused] == [True, True]
        assert last == list(range(30))

    _with(lambda: Readers(1, seconds=1), use)


def test_of_many_questions_only_the_one_given_up_stays_without_an_answer() -> None:
    async def use(readers: Readers) -> None:
        first, given_up, last = (asyncio.ensure_future(readers.ask(pow, 2, power)) for power in (1, 2, 3))
        await asyncio.sleep(0)
        given_up.cancel()
        assert (await first, await last) == (2, 8)
        assert given_up.cancelled()

    _with(lambda: Readers(1), use)


def test_what_a_reader_prints_is_no_answer() -> None:
    async def use(readers: Readers) -> None:
        assert await readers.ask(print, "读到一页") is None
        assert (await readers.article(_sent())).article is not None

    _with(Readers, use)


def test_pages_larger_than_any_pipe() -> None:
    large = HTML.replace(BODY, BODY * 40_000)

    async def use(readers: Readers) -> None:
        read, again = await asyncio.gather(readers.article(_sent(large)), readers.article(_sent(large)))
        assert read == again
        assert read.article is not None
        assert len(read.article.text.content) > 1_000_000

    _with(lambda: Readers(1), use)


def test_a_question_that_is_given_up_leaves_no_reader_that_answers_the_next_one_wrongly() -> None:
    async def use(readers: Readers) -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(readers.ask(time.sleep, 30), 0.5)
        assert (await readers.article(_sent())).article is not None

    _with(lambda: Readers(1), use)


def test_under_the_loop_of_the_crawl_too_a_killed_reader_is_replaced() -> None:
    async def use() -> None:
        readers = Readers()
        for _ in range(5):
            await readers.page(_sent())
            os.kill(readers.idle[0], signal.SIGKILL)
        assert (await readers.article(_sent())).article is not None
        await readers.close()

    uvloop.run(use())
