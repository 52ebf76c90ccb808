"""The consolidated year of a region: 60 administrations, BENCH_ITEMS messages of two years, memory bounded.

PostgreSQL only. Each administration has a profile of its own (a shipped one under another name), units, questions with
topics and reasons; messages are made by the database itself. Counted one administration after another, as the product
counts: what is held at once is one administration's figures.
"""

import os
import resource
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.machine import tell
from bench.stage import Run

if TYPE_CHECKING:
    from otklik.catalog.models import Administration

COUNT = int(os.environ.get("BENCH_ADMINISTRATIONS", "60"))
TARGET_SECONDS = 60.0
#: The peak may grow by so much while the region is counted, however many messages there are.
TARGET_MIB = 400
LIKE = "gatchina"
YEAR = 2025
_ITEMS = """
INSERT INTO intake_feedbackitem ({columns})
SELECT {values} FROM intake_feedbackitem s, LATERAL (
  SELECT g, ((g * 7919) %% 730)::int AS day, ((g * 104729) %% 1000)::int AS luck
  FROM generate_series(1, %(count)s::bigint) AS g
) AS r WHERE s.id = %(sample)s
"""
_QUESTIONS = """
INSERT INTO intake_appealquestion
  (item_id, administration_id, quarter, kind, position, text, topic_id, reason_id, outcome, measures_taken,
   forwarded_to, note)
SELECT id, administration_id, quarter, kind, 1, '', (%(topics)s::bigint[])[1 + id %% cardinality(%(topics)s::bigint[])],
       (%(reasons)s::bigint[])[1 + id %% cardinality(%(reasons)s::bigint[])], 'in_work', false, '', ''
FROM intake_feedbackitem WHERE administration_id = %(place)s
"""
_DAY = f"(DATE '{YEAR - 1}-01-01' + r.day::int)"
SPREAD = {
    "received_at": f"({_DAY} + TIME '09:00') AT TIME ZONE 'UTC'",
    "registered_on": _DAY,
    "quarter": f"extract(year FROM {_DAY})::int * 10 + extract(quarter FROM {_DAY})::int",
    "answered_on": f"{_DAY} + (r.luck %% 30)::int",
    "waiting_days": "(r.luck %% 30)::int",
    "is_late": "r.luck %% 30 > 27",
    "verdict": "(ARRAY['satisfied', 'refused', 'explained', 'open'])[1 + (r.luck / 7)::int %% 4]",
    "kind": "(ARRAY['complaint', 'statement', 'proposal'])[1 + (r.luck / 11)::int %% 3]",
    "department_id": "(%(units)s::bigint[])[1 + r.luck %% cardinality(%(units)s::bigint[])]",
    "number": "''", "tracking_digest": "''", "source_key": "NULL",
}  # fmt: skip


def run(here: Run) -> None:
    """Make the region, count it, tell seconds and memory."""
    if here.kind != "postgresql":
        return
    from django.db import connection

    places = [found_place(f"r{number:02d}") for number in range(COUNT)]
    for place in places:
        fill(place, here.items // COUNT)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    before = _peak()
    started, spent = time.perf_counter(), time.process_time()
    received = sum(_year_of(place) for place in places)
    taken, cpu = time.perf_counter() - started, time.process_time() - spent
    grown = _peak() - before
    tell(
        "region_year", here.database, administrations=COUNT, items=here.items, received=received, seconds=taken,
        cpu_seconds=cpu, peak_mib=_peak(), grown_mib=grown, target_seconds=TARGET_SECONDS, target_grown_mib=TARGET_MIB,
        reached=taken <= TARGET_SECONDS and grown <= TARGET_MIB,
    )  # fmt: skip


def _year_of(place: "Administration") -> int:
    """The year's report with the year before beside it; how many appeals it counts."""
    from datetime import date

    from otklik.base.actor import system_actor
    from otklik.core.report_period import ReportPeriod
    from otklik.reporting.consolidated.gather import gather

    told = gather(system_actor(place.pk, place.slug), ReportPeriod(YEAR), date(YEAR + 1, 1, 20))
    return sum(int(one["received"]["now"]) for one in told["audiences"].values())


def found_place(slug: str) -> "Administration":
    from django.conf import settings

    from otklik.catalog.actions.found_administration import found_administration
    from otklik.catalog.models import Department
    from otklik.procedures import registry

    source = Path(registry.__file__).parent / "profiles" / LIKE
    target = Path(settings.PROFILES_DIR) / slug
    shutil.copytree(source, target)
    for name in ("procedure.toml", "clauses.tsv"):
        text = (target / name).read_text(encoding="utf-8")
        text = text.replace(f'slug = "{LIKE}"', f'slug = "{slug}"').replace(f"{LIKE}:", f"{slug}:")
        (target / name).write_text(text, encoding="utf-8")
    registry.forget()
    place = found_administration(procedure=registry.procedures(Path(settings.PROFILES_DIR))[slug])
    Department.objects.bulk_create(
        Department(administration=place, slug=f"u{number}", title=f"Отдел {number}") for number in range(12)
    )
    return place


def fill(place: "Administration", count: int, spread: Mapping[str, str] = SPREAD) -> None:
    """So many messages with a question each, spread over two years; `spread` says what differs between them, in SQL."""
    from django.db import connection

    from otklik.catalog.models import Department, Reason, Topic
    from otklik.intake.models import FeedbackItem

    sample = _sample(place)
    columns = [one.column for one in FeedbackItem._meta.concrete_fields if one.column != "id"]
    values = [spread.get(column, f's."{column}"') for column in columns]
    given: dict[str, Any] = {
        "count": count, "sample": sample, "place": place.pk,
        "units": list(Department.objects.filter(administration=place).values_list("pk", flat=True)),
        "reasons": list(Reason.objects.filter(administration=place).values_list("pk", flat=True)),
        "topics": list(Topic.objects.order_by("pk").values_list("pk", flat=True)[:200]),
    }  # fmt: skip
    with connection.cursor() as cursor:
        named = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(_ITEMS.format(columns=named, values=", ".join(values)), given)
        cursor.execute("DELETE FROM intake_appealquestion WHERE item_id = %(sample)s", given)
        cursor.execute(_QUESTIONS, given)


def _sample(place: "Administration") -> int:
    """One message as the product takes it in."""
    from django.utils import timezone

    from otklik.base.actor import public_actor
    from otklik.catalog.models import Channel
    from otklik.core.appeals import ItemKind
    from otklik.core.incoming import IncomingFeedback
    from otklik.intake.actions.receive_feedback import receive_feedback

    channel = Channel.objects.filter(administration=place, audience="external").first()
    assert channel is not None
    incoming = IncomingFeedback(
        text="Яма", channel=channel.slug, received_at=timezone.now(), kind=ItemKind.COMPLAINT
    )  # fmt: skip
    return receive_feedback(actor=public_actor(place.pk, place.slug), incoming=incoming).item_id


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
