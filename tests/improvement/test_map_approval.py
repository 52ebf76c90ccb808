"""Approving a map and beginning its next edition."""

from collections.abc import Callable

import pytest
from tests.improvement.maps import Drafted, approved, counts, drafted, line_of, receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.improvement.actions.approve_pain_map import approve_pain_map, digest_of
from otklik.improvement.actions.begin_edition import begin_edition
from otklik.improvement.actions.close_pain import refuse_measures
from otklik.improvement.actions.edit_line import set_kind
from otklik.improvement.actions.undo_change import last_change, undo_change
from otklik.improvement.draft_work import revision_of
from otklik.improvement.enums import MapState

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
LONG, DIAL = "Долго ждут ответа", "Не дозвониться"


@pytest.fixture
def organiser(actor: Callable[..., Actor]) -> Actor:
    return actor("organizer")


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


def test_a_map_with_a_remainder_is_not_approved(coordinator: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=2)
    with pytest.raises(RuleBroken, match="Не вошло в карту: 2"):
        approve_pain_map(actor=coordinator, map_id=pain_map.pk, seen=revision_of(pain_map))
    approved(coordinator, pain_map)
    pain_map.refresh_from_db()
    assert (pain_map.state, pain_map.approved_by_id) == (MapState.APPROVED, coordinator.user_id)
    assert pain_map.frozen is not None
    assert pain_map.digest == digest_of(pain_map.frozen)


def test_what_was_approved_stays(coordinator: Actor, organiser: Actor, drafted: Drafted) -> None:
    pain_map = approved(coordinator, drafted())
    with pytest.raises(RuleBroken, match="следующую редакцию"):
        set_kind(actor=organiser, map_id=pain_map.pk, line_id=line_of(pain_map, LONG).pk, kind="need")
    with pytest.raises(RuleBroken, match="утверждена"):
        approve_pain_map(actor=coordinator, map_id=pain_map.pk, seen=revision_of(pain_map))


def test_a_map_changed_meanwhile_is_looked_at_again(coordinator: Actor, organiser: Actor, drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    seen = revision_of(pain_map)
    set_kind(actor=organiser, map_id=pain_map.pk, line_id=line_of(pain_map, LONG).pk, kind="need")
    with pytest.raises(RuleBroken, match="карту изменили"):
        approve_pain_map(actor=coordinator, map_id=pain_map.pk, seen=seen)
    change = last_change(pain_map)
    assert change is not None
    seen = revision_of(pain_map)
    undo_change(actor=organiser, map_id=pain_map.pk, change_id=change.pk)
    with pytest.raises(RuleBroken, match="карту изменили"):
        approve_pain_map(actor=coordinator, map_id=pain_map.pk, seen=seen)


def test_only_the_coordinator_and_the_head_approve(actor: Callable[..., Actor], drafted: Drafted) -> None:
    pain_map = drafted(left=0)
    with pytest.raises(NotFound):
        approve_pain_map(actor=actor("organizer"), map_id=pain_map.pk, seen=revision_of(pain_map))
    approve_pain_map(actor=actor("head"), map_id=pain_map.pk, seen=revision_of(pain_map))
    pain_map.refresh_from_db()
    assert pain_map.approved_role == "head"


def test_a_problem_needs_a_measure_or_a_refusal(actor: Callable[..., Actor], drafted: Drafted) -> None:
    pain_map, head = drafted(of="gatchina", left=0), actor("coordinator", of="gatchina")
    with pytest.raises(RuleBroken, match="ни отказа"):
        approve_pain_map(actor=head, map_id=pain_map.pk, seen=revision_of(pain_map))
    for line in pain_map.lines.all():
        refuse_measures(actor=head, map_id=pain_map.pk, line_id=line.pk, reason="Полномочие области")
    assert approve_pain_map(actor=head, map_id=pain_map.pk, seen=revision_of(pain_map)).digest


def test_the_next_edition_begins_as_the_approved_one_stands(coordinator: Actor, drafted: Drafted) -> None:
    pain_map = drafted()
    with pytest.raises(RuleBroken, match="от утверждённой"):
        begin_edition(actor=coordinator, map_id=pain_map.pk)
    approved(coordinator, pain_map)
    second = begin_edition(actor=coordinator, map_id=pain_map.pk)
    assert (second.edition, second.state) == (2, MapState.DRAFT)
    assert counts(second) == counts(pain_map)
    assert second.evidence.count() == pain_map.evidence.count()
    with pytest.raises(RuleBroken, match="уже начата"):
        begin_edition(actor=coordinator, map_id=pain_map.pk)
