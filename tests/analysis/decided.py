"""Texts with decisions, as many as a model needs, made at once."""

from otklik.catalog.models import Administration, Category, Touchpoint
from otklik.core.appeals import ItemKind
from otklik.intake.models import FeedbackItem, ItemCategory

ROADS = ("Яма на дороге у дома", "Разбит асфальт на проезжей части", "Дорогу не ремонтируют, ямы по колено")
WATER = ("Нет горячей воды третий день", "Из крана течёт ржавая вода", "Отключили воду без предупреждения")
WORDS = ("снова", "опять", "давно", "сегодня", "вчера", "утром", "вечером", "зимой", "летом", "весной")


def decide(administration: Administration, sample: FeedbackItem, count: int = 150) -> None:
    """Copies of the sample about roads (first category and touchpoint) and about water (the second ones), read."""
    categories = Category.objects.filter(administration=administration)[:2]
    touchpoints = Touchpoint.objects.filter(administration=administration)[:2]
    items = []
    for number in range(count):
        side = number % 2
        text = f"{(ROADS, WATER)[side][number % 3]} {WORDS[number % 10]} {WORDS[number // 10 % 10]} {number}"
        items.append(
            FeedbackItem(
                **{
                    f: getattr(sample, f)
                    for f in ("administration_id", "audience", "status", "channel_id", "legal_class")
                },
                **{f: getattr(sample, f) for f in ("form", "sender_kind", "received_at", "quarter")},
                kind=(ItemKind.COMPLAINT, ItemKind.STATEMENT)[side],
                text=text,
                touchpoint=touchpoints[side],
                read_at=sample.received_at,
            )
        )
    made = FeedbackItem.objects.bulk_create(items)
    ItemCategory.objects.bulk_create(
        ItemCategory(item=item, category=categories[number % 2]) for number, item in enumerate(made)
    )
