"""A quarter's pain map drafted from 100,000 messages: seconds, memory, how much of it is left outside the map.

Half of the messages have process, touchpoint and topic, as after reading; the other half has its words alone. Every
text is its own: one of the demonstration with two sentences of others.
"""

import os
import random
import re
import resource
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bench import stage
from bench.machine import tell
from bench.source import PLACE, words
from bench.stage import Run

COUNT = int(os.environ.get("BENCH_MESSAGES", "100000"))
TARGET_SECONDS = 120.0
BATCH = 5_000
YEAR, NUMBER = 2019, 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def run(here: Run) -> None:
    """Draft the map of a quarter of its own, then take its messages away."""
    from django.db import connection
    from django.utils import timezone

    from otklik.catalog.queries import administration_by_slug
    from otklik.core.periods import Quarter
    from otklik.improvement.drafting.fill import fill_draft
    from otklik.improvement.models import PainEvidence, PainMap

    _say()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    drafted = PainMap.objects.create(
        administration=administration_by_slug(PLACE), quarter=Quarter(YEAR, NUMBER).key, created_at=timezone.now()
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, spent = time.perf_counter(), time.process_time()
    added = fill_draft(drafted)
    taken, cpu = time.perf_counter() - started, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    left = PainEvidence.objects.filter(pain_map=drafted).remainder().count()
    tell(
        "draft_map", here.database, messages=COUNT, evidence=added, lines=drafted.lines.count(), remainder=left,
        seconds=taken, cpu_seconds=cpu, peak_mib=peak // 1024, before_mib=before // 1024,
        target_seconds=TARGET_SECONDS, reached=taken <= TARGET_SECONDS,
    )  # fmt: skip
    PainEvidence.objects.filter(pain_map=drafted).delete()
    drafted.delete()
    stage.forget_items()


def _say() -> None:
    """Store the messages in bulk."""
    from otklik.intake.models import AppealQuestion, FeedbackItem, question_of

    for chunk in _chunks():
        stored = FeedbackItem.objects.bulk_create([item for item, _ in chunk], batch_size=1_000)
        questions = [question_of(item, topic_id=topic) for item, (_, topic) in zip(stored, chunk, strict=True) if topic]
        AppealQuestion.objects.bulk_create(questions, batch_size=1_000)


def _chunks() -> Iterator[list[tuple[Any, int | None]]]:
    from otklik.catalog.models import Channel, Process, Topic, Touchpoint
    from otklik.catalog.queries import administration_by_slug
    from otklik.core.periods import Quarter
    from otklik.intake.models import FeedbackItem

    dice = random.Random(2019)  # noqa: S311 - invented rows
    owner, quarter = administration_by_slug(PLACE), Quarter(YEAR, NUMBER)
    channel = Channel.objects.filter(administration=owner, audience="external").first()
    received = datetime(YEAR, NUMBER * 3 - 1, 14, 9, tzinfo=ZoneInfo(owner.time_zone))
    texts = words()[0]
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]
    processes = [*Process.objects.filter(administration=owner).values_list("pk", flat=True)]
    points = [*Touchpoint.objects.filter(administration=owner).values_list("pk", flat=True)]
    topics = [*Topic.objects.filter(edition__administration=owner, level=3).values_list("pk", flat=True)]
    fixed: dict[str, Any] = {"administration": owner, "channel": channel, "quarter": quarter.key, "kind": "complaint"}
    fixed |= {"audience": "external", "status": "answered", "legal_class": "appeal_59fz", "form": "written"}
    fixed |= {"sender_kind": "individual", "received_at": received}
    chunk: list[tuple[Any, int | None]] = []
    for number in range(COUNT):
        pick = dice.randrange(len(texts))
        told = number % 2 == 0
        text = f"{texts[pick]} {dice.choice(sentences)} {dice.choice(sentences)}"
        place = {"process_id": processes[pick % len(processes)], "touchpoint_id": points[pick % len(points)]}
        item = FeedbackItem(**fixed, text=text, **(place if told else {}))
        chunk.append((item, topics[pick % len(topics)] if told else None))
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    yield chunk
