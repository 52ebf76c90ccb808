"""Events out of the opinions that came through their channel."""

from random import Random
from uuid import UUID

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration, Department
from otklik.core.periods import local_date
from otklik.intake.models import FeedbackItem
from otklik.offline.demonstration.items import channel_of, newest
from otklik.offline.models import Event, EventOpinion, EventParticipant

MOST, AT_ONE = 40, 8
TITLES = (
    ("Сход жителей", "Дом культуры", "Узнать, что мешает жителям, и рассказать о планах благоустройства"),
    ("Круглый стол с предпринимателями", "Малый зал администрации", "Как проходит получение разрешений"),
    ("Встреча с советом ветеранов", "Центральная библиотека", "Что изменить в порядке личного приёма"),
    ("День открытых дверей", "Здание администрации", "Показать, куда обращаться и как получить ответ"),
    ("Собрание родителей", "Школа № 1", "Запись в первый класс и летний отдых"),
)


def load_events(administration: Administration, rng: Random) -> int:
    """Some events, each with the opinions of its days; returns how many opinions."""
    channel = channel_of(administration, "event")
    if channel is None:
        return 0
    coordinator = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR).first()
    unit = Department.objects.filter(administration=administration, is_active=True).first()
    items = newest(channel, MOST)
    for number, start in enumerate(range(0, len(items), AT_ONE)):
        _event(items[start : start + AT_ONE], TITLES[number % len(TITLES)], coordinator, unit, rng)
    return len(items)


def _event(
    items: list[FeedbackItem], words: tuple[str, str, str], by: User | None, unit: Department | None, rng: Random
) -> None:
    title, place, purpose = words
    last = items[0]
    event = Event.objects.create(
        administration=last.administration,
        channel=last.channel,
        title=title,
        on=local_date(last.received_at, last.administration.time_zone),
        place=place,
        purpose=purpose,
        organizer=unit,
        participant_count=len(items) * rng.randint(2, 5),
        created_at=last.received_at,
        created_by=by,
        request_key=UUID(int=rng.getrandbits(128), version=4),
    )
    EventOpinion.objects.bulk_create([EventOpinion(event=event, item=item) for item in items])
    names = [item.contact.name for item in items if getattr(item, "contact", None) and item.contact.name]
    EventParticipant.objects.bulk_create([EventParticipant(event=event, name=name) for name in names[:3]])
