"""What the checks of unclean paste and tampering share: the clause, and what a person is told of it."""

from __future__ import annotations

CLAUSE = "考核方案（五）2（上传政务公开信息不去格式，导致网络安全事故、网页被篡改的，一票否决）"
VETO = "按考核方案（五）2可能构成一票否决，此处仅为疑似否决，由人核实后认定"
GONE_WHEN = "改后再次采集到该页而没有这些内容时，本问题自动消除"
