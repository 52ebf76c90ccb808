"""Joining items into one matter and taking them apart: each keeps its number, author and clock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department
from otklik.core.appeals import Audience
from otklik.intake.actions import merge_items as merging
from otklik.intake.actions.merge_items import merge_items, split_item, split_matter
from otklik.intake.matters import group_counts, members_of
from otklik.intake.models import Appeal, FeedbackItem, Matter, MatterMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar")


def numbers_of(actor: Actor, item: FeedbackItem) -> list[str]:
    group = members_of(actor, item)
    return [member.item.number for member in group.members] if group else []


def test_three_appeals_one_question(receive: Receive, clerk: Actor) -> None:
    items = [receive(), receive(), receive()]
    before = [(item.number, item.due_on, item.status) for item in items]
    merge_items(actor=clerk, item_ids=[item.pk for item in items])
    group = members_of(clerk, items[1])
    assert group is not None
    assert (group.title, group.count, group.hidden_count) == ("3 обращения, 1 вопрос", 3, 0)
    assert numbers_of(clerk, items[0]) == [item.number for item in items]
    after = FeedbackItem.objects.order_by("pk")
    assert [(item.number, item.due_on, item.status) for item in after] == before
    assert group_counts([item.pk for item in items]) == dict.fromkeys((item.pk for item in items), 3)


def test_it_leaves_a_trace_that_the_author_does_not_see(receive: Receive, clerk: Actor) -> None:
    first, second = receive(), receive()
    merge_items(actor=clerk, item_ids=[first.pk, second.pk])
    for item in (first, second):
        event = item.events.get(move="merge")
        assert "2 обращения, 1 вопрос" in event.text
        assert not event.is_public
    assert AuditEntry.objects.filter(verb="merge").count() == 1


def test_matters_grow_together(receive: Receive, clerk: Actor) -> None:
    a, b, c, d, e = (receive() for _ in range(5))
    kept = merge_items(actor=clerk, item_ids=[a.pk, b.pk])
    merge_items(actor=clerk, item_ids=[c.pk, d.pk])
    joined = merge_items(actor=clerk, item_ids=[b.pk, c.pk, e.pk])
    assert joined.pk == kept.pk
    assert MatterMember.objects.filter(matter=joined).count() == 5
    assert Matter.objects.count() == 1


def test_joining_the_same_again_changes_nothing(receive: Receive, clerk: Actor) -> None:
    a, b = receive(), receive()
    merge_items(actor=clerk, item_ids=[a.pk, b.pk])
    merge_items(actor=clerk, item_ids=[a.pk, b.pk])
    assert MatterMember.objects.count() == 2


def test_an_item_leaves_and_a_pair_ends(receive: Receive, clerk: Actor) -> None:
    a, b, c = receive(), receive(), receive()
    merge_items(actor=clerk, item_ids=[a.pk, b.pk, c.pk])
    split_item(actor=clerk, item_id=b.pk)
    assert numbers_of(clerk, b) == []
    assert numbers_of(clerk, a) == [a.number, c.number]
    assert b.events.filter(move="split", is_public=False).exists()
    split_item(actor=clerk, item_id=a.pk)
    assert numbers_of(clerk, c) == []
    assert not Matter.objects.exists()
    split_item(actor=clerk, item_id=a.pk)  # a second click


def test_a_whole_matter_is_taken_apart(receive: Receive, clerk: Actor) -> None:
    items = [receive(), receive(), receive()]
    merge_items(actor=clerk, item_ids=[item.pk for item in items])
    assert split_matter(actor=clerk, item_id=items[0].pk) == 3
    assert not MatterMember.objects.exists()
    assert split_matter(actor=clerk, item_id=items[0].pk) == 0


def test_the_same_sender_again_is_a_repeat_until_split(receive: Receive, clerk: Actor) -> None:
    earlier = timezone.now() - timedelta(days=3)
    first = receive(name="Сидорова Нина Ивановна", phone="8 (912) 000-00-01", received_at=earlier)
    other = receive(name="Королёв Семён", email="k@example.ru")
    again = receive(name="Нина Ивановна Сидорова", phone="+79120000001")
    merge_items(actor=clerk, item_ids=[again.pk, other.pk, first.pk])
    group = members_of(clerk, first)
    assert group is not None
    assert [member.repeats for member in group.members] == [None, None, first]
    assert Appeal.objects.get(item=again).repeat_of == first
    split_item(actor=clerk, item_id=again.pk)
    assert Appeal.objects.get(item=again).repeat_of is None


def test_a_repeat_set_by_hand_is_left_alone(receive: Receive, clerk: Actor) -> None:
    old, first = receive(), receive(name="Сидорова Нина", email="s@example.ru")
    again = receive(name="Сидорова Нина", email="S@example.ru")
    Appeal.objects.filter(item=again).update(repeat_of=old)
    merge_items(actor=clerk, item_ids=[first.pk, again.pk])
    split_matter(actor=clerk, item_id=first.pk)
    assert Appeal.objects.get(item=again).repeat_of == old


def test_when_the_first_leaves_its_repeats_are_none(receive: Receive, clerk: Actor) -> None:
    first, again = (receive(name="Сидорова Нина", email="s@example.ru") for _ in range(2))
    other = receive()
    merge_items(actor=clerk, item_ids=[first.pk, again.pk, other.pk])
    split_item(actor=clerk, item_id=first.pk)
    assert Appeal.objects.get(item=again).repeat_of is None
    assert MatterMember.objects.get(item=again).repeats is None


def test_one_telephone_of_a_family_is_not_one_sender(receive: Receive, clerk: Actor) -> None:
    phone = "8 (912) 000-00-01"
    first, second = receive(name="Сидорова Нина Ивановна", phone=phone), receive(name="Сидоров Пётр", phone=phone)
    merge_items(actor=clerk, item_ids=[first.pk, second.pk])
    assert MatterMember.objects.filter(repeats__isnull=False).count() == 0


def test_rights_on_all_of_them(receive: Receive, actor: Callable[..., Actor], administration: object) -> None:
    roads, parks = (
        Department.objects.create(administration=administration, slug=slug, title=slug) for slug in ("roads", "parks")
    )
    ours, theirs = receive(department_id=roads.pk), receive(department_id=parks.pk)
    worker = actor("specialist", department=roads)
    with pytest.raises(NotFound):
        merge_items(actor=worker, item_ids=[ours.pk, theirs.pk])
    merge_items(actor=actor("coordinator"), item_ids=[ours.pk, theirs.pk])
    group = members_of(worker, ours)
    assert group is not None
    assert ([member.item.pk for member in group.members], group.hidden_count) == ([ours.pk], 1)
    with pytest.raises(NotFound):
        split_matter(actor=worker, item_id=ours.pk)
    split_item(actor=worker, item_id=ours.pk)
    assert not Matter.objects.exists()


@pytest.mark.parametrize("role", ["head", "auditor", "controller", "organizer"])
def test_who_only_looks_joins_nothing(receive: Receive, actor: Callable[..., Actor], role: str) -> None:
    with pytest.raises(NotFound):
        merge_items(actor=actor(role), item_ids=[receive().pk, receive().pk])


def test_another_administration_is_out_of_reach(receive: Receive, clerk: Actor) -> None:
    with pytest.raises(NotFound):
        merge_items(actor=clerk, item_ids=[receive().pk, receive(of="biysk").pk])


def test_internal_and_external_stay_apart(receive: Receive, actor: Callable[..., Actor]) -> None:
    items = [receive(), receive(audience=Audience.INTERNAL)]
    with pytest.raises(RuleBroken, match="не объединяются"):
        merge_items(actor=actor("registrar", "internal_officer"), item_ids=[item.pk for item in items])


def test_one_item_is_no_group(receive: Receive, clerk: Actor) -> None:
    item = receive()
    with pytest.raises(RuleBroken, match="хотя бы одно"):
        merge_items(actor=clerk, item_ids=[item.pk, item.pk])


def test_too_many(receive: Receive, clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST", 2)
    with pytest.raises(RuleBroken, match="не больше 2"):
        merge_items(actor=clerk, item_ids=[receive().pk for _ in range(3)])


def test_a_member_that_is_deleted_leaves_no_group_of_one(receive: Receive, clerk: Actor) -> None:
    a, b = receive(), receive()
    merge_items(actor=clerk, item_ids=[a.pk, b.pk])
    b.delete()
    assert members_of(clerk, a) is None
    assert group_counts([a.pk]) == {}
