"""Paper sheets: entered, entered twice by another, compared, recorded; nothing of the entry stays."""

from collections.abc import Callable
from datetime import date

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import AuditEntry
from otklik.surveys.actions.enter_sheet import SheetRefusedError, enter_sheet, settle_sheet
from otklik.surveys.actions.paper_batch import BatchDraft, begin_batch, drop_batch, record_batch, second_sheets
from otklik.surveys.models import PaperBatch, PaperEntry, Survey, SurveyResponse
from otklik.surveys.paper_batches import course_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 12)


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    """Who enters first."""
    return actor("registrar")


@pytest.fixture
def other(actor: Callable[..., Actor]) -> Actor:
    """Who enters second."""
    return actor("registrar")


def begun(clerk: Actor, survey: Survey, sheets: int = 2, share: int = 100) -> PaperBatch:
    """A batch of the 12th of September."""
    return begin_batch(
        actor=clerk, survey_id=survey.pk, draft=BatchDraft("Пачка, кабинет 5", DAY, sheets, second_share=share)
    )


def entered(person: Actor, batch: PaperBatch, number: int, turn: int = 1, **typed: str) -> PaperEntry:
    """A sheet entered."""
    return enter_sheet(actor=person, batch_id=batch.pk, number=number, turn=turn, typed=typed)


def test_a_batch_becomes_answers_of_its_day_and_leaves_no_entry(clerk: Actor, other: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey)
    for number, mark in ((1, "5"), (2, "3")):
        entered(clerk, batch, number, whole=mark)
        entered(other, batch, number, 2, whole=mark)
    assert record_batch(actor=clerk, batch_id=batch.pk) == 2
    stored = SurveyResponse.objects.all()
    assert sorted(one.answers["whole"] for one in stored) == [3, 5]
    assert {(one.answered_on, one.link_id) for one in stored} == {(DAY, batch.link_id)}
    assert batch.link.source == "paper"
    assert not PaperEntry.objects.exists()
    batch.refresh_from_db()
    assert (batch.recorded_count, batch.compared_count, batch.differing_count) == (2, 18, 0)
    assert "answers" not in AuditEntry.objects.get(verb="record_batch").details


def test_differences_are_decided_by_the_paper_and_counted(clerk: Actor, other: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey, sheets=1)
    entered(clerk, batch, 1, whole="5", age="1")
    entered(other, batch, 1, 2, whole="2", age="1")
    assert [sheet.number for sheet in course_of(batch).differing] == [1]
    with pytest.raises(RuleBroken):
        record_batch(actor=clerk, batch_id=batch.pk)
    with pytest.raises(RuleBroken, match="вопросе 1"):
        settle_sheet(actor=other, batch_id=batch.pk, number=1, choices={})
    settle_sheet(actor=other, batch_id=batch.pk, number=1, choices={"whole": "2"})
    record_batch(actor=clerk, batch_id=batch.pk)
    assert SurveyResponse.objects.get().answers == {"whole": 2, "age": "young"}
    batch.refresh_from_db()
    assert (batch.compared_count, batch.differing_count) == (9, 1)


def test_one_person_cannot_enter_a_sheet_twice_nor_anothers_sheet(clerk: Actor, other: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey)
    entered(clerk, batch, 1, whole="5")
    with pytest.raises(RuleBroken, match="другой человек"):
        entered(clerk, batch, 1, 2, whole="5")
    with pytest.raises(RuleBroken, match="уже ввёл другой"):
        entered(other, batch, 1, whole="4")
    with pytest.raises(RuleBroken, match="ещё не введён"):
        entered(other, batch, 2, 2, whole="4")
    entered(clerk, batch, 1, whole="4")
    assert PaperEntry.objects.get().answers == {"whole": 4}


def test_a_sheet_with_an_impossible_code_is_not_kept(clerk: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey)
    with pytest.raises(SheetRefusedError) as refused:
        entered(clerk, batch, 1, whole="7")
    assert "whole" in refused.value.problems
    with pytest.raises(RuleBroken, match="ни одного ответа"):
        entered(clerk, batch, 1)
    assert not PaperEntry.objects.exists()


def test_an_unreadable_sheet_is_counted_and_not_recorded(clerk: Actor, other: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey, sheets=1)
    entered(clerk, batch, 1, whole="5")
    enter_sheet(actor=other, batch_id=batch.pk, number=1, turn=2, typed={}, is_spoiled=True)
    settle_sheet(actor=other, batch_id=batch.pk, number=1, choices={}, is_spoiled=True)
    assert record_batch(actor=clerk, batch_id=batch.pk) == 0
    batch.refresh_from_db()
    assert (batch.recorded_count, batch.spoiled_count) == (0, 1)


def test_a_random_share_is_entered_twice() -> None:
    assert second_sheets(40, 0) == []
    assert second_sheets(3, 100) == [1, 2, 3]
    drawn = {tuple(second_sheets(40, 20)) for _ in range(20)}
    assert {len(one) for one in drawn} == {8}
    assert len(drawn) > 1


def test_a_day_outside_the_survey_is_refused(clerk: Actor, survey: Survey) -> None:
    draft = BatchDraft("Пачка", date(2026, 8, 30), 3)
    with pytest.raises(RuleBroken, match="заполняли с"):
        begin_batch(actor=clerk, survey_id=survey.pk, draft=draft)


def test_a_dropped_batch_leaves_nothing(clerk: Actor, survey: Survey) -> None:
    batch = begun(clerk, survey)
    entered(clerk, batch, 1, whole="5")
    drop_batch(actor=clerk, batch_id=batch.pk)
    assert not PaperEntry.objects.exists()
    with pytest.raises(RuleBroken):
        entered(clerk, batch, 1, whole="5")
