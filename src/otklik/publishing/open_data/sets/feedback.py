"""How much feedback came beside appeals: reviews, thanks and other messages by quarter, kind and channel.

Appeals and their measures are no part of it: the decrees keep the monitoring inside. Порядок: biysk 3, 4, livny 3, 4
"""

from datetime import date

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.core.appeals import APPEAL_KINDS, Audience, ItemKind
from otklik.core.disclosure.tables import TOTAL, ReleasedTable
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of
from otklik.publishing.ledger import protected_tables
from otklik.publishing.open_data.dataset import Collected, Dataset, Field, Row

#: Ended quarters that the set holds.
QUARTERS = 8
COUNTS = "feedback"
QUARTER, KIND, CHANNEL = "квартал", "вид", "канал"


def collect(actor: Actor) -> Collected:
    """Ended quarters; hidden where too few wrote, and where others would give those away."""
    last = Quarter.of(today_of(actor)).previous()
    first = last
    for _ in range(QUARTERS - 1):
        first = first.previous()
    found = _tables(actor.administration_id, first, last)
    protected = list(protected_tables(actor.administration_id, found))
    return Collected([row for table in protected for row in _rows(table)], protected)


def _tables(administration_id: int, first: Quarter, last: Quarter) -> list[ReleasedTable]:
    rows = FeedbackItem.objects.filter(
        administration_id=administration_id, quarter__gte=first.key, quarter__lte=last.key, audience=Audience.EXTERNAL
    ).exclude(kind__in=APPEAL_KINDS)
    by_kind = rows.order_by().values_list("quarter", "kind").annotate(count=Count("pk"))
    by_channel = rows.order_by().values_list("quarter", "channel__title").annotate(count=Count("pk"))
    kinds = [(quarter, ItemKind(kind).label, count) for quarter, kind, count in by_kind]
    return [_table("по видам", KIND, kinds), _table("по каналам", CHANNEL, list(by_channel))]


def _table(words: str, dimension: str, counted: list[tuple[int, str, int]]) -> ReleasedTable:
    cells: dict[tuple[str, ...], int | None] = {}
    for key, label, count in sorted(counted):
        quarter = str(Quarter.from_key(key))
        cells[quarter, TOTAL] = (cells.get((quarter, TOTAL)) or 0) + count
        cells[quarter, label] = (cells.get((quarter, label)) or 0) + count
    return ReleasedTable(f"Отзывы, благодарности и сообщения {words}", (QUARTER, dimension), cells, counts=COUNTS)


def _rows(table: ReleasedTable) -> list[Row]:
    dimension = table.dimensions[1]
    return [
        {
            "quarter": quarter,
            "cut": "всего" if label == TOTAL else dimension,
            "value": "" if label == TOTAL else label,
            "count": count,
        }
        for (quarter, label), count in table.cells.items()
        if label != TOTAL or dimension == KIND
    ]


DATASET = Dataset(
    slug="feedback",
    artifact="feedback_summary",
    title="Отзывы, благодарности и сообщения жителей",
    description=(
        "Сколько отзывов, благодарностей и сообщений пришло за квартал, по видам и по каналам. Обращения граждан сюда "
        "не входят. Пустое число значит, что написали слишком немногие или что их число можно было бы вычислить."
    ),
    keywords=("отзывы", "обратная связь", "каналы"),
    fields=(
        Field("quarter", "string", "Квартал", "Quarter"),
        Field("cut", "string", "По чему", "Breakdown"),
        Field("value", "string", "Вид или канал", "Kind or channel"),
        Field("count", "integer", "Сколько", "Number of messages", is_optional=True),
    ),
    structure_on=date(2025, 7, 1),
    collect=collect,
)
