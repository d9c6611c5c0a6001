"""A web server of one's own on a free port of this machine, with answers given as a table."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One answer. With `etag` a request that names it gets 304."""

    body: bytes = b""
    status: int = 200
    type: str | None = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None


@dataclass
class Asked:
    host: str
    path: str
    headers: dict[str, str]


class Server:
    """`at` maps paths, or "host/path", to answers or to functions that make one."""

    def __init__(self) -> None:
        self.at: dict[str, Answer | Callable[[], Answer]] = {}
        self.asked: list[Asked] = []
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def answer_to(self, host: str, path: str) -> Answer:
        found = self.at.get(f"{host.partition(':')[0]}{path}") or self.at.get(path) or Answer(b"nothing here", 404)
        return found() if callable(found) else found


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers.get("Host", "")
            server.asked.append(Asked(host, self.path, dict(self.headers)))
            answer = server.answer_to(host, self.path)
            same = answer.etag is not None and self.headers.get("If-None-Match") == answer.etag
            self.send_response(304 if same else answer.status)
            told = {"Content-Type": answer.type, "ETag": answer.etag, **answer.headers}
            body = b"" if same else answer.body
            for name, value in ({"Content-Length": str(len(body))} | told).items():
                if value is not None:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Tests are quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


@contextmanager
def speaking(speak: Callable[[socket.socket], None], *, wait: bool = True) -> Iterator[int]:
    """A server that says what it likes: `speak` gets the connection, with `wait` once the request has come.

    Gives the port.
    """
    listener = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                try:
                    if wait:
                        connection.recv(65_536)
                    speak(connection)
                except OSError:  # who asked has gone
                    continue

    threading.Thread(target=run, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
