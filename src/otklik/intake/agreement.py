"""«Согласие чтецов»: how far first and second readers agree in a quarter, by category and about the touchpoint."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Category
from otklik.core import agreement as core
from otklik.core.agreement import Agreement
from otklik.core.periods import Quarter
from otklik.intake.marks import Marks
from otklik.intake.models import FeedbackItem, SecondReading
from otklik.intake.policies import can_view_readings


@dataclass(frozen=True)
class CategoryAgreement:
    """One category and how far readers agree about giving it."""

    title: str
    agreement: Agreement


@dataclass(frozen=True)
class QuarterAgreement:
    """Agreement of a quarter's pairs; a pair belongs to the quarter of its second reading."""

    quarter: Quarter
    pair_count: int
    same_count: int
    touchpoint: Agreement
    categories: tuple[CategoryAgreement, ...]


def quarter_agreement(actor: Actor, quarter: Quarter) -> QuarterAgreement:
    """Independent readings only: what was settled afterwards changes nothing. NotFound without the right."""
    if not can_view_readings(actor):
        raise NotFound
    pairs = _pairs(actor, quarter)
    touchpoint = core.agreement((first.touchpoint, second.touchpoint) for first, second in pairs)
    return QuarterAgreement(
        quarter=quarter,
        pair_count=len(pairs),
        same_count=sum(first.says_the_same(second) for first, second in pairs),
        touchpoint=touchpoint,
        categories=tuple(
            CategoryAgreement(
                title, core.agreement_on((pk in first.categories, pk in second.categories) for first, second in pairs)
            )
            for pk, title in _categories(actor, pairs)
        ),
    )


def _pairs(actor: Actor, quarter: Quarter) -> list[tuple[Marks, Marks]]:
    done = SecondReading.objects.filter(
        Exists(FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id"))),
        administration_id=actor.administration_id,
        quarter=quarter.key,
    )
    rows = done.values_list("first__marks", "second__marks")
    return [(Marks.from_json(first), Marks.from_json(second)) for first, second in rows]


def _categories(actor: Actor, pairs: list[tuple[Marks, Marks]]) -> list[tuple[int, str]]:
    """Categories in their order: those in use, and switched-off ones that somebody gave."""
    given = {pk for pair in pairs for marks in pair for pk in marks.categories}
    rows = Category.objects.filter(administration_id=actor.administration_id)
    return [(row.pk, row.title) for row in rows if row.is_active or row.pk in given]
