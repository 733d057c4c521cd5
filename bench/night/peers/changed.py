"""changedetection.io's checker, by its own pieces: its fetch (requests), its text of a page (html_tools), its hash.
The service round them wants a store and a web server; what they cost comes on top."""

import hashlib
import sys
from pathlib import Path

import requests
from changedetectionio import html_tools

session = requests.Session()
addresses = Path(sys.argv[1]).read_text(encoding="utf-8").split()
known = {}
for address in addresses:
    answer = session.get(address, timeout=30)
    answer.encoding = "utf-8"
    html = html_tools.workarounds_for_obfuscations(answer.text)
    html_tools.has_ldjson_product_info(html)
    text = html_tools.strip_ignore_text(html_tools.html_to_text(html), [])
    known[address] = hashlib.md5(text.encode()).hexdigest()  # noqa: S324
print(f"pages {len(known)}")
