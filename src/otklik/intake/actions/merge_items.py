"""Joining several items into one matter and taking them apart again: numbers, authors and clocks stay each its own."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.intake.access import item_for, tell
from otklik.intake.matters import group_title
from otklik.intake.models import Appeal, FeedbackItem, Matter, MatterMember
from otklik.intake.policies import can_merge_items
from otklik.intake.same_sender import earlier_of_sender

#: Members of a matter at most.
MOST = 500


@transaction.atomic
def merge_items(*, actor: Actor, item_ids: Iterable[int]) -> Matter:
    """Join the items, and the matters that they stand in already, into one; the actor needs rights on all of them.

    RuleBroken for fewer than two, too many, or an internal item beside an external one. Each keeps its number, author,
    clock and duty of an answer; a sender's further appeals are marked as repeats of the first.
    """
    asked = sorted(set(item_ids))
    matters = _matters_of(asked)
    members = MatterMember.objects.filter(matter_id__in=matters).values_list("item_id", flat=True)
    ids = sorted({*asked, *members})
    if len(ids) < 2:  # noqa: PLR2004 - one item is no group
        raise RuleBroken("one_item", "Отметьте хотя бы одно похожее сообщение, с которым объединить.", "items")
    if len(ids) > MOST:
        raise RuleBroken("too_many", f"В одном деле не больше {MOST} сообщений.", "items")
    items = [item_for(actor, item_id, can_merge_items) for item_id in ids]
    if _matters_of(ids) != matters:
        raise RuleBroken("changed", "Пока вы выбирали, эти сообщения объединил кто-то другой. Посмотрите ещё раз.")
    if len({item.audience for item in items}) > 1:
        raise RuleBroken("audience", "Сообщения сотрудников и жителей не объединяются.", "items")
    matter = _matter(actor, matters)
    _join(actor, matter, items)
    return matter


@transaction.atomic
def split_item(*, actor: Actor, item_id: int) -> None:
    """Take one item out of its matter; a matter of one item ends. Does nothing for an item that stands alone."""
    item = item_for(actor, item_id, can_merge_items)
    member = MatterMember.objects.select_related("matter").filter(item=item).first()
    if member is None:
        return
    matter = Matter.objects.select_for_update().get(pk=member.matter_id)
    _leave(actor, member)
    rest = list(MatterMember.objects.filter(matter=matter).select_related("item"))
    if len(rest) < 2:  # noqa: PLR2004 - one item is no group
        for last in rest:
            _leave(actor, last)
        matter.delete()


@transaction.atomic
def split_matter(*, actor: Actor, item_id: int) -> int:
    """Take the whole matter of an item apart; the actor needs rights on every member. Returns how many they were."""
    own = MatterMember.objects.filter(item_id=item_id).first()
    if own is None:
        item_for(actor, item_id, can_merge_items)
        return 0
    members = list(MatterMember.objects.filter(matter_id=own.matter_id).order_by("item_id"))
    for member in members:
        item_for(actor, member.item_id, can_merge_items)
    for member in MatterMember.objects.filter(matter_id=own.matter_id).select_related("item"):
        _leave(actor, member)
    Matter.objects.filter(pk=own.matter_id).delete()
    return len(members)


def _matters_of(item_ids: Sequence[int]) -> list[int]:
    found = MatterMember.objects.filter(item_id__in=item_ids).values_list("matter_id", flat=True)
    return sorted(set(found))


def _matter(actor: Actor, matters: Sequence[int]) -> Matter:
    """The oldest of the matters, into which the others go; a new one where there is none."""
    if not matters:
        return Matter.objects.create(administration_id=actor.administration_id, created_by_id=actor.user_id)
    kept = Matter.objects.select_for_update().get(pk=matters[0])
    MatterMember.objects.filter(matter_id__in=matters[1:]).update(matter=kept)
    Matter.objects.filter(pk__in=matters[1:]).delete()
    return kept


def _join(actor: Actor, matter: Matter, items: Sequence[FeedbackItem]) -> None:
    there = set(MatterMember.objects.filter(matter=matter).values_list("item_id", flat=True))
    fresh = [item for item in items if item.pk not in there]
    MatterMember.objects.bulk_create(
        [MatterMember(item=item, matter=matter, joined_by_id=actor.user_id) for item in fresh]
    )
    _mark_repeats(matter, items)
    title, names = group_title(len(items)), ", ".join(_name(item) for item in items)
    for item in fresh or items:
        tell(actor, item, "merge", f"Объединено в одно дело: {title} ({names}).", is_public=False)
    audit.record(actor, "merge", f"intake.matter:{matter.pk}", f"Объединено: {title}", items=[i.pk for i in items])


def _name(item: FeedbackItem) -> str:
    return item.number or f"сообщение № {item.pk}"


def _mark_repeats(matter: Matter, items: Sequence[FeedbackItem]) -> None:
    """The first item of each sender stays as it is, his further appeals are repeats of it (unless marked otherwise)."""
    first_of = earlier_of_sender(items)
    for member in MatterMember.objects.filter(matter=matter, repeats__isnull=True, item_id__in=first_of):
        member.repeats_id = first_of[member.item_id]
        unmarked = Appeal.objects.filter(item_id=member.item_id, repeat_of__isnull=True)
        member.made_repeat = bool(unmarked.update(repeat_of_id=member.repeats_id))
        member.save(update_fields=["repeats", "made_repeat"])


def _leave(actor: Actor, member: MatterMember) -> None:
    if member.made_repeat:
        Appeal.objects.filter(item_id=member.item_id, repeat_of_id=member.repeats_id).update(repeat_of=None)
    followers = MatterMember.objects.filter(matter_id=member.matter_id, repeats_id=member.item_id)
    for follower in followers.filter(made_repeat=True):
        Appeal.objects.filter(item_id=follower.item_id, repeat_of_id=member.item_id).update(repeat_of=None)
    followers.update(repeats=None, made_repeat=False)
    tell(actor, member.item, "split", "Отделено от дела: рассматривается само по себе.", is_public=False)
    audit.record(actor, "split", member.item, "Отделено от дела", matter=member.matter_id)
    member.delete()
