"""The public pages: weight of a first visit with everything it needs, time to first byte."""

import re
from urllib.parse import urljoin

from bench import source
from bench.machine import percentile, tell
from bench.serving import Visitor, request, served
from bench.stage import Run

PATHS = ("", "feedback/", "status/", "terms/")
TIMES, TARGET_BYTES, TARGET_MS = 200, 60_000, 50.0
NEEDED = re.compile(rb'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#]+)"')


def run(here: Run) -> None:
    """Each page of the list."""
    with served(here.folder) as (port, _):
        for path in PATHS:
            measure(port, f"/{source.PLACE}/{path}", here.database)


def measure(port: int, path: str, database: str) -> None:
    """Bytes over the wire, compressed as a browser asks for it, and milliseconds to the first byte."""
    visitor, asked = Visitor(port), request("GET", path, port)
    plain = request("GET", path, port).replace(b"Accept-Encoding: gzip\r\n", b"")
    _, head, body, _ = visitor.ask(asked)
    weight = len(head) + len(body)
    needed = {urljoin(path, address.decode()) for address in NEEDED.findall(visitor.ask(plain)[2])}
    files = {address for address in needed if "/static/" in address}
    for address in files:
        _, head, body, _ = visitor.ask(request("GET", address, port))
        weight += len(head) + len(body)
    first = [visitor.ask(asked)[3] * 1000 for _ in range(TIMES)]
    p95 = percentile(first, 0.95)
    tell(
        "pages", database, path=path, files=len(files), bytes=weight, target_bytes=TARGET_BYTES,
        first_byte_p50_ms=percentile(first, 0.5), first_byte_p95_ms=p95, target_ms=TARGET_MS,
        reached=weight <= TARGET_BYTES and p95 <= TARGET_MS,
    )  # fmt: skip
