"""The crawler opens no door and keeps a guest's manners."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scrapy.settings import Settings

from county.settings import CrawlPolicy
from crawler.policy import scrapy_settings, user_agent

ROOT = Path(__file__).parents[2]


def _settings() -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return settings


def test_no_remote_door_is_open() -> None:
    settings = _settings()
    assert not settings.getbool("REMOTE_CONTROL_ENABLED")
    assert not settings.getbool("TELNETCONSOLE_ENABLED")
    loaded = {name.rpartition(".")[2] for name in settings.getwithbase("EXTENSIONS")}
    assert loaded == {"CloseSpider", "CoreStats", "LogCount", "LogStats", "CrawlDelay"}


def test_only_http_is_fetched() -> None:
    handlers = _settings().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler is not None} == {"http", "https"}


def test_a_guest_asks_one_thing_at_a_time() -> None:
    settings = _settings()
    settings.setdict(scrapy_settings(CrawlPolicy(office="信息科")))
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getfloat("DOWNLOAD_DELAY") == 2.0
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("DOWNLOAD_MAXSIZE") == 8 * 1024 * 1024


def test_the_user_agent_is_ascii_and_names_the_office() -> None:
    name = user_agent(CrawlPolicy(office="信息科 0851-82322114"))
    assert name.isascii()
    assert "0851-82322114" in name


def test_scrapy_knows_the_project() -> None:
    command = [sys.executable, "-m", "scrapy", "list"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["discover", "portal", "probe"]
