"""A day's seal: rows anew, free text apart, numbers packed, one audited count; texts of small groups wait."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem
from otklik.surveys.actions.pass_open_answers import leave_out_open_answer, pass_open_answer
from otklik.surveys.actions.seal_days import seal_days
from otklik.surveys.envelope import LANGUAGE, LockedAnswersError, opened, shut
from otklik.surveys.matrix import matrix_of_survey
from otklik.surveys.models import OpenAnswer, Survey, SurveyDay, SurveyResponse

DAY = date(2026, 9, 14)
NIGHT = datetime(2026, 9, 15, 5, tzinfo=ZoneInfo("Europe/Moscow"))
Respond = Callable[..., SurveyResponse]


def seal(now: datetime = NIGHT) -> int:
    caches["memory"].clear()
    return seal_days(now=now)


def test_a_day_is_sealed_once_with_its_count_and_numbers(survey: Survey, respond: Respond) -> None:
    before = {respond(survey, whole=mark, comment=f"Слово {mark}").pk for mark in (1, 2, 3, 4, 5)}
    figures = sorted(matrix_of_survey(survey.pk).column("whole"))
    assert (seal(), seal()) == (1, 0)
    rows = list(SurveyResponse.objects.all())
    assert {row.pk for row in rows}.isdisjoint(before)
    assert sorted(row.answers["whole"] for row in rows) == [1, 2, 3, 4, 5]
    assert not any("comment" in row.answers for row in rows)
    assert sorted(matrix_of_survey(survey.pk).column("whole")) == figures
    assert SurveyDay.objects.get().response_count == 5
    entry = AuditEntry.objects.get(verb="seal_survey_day")
    assert (entry.details["responses"], entry.details["open_answers"], entry.actor_kind) == (5, 5, "system")


def test_today_and_the_hours_after_midnight_wait(survey: Survey, respond: Respond) -> None:
    respond(survey, whole=4)
    assert seal(NIGHT.replace(hour=3)) == 0
    assert seal(NIGHT - timedelta(hours=10)) == 0
    assert seal() == 1


def test_a_paper_sheet_that_comes_late_opens_the_day_once_more(survey: Survey, respond: Respond) -> None:
    for mark in (1, 2):
        respond(survey, whole=mark, comment="Да")
    seal()
    respond(survey, whole=5, comment="Позже")
    assert seal() == 1
    assert SurveyDay.objects.get().response_count == 3
    assert OpenAnswer.objects.count() == 3
    assert sorted(matrix_of_survey(survey.pk).column("whole")) == [1, 2, 5]


def test_a_sheet_recorded_while_the_day_is_sealed_is_not_lost(
    survey: Survey, respond: Respond, monkeypatch: pytest.MonkeyPatch
) -> None:
    respond(survey, whole=1)
    late = []

    def meanwhile(_rows: list[Any]) -> None:
        late.extend([] if late else [respond(survey, whole=5).pk])

    monkeypatch.setattr("otklik.surveys.actions.seal_days._shuffle", meanwhile)
    assert (seal(), seal()) == (1, 1)
    assert sorted(row.answers["whole"] for row in SurveyResponse.objects.all()) == [1, 5]
    assert SurveyDay.objects.get().response_count == 2


def test_a_text_that_cannot_be_passed_holds_up_no_other(
    survey: Survey, respond: Respond, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        respond(survey, whole=3, comment=f"Текст {number}")

    def receive(*, incoming: IncomingFeedback, **facts: Any) -> Any:
        if incoming.text == "Текст 2":
            raise RuleBroken("channel_unknown", "Канала нет.")
        return receive_feedback(incoming=incoming, **facts)

    monkeypatch.setattr("otklik.surveys.actions.pass_open_answers.receive_feedback", receive)
    assert seal() == 1
    assert FeedbackItem.objects.count() == 4
    assert OpenAnswer.objects.get(state="waiting").text == "Текст 2"


def test_citizens_texts_of_a_large_day_become_reviews_of_that_day(survey: Survey, respond: Respond) -> None:
    for number in range(5):
        respond(survey, whole=3, comment=f"Текст {number}")
    seal()
    items = FeedbackItem.objects.all()
    assert {item.text for item in items} == {f"Текст {number}" for number in range(5)}
    assert {(item.kind, item.audience, item.channel.kind) for item in items} == {("review", "external", "survey")}
    midnight = datetime(2026, 9, 14, tzinfo=ZoneInfo("Europe/Moscow"))
    assert {item.received_at for item in items} == {midnight}
    assert {item.registered_on for item in items} == {DAY}
    assert set(OpenAnswer.objects.values_list("state", "item_id")) == {("passed", item.pk) for item in items}


@pytest.mark.parametrize(("count", "audience"), [(4, "external"), (9, "internal")])
def test_small_groups_and_employees_wait_for_the_officer(
    surveys: Callable[..., Survey], respond: Respond, count: int, audience: str
) -> None:
    survey = surveys(audience=audience)
    for number in range(count):
        respond(survey, whole=3, comment=f"Текст {number}")
    seal()
    assert not FeedbackItem.objects.exists()
    assert OpenAnswer.objects.filter(state="waiting").count() == count


def test_the_officer_masks_and_passes_or_erases(
    surveys: Callable[..., Survey], respond: Respond, actor: Callable[..., Actor]
) -> None:
    survey, officer = surveys(audience="internal"), actor("internal_officer")
    for text in ("Иванов кричит на всех", "Меня зовут Пётр"):
        respond(survey, whole=1, comment=text)
    seal()
    first, second = OpenAnswer.objects.order_by("text")
    pass_open_answer(actor=officer, survey_id=survey.pk, answer_id=first.pk, text="[имя] кричит на всех")
    leave_out_open_answer(actor=officer, survey_id=survey.pk, answer_id=second.pk)
    item = FeedbackItem.objects.get()
    assert (item.text, item.audience) == ("[имя] кричит на всех", "internal")
    assert sorted(OpenAnswer.objects.values_list("state", "text")) == [("left_out", ""), ("passed", item.text)]
    assert AuditEntry.objects.get(verb="pass_open_answer").details == {"masked": 1}
    assert "Иванов" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(RuleBroken, match="уже решено"):
        pass_open_answer(actor=officer, survey_id=survey.pk, answer_id=first.pk, text="Ещё раз")


def test_employees_texts_are_not_for_an_organiser(
    surveys: Callable[..., Survey], respond: Respond, actor: Callable[..., Actor]
) -> None:
    survey = surveys(audience="internal")
    respond(survey, whole=1, comment="Текст")
    seal()
    with pytest.raises(NotFound):
        pass_open_answer(
            actor=actor("organizer"), survey_id=survey.pk, answer_id=OpenAnswer.objects.get().pk, text="Текст"
        )


def test_own_words_beside_a_choice_are_cut_off_too(survey: Survey, respond: Respond) -> None:
    respond(survey, whole=2, why=["else"], **{"why.own": "Лифт"})
    seal()
    assert SurveyResponse.objects.get().answers == {"whole": 2, "why": ["else"]}
    assert OpenAnswer.objects.get().text == "Лифт"


def test_shut_answers_open_with_the_key_alone_and_bear_no_length(settings: Any) -> None:
    short, long = shut({"whole": 1}), shut({"whole": 5, "comment": "я" * 300}, "tt")
    assert len(short["~"]) == len(long["~"])
    assert opened(long) == {"whole": 5, "comment": "я" * 300, LANGUAGE: "tt"}
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(LockedAnswersError):
        opened(short)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert opened(short) == {"whole": 1}


def test_a_day_that_cannot_be_opened_holds_up_no_other(
    surveys: Callable[..., Survey], respond: Respond, settings: Any
) -> None:
    locked, other = surveys(), surveys()
    settings.SECRET_KEY, kept = "another", settings.SECRET_KEY
    shut_away = shut({"whole": 1})
    settings.SECRET_KEY = kept
    respond(locked, **shut_away)
    respond(other, whole=4)
    assert seal() == 1
    assert SurveyDay.objects.get().survey == other
