"""Boxes with their openings: letters of the past in acts that agree, one box due today, one that was empty."""

from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration, Channel
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem
from otklik.offline.demonstration.items import channel_of, newest
from otklik.offline.models import Box, BoxLetter, BoxOpening

TERM, MOST_LETTERS = 7, 24
PLACES = {
    "box": ("Ящик для сотрудников", "Здание администрации, 1-й этаж, у гардероба"),
    "place": ("Поликлиника", "Районная поликлиника, холл регистратуры"),
    "post": ("Вестибюль администрации", "Здание администрации, главный вход"),
}


def load_boxes(administration: Administration, rng: Random, today: date) -> int:
    """The boxes that the administration's channels allow; returns how many letters stand in acts."""
    keeper = User.objects.filter(administration=administration, appointments__role=Role.REGISTRAR).first()
    made = 0
    for kind, (title, place) in PLACES.items():
        channel = channel_of(administration, kind)
        if channel is None:
            continue
        box = Box.objects.create(
            administration=administration,
            channel=channel,
            title=title,
            place=place,
            every_days=TERM,
            next_on=today if kind == "post" else today + timedelta(days=2),
            keeper=keeper,
            reminded_for=today if kind == "post" else None,
        )
        made += _load_acts(box, channel, rng, today)
    return made


def _load_acts(box: Box, channel: Channel, rng: Random, today: date) -> int:
    """Acts of the weeks in which letters came; letters by post are not of this box, so its act is of an empty one."""
    zone = channel.administration.time_zone
    items = [] if channel.kind == "post" else newest(channel, MOST_LETTERS)
    items.sort(key=lambda item: item.received_at)
    weeks: dict[tuple[int, int], list[FeedbackItem]] = {}
    for item in items:
        weeks.setdefault(local_date(item.received_at, zone).isocalendar()[:2], []).append(item)
    for week in weeks.values():
        _act(box, local_date(week[-1].received_at, zone), week, rng)
    _act(box, today - timedelta(days=TERM), [], rng, note="Замок и пломба целы.")
    return len(items)


def _act(box: Box, on: date, items: list[FeedbackItem], rng: Random, note: str = "") -> None:
    keeper = box.keeper
    before = BoxOpening.objects.filter(administration_id=box.administration_id, on__year=on.year).count()
    chair = [keeper.full_name, keeper.position] if keeper else ["Комиссия", ""]
    opening = BoxOpening.objects.create(
        administration_id=box.administration_id,
        box=box,
        number=before + 1,
        on=on,
        at=time(10, rng.choice((0, 15, 30))),
        commission=[chair],
        letter_count=len(items),
        note=note,
        created_at=items[-1].received_at if items else timezone.now(),
        created_by=keeper,
        request_key=UUID(int=rng.getrandbits(128), version=4),
    )
    BoxLetter.objects.bulk_create(
        [BoxLetter(opening=opening, position=place, item=item) for place, item in enumerate(items, start=1)]
    )
