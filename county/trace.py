"""What a page holds that its visitors do not see (隐蔽痕迹): the ground on which tampering (篡改) and unclean paste
(不去格式) are judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TraceKind(StrEnum):
    """What a trace is. The values are stored."""

    HIDDEN_LINK = "hidden-link"
    """A link of the body to another host that no visitor can see (隐藏链接、暗链)."""
    FOREIGN_PART = "foreign-part"
    """A picture, frame, script or style sheet of the body that comes from another host (外域元素)."""
    OFFICE = "office"
    """What Word or WPS leaves in a pasted text (Word、WPS 格式残留)."""
    LOCAL_PATH = "local-path"
    """An address on the author's own computer (本机路径)."""
    REDIRECT = "redirect"
    """The page sends its visitors to another host by itself (自动跳转)."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace, or `count` of them that say the same. `host` is the other host in lower case, "" where there is none;
    `how` is what hides or holds it ("display:none", "script", "mso-"); `quote` is what people read, cut short and
    masked."""

    kind: TraceKind
    host: str
    how: str
    quote: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class TracedPage:
    """The traces of a page on one capture. `new_hosts` are hosts of scripts and frames that an earlier
    capture of this page did not have, nor any page of the portal on an earlier night. `own_hosts` are the county's
    portals, `allowed_hosts` what the office allows besides."""

    traces: tuple[Trace, ...]
    new_hosts: tuple[str, ...] = ()
    own_hosts: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
