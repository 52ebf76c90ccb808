"""A box for letters: where it hangs, by which channel its letters count, how often it is opened."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel
from otklik.intake.queries import today_of
from otklik.offline.models import Box
from otklik.offline.policies import can_keep_boxes
from otklik.offline.querysets import audiences_of

LONGEST_TERM = 366


@dataclass(frozen=True)
class BoxFacts:
    """What is known of a box; without `every_days` nobody is reminded."""

    title: str
    channel: str
    place: str = ""
    every_days: int | None = None
    next_on: date | None = None
    keeper_id: int | None = None
    is_active: bool = True


def keep_box(*, actor: Actor, facts: BoxFacts, box_id: int | None = None) -> Box:
    """Hang a new box or change one; NotFound outside the actor's rights, RuleBroken for a title that is there already.

    Порядок: murashi 3.2, biysk 2, livny 3
    """
    if not can_keep_boxes(actor):
        raise NotFound
    try:
        return _keep(actor, facts, box_id)
    except IntegrityError as twin:
        raise RuleBroken("title", "Ящик с таким названием уже есть.", "title") from twin


@transaction.atomic
def _keep(actor: Actor, facts: BoxFacts, box_id: int | None) -> Box:
    box = _box(actor, box_id)
    own = Channel.objects.filter(administration_id=actor.administration_id, is_active=True)
    channel = own.filter(slug=facts.channel, audience__in=audiences_of(actor)).first()
    if channel is None:
        raise RuleBroken("channel", "Выберите, каким каналом считать письма из ящика.", "channel")
    if facts.every_days is not None and not 1 <= facts.every_days <= LONGEST_TERM:
        raise RuleBroken("every_days", f"Срок — от 1 до {LONGEST_TERM} дней.", "every_days")
    keeper = User.objects.filter(administration_id=actor.administration_id, pk=facts.keeper_id or 0).first()
    box.channel, box.title, box.place = channel, " ".join(facts.title.split())[:200], facts.place.strip()[:300]
    box.every_days, box.keeper, box.is_active = facts.every_days, keeper, facts.is_active
    box.next_on = facts.next_on or _first_day(actor, facts, box) if facts.every_days else facts.next_on
    box.save()
    audit.record(actor, "keep_box", box, f"Ящик: {box.title}")
    return box


def _box(actor: Actor, box_id: int | None) -> Box:
    if box_id is None:
        return Box(administration_id=actor.administration_id)
    seen = Box.objects.visible_to(actor).filter(pk=box_id).values("pk")
    found = Box.objects.select_for_update().filter(pk__in=seen).first()
    if found is None:
        raise NotFound
    return found


def _first_day(actor: Actor, facts: BoxFacts, box: Box) -> date:
    last = box.openings.order_by("-on").values_list("on", flat=True).first() if box.pk else None
    return (last or today_of(actor)) + timedelta(days=facts.every_days or 0)
