"""Marks for the tests of reading."""

from typing import Any

from otklik.base.actor import Actor
from otklik.catalog.models import Category, Touchpoint
from otklik.intake.actions.classify_item import classify_item
from otklik.intake.marks import Marks, QuestionReading
from otklik.intake.models import FeedbackItem


def category(actor: Actor, place: int = 0) -> Category:
    """The administration's category by place."""
    return Category.objects.filter(administration_id=actor.administration_id)[place]


def touchpoint(actor: Actor, place: int = 0) -> Touchpoint:
    """The administration's touchpoint by place."""
    return Touchpoint.objects.filter(administration_id=actor.administration_id)[place]


def marks(actor: Actor, item: FeedbackItem, *, categories: tuple[int, ...] = (0,), at: int = 0, **more: Any) -> Marks:
    """Marks by places in the lists."""
    return Marks(
        categories=tuple(sorted(category(actor, place).pk for place in categories)),
        touchpoint=touchpoint(actor, at).pk,
        questions=tuple(QuestionReading(q.pk, q.topic_id, q.reason_id) for q in item.questions.all()),
        **more,
    )


def read(actor: Actor, item: FeedbackItem, *, place: int = 0, **more: Any) -> FeedbackItem:
    """Read an item with one category and the first touchpoint."""
    facts = {"category_ids": [category(actor, place).pk], "touchpoint_id": touchpoint(actor).pk, **more}
    return classify_item(actor=actor, item_id=item.pk, **facts)
