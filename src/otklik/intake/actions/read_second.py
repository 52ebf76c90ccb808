"""The second reading, and how a difference between two readers is settled."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import Quarter, local_date
from otklik.intake.access import item_for
from otklik.intake.actions.classify_item import chosen_marks
from otklik.intake.actions.write_marks import write_marks
from otklik.intake.codebook import version_in_force
from otklik.intake.marks import Marks
from otklik.intake.models import FeedbackItem, Reading, SecondReading
from otklik.intake.policies import can_classify_item
from otklik.intake.readings import ground_of

State = SecondReading.State


@transaction.atomic
def read_second(*, actor: Actor, item_id: int, marks: Marks) -> SecondReading:
    """Keep the second reader's marks beside the first's; the item bears the first's until a difference is settled.

    RuleBroken when somebody was quicker, and for the first reader himself.
    """
    item = item_for(actor, item_id, can_classify_item)
    pair = _pair(item)
    if pair.state != State.WAITING:
        raise RuleBroken("second_done", "Второе чтение этого сообщения уже сделано другим читателем.")
    if pair.first.reader_id == actor.user_id:
        raise RuleBroken("same_reader", "Вторым читает другой человек: первое чтение — ваше.")
    chosen = chosen_marks(actor, marks).over(ground_of(item))
    reading = _reading(actor, item, chosen, Reading.Stage.SECOND)
    pair.second = reading
    pair.quarter = Quarter.of(local_date(reading.at, item.administration.time_zone)).key
    pair.state = State.AGREED if chosen.says_the_same(Marks.from_json(pair.first.marks)) else State.DIFFERS
    pair.save()
    audit.record(actor, "read_second", item, "Второе чтение сделано", reading=reading.pk)
    return pair


@transaction.atomic
def settle_readings(*, actor: Actor, item_id: int, marks: Marks) -> SecondReading:
    """A third reader decides: his marks are the item's. RuleBroken for either of the two."""
    item = item_for(actor, item_id, can_classify_item)
    pair = _differing(item)
    if actor.user_id in {pair.first.reader_id, _second(pair).reader_id}:
        raise RuleBroken("not_third", "Решает третий: вы можете согласиться с другим читателем.")
    return _settle(actor, item, pair, chosen_marks(actor, marks), by_agreement=False)


@transaction.atomic
def agree_with_other(*, actor: Actor, item_id: int) -> SecondReading:
    """One of the two takes the other's marks: they agree. RuleBroken for a third."""
    item = item_for(actor, item_id, can_classify_item)
    pair = _differing(item)
    by_reader = {pair.first.reader_id: _second(pair), _second(pair).reader_id: pair.first}
    other = by_reader.get(actor.user_id) if actor.user_id else None
    if other is None:
        raise RuleBroken("not_of_two", "Согласиться может один из двух читателей; вы решаете как третий.")
    return _settle(actor, item, pair, Marks.from_json(other.marks), by_agreement=True)


def _settle(
    actor: Actor, item: FeedbackItem, pair: SecondReading, marks: Marks, *, by_agreement: bool
) -> SecondReading:
    reading = _reading(actor, item, marks, Reading.Stage.SETTLED)
    write_marks(item, marks, at=reading.at, reader_id=actor.user_id)
    pair.settled, pair.state, pair.is_by_agreement = reading, State.SETTLED, by_agreement
    pair.save()
    told = "по согласию читателей" if by_agreement else "третьим читателем"
    audit.record(actor, "settle_readings", item, f"Расхождение чтений снято {told}", reading=reading.pk)
    return pair


def _reading(actor: Actor, item: FeedbackItem, marks: Marks, stage: Reading.Stage) -> Reading:
    return Reading.objects.create(
        item=item,
        administration_id=item.administration_id,
        reader_id=actor.user_id,
        at=timezone.now(),
        stage=stage,
        codebook=version_in_force(item.administration_id),
        marks=marks.as_json(),
    )


def _pair(item: FeedbackItem) -> SecondReading:
    found = SecondReading.objects.select_related("first", "second").filter(item=item).first()
    if found is None:
        raise NotFound
    return found


def _differing(item: FeedbackItem) -> SecondReading:
    pair = _pair(item)
    if pair.state != State.DIFFERS:
        raise RuleBroken("no_difference", "Расхождения здесь нет: возможно, его уже сняли.")
    return pair


def _second(pair: SecondReading) -> Reading:
    if pair.second is None:
        raise NotFound
    return pair.second
