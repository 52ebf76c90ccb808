"""Drafts beside earlier ones: pains taken up, people's work kept, editions, who may draft, lost workers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.improvement.planted import BEFORE, DOGS, HEAT, QUARTER, TODAY, Drafted, Say, drafted, say

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import Quarter
from otklik.improvement.actions.draft_pain_map import SILENCE, draft_pain_map, end_lost_drafts, work_draft
from otklik.improvement.drafting import fill
from otklik.improvement.drafting.fill import fill_draft
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainEvidence, PainLine, PainMap, PainPoint
from otklik.intake.models import FeedbackItem

__all__ = ["drafted", "say"]
pytestmark = pytest.mark.django_db


def test_a_pain_of_the_quarter_before_is_taken_up_again_by_place_and_words(say: Say, drafted: Drafted) -> None:
    for text in HEAT:
        say(text, quarter=BEFORE)
    first = drafted(quarter=BEFORE)
    for text in (*HEAT[1:], *DOGS):
        say(text)
    second = drafted()
    heat = first.lines.get().pain
    lines = {line.pain_id: line for line in second.lines.all()}
    assert (lines[heat.pk].item_count, lines[heat.pk].previous_count) == (3, 4)
    assert sorted(line.previous_count for line in lines.values()) == [0, 4]
    assert PainPoint.objects.count() == 2


def test_a_joined_pain_is_taken_up_under_the_one_it_was_joined_into(say: Say, drafted: Drafted) -> None:
    for text in HEAT:
        say(text, quarter=BEFORE)
    heat = drafted(quarter=BEFORE).lines.get().pain
    into = PainPoint.objects.create(
        administration=heat.administration, audience="external", title="Холод в домах: батареи и котельная",
        origin="hand", first_quarter=BEFORE.key, created_at=timezone.now(),
    )  # fmt: skip
    PainPoint.objects.filter(pk=heat.pk).update(merged_into=into)
    for text in HEAT:
        say(text)
    assert drafted().lines.get().pain == into


def test_a_second_draft_adds_what_came_since_and_keeps_what_people_did(say: Say, drafted: Drafted) -> None:
    for text in (*HEAT[:3], "Непонятно что и о чём", *DOGS):
        say(text)
    made = drafted()
    heat = made.lines.get(title__startswith="Отопление")
    PainLine.objects.filter(pk=heat.pk).update(title="Мёрзнем")
    PainEvidence.objects.filter(pain_map=made).remainder().update(excluded_reason="Ни о чём")
    dogs = made.lines.exclude(pk=heat.pk).get()
    moved = dogs.evidence.first()
    assert moved is not None
    PainEvidence.objects.filter(pk=moved.pk).update(line=heat)
    before = set(PainEvidence.objects.filter(pain_map=made).values_list("pk", "line", "excluded_reason"))
    fresh = [say(text) for text in (HEAT[3], HEAT[0], HEAT[1])]
    fill_draft(made, TODAY)
    rows = PainEvidence.objects.filter(pain_map=made)
    assert before <= set(rows.values_list("pk", "line", "excluded_reason"))
    assert set(rows.filter(item__in=fresh).values_list("line", flat=True)) == {heat.pk}
    heat.refresh_from_db()
    assert (heat.title, heat.item_count, made.lines.count()) == ("Мёрзнем", 7, 2)


def test_one_late_message_joins_the_line_that_it_is_near_to(say: Say, drafted: Drafted) -> None:
    for text in HEAT[:3]:
        say(text)
    made = drafted()
    late, odd = say(HEAT[3]), say("Документ потеряли в архиве")
    fill_draft(made, TODAY)
    rows = dict(PainEvidence.objects.filter(pain_map=made).values_list("item", "line"))
    assert rows[late.pk] == made.lines.get().pk
    assert rows[odd.pk] is None


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.tuples(st.sampled_from([*HEAT, *DOGS, "", "Иное"]), st.booleans()), max_size=10))
def test_every_candidate_stands_exactly_once(texts: list[tuple[str, bool]], say: Say, drafted: Drafted) -> None:
    FeedbackItem.objects.all().delete()
    PainMap.objects.all().delete()
    made = [say(text, audience="internal" if inside else "external").pk for text, inside in texts]
    pain_map = drafted()
    fill_draft(pain_map, TODAY)
    rows = PainEvidence.objects.filter(pain_map=pain_map)
    assert sorted(rows.values_list("item", flat=True)) == sorted(made)
    inside = sum(line.item_count for line in pain_map.lines.all())
    assert inside + rows.remainder().count() == len(made)


def test_the_organiser_sends_a_map_to_be_drafted_and_the_worker_fills_it(
    say: Say, actor: Callable[..., Actor], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for text in HEAT:
        say(text)
    with django_capture_on_commit_callbacks(execute=True):
        sent = draft_pain_map(actor=actor("coordinator"), quarter=QUARTER)
    work_draft(sent.pk)
    sent.refresh_from_db()
    assert (sent.state, sent.total_count, sent.lines.count()) == (MapState.DRAFT, 4, 1)


def test_an_approved_map_is_not_touched_a_new_edition_is(
    say: Say, drafted: Drafted, actor: Callable[..., Actor]
) -> None:
    for text in HEAT:
        say(text)
    approved = drafted()
    PainMap.objects.filter(pk=approved.pk).update(state=MapState.APPROVED)
    say(HEAT[0])
    sent = draft_pain_map(actor=actor("coordinator"), quarter=QUARTER)
    work_draft(sent.pk)
    assert sent.edition == 2
    assert (approved.lines.get().item_count, sent.lines.get().item_count) == (4, 5)
    approved.refresh_from_db()
    assert approved.state == MapState.APPROVED


def test_who_may_not_draft_and_what_has_not_begun(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        draft_pain_map(actor=actor("specialist"), quarter=QUARTER)
    with pytest.raises(RuleBroken, match="не начался"):
        draft_pain_map(actor=actor("coordinator"), quarter=Quarter(2099, 1))


def test_a_draft_whose_worker_fell_silent_is_ended_and_can_be_sent_again(actor: Callable[..., Actor]) -> None:
    person = actor("coordinator")
    sent = draft_pain_map(actor=person, quarter=QUARTER)
    assert end_lost_drafts() == 0
    PainMap.objects.filter(pk=sent.pk).update(touched_at=timezone.now() - SILENCE * 2)
    assert end_lost_drafts() == 1
    sent.refresh_from_db()
    assert sent.state == MapState.FAILED
    assert draft_pain_map(actor=person, quarter=QUARTER).state == MapState.DRAFTING


def test_a_worker_taken_for_lost_that_wakes_up_late_changes_nothing(
    say: Say, actor: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in HEAT:
        say(text)
    sent = draft_pain_map(actor=actor("coordinator"), quarter=QUARTER)
    honest = fill.name_groups

    def meanwhile(*facts: Any) -> Any:
        PainMap.objects.filter(pk=sent.pk).update(state=MapState.APPROVED, stage="")
        return honest(*facts)

    monkeypatch.setattr(fill, "name_groups", meanwhile)
    work_draft(sent.pk)
    sent.refresh_from_db()
    assert (sent.state, sent.stage, sent.lines.count()) == (MapState.APPROVED, "", 0)
