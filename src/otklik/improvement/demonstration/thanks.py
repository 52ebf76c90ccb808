"""Thanks of the demonstration: suggestions accepted; some authors thanked, some waiting, some out of reach."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience, ItemKind
from otklik.core.russian import lemmas
from otklik.improvement.actions.prepare_notices import prepare_notices
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasureSuggestion, OutcomeNotice
from otklik.intake.models import FeedbackItem

State, Way = OutcomeNotice.State, OutcomeNotice.Way
#: Suggestions of one measure at most, and measures under way that began with suggestions.
OF_MEASURE, MOST_OPEN, MOST_MADE, FEWEST = 6, 1, 2, 2
#: What proposals speak of, the measure that carried them out, what was done.
_MADE = (
    ({"свет", "фонарь", "освещение"}, "Осветить улицы, которые назвали жители",
     "Поставили 14 светодиодных светильников на пяти улицах и у двух остановок."),
    ({"остановка", "павильон", "навес", "скамейка"}, "Обустроить остановки по предложениям жителей",
     "На трёх остановках поставили навесы и скамейки, обновили расписание."),
    ({"рассылка", "отключение"}, "Рассылать сообщения об отключениях",
     "Об отключениях воды, тепла и света теперь сообщают за день: на сайте, в сообществе и сообщением на телефон."),
    ({"каток", "хоккейный", "коробка", "площадка", "спортивный"}, "Оборудовать площадки для спорта",
     "Построили хоккейную коробку, две площадки получили тренажёры и новое покрытие."),
    ({"дерево", "парк", "сквер", "благоустройство", "посадить"}, "Благоустроить парк и сквер по предложениям",
     "Посадили 120 деревьев, поставили скамейки и урны, дорожки вымостили плиткой."),
)  # fmt: skip
_DONE_ON, _MADE_ON = date(2025, 9, 24), date(2025, 5, 12)
#: Letters of an opening; letters from which a word tells something; proposals looked through.
WORDS, LONG_WORD, POOL = 160, 4, 300
#: Words that any two proposals share.
_EVERYWHERE = {"улица", "сделать", "место", "нужный", "можно", "чтобы", "город", "человек", "администрация", "район"}


@transaction.atomic
def load_thanks(slug: str, today: date) -> int:
    """Accept suggestions of the year for measures of the road map, once; returns how many notices there are."""
    administration = administration_by_slug(slug)
    measures = Measure.objects.filter(administration=administration)
    if MeasureSuggestion.objects.filter(measure__in=measures).exists():
        return 0
    by = User.objects.filter(administration=administration, appointments__role=Role.COORDINATOR).order_by("pk").first()
    proposals = list(_proposals(administration.pk))
    words = {item.pk: _telling(item.title or item.text) for item in proposals}
    done = _made(administration, by, proposals, words) if today >= _DONE_ON else []
    taken = 0
    for measure in measures.filter(state=MeasureState.IN_WORK).order_by("pk"):
        if taken < MOST_OPEN:
            wanted = _telling(f"{measure.title} {measure.details}")
            taken += _accept(measure, by, proposals, {pk: found & wanted for pk, found in words.items()}, 2)
    for measure in done:
        prepare_notices(measure)
    return _tell(done, by, administration.time_zone)


def _proposals(administration_id: int) -> Iterable[FeedbackItem]:
    own = FeedbackItem.objects.of(administration_id).filter(
        audience=Audience.EXTERNAL, kind=ItemKind.PROPOSAL.value, registered_on__isnull=False
    )
    return own.order_by("received_at", "pk")[:POOL]


def _made(
    administration: Administration, by: User | None, proposals: list[FeedbackItem], words: dict[int, set[str]]
) -> list[Measure]:
    """Measures of the autumn that began with what people proposed most."""
    zone = ZoneInfo(administration.time_zone)
    made: list[Measure] = []
    for wanted, title, result in _MADE:
        fit = {pk: found & wanted for pk, found in words.items()}
        if len(made) < MOST_MADE and sum(bool(found) for found in fit.values()) >= FEWEST:
            measure = Measure.objects.create(
                administration=administration, title=title, result=result, state=MeasureState.DONE, owner=by,
                starts_on=_MADE_ON, due_on=_DONE_ON, done_on=_DONE_ON,
                created_at=datetime.combine(_MADE_ON, time(10), zone), created_by=by,
            )  # fmt: skip
            _accept(measure, by, proposals, fit, 1)
            made.append(measure)
    return made


def _accept(
    measure: Measure, by: User | None, proposals: list[FeedbackItem], common: dict[int, set[str]], least: int
) -> bool:
    """Proposals that share words with the measure, sent before it was done; each is taken once."""
    fit = [item for item in proposals if len(common[item.pk]) >= least and _came_before(item, measure)]
    chosen = sorted(fit, key=lambda item: (-len(common[item.pk]), item.pk))[:OF_MEASURE]
    for item in chosen:
        proposals.remove(item)
    MeasureSuggestion.objects.bulk_create(
        MeasureSuggestion(measure=measure, item=item, accepted=_opening(item), added_at=measure.created_at, added_by=by)
        for item in chosen
    )
    return bool(chosen)


def _came_before(item: FeedbackItem, measure: Measure) -> bool:
    return measure.done_on is None or (item.registered_on is not None and item.registered_on < measure.done_on)


def _telling(text: str) -> set[str]:
    return {word for word in lemmas(text) if len(word) >= LONG_WORD} - _EVERYWHERE


def _opening(item: FeedbackItem) -> str:
    """The first sentence of what was proposed."""
    words = " ".join((item.title or item.text).split())
    first = words.partition(". ")[0].rstrip(".")
    return first if len(first) <= WORDS else f"{first[:WORDS].rpartition(' ')[0]}…"


def _tell(done: list[Measure], by: User | None, zone: str) -> int:
    """All of the first measure were told; of the others every second one, the rest waits for the clerk."""
    count = 0
    for place, measure in enumerate(done):
        notices = list(measure.notices.exclude(state=State.IMPOSSIBLE).order_by("pk"))
        count += len(notices)
        for turn, notice in enumerate(notices):
            if place and turn % 2:
                continue
            told_on = (measure.done_on or measure.created_at.date()) + timedelta(days=3)
            notice.state, notice.done_by = State.SENT, by
            notice.told_how = notice.get_way_display()
            notice.sent_at = notice.prepared_at = datetime.combine(told_on, time(11), ZoneInfo(zone))
            notice.save()
    return count
