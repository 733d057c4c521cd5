"""Commands found by name: a command's module is imported when it is called: all together take a second."""

from __future__ import annotations

from importlib import import_module

import click

from xuncha.errors import FrontDoor

COMMANDS: dict[str, str] = {
    "night": "xuncha.night",
    "crawl": "xuncha.stages",
    "ingest": "xuncha.stages",
    "probe": "xuncha.probe",
    "availability": "xuncha.availability",
    "check": "xuncha.checking",
    "score": "xuncha.score",
    "search": "xuncha.search",
    "findings": "xuncha.results",
    "visits": "xuncha.results",
    "units": "xuncha.units",
    "words": "xuncha.words",
    "discover": "xuncha.discover",
    "sample": "xuncha.sample",
    "serve": "xuncha.serve",
    "jobs": "xuncha.serve",
    "alive": "xuncha.serve",
    "audit": "xuncha.audit",
    "mail": "xuncha.mail",
    "backup": "xuncha.upkeep",
    "restore": "xuncha.upkeep",
    "retention": "xuncha.upkeep",
    "export": "xuncha.upkeep",
    "digest": "xuncha.digest",
    "doctor": "xuncha.doctor",
    "decide": "xuncha.decide",
    "recheck": "xuncha.recheck",
    "appeal": "xuncha.disputes",
    "appeals": "xuncha.disputes",
    "rule": "xuncha.disputes",
    "evidence": "xuncha.evidence",
    "papers": "xuncha.papers",
    "desk": "xuncha.desk",
    "users": "xuncha.users",
    "read": "xuncha.reading",
    "register": "xuncha.register",
    "owed": "xuncha.owed",
    "read-document": "xuncha.documents",
}
"""Command → the module that holds it under the same name."""


class Commands(FrontDoor):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the alphabet, as click does."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        return found
