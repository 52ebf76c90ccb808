"""A week of a region's traffic in an hour: 60 administrations over BENCH_ITEMS messages on this machine.

Each request has its moment, drawn from the hours of a week: staff between nine and six on working days, citizens by day
and in the evening. It is counted from its moment, so that a request that had to wait for others is told as slow
(BENCH_WEEK_SECONDS: how long the week takes; BENCH_WEEK_DAYS: how many of its days are played). In the end every
message and response stands in the tables.
"""

import itertools
import os
import queue
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from bench.machine import children_of, cpu_seconds, percentile, tell
from bench.region_year import SPREAD, fill, found_place
from bench.responses import ANSWERS, found_survey, token_of
from bench.serving import Visitor, request, served
from bench.stage import Run, settle

SECONDS = float(os.environ.get("BENCH_WEEK_SECONDS", "3600"))
DAYS = float(os.environ.get("BENCH_WEEK_DAYS", "7"))
PLACES = int(os.environ.get("BENCH_ADMINISTRATIONS", "60"))
CONNECTIONS = 24
#: What happens in one administration in a week: a town of some 30,000 with ten people who work in the system.
WEEK = {"message": 60, "response": 120, "public": 400, "staff": 700}
#: Weights of the hours of a day: from midnight.
OFFICE_DAY = [0] * 9 + [5, 6, 6, 4, 3, 6, 6, 5, 3] + [0] * 6
CITIZENS_DAY = [1] * 7 + [3, 5, 6, 6, 6, 5, 5, 5, 5, 5, 6, 7, 7, 6, 5, 3, 2]
WORKING_DAYS, DAYS_OFF_SHARE = 5, 0.5
#: A town's messages as they stand on a working day: two years of them, the last fortnight's open, two days' unread.
_DAY = "(current_date - r.day)"
LIVING = SPREAD | {
    "text": "'Во дворе дома ' || r.g || ' по улице Лесной третью неделю не горит фонарь у подъезда, дети идут в школу '"
    "|| 'в темноте. Просим починить и сообщить, когда это будет сделано.'",
    "received_at": f"{_DAY} + TIME '09:00'",
    "registered_on": _DAY,
    "due_on": f"{_DAY} + 30",
    "quarter": f"extract(year FROM {_DAY})::int * 10 + extract(quarter FROM {_DAY})::int",
    "status": "CASE WHEN r.day < 14 THEN 'in_work' ELSE 'answered' END",
    "verdict": f"CASE WHEN r.day < 14 THEN 'open' ELSE {SPREAD['verdict']} END",
    "answered_on": f"CASE WHEN r.day < 14 THEN NULL ELSE {_DAY} + r.luck %% 14 END",
    "waiting_days": "CASE WHEN r.day < 14 THEN NULL ELSE r.luck %% 14 END",
    "is_late": "false",
    "read_at": f"CASE WHEN r.day < 2 THEN NULL ELSE {_DAY} + TIME '11:00' END",
}  # fmt: skip
TARGET_P95_MS = {"public": 100.0, "staff": 100.0, "response": 120.0, "message": 200.0}
CSRF = "x" * 32


class Place(NamedTuple):
    """One administration: who looks, what there is to look at."""

    slug: str
    session: str
    items: list[int]
    survey: str


class Moment(NamedTuple):
    """What happens when, in seconds from the beginning."""

    at: float
    kind: str
    place: Place
    number: int


def run(here: Run) -> None:
    """Make the region, play the week, tell the percentiles of each kind."""
    if here.kind != "postgresql":
        return
    dice = random.Random(168)  # noqa: S311 - invented traffic
    places = [found(f"w{number:02d}", here.items // PLACES) for number in range(PLACES)]
    settle()  # the region did not come into being this minute
    played = SECONDS * DAYS / 7
    moments = [moment for moment in sorted(week(places, dice)) if moment.at < played]
    before = stored()
    with served(here.folder) as (port, pid):
        spent = cpu_seconds(children_of(pid))
        taken, failed = play(port, moments)
        cpu = cpu_seconds(children_of(pid)) - spent
        settled = wait_until_settled()
    wanted = {kind: sum(one.kind == kind for one in moments) for kind in WEEK}
    made = {kind: count - before[kind] for kind, count in stored().items()}
    figures = {kind: told(times) for kind, times in taken.items()}
    is_fast = all(figures[kind]["p95_ms"] <= most for kind, most in TARGET_P95_MS.items())
    kept = all(made[kind] == wanted[kind] for kind in made)
    tell(
        "week", here.database, administrations=PLACES, items=here.items, seconds=played, days=DAYS,
        requests=len(moments), per_second=len(moments) / played, cpu_seconds=cpu, failed=failed, made=made,
        wanted=wanted, **figures, target_p95_ms=TARGET_P95_MS, queues_empty=settled,
        reached=is_fast and kept and settled and not failed,
    )  # fmt: skip


def found(slug: str, items: int) -> Place:
    """An administration with a person who may do everything, its messages, a survey."""
    from django.test import Client

    from otklik.accounts.models import Appointment, User
    from otklik.intake.models import FeedbackItem

    place = found_place(slug)
    fill(place, items, LIVING)
    person = User.objects.create(username=f"{slug}-one", full_name="Смирнова Анна Петровна", administration=place)
    for role in ("registrar", "specialist", "coordinator"):
        Appointment.objects.create(
            user=person, role=role, act_title="Распоряжение", act_on="2024-01-09", valid_from="2024-01-09"
        )
    client = Client()
    client.force_login(person)
    own = (
        FeedbackItem.objects.filter(administration=place)
        .order_by("-received_at", "-pk")
        .values_list("pk", flat=True)[:200]
    )
    return Place(slug, client.cookies["sessionid"].value, list(own), found_survey(slug))


def week(places: list[Place], dice: random.Random) -> Iterator[Moment]:
    """Every request of the week with its moment."""
    numbers = itertools.count()
    for place, (kind, count) in itertools.product(places, WEEK.items()):
        hours = hours_of(OFFICE_DAY if kind == "staff" else CITIZENS_DAY, rests=kind == "staff")
        for hour in dice.choices(range(len(hours)), hours, k=count):
            yield Moment((hour + dice.random()) / len(hours) * SECONDS, kind, place, next(numbers))


def hours_of(day: list[int], *, rests: bool) -> list[float]:
    """Weights of the 168 hours: two days off at the end, when offices rest and citizens write half as much."""
    off = [0.0 if rests else DAYS_OFF_SHARE * weight for weight in day]
    return [float(weight) for weight in day] * WORKING_DAYS + off * 2


def play(port: int, moments: list[Moment]) -> tuple[dict[str, list[float]], int]:
    """At their moments; milliseconds from the moment to the whole answer, and how many failed."""
    due: queue.Queue[Moment | None] = queue.Queue()
    taken: dict[str, list[float]] = defaultdict(list)
    faults: list[str] = []
    began = time.monotonic() + 1.0
    hands = [threading.Thread(target=work, args=(port, began, due, taken, faults)) for _ in range(CONNECTIONS)]
    for hand in hands:
        hand.start()
    for moment in moments:
        time.sleep(max(0.0, began + moment.at - time.monotonic()))
        due.put(moment)
    for _ in hands:
        due.put(None)
    for hand in hands:
        hand.join()
    for fault in faults[:5]:
        print(fault[:500])
    return taken, len(faults)


def work(
    port: int, began: float, due: "queue.Queue[Moment | None]", taken: dict[str, list[float]], faults: list[str]
) -> None:
    """One connection after another request."""
    visitor = Visitor(port)
    while (moment := due.get()) is not None:
        try:
            KINDS[moment.kind](visitor, port, moment)
        except (OSError, ValueError, AssertionError) as fault:
            faults.append(f"{moment.kind}: {fault!r}")
            visitor = Visitor(port)
        taken[moment.kind].append((time.monotonic() - began - moment.at) * 1000)


def ask(visitor: Visitor, asked: bytes, *expected: int) -> bytes:
    """The body of an answer with one of the expected codes."""
    status, head, body, _ = visitor.ask(asked)
    assert status in expected, (status, head[:300], asked[:120])
    return body


def write(visitor: Visitor, port: int, moment: Moment) -> None:
    """A citizen's message by the form on one page."""
    fields = {
        "kind": "complaint", "text": f"Не горит фонарь, сообщение {moment.number}", "place": "ул. Лесная, 5",
        "website": "", "sender": "individual", "name": "Петрова Нина Ивановна", "organization": "", "inn": "",
        "way": "status", "email": "", "address": "", "phone": "", "consent": "on", "token": f"{moment.number:016x}",
        "csrfmiddlewaretoken": CSRF,
    }  # fmt: skip
    body = urlencode(fields).encode()
    path = f"/{moment.place.slug}/feedback/one-page/"
    ask(visitor, request("POST", path, port, cookies=f"csrftoken={CSRF}", body=body), 302)


def respond(visitor: Visitor, port: int, moment: Moment) -> None:
    """A survey's page, then its answers."""
    token = token_of(ask(visitor, request("GET", moment.place.survey, port), 200))
    ask(visitor, request("POST", moment.place.survey, port, body=token + ANSWERS), 200, 302, 303)


def look_from_outside(visitor: Visitor, port: int, moment: Moment) -> None:
    """A public page."""
    pages = ("", "feedback/one-page/", "status/", "surveys/")
    path = f"/{moment.place.slug}/{pages[moment.number % len(pages)]}"
    ask(visitor, request("GET", path, port), 200)


def look_at_desk(visitor: Visitor, port: int, moment: Moment) -> None:
    """A page of the staff: the desk, the registry with filters, messages, the queue of reading."""
    item = moment.place.items[moment.number % len(moment.place.items)]
    pages = (
        "", "registry/", "registry/?queue=open", "registry/?kind=complaint", f"items/{item}/", f"items/{item}/",
        "reading/", "my-work/", f"items/{item}/",
    )  # fmt: skip
    path = f"/{moment.place.slug}/staff/{pages[moment.number % len(pages)]}"
    ask(visitor, request("GET", path, port, cookies=f"sessionid={moment.place.session}"), 200, 302)


KINDS: dict[str, Callable[[Visitor, int, Moment], None]] = {
    "message": write,
    "response": respond,
    "public": look_from_outside,
    "staff": look_at_desk,
}


def told(times: list[float]) -> dict[str, float]:
    """Percentiles of one kind."""
    shares = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "longest_ms": 1.0}
    return {"count": len(times)} | {name: percentile(times, share) for name, share in shares.items()}


def stored() -> dict[str, int]:
    """Messages and responses in the tables."""
    from otklik.intake.models import FeedbackItem
    from otklik.surveys.models import SurveyResponse

    return {
        "message": FeedbackItem.objects.filter(text__startswith="Не горит фонарь, сообщение").count(),
        "response": SurveyResponse.objects.count(),
    }


def wait_until_settled() -> bool:
    """Whether letters and tasks came to an end within two minutes."""
    from django_tasks_db.models import DBTaskResult

    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        if not DBTaskResult.objects.filter(status__in=("READY", "RUNNING")).exists():
            return True
        time.sleep(0.5)
    return False
