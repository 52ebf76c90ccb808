"""Results of a quarter: the indicators of all external surveys together, with their intervals and course."""

from typing import Any

from django.db.models import Min

from otklik.analysis.indicators.answers import newest_quarter, surveys_seen
from otklik.analysis.indicators.board import indicator_board
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import Audience
from otklik.core.disclosure.tables import TOTAL, ReleasedTable
from otklik.core.periods import Quarter
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.publishing.contract import Offer, Payload, Preview, PublicationKind
from otklik.publishing.ledger import minimum_of
from otklik.publishing.quarter_figures import counted_people, payload_of
from otklik.publishing.quarter_tables import mark_tables, shielded
from otklik.surveys.models import SurveyDay

#: Quarters offered, the newest first.
OFFERED = 8


def offers(actor: Actor) -> list[Offer]:
    """Ended quarters with sealed answers, the newest first."""
    surveys = surveys_seen(_whole(actor), Audience.EXTERNAL)
    newest = newest_quarter(surveys)
    if newest is None:
        return []
    first = SurveyDay.objects.filter(survey_id__in=[one.pk for one in surveys]).aggregate(first=Min("on"))["first"]
    quarter = min(newest, Quarter.of(today_of(actor)).previous())
    found: list[Offer] = []
    while quarter >= Quarter.of(first) and len(found) < OFFERED:
        found.append(Offer(str(quarter), f"Результаты опросов: {quarter.title}", str(quarter)))
        quarter = quarter.previous()
    return found


def payload(actor: Actor, key: str) -> Payload:
    """The whole administration's figures of external surveys. RuleBroken while it runs or where there are too few."""
    try:
        quarter = Quarter.parse(key)
    except ValueError:
        raise NotFound from None
    if str(quarter) != key:  # one thing has one name
        raise NotFound
    today = today_of(actor)
    if quarter.end_on >= today:
        raise RuleBroken("running", "Опубликовать результаты квартала можно, когда он закончится.")
    board = indicator_board(_whole(actor), Span.of_quarter(quarter), today, audience=Audience.EXTERNAL)
    found = payload_of(board, minimum_of(actor.administration_id))
    if not found["indicators"]:
        raise RuleBroken("few", "Публиковать нечего: ответов за квартал не было или их меньше наименьшей группы.")
    return shielded(actor.administration_id, found)


def _whole(actor: Actor) -> Actor:
    """Figures of a quarter are the administration's, whichever unit proposes them."""
    return system_actor(actor.administration_id, actor.administration_slug)


def tables(found: Payload) -> list[ReleasedTable]:
    """People behind each value, by quarter and element; elements are asked of the same people and make up no total."""
    people = [
        ReleasedTable(
            name=f"{title}, {found['period']}",
            dimensions=("quarter", f"element:{slug}"),
            cells={(quarter, element or TOTAL): people for (quarter, element), people in cells.items()},
            counts=f"respondents:{slug}",
            open=frozenset({"quarter"}),
            overlapping=frozenset({f"element:{slug}"}),
        )
        for (slug, title), cells in counted_people(found).items()
    ]
    return people + mark_tables(found)


def page(key: str) -> tuple[str, tuple[Any, ...]]:
    """The quarter's page."""
    return "public:quarter_results", (key,)


def preview(found: Payload) -> Preview:
    """As the public page shows it, without the pictures."""
    return Preview("public/results/quarter_body.html", {"results": found, "lines": found["indicators"]})


KIND = PublicationKind(
    slug="quarter_results",
    title="Результаты квартала",
    artifact="survey_results",
    description="Показатели по всем опросам жителей за квартал: значение, интервал, ход по кварталам.",
    offers=offers,
    payload=payload,
    tables=tables,
    page=page,
    preview=preview,
    stands_in=("строка в списке «Что ответили жители»",),
    gathered_in="indicators",
)
