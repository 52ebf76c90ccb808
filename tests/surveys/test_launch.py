"""Launching surveys: what must be stated, opening and ending by hand and by the calendar, copies, the verdict."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.surveys.actions.add_links import add_link, switch_link
from otklik.surveys.actions.change_survey import change_survey
from otklik.surveys.actions.close_survey import close_due_surveys, close_survey
from otklik.surveys.actions.copy_survey import copy_survey, retitled
from otklik.surveys.actions.create_survey import create_survey
from otklik.surveys.actions.judge_hypothesis import judge_hypothesis
from otklik.surveys.actions.open_survey import open_due_surveys, open_survey
from otklik.surveys.actions.prolong_survey import prolong_survey
from otklik.surveys.draft import SurveyDraft
from otklik.surveys.launch import sheets
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Surveys = Callable[..., Survey]


@pytest.fixture
def draft(surveys: Surveys, actor: Act) -> Callable[..., SurveyDraft]:
    """The statements of a survey of some administration, over a questionnaire of its own."""

    def make(*, of: str = "murashi", audience: str = "external", **facts: Any) -> SurveyDraft:
        content = {**_content(), "audience": audience, "surveys": ["needs"]}
        sheet = surveys(of=of, content=content, audience=audience).version
        today = today_of(actor("coordinator", of=of))
        stated = SurveyDraft(
            title="Опрос", audience=audience, version_id=sheet.pk, opens_on=today, minimum_group=10, closes_on=today
        )
        return replace(stated, **facts)

    return make


def _content() -> dict[str, Any]:
    return {
        "slug": "short",
        "title": "Короткая анкета",
        "questions": [{"slug": "whole", "kind": "scale", "title": "Как в целом?", "rates": "whole"}],
    }


def test_a_survey_is_made_opened_and_given_a_link_for_every_source(actor: Act, draft: Any) -> None:
    made = create_survey(actor=actor("organizer"), draft=draft(is_announced=True), open_it=True)
    assert made.state == Survey.State.OPEN
    assert made.is_listed
    sources = list(made.links.values_list("source", flat=True))
    assert {"site", "vk", "ok", "telegram", "max", "poster", "kiosk", "phone", "paper"} <= set(sources)
    assert len(sources) == len(set(sources))
    assert [entry.verb for entry in AuditEntry.objects.filter(target=f"surveys.survey:{made.pk}").order_by("pk")] == [
        "create_survey",
        "open_survey",
    ]


def test_a_button_pressed_twice_makes_one_survey(actor: Act, draft: Any) -> None:
    organiser, stated = actor("organizer"), draft()
    first = create_survey(actor=organiser, draft=stated, open_it=True)
    assert create_survey(actor=organiser, draft=stated, open_it=True).pk == first.pk
    assert create_survey(actor=organiser, draft=replace(stated, title="Другой")).pk != first.pk


def test_what_is_launched_ahead_opens_by_itself_and_ends_after_its_last_day(actor: Act, draft: Any) -> None:
    organiser = actor("organizer")
    tomorrow = today_of(organiser) + timedelta(days=1)
    made = create_survey(actor=organiser, draft=draft(opens_on=tomorrow, closes_on=tomorrow), open_it=True)
    assert (made.state, made.opens_itself) == (Survey.State.DRAFT, True)
    assert open_due_surveys() == 0
    Survey.objects.filter(pk=made.pk).update(opens_on=today_of(organiser))
    assert open_due_surveys() == 1
    assert close_due_surveys() == 0
    yesterday = today_of(organiser) - timedelta(days=1)
    Survey.objects.filter(pk=made.pk).update(opens_on=yesterday, closes_on=yesterday)
    assert close_due_surveys() == 1
    made.refresh_from_db()
    assert (made.state, made.closes_on) == (Survey.State.CLOSED, yesterday)


def test_a_survey_prolonged_at_the_last_moment_is_not_ended(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    Survey.objects.filter(pk=survey.pk).update(closes_on=date(2026, 1, 1), opens_on=date(2025, 12, 1))
    locked = QuerySet.select_for_update

    def prolonged_just_before(rows: Any, **facts: Any) -> Any:
        Survey.objects.filter(pk=survey.pk).update(closes_on=date(2099, 1, 1))
        return locked(rows, **facts)

    monkeypatch.setattr(QuerySet, "select_for_update", prolonged_just_before)
    assert close_due_surveys() == 0
    survey.refresh_from_db()
    assert (survey.state, survey.closes_on) == (Survey.State.OPEN, date(2099, 1, 1))


def test_an_extraordinary_survey_needs_its_order_and_nothing_is_stored_without(actor: Act, draft: Any) -> None:
    officer = actor("internal_officer", of="biysk")
    stated = draft(of="biysk", audience="internal", kind="staff_extraordinary")
    before = Survey.objects.count()
    with pytest.raises(RuleBroken, match="распоряжению") as broken:
        create_survey(actor=officer, draft=stated, open_it=True)
    assert broken.value.field == "basis"
    assert Survey.objects.count() == before
    made = create_survey(actor=officer, draft=replace(stated, basis="Распоряжение № 12 от 01.09.2026"), open_it=True)
    assert made.state == Survey.State.OPEN


def test_a_target_audience_is_named_where_the_decree_wants_one(actor: Act, draft: Any) -> None:
    with pytest.raises(RuleBroken) as broken:
        create_survey(actor=actor("organizer"), draft=draft(kind="needs"), open_it=True)
    assert broken.value.field == "target"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"minimum_group": 4}, "minimum_group"),
        ({"closes_on": date(2001, 1, 1)}, "closes_on"),
        ({"opens_on": date(1812, 1, 1)}, "opens_on"),
        ({"title": "  "}, "title"),
        ({"version_id": 10**9}, "version"),
        ({"kind": "staff"}, "kind"),
        ({"subject": "nothing"}, "subject"),
        ({"audience": "internal"}, "department"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(actor: Act, draft: Any, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        create_survey(actor=actor("organizer"), draft=draft(**facts))
    assert broken.value.field == field


def test_employees_are_asked_until_a_day_and_in_groups_of_ten(actor: Act, draft: Any) -> None:
    officer = actor("internal_officer")
    for facts in ({"closes_on": None}, {"minimum_group": 9}):
        with pytest.raises(RuleBroken):
            create_survey(actor=officer, draft=draft(audience="internal", **facts))


def test_another_units_survey_is_not_the_organisers(actor: Act, draft: Any, surveys: Surveys) -> None:
    other = Department.objects.create(administration=surveys().administration, slug="other", title="Другой отдел")
    with pytest.raises(RuleBroken):
        create_survey(actor=actor("organizer"), draft=draft(department_id=other.pk))
    with pytest.raises(NotFound):
        close_survey(actor=actor("organizer"), survey_id=surveys(department=other).pk)


def test_while_answers_come_in_little_may_be_changed(actor: Act, draft: Any, surveys: Surveys) -> None:
    organiser = actor("organizer")
    made = create_survey(actor=organiser, draft=draft(), open_it=True)
    other = surveys().version_id
    stated = draft(title="Новое имя", version_id=other, minimum_group=12)
    changed = change_survey(actor=organiser, survey_id=made.pk, draft=stated)
    assert (changed.title, changed.minimum_group) == ("Новое имя", 12)
    assert Survey.objects.get(pk=made.pk).version_id == made.version_id
    with pytest.raises(RuleBroken, match="обещали"):
        change_survey(actor=organiser, survey_id=made.pk, draft=draft(minimum_group=11))
    close_survey(actor=organiser, survey_id=made.pk)
    with pytest.raises(RuleBroken, match="завершён"):
        change_survey(actor=organiser, survey_id=made.pk, draft=stated)


def test_a_survey_is_prolonged_ended_and_continued(actor: Act, survey: Survey) -> None:
    organiser = actor("organizer")
    today = today_of(organiser)
    with pytest.raises(RuleBroken, match="прошёл"):
        prolong_survey(actor=organiser, survey_id=survey.pk, closes_on=today - timedelta(days=1))
    prolong_survey(actor=organiser, survey_id=survey.pk, closes_on=today + timedelta(days=5))
    assert close_survey(actor=organiser, survey_id=survey.pk).closes_on == today
    assert close_survey(actor=organiser, survey_id=survey.pk).state == Survey.State.CLOSED
    assert prolong_survey(actor=organiser, survey_id=survey.pk, closes_on=None).state == Survey.State.OPEN


def test_the_copy_is_a_draft_of_today_without_the_order(actor: Act, surveys: Surveys) -> None:
    source = surveys(
        title="Опрос за II квартал 2026 года",
        opens_on=date(2026, 6, 1),
        closes_on=date(2026, 6, 14),
        state="closed",
        basis="Распоряжение № 1",
        hypothesis="Люди не знают о приёме",
        verdict="Знают",
    )
    organiser = actor("organizer")
    copy = copy_survey(actor=organiser, survey_id=source.pk)
    assert copy.state == Survey.State.DRAFT
    assert (copy.basis, copy.verdict, copy.hypothesis) == ("", "", source.hypothesis)
    assert copy.closes_on is not None
    assert (copy.closes_on - copy.opens_on).days == 13
    assert copy.opens_on == today_of(organiser)
    assert Quarter.of(copy.opens_on).title in copy.title
    assert copy.links.count() == 11


def test_the_year_in_a_title_moves_on() -> None:
    then, now = Quarter(2025, 4), Quarter(2026, 1)
    assert retitled("Опрос работников 2025", then, now) == "Опрос работников 2026"
    assert retitled("Опрос за IV квартал 2025 года", then, now) == "Опрос за I квартал 2026 года"
    assert retitled("Как вас приняли", then, now) == "Как вас приняли"


def test_the_hypothesis_gets_its_verdict_only_at_the_end_and_with_reasons(actor: Act, surveys: Surveys) -> None:
    asked = surveys(hypothesis="Люди не знают о приёме")
    organiser = actor("organizer")
    words: dict[str, Any] = {"actor": organiser, "survey_id": asked.pk, "outcome": "partly", "reasons": "Знают 40 %"}
    with pytest.raises(RuleBroken, match="не завершён"):
        judge_hypothesis(**words)
    close_survey(actor=organiser, survey_id=asked.pk)
    for wrong in ({"outcome": "maybe"}, {"reasons": " "}):
        with pytest.raises(RuleBroken):
            judge_hypothesis(**words | wrong)
    judged = judge_hypothesis(**words)
    assert (judged.hypothesis_outcome, judged.verdict) == ("partly", "Знают 40 %")


def test_links_are_added_by_name_and_switched_off(actor: Act, survey: Survey, surveys: Surveys) -> None:
    organiser = actor("organizer")
    added = add_link(actor=organiser, survey_id=survey.pk, source="poster", title="МФЦ, зал 2")
    assert not switch_link(actor=organiser, survey_id=survey.pk, link_id=added.pk, is_active=False).is_active
    with pytest.raises(RuleBroken):
        add_link(actor=organiser, survey_id=survey.pk, source="workplace", title="Портал")
    with pytest.raises(RuleBroken):
        add_link(actor=organiser, survey_id=survey.pk, source="poster", title=" ")
    with pytest.raises(NotFound):
        switch_link(actor=organiser, survey_id=surveys().pk, link_id=added.pk, is_active=True)


def test_questionnaires_that_serve_the_kind_stand_first(actor: Act, surveys: Surveys) -> None:
    for title, kinds, subjects in (("А чужая", [], []), ("Б общая", ["general"], []), ("В точная", ["general"], ["x"])):
        surveys(content={**_content(), "title": title, "audience": "external", "surveys": kinds, "subjects": subjects})
    surveys(content={**_content(), "title": "Сотрудникам", "audience": "internal"}, audience="internal")
    found = sheets(actor("organizer"), kind="general", subject="x")
    assert [(one.title, bool(one.fit)) for one in found if one.title[1] == " "] == [
        ("В точная", True),
        ("Б общая", True),
        ("А чужая", False),
    ]
    assert "Сотрудникам" not in {one.title for one in found}


def test_nobody_else_opens_a_survey(actor: Act, survey: Survey) -> None:
    for role in ("head", "registrar", "auditor"):
        with pytest.raises(NotFound):
            open_survey(actor=actor(role), survey_id=survey.pk)
    with pytest.raises(NotFound):
        open_survey(actor=actor("coordinator", of="livny"), survey_id=survey.pk)
