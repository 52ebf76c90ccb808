"""Matters: items joined because they raise one question («5 обращений, 1 вопрос»)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.core.russian import count_with_word
from otklik.intake.models import FeedbackItem, MatterMember


@dataclass(frozen=True)
class Member:
    """An item of a matter; `repeats` is the earlier item of the same sender, as far as the actor may see it."""

    item: FeedbackItem
    repeats: FeedbackItem | None

    @property
    def is_repeat(self) -> bool:
        """The same sender has an earlier item in the matter."""
        return self.repeats is not None


@dataclass(frozen=True)
class Group:
    """A matter with the members that the actor may see, in order of receipt, and how many there are in all."""

    matter_id: int
    members: tuple[Member, ...]
    count: int

    @property
    def hidden_count(self) -> int:
        """Members that stand outside the actor's rights."""
        return self.count - len(self.members)

    @property
    def title(self) -> str:
        """«5 обращений, 1 вопрос»."""
        return group_title(self.count)


def group_title(count: int) -> str:
    """«5 обращений, 1 вопрос»."""
    return f"{count_with_word(count, 'обращение', 'обращения', 'обращений')}, 1 вопрос"


def members_of(actor: Actor, item: FeedbackItem) -> Group | None:
    """The matter that the item belongs to, the item itself among the members; None when it stands alone."""
    own = MatterMember.objects.filter(item_id=item.pk).first()
    if own is None:
        return None
    members = MatterMember.objects.filter(matter_id=own.matter_id)
    seen: Mapping[int, MatterMember] = {
        member.pk: member for member in members.filter(item__in=FeedbackItem.objects.visible_to(actor))
    }
    items = FeedbackItem.objects.filter(pk__in=seen).select_related("channel", "contact", "appeal")
    listed = {one.pk: one for one in items.order_by("received_at", "id")}
    shown = tuple(Member(one, listed.get(seen[pk].repeats_id or 0)) for pk, one in listed.items())
    count = members.count()
    return Group(own.matter_id, shown, count) if count > 1 else None


def group_counts(item_ids: Iterable[int]) -> dict[int, int]:
    """Id of an item -> how many items its matter joins; only those that are joined (two queries for a whole list)."""
    joined = dict(MatterMember.objects.filter(item_id__in=list(item_ids)).values_list("item_id", "matter_id"))
    if not joined:
        return {}
    counts = dict(
        MatterMember.objects.filter(matter_id__in=set(joined.values()))
        .values_list("matter_id")
        .annotate(count=Count("item_id"))
    )
    return {item_id: counts[matter_id] for item_id, matter_id in joined.items() if counts[matter_id] > 1}
