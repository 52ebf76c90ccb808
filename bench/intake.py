"""Eight visitors send messages: by the form on one page, each a registered appeal, and by the walk of questions."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from urllib.parse import urlencode

from bench import source, stage
from bench.machine import children_of, cpu_seconds, percentile, tell
from bench.serving import Visitor, request, served
from bench.stage import Run

CLIENTS, MESSAGES, WALKS = 8, 2000, 200
TARGET_PER_SECOND, TARGET_CPU_MS = 200, 8.0
CSRF = "x" * 32


def run(here: Run) -> None:
    """Both measurements against one running system."""
    with served(here.folder) as (port, pid):
        send(port, pid, here.database, messages(CLIENTS * 20))
        send(port, pid, here.database, messages(MESSAGES), report=True)
        walk(port, here.database)


def messages(count: int) -> list[dict[str, str]]:
    """The form on one page as people with a name would have filled it in."""
    texts, names, _ = source.words()
    return [
        {
            "kind": "complaint", "text": texts[number % len(texts)], "place": "ул. Ленина, 5", "website": "",
            "sender": "individual", "name": names[number % len(names)], "organization": "", "inn": "",
            "way": "status", "email": "", "address": "", "phone": "", "consent": "on",
            "token": f"{time.time_ns() + number:016x}"[-16:],
        }
        for number in range(count)
    ]  # fmt: skip


def send(port: int, pid: int, database: str, forms: list[dict[str, str]], *, report: bool = False) -> None:
    """Send every form by eight kept connections; count appeals in the database, not answers."""
    pids = children_of(pid) | stage.database_pids()
    before, spent, started = appeals(), cpu_seconds(pids), time.perf_counter()
    shares = [forms[place::CLIENTS] for place in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        taken = [time_ms for times in pool.map(lambda share: send_share(port, share), shares) for time_ms in times]
    seconds = time.perf_counter() - started
    spent = cpu_seconds(children_of(pid) | stage.database_pids()) - spent
    made = appeals() - before
    assert made == len(forms), f"{made} appeals out of {len(forms)} messages"
    if report:
        speed, cpu_ms = made / seconds, spent / made * 1000
        tell(
            "intake", database, clients=CLIENTS, messages=made, per_second=speed, target_per_second=TARGET_PER_SECOND,
            cpu_ms=cpu_ms, target_cpu_ms=TARGET_CPU_MS, p50_ms=percentile(taken, 0.5), p95_ms=percentile(taken, 0.95),
            reached=speed >= TARGET_PER_SECOND and cpu_ms <= TARGET_CPU_MS,
        )  # fmt: skip


def send_share(port: int, forms: list[dict[str, str]]) -> list[float]:
    """One visitor after another on one connection; milliseconds of each."""
    visitor, taken = Visitor(port), []
    for form in forms:
        asked = post(port, "feedback/one-page/", "", form)
        started = time.perf_counter()
        status, head, body, _ = visitor.ask(asked)
        taken.append((time.perf_counter() - started) * 1000)
        assert status == 302, body[:2000].decode("utf-8", "replace")
        assert b"/sent/" in head, head
    return taken


def post(port: int, path: str, session: str, fields: dict[str, str]) -> bytes:
    """A form sent by somebody who holds the session and the token against forgery."""
    body = urlencode({**fields, "csrfmiddlewaretoken": CSRF}).encode()
    cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
    return request("POST", f"/{source.PLACE}/{path}", port, cookies=cookies, body=body)


def walk(port: int, database: str) -> None:
    """From the first question to the receipt: every form sent, no page left out of the order."""
    texts, _, _ = source.words()
    shares = [list(islice(texts, place, WALKS, CLIENTS)) for place in range(CLIENTS)]
    before, started = appeals(), time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda share: walk_share(port, share), shares))
    made, seconds = appeals() - before, time.perf_counter() - started
    assert made == sum(len(share) for share in shares), made
    tell("intake_walk", database, clients=CLIENTS, messages=made, requests_each=4, per_second=made / seconds)


def walk_share(port: int, texts: list[str]) -> None:
    visitor = Visitor(port)
    for text in texts:
        session = ""
        for path, fields in (
            ("feedback/kind/", {"kind": "complaint"}),
            ("feedback/text/", {"text": text, "place": "", "website": ""}),
            ("feedback/author/", {"sender": "not_stated"}),
            ("feedback/check/", {}),
        ):
            status, head, body, _ = visitor.ask(post(port, path, session, fields))
            assert status == 302, (path, status, body[:2000].decode("utf-8", "replace"))
            session = cookie(head, b"sessionid") or session


def cookie(head: bytes, name: bytes) -> str:
    """A cookie that the answer sets; empty without one."""
    for line in head.split(b"\r\n"):
        header, _, value = line.partition(b":")
        if header.lower() == b"set-cookie" and value.strip().startswith(name + b"="):
            return value.strip()[len(name) + 1 :].split(b";", 1)[0].decode()
    return ""


def appeals() -> int:
    """Registered cases so far."""
    from otklik.intake.models import FeedbackItem

    return FeedbackItem.objects.exclude(number="").count()
