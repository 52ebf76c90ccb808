"""A raw file of appeals invented by a seed, and the way from its rows through the models of intake.

The columns are what an office would export; figures are computed from them twice: by the product, and by pandas.
"""

import csv
import io
import random
from datetime import UTC, date, datetime, timedelta

from otklik.catalog.models import Administration, Channel, Reason, Topic
from otklik.core.appeals import Audience, ItemStatus, Outcome, Verdict, verdict_of
from otklik.core.periods import Quarter, local_date
from otklik.intake.models import Appeal, AppealQuestion, FeedbackItem, question_of

KINDS = ("complaint", "statement", "proposal", "inquiry", "review")
OUTCOMES = ("supported", "not_supported", "explained", "transferred", "answered", "left_without_answer", "in_work")
WEIGHTS = (25, 20, 25, 8, 8, 4, 10)
COLUMNS = (
    "id", "received_at", "registered_on", "answered_on", "due_on", "kind", "channel", "audience", "sender_kind",
    "form", "subject", "topics", "reasons", "outcomes",
)  # fmt: skip
#: A leaf, a leaf of another section, headings of levels 2 and 3 that others stand under, and nothing.
TOPIC_COUNT = 6
FIRST, LAST = datetime(2024, 6, 20, tzinfo=UTC), datetime(2025, 10, 10, tzinfo=UTC)


def raw_csv(administration: Administration, *, rows: int = 400, seed: int = 7) -> str:
    """The file's text: UTF-8, comma, several questions of one appeal joined by «|»."""
    dice = random.Random(seed)  # noqa: S311 - an invented sample, not a secret
    channels = [one.slug for one in Channel.objects.filter(administration=administration)][:-2][:9]
    reasons = ["", *(one.slug for one in Reason.objects.filter(administration=administration))][:6]
    topics = ["", *_topic_codes(administration)]
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    for number in range(rows):
        writer.writerow(_row(dice, number, channels, topics, reasons))
    return file.getvalue()


def _topic_codes(administration: Administration) -> list[str]:
    topics = Topic.objects.filter(edition__administration=administration)
    low = list(topics.filter(level=3).order_by("code").values_list("code", flat=True)[3:40:9])
    return [*low, topics.filter(level=2).order_by("code")[0].code]


def _row(
    dice: random.Random, number: int, channels: list[str], topics: list[str], reasons: list[str]
) -> dict[str, object]:
    received = FIRST + timedelta(seconds=dice.randrange(int((LAST - FIRST).total_seconds())))
    registered = received.date() + timedelta(days=dice.randrange(4))
    count = dice.choice((1, 1, 1, 2, 3))
    outcomes = dice.choices(OUTCOMES, WEIGHTS, k=count)
    answered = None if "in_work" in outcomes else registered + timedelta(days=min(int(dice.expovariate(1 / 14)), 90))
    if set(outcomes) == {"left_without_answer"}:
        answered = None
    return {
        "id": number,
        "received_at": received.isoformat(),
        "registered_on": registered,
        "answered_on": answered or "",
        "due_on": registered + timedelta(days=30),
        "kind": dice.choices(KINDS, (55, 15, 10, 12, 8))[0],
        "channel": dice.choice(channels),
        "audience": dice.choices(("external", "internal"), (9, 1))[0],
        "sender_kind": dice.choice(("individual", "representative", "not_stated")),
        "form": dice.choice(("oral", "written")),
        "subject": dice.choice(("", "services", "appeals")),
        "topics": "|".join(dice.choice(topics) for _ in range(count)),
        "reasons": "|".join(dice.choice(reasons) for _ in range(count)),
        "outcomes": "|".join(outcomes),
    }


def load(administration: Administration, text: str) -> None:
    """Store the file's rows as intake stores them."""
    channels = {one.slug: one for one in Channel.objects.filter(administration=administration)}
    topics = {one.code: one for one in Topic.objects.filter(edition__administration=administration)}
    reasons = {one.slug: one for one in Reason.objects.filter(administration=administration)}
    items, questions = [], []
    for row in csv.DictReader(io.StringIO(text)):
        item = _item(administration, channels[row["channel"]], row)
        items.append(item)
        parts = zip(row["topics"].split("|"), row["reasons"].split("|"), row["outcomes"].split("|"), strict=True)
        questions += [
            question_of(item, position=at, topic=topics.get(topic), reason=reasons.get(reason), outcome=outcome)
            for at, (topic, reason, outcome) in enumerate(parts, start=1)
        ]
    FeedbackItem.objects.bulk_create(items)
    AppealQuestion.objects.bulk_create(questions)
    Appeal.objects.bulk_create([Appeal(item=item, registered_at=item.received_at) for item in items if item.is_appeal])


def _item(administration: Administration, channel: Channel, row: dict[str, str]) -> FeedbackItem:
    registered, due = date.fromisoformat(row["registered_on"]), date.fromisoformat(row["due_on"])
    answered = date.fromisoformat(row["answered_on"]) if row["answered_on"] else None
    received = datetime.fromisoformat(row["received_at"])
    verdict = verdict_of(Outcome(outcome) for outcome in row["outcomes"].split("|"))
    return FeedbackItem(
        administration=administration,
        audience=Audience(row["audience"]).value,
        kind=row["kind"],
        status=_status(verdict).value,
        verdict=verdict.value,
        channel=channel,
        legal_class="message",
        form=row["form"],
        sender_kind=row["sender_kind"],
        subject=row["subject"],
        received_at=received,
        quarter=Quarter.of(local_date(received, administration.time_zone)).key,
        registered_on=registered,
        due_on=due,
        answered_on=answered,
        waiting_days=(answered - registered).days if answered else None,
        is_late=bool(answered and answered > due),
        number=f"П-{row['id']}",
        text="Прошу разобраться.",
    )


def _status(verdict: Verdict) -> ItemStatus:
    return {
        Verdict.OPEN: ItemStatus.IN_WORK,
        Verdict.FORWARDED: ItemStatus.FORWARDED,
        Verdict.NO_ANSWER: ItemStatus.CLOSED,
    }.get(verdict, ItemStatus.ANSWERED)


def stored(administration: Administration, **options: int) -> str:
    """Invent, store, give back the raw text."""
    text = raw_csv(administration, **options)
    load(administration, text)
    return text
