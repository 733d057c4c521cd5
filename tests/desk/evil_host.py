"""Another host that hopes to be asked, and a page that tries everything to have it asked."""

from __future__ import annotations

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from desk.frame.page_view import HEADERS

HOSTILE_PAGE = """
<html><head><meta http-equiv="refresh" content="0;url={evil}/refresh"><base href="{evil}/base/" target="_top">
<link rel="stylesheet" href="{evil}/a.css"><link rel="prefetch" href="{evil}/prefetch">
<link rel="preconnect" href="{evil}">
<style>@import "{evil}/import.css"; body {{ background: url({evil}/background.png) }}
@font-face {{ font-family: x; src: url({evil}/font.woff) }} p {{ font-family: x }}</style>
<script>top.location = "{evil}/top"; fetch("{evil}/fetch"); document.title = "ran"</script></head>
<body onload="fetch('{evil}/onload')"><img src="{evil}/img.png" onerror="fetch('{evil}/onerror')"
 srcset="{evil}/2x.png 2x">
<svg onload="fetch('{evil}/svg')"><image href="{evil}/svg.png"/><a href="{evil}/svg-a"><text y="20">图</text></a></svg>
<iframe src="{evil}/frame"></iframe><object data="{evil}/object"></object><embed src="{evil}/embed">
<video src="{evil}/video" poster="{evil}/poster" autoplay></video><audio src="{evil}/audio" autoplay></audio>
<form action="{evil}/form" method="post"><button id="go">提交</button><input type="image" src="{evil}/input.png"></form>
<p style="background: url('{evil}/style.png')"><a id="top" href="{evil}/a-top" target="_top" ping="{evil}/ping">上级</a>
<a id="blank" href="{evil}/a-blank" target="_blank">新窗</a><a id="self" href="/queue">本站</a>
<a id="script" href="javascript:fetch('{evil}/javascript')">脚本</a></p>
<p>请各村登陆网站查询防火要求</p><math><mtext><style><img src="{evil}/mutation.png"></style></mtext></math>
<noscript><img src="{evil}/noscript.png"></noscript><table background="{evil}/table.png"><tr><td>表</table>
</body></html>
"""


class _Listener(BaseHTTPRequestHandler):
    """Notes whoever asks for anything; /desk shows the page in a frame as the desk would, but as it is."""

    def __init__(self, host: EvilHost, *more: object) -> None:
        self._host = host
        super().__init__(*more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == "/desk":
            self._answer(
                b'<title>desk</title><iframe sandbox src="/raw" style="width:900px;height:600px"></iframe>', {}
            )
        elif self.path == "/raw":
            self._answer(self._host.page, HEADERS)
        else:
            self._host.asked += [self.path] if self.path != "/favicon.ico" else []
            self._answer(b"", {})

    do_POST = do_GET

    def _answer(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


class EvilHost:
    """The host. `asked` are the paths it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Listener, self))
        self._thread = threading.Thread(target=self._server.serve_forever)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.page = HOSTILE_PAGE.format(evil=self.url).encode()

    def __enter__(self) -> EvilHost:
        self._thread.start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
