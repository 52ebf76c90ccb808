"""An additional survey is proposed by the profile's thresholds, decided by a person, and closed with its finding."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.surveys.conftest import CONTENT

from otklik.alerts.actions.propose_surveys import propose_surveys
from otklik.alerts.models import Alert, Level
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel, Process
from otklik.core.periods import Quarter
from otklik.exporters.registry import exporter
from otklik.intake.models import FeedbackItem
from otklik.surveys.actions.decide_proposal import accept_proposal, close_proposal, decline_proposal
from otklik.surveys.actions.propose_survey import look_now, propose_survey, watch_thresholds
from otklik.surveys.models import Questionnaire, Sample, Survey, SurveyProposal, TargetPopulation
from otklik.surveys.proposals.cause import Cause
from otklik.surveys.proposals.complaints import causes_in_complaints
from otklik.surveys.proposals.marks import causes_in_marks
from otklik.surveys.proposals.paper import order_document
from otklik.surveys.proposals.queries import waiting_proposals

AUTUMN = Quarter(2026, 3)
IN_AUTUMN, IN_SUMMER = date(2026, 9, 14), date(2026, 5, 12)


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    """Who decides."""
    return actor("coordinator")


@pytest.fixture
def rules(administration: Any) -> Any:
    """The profile's thresholds."""
    from otklik.catalog.queries import procedure_of

    return procedure_of(administration.slug).survey_rules


@pytest.fixture
def processes(administration: Any) -> list[Process]:
    """Two services."""
    facts = {"administration": administration, "subject": "service"}
    return [Process.objects.create(slug=slug, title=f"Услуга {slug}", **facts) for slug in ("passport", "permit")]


@pytest.fixture
def sheet(surveys: Callable[..., Survey]) -> Questionnaire:
    """A questionnaire that serves the decree's additional survey."""
    survey = surveys(content={**CONTENT, "slug": "deep", "surveys": ["in_depth"]})
    sheet = survey.version.questionnaire
    survey.delete()
    return sheet


def answered(respond: Callable[..., Any], survey: Survey, good: int, bad: int, on: date = IN_AUTUMN) -> None:
    for mark in [5] * good + [1] * bad:
        respond(survey, whole=mark, on=on)


def test_too_many_bad_marks_are_a_cause(
    administration: Any, survey: Survey, respond: Callable[..., Any], rules: Any
) -> None:
    answered(respond, survey, 21, 8)
    assert causes_in_marks(administration, AUTUMN, rules) == [], "29 answers are too few to look at"
    answered(respond, survey, 0, 1)
    (cause,) = causes_in_marks(administration, AUTUMN, rules)
    assert cause.reason == "negative"
    assert "30,0\N{NO-BREAK SPACE}% (9 из 30)" in cause.why[0].replace(
        "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
    )
    assert cause.source_survey_id == survey.pk


def test_a_share_below_the_threshold_is_none(
    administration: Any, survey: Survey, respond: Callable[..., Any], rules: Any
) -> None:
    answered(respond, survey, 22, 9)
    assert causes_in_marks(administration, AUTUMN, rules) == []


def test_a_proven_fall_is_a_cause_and_an_unproven_one_is_not(
    administration: Any, surveys: Callable[..., Survey], respond: Callable[..., Any], rules: Any
) -> None:
    before = surveys(opens_on=date(2026, 4, 1), closes_on=date(2026, 6, 30))
    now = surveys(opens_on=date(2026, 7, 1))
    answered(respond, before, 28, 2, on=IN_SUMMER)
    answered(respond, now, 24, 6)
    assert causes_in_marks(administration, AUTUMN, rules) == [], "13 points, but chance explains them at n = 30"
    answered(respond, before, 112, 8, on=IN_SUMMER)
    answered(respond, now, 96, 24)
    (cause,) = causes_in_marks(administration, AUTUMN, rules)
    assert cause.reason == "drop"
    assert cause.facts["n"] == cause.facts["n_before"] == 150
    assert "ниже" in cause.why[1].casefold()


def test_a_small_fall_is_none_however_proven(
    administration: Any, surveys: Callable[..., Survey], respond: Callable[..., Any], rules: Any
) -> None:
    survey = surveys(opens_on=date(2026, 4, 1))
    answered(respond, survey, 285, 15, on=IN_SUMMER)
    answered(respond, survey, 258, 42)
    assert causes_in_marks(administration, AUTUMN, rules) == [], "9 points are below the threshold of 10"


def complaint(administration: Any, process: Process, on: date) -> None:
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

    channel = Channel.objects.filter(administration=administration, audience="external").first()
    FeedbackItem.objects.create(
        administration=administration, audience="external", kind="complaint", status="answered", channel=channel,
        legal_class="message", form="written", sender_kind="individual", text="Яма", process=process,
        quarter=Quarter.of(on).key, received_at=datetime.combine(on, time(12), ZoneInfo("Europe/Moscow")),
        answered_on=on,
    )  # fmt: skip


def test_a_surge_of_complaints_about_a_process_is_a_cause(administration: Any, processes: list[Process]) -> None:
    process, other = processes
    last_on = date(2026, 9, 20)
    for week in range(1, 13):
        for one in (process, other):
            complaint(administration, one, last_on - timedelta(days=7 * week))
    assert causes_in_complaints(administration, last_on) == []
    for _ in range(9):
        complaint(administration, process, last_on)
    (cause,) = causes_in_complaints(administration, last_on)
    assert cause.process_id == process.pk
    assert f"process={process.slug}" in cause.query
    assert "9 жалоб" in cause.title


def proposed(administration: Any, **facts: Any) -> SurveyProposal:
    plain = {
        "key": "k",
        "reason": SurveyProposal.Reason.PAIN,
        "title": "Очереди",
        "why": ("Мало окон.",),
        "about": "«МФЦ»",
    }
    made = propose_survey(administration, Cause(**(plain | facts)))
    assert made is not None
    return made


def test_the_same_cause_is_proposed_once(administration: Any, coordinator: Actor) -> None:
    made = proposed(administration)
    assert propose_survey(administration, Cause("k", made.reason, "Очереди", ("Мало окон.",), "«МФЦ»")) is None
    assert waiting_proposals(coordinator).count() == 1
    assert made.population.startswith("все, кто")


def test_the_watch_looks_once_a_day(
    administration: Any, surveys: Callable[..., Survey], respond: Callable[..., Any], coordinator: Actor
) -> None:
    from django.utils import timezone

    today = timezone.localdate()
    survey = surveys(opens_on=today - timedelta(days=3))
    answered(respond, survey, 0, 40, on=today)
    assert watch_thresholds() == 1
    assert watch_thresholds() == 0
    SurveyProposal.objects.all().delete()
    assert watch_thresholds() == 0, "today it has looked"
    assert look_now(actor=coordinator) == 1
    assert SurveyProposal.objects.get().reason == "negative"


def test_a_surge_that_raised_an_alert_proposes_once_a_quarter(administration: Any) -> None:
    from django.utils import timezone

    for number in range(2):
        Alert.objects.create(
            administration=administration, key=f"surge:{number}", kind=Alert.Kind.SURGE, level=Level.ATTENTION,
            title="Всплеск, тема «Дороги»: 12 вопросов за неделю", why=["Обычно 2."], raised_at=timezone.now(),
            facts={"series": "topic:0003"}, query="topic=0003",
        )  # fmt: skip
    assert propose_surveys() == 1
    assert propose_surveys() == 0
    assert "тема «Дороги»" in SurveyProposal.objects.get().population


def test_accepting_makes_a_draft_with_population_and_sample(
    administration: Any, coordinator: Actor, processes: list[Process], sheet: Questionnaire
) -> None:
    process = processes[0]
    for _ in range(40):
        complaint(administration, process, date.today())  # noqa: DTZ011 - the fixture's own zone
    made = proposed(administration, process_id=process.pk)
    assert made.sample_size == 37
    assert made.questionnaire == sheet
    survey = accept_proposal(actor=coordinator, proposal_id=made.pk)
    assert (survey.state, survey.process_id) == ("draft", process.pk)
    assert TargetPopulation.objects.get(survey=survey).size == 40
    assert Sample.objects.get(survey=survey).size == 37
    with pytest.raises(RuleBroken, match="уже принято"):
        accept_proposal(actor=coordinator, proposal_id=made.pk)


def test_without_a_questionnaire_nothing_is_made(administration: Any, coordinator: Actor) -> None:
    made = proposed(administration)
    Questionnaire.objects.all().delete()
    with pytest.raises(RuleBroken, match="нет анкеты"):
        accept_proposal(actor=coordinator, proposal_id=made.pk)
    assert not Survey.objects.exists()


def test_declining_needs_a_reason_and_a_right(
    administration: Any, coordinator: Actor, actor: Callable[..., Actor]
) -> None:
    made = proposed(administration)
    with pytest.raises(RuleBroken, match="почему"):
        decline_proposal(actor=coordinator, proposal_id=made.pk, refusal=" ")
    for stranger in (actor("organizer"), actor("coordinator", of="biysk")):
        with pytest.raises(NotFound):
            decline_proposal(actor=stranger, proposal_id=made.pk, refusal="Не нужен")
    assert decline_proposal(actor=coordinator, proposal_id=made.pk, refusal="Уже чинят").state == "declined"


def test_it_closes_with_its_finding_when_the_survey_has_ended(
    administration: Any, coordinator: Actor, sheet: Questionnaire
) -> None:
    made = proposed(administration)
    with pytest.raises(RuleBroken, match="принятое"):
        close_proposal(actor=coordinator, proposal_id=made.pk, finding="Вывод")
    survey = accept_proposal(actor=coordinator, proposal_id=made.pk)
    with pytest.raises(RuleBroken, match="не завершён"):
        close_proposal(actor=coordinator, proposal_id=made.pk, finding="Вывод")
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    closed = close_proposal(actor=coordinator, proposal_id=made.pk, finding="Не хватает окон по вторникам")
    assert (closed.state, closed.survey_id) == ("closed", survey.pk)


def test_the_order_names_cause_population_sample_and_term(administration: Any, coordinator: Actor) -> None:
    made = proposed(administration)
    document = order_document(coordinator, made)
    text = " ".join(getattr(block, "text", "") for block in document.blocks)
    for words in ("Мало окон.", "«МФЦ»", "Провести дополнительный опрос с"):
        assert words in text
    assert len(exporter("docx").render(document)) > 1000
