"""Complete anonymous answers to ten questions by 32 clients: page, form with its token, a durable row; beside it a bare
cached page with one insert, served by the same server in the same run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from bench import source, stage
from bench.crowd import Crowd, Talk
from bench.machine import children_of, cpu_seconds, percentile, tell
from bench.serving import free_port, served, wait_for
from bench.stage import Run

CLIENTS = 32
IDLE_SECONDS = 0.25
TARGET_PER_SECOND, TARGET_CPU_MS, TARGET_P95_MS, TARGET_OF_BARE = 450, 3.5, 120.0, 0.6
#: A stored block of deflate in front of the 44 letters of the form's token: it is found without unpacking the page.
TOKEN = b"\x00\x2c\x00\xd3\xff"
ANSWERS = urlencode({
    "q0": "5", "q1": "4", "q2": "3", "q3": "5", "q4": "4", "m.a": "5", "m.b": "4", "m.c": "3", "yes": "yes", "one": "b",
    "many": "a", "ten": "9",
}).encode()  # fmt: skip


def run(here: Run) -> None:
    """The survey's page and the bare page, one after the other, so many seconds each."""
    seconds = float(os.environ.get("BENCH_SECONDS", "30"))
    path = found_survey()
    with served(here.folder) as (port, pid):
        ours = measure(port, pid, path, seconds, token_of)
    with bare(here.folder) as (port, pid):
        other = measure(port, pid, "/bare/s/bare/", seconds, lambda _body: b"")
    told = ours | {"bare_" + name: value for name, value in other.items()}
    share = ours["per_second"] / other["per_second"]
    reached = (
        ours["per_second"] >= TARGET_PER_SECOND
        and ours["cpu_ms"] <= TARGET_CPU_MS
        and ours["p95_ms"] < TARGET_P95_MS
        and not ours["lost"]
        and share >= TARGET_OF_BARE
    )
    tell(
        "responses", here.database, clients=CLIENTS, seconds=seconds, **told, share_of_bare=share,
        target_per_second=TARGET_PER_SECOND, target_cpu_ms=TARGET_CPU_MS, target_p95_ms=TARGET_P95_MS,
        target_share_of_bare=TARGET_OF_BARE, reached=reached,
    )  # fmt: skip


def measure(port: int, pid: int, path: str, seconds: float, token: Callable[[bytes], bytes]) -> dict[str, float]:
    """Rate, CPU of server and database for one response, its time from asking for the page to the thanks, losses."""
    talk = Talk(port, path, ANSWERS, token)
    Crowd(talk, CLIENTS).answer(4.0)
    let_settle(pid)
    pids = children_of(pid) | stage.database_pids()
    before, spent = rows(), cpu_seconds(pids)
    crowd = Crowd(talk, CLIENTS)
    taken = crowd.answer(seconds)
    spent = cpu_seconds(children_of(pid) | stage.database_pids()) - spent
    stored, said = rows() - before, len(taken)
    return {
        "responses": stored,
        "lost": said - stored,
        "per_second": said / crowd.seconds,
        "cpu_ms": spent / max(1, said) * 1000,
        "p50_ms": percentile(taken, 0.5) * 1000,
        "p95_ms": percentile(taken, 0.95) * 1000,
    }


def let_settle(pid: int) -> None:
    """Until the parts beside the pages (background tasks, the clock) have started up and are idle."""
    for _ in range(20):
        spent = cpu_seconds(children_of(pid))
        time.sleep(1)
        if cpu_seconds(children_of(pid)) - spent < IDLE_SECONDS:
            return


def token_of(body: bytes) -> bytes:
    """The token out of a packed page."""
    at = body.index(TOKEN) + len(TOKEN)
    return b"token=" + body[at : at + 44] + b"&"


def found_survey(slug: str = source.PLACE) -> str:
    """A survey of ten questions that anybody may answer; the path of its page."""
    from django.utils import timezone

    from otklik.catalog.models import Administration
    from otklik.surveys import models
    from otklik.surveys.codes import link_code

    owner, now = Administration.objects.get(slug=slug), timezone.now()
    sheet = models.Questionnaire.objects.create(
        administration=owner, slug=f"bench_{link_code()}", title="Приём", audience="external"
    )
    version = models.QuestionnaireVersion.objects.create(
        questionnaire=sheet, number=1, content=questionnaire(), changed_at=now
    )
    survey = models.Survey.objects.create(
        administration=owner, version=version, title="Как прошёл приём", audience="external", state="open",
        opens_on=now.date() - timedelta(days=1), minimum_group=5, created_at=now,
    )  # fmt: skip
    way = models.SurveyLink.objects.create(survey=survey, code=link_code(), source="site")
    return f"/{owner.slug}/s/{way.code}/"


def questionnaire() -> dict[str, object]:
    """Ten questions: five scales, a matrix, yes or no, two choices, 0 to 10."""
    three = [{"slug": slug, "title": f"Вариант «{slug}»"} for slug in "abc"]
    scales: list[dict[str, object]] = [
        {"slug": f"q{n}", "kind": "scale", "title": f"Как вы оцениваете работу, часть {n}?", "required": True}
        for n in range(5)
    ]
    rest: list[dict[str, object]] = [
        {"slug": "m", "kind": "matrix", "title": "Оцените отдельно", "rows": three},
        {"slug": "yes", "kind": "yes_no", "title": "Вопрос решён?"},
        {"slug": "one", "kind": "single", "title": "Как обратились?", "options": three},
        {"slug": "many", "kind": "multiple", "title": "Что мешало?", "options": three},
        {"slug": "ten", "kind": "scale_10", "title": "Посоветуете ли знакомым?"},
    ]
    return {"slug": "bench", "title": "Приём", "audience": "external", "questions": scales + rest}


def rows() -> int:
    """Responses stored so far."""
    from otklik.surveys.models import SurveyResponse

    return SurveyResponse.objects.count()


@contextmanager
def bare(folder: Path) -> Iterator[tuple[int, int]]:
    """The bare page on the same server with the same number of processes and threads."""
    port, log = free_port(), folder / "bare.log"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2", "--blocking-threads", "2"]
    command += ["--backlog", "1024", "--workers-kill-timeout", "4", "bench.bare:application"]
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
    try:
        wait_for(port, server, log)
        yield port, server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)
