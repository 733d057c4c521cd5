"""A real time-stamping authority on loopback: `openssl ts` behind HTTP."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
_SIGNER = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"
_SETTINGS = """\
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = {digests}
"""


def openssl(*words: str | Path) -> str:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Authority:
    """Answers with a token, or with `says` where that is set. `root` is what a county would name as trust_file."""

    folder: Path
    url: str = ""
    asked: int = 0
    says: tuple[int, bytes] | None = None

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def found(self) -> None:
        """Makes the root and the certificate that signs tokens."""
        self.folder.mkdir()
        key, signer = self.folder / "root.key", self.folder / "signer"
        openssl("req", "-x509", *_KEY, "-keyout", key, "-out", self.root, "-days", "30", "-subj", "/CN=root")
        openssl("req", *_KEY, "-keyout", f"{signer}.key", "-out", f"{signer}.csr", "-subj", "/CN=signer")
        (self.folder / "extensions").write_text(_SIGNER)
        issuer = ("-CA", self.root, "-CAkey", key, "-CAcreateserial", "-extfile", self.folder / "extensions")
        openssl("x509", "-req", "-in", f"{signer}.csr", *issuer, "-out", f"{signer}.pem", "-days", "30")
        (self.folder / "serial").write_text("01\n")
        self.accept("sha256")

    def accept(self, digests: str) -> None:
        settings = _SETTINGS.format(folder=self.folder, digests=digests)
        (self.folder / "settings").write_text(settings)

    def reply(self, query: bytes) -> bytes:
        asked, answer = self.folder / "query", self.folder / "answer"
        asked.write_bytes(query)
        openssl("ts", "-reply", "-config", self.folder / "settings", "-queryfile", asked, "-out", answer)
        return answer.read_bytes()


@contextmanager
def time_authority(folder: Path) -> Iterator[Authority]:
    """An authority that listens."""
    authority = Authority(folder)
    authority.found()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            authority.asked += 1
            query = self.rfile.read(int(self.headers["Content-Length"]))
            code, content = authority.says or (200, authority.reply(query))
            if self.headers["Content-Type"] != "application/timestamp-query":
                code = 415
            self.send_response(code)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """No line a request."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    authority.url = f"http://127.0.0.1:{web.server_port}/tsr"
    try:
        yield authority
    finally:
        web.shutdown()
        web.server_close()
        thread.join()
