"""Published results as residents open them: from memory, unchanged (304), and how soon a new publication is seen."""

import re
import time

from bench import stage
from bench.machine import percentile, tell
from bench.serving import Visitor, request, served
from bench.source import PLACE
from bench.stage import Run
from bench.survey_summary import answered

TIMES, TARGET_MS, TARGET_SECONDS = 300, 20.0, 60.0
RESPONSES, SURVEYS = 100_000, 3
QUARTERS = ("2025Q1", "2025Q2")
NEW = "2025Q3"
ETAG = re.compile(rb"etag: (\"[^\"]+\")", re.IGNORECASE)


def run(here: Run) -> None:
    """Publish two quarters, read their pages, publish a third while the server runs."""
    answered(min(here.items, RESPONSES), SURVEYS)
    for key in QUARTERS:
        publish(key)
    stage.settle()
    with served(here.folder) as (port, _):
        for path in ("results/", f"results/{QUARTERS[-1]}/", "decisions/", "documents/order/"):
            measure(port, f"/{PLACE}/{path}", here.database)
        tell_how_soon(port, here.database)


def publish(key: str) -> None:
    """Proposed by one person, approved by another."""
    from otklik.publishing.actions.decide_publication import approve_publication
    from otklik.publishing.actions.propose_publication import propose_publication

    made = propose_publication(actor=stage.actor_with("coordinator"), kind="quarter_results", key=key)
    approve_publication(actor=stage.actor_with("head"), publication_id=made.pk)


def measure(port: int, path: str, database: str) -> None:
    """Milliseconds to the first byte over one kept connection: server time and the way through the loopback."""
    visitor, asked = Visitor(port), request("GET", path, port)
    status, head, body, made = visitor.ask(asked)
    found = ETAG.search(head)
    tag = found[1] if found else b""
    kept = [visitor.ask(asked)[3] * 1000 for _ in range(TIMES)]
    unchanged = asked.replace(b"\r\n\r\n", b"\r\nIf-None-Match: " + tag + b"\r\n\r\n", 1)
    same = [visitor.ask(unchanged) for _ in range(TIMES)]
    p95, unchanged_p95 = percentile(kept, 0.95), percentile([one[3] * 1000 for one in same], 0.95)
    tell(
        "public_pages", database, path=path, status=status, bytes=len(head) + len(body), first_ms=made * 1000,
        kept_p50_ms=percentile(kept, 0.5), kept_p95_ms=p95, unchanged_p95_ms=unchanged_p95,
        unchanged={one[0] for one in same} == {304}, target_ms=TARGET_MS, reached=p95 <= TARGET_MS,
    )  # fmt: skip


def tell_how_soon(port: int, database: str) -> None:
    """Seconds from the second person's approval until the list that was kept names the new quarter."""
    visitor, asked = Visitor(port), request("GET", f"/{PLACE}/results/", port)
    plain = asked.replace(b"Accept-Encoding: gzip\r\n", b"")
    visitor.ask(plain)
    publish(NEW)
    approved = time.monotonic()
    while NEW.encode() not in visitor.ask(plain)[2] and time.monotonic() - approved < TARGET_SECONDS:
        time.sleep(0.01)
    seconds = time.monotonic() - approved
    tell("public_pages_new", database, seconds=seconds, target_seconds=TARGET_SECONDS, reached=seconds < TARGET_SECONDS)
