"""A questionnaire given with the answer: the right one, in the letter and on the status page, counted by quarter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.intake.conftest import Receive, receive

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.personal_data import Person, holders
from otklik.base.visitor_limits import RATES
from otklik.catalog.models import Process
from otklik.core.appeals import Outcome
from otklik.core.periods import Quarter
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import FeedbackItem
from otklik.surveys.actions.set_given_rule import drop_given_rule, set_given_rule
from otklik.surveys.giving import Interaction, survey_to_give
from otklik.surveys.models import GivenCount, Survey, SurveyContact, SurveyLink

__all__ = ["receive"]
pytestmark = pytest.mark.django_db
OPEN = {"opens_on": date(2026, 1, 1)}


@pytest.fixture
def organiser(actor: Callable[..., Actor]) -> Actor:
    """Who sets the rules."""
    return actor("coordinator")


@pytest.fixture
def service(administration: Any) -> Process:
    """A service."""
    facts = {"slug": "spravka", "title": "Выдача справки", "subject": "services"}
    return Process.objects.create(administration=administration, **facts)


def test_the_most_exact_survey_is_given(administration: Any, surveys: Callable[..., Survey], service: Process) -> None:
    any_object = surveys(kind="whole", **OPEN)
    of_object = surveys(kind="quality", subject="services", **OPEN)
    given = Interaction.of_process(administration, service)
    assert survey_to_give(given) == of_object
    of_process = surveys(kind="elements", process=service, **OPEN)
    assert survey_to_give(given) == of_process
    assert survey_to_give(Interaction(administration, "appeals", None)) == any_object


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "whole", "closes_on": date(2026, 12, 31)},
        {"kind": "whole", "state": "draft"},
        {"kind": "whole", "entry": "invited"},
        {"kind": "general"},
        {"kind": "whole", "subject": "functions"},
    ],
)
def test_what_ends_is_shut_or_asks_of_something_else_is_not_given(
    administration: Any, surveys: Callable[..., Survey], service: Process, facts: dict[str, Any]
) -> None:
    surveys(**(OPEN | facts))
    assert survey_to_give(Interaction.of_process(administration, service)) is None


def test_a_rule_goes_before_the_decree_and_may_be_dropped(
    administration: Any, surveys: Callable[..., Survey], service: Process, organiser: Actor
) -> None:
    usual, other = surveys(kind="whole", **OPEN), surveys(kind="general", **OPEN)
    given = Interaction.of_process(administration, service)
    set_given_rule(actor=organiser, subject="services", survey_id=other.pk)
    assert survey_to_give(given) == other
    set_given_rule(actor=organiser, process_id=service.pk, survey_id=None)
    assert survey_to_give(given) is None
    drop_given_rule(actor=organiser, process_id=service.pk)
    drop_given_rule(actor=organiser, subject="services")
    assert survey_to_give(given) == usual


def test_a_survey_that_ends_cannot_be_set(surveys: Callable[..., Survey], organiser: Actor) -> None:
    ending = surveys(kind="general", closes_on=date(2026, 12, 31), **OPEN)
    with pytest.raises(RuleBroken, match="без последнего дня"):
        set_given_rule(actor=organiser, subject="services", survey_id=ending.pk)


def test_a_contact_is_kept_without_a_day_and_is_forgotten_on_request(
    client: Client, surveys: Callable[..., Survey], monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = surveys(takes_contacts=True, **OPEN)
    link = SurveyLink.objects.create(survey=survey, code="abcd2345", source="site")
    page = f"/murashi/surveys/{link.code}/contact/"
    monkeypatch.setitem(RATES, "send", "2/hour")
    assert "согласия" in client.post(page, {"reach": "a@example.org"}).content.decode()
    assert "телефон" in client.post(page, {"reach": "никак", "consent": "on"}).content.decode()
    assert "Контакт записан" in client.post(page, {"reach": "a@example.org", "consent": "on"}).content.decode()
    refused = client.post(page, {"reach": "b@example.org", "consent": "on"}).content.decode()
    assert "Ничего не потеряно. Отправьте снова после" in refused
    assert 'value="b@example.org"' in refused
    kept = SurveyContact.objects.get()
    assert kept.month == timezone.localdate().replace(day=1)
    person = Person(survey.administration_id, emails=("a@example.org",))
    holder = next(one for one in holders() if one.slug == "surveys.contacts")
    assert [held.title for held in holder.held(person)] == [f"Контакт после опроса «{survey.title}»"]
    assert holder.forget(person) == 1
    assert not SurveyContact.objects.exists()


def test_a_survey_that_takes_no_contacts_has_no_such_page(client: Client, survey: Survey, visitor: Actor) -> None:
    link = SurveyLink.objects.create(survey=survey, code="abcd2345", source="site")
    assert client.get(f"/murashi/surveys/{link.code}/contact/").status_code == 404


def test_nothing_of_a_contact_leads_to_an_answer() -> None:
    """The table holds no way to a response, a link, a day or a moment."""
    names = {field.name for field in SurveyContact._meta.get_fields()}
    assert names == {
        "id", "administration", "survey", "month", "name", "reach", "consent_version", "told_on", "told_how"
    }  # fmt: skip


def answered(person: Actor, item: FeedbackItem, way: str) -> None:
    """The final answer by a way."""
    outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
    answer_appeal(actor=person, item_id=item.pk, text="Яму заделаем до 3 июня.", outcomes=outcomes, way=way)


def test_the_electronic_answer_brings_the_link_and_is_counted_in_the_quarter(
    actor: Callable[..., Actor], receive: Receive, surveys: Callable[..., Survey]
) -> None:
    survey = surveys(kind="whole", **OPEN)
    clerk = actor("registrar", "specialist", "coordinator")
    for _ in range(2):
        answered(clerk, receive(name="Иванова Мария", email="ivanova@example.org"), "email")
    send_waiting_messages()
    link = survey.links.get(source="answer")
    letters = [letter for letter in mail.outbox if "Исходящий номер" in letter.body]
    assert len(letters) == 2
    assert all(f"/murashi/s/{link.code}/" in letter.body for letter in letters)
    count = GivenCount.objects.get()
    assert (count.count, count.way, count.quarter) == (2, "email", Quarter.of(timezone.localdate()).key)


def test_a_letter_on_paper_counts_when_the_sheet_is_printed(
    actor: Callable[..., Actor], receive: Receive, surveys: Callable[..., Survey], client_of: Callable[..., Client]
) -> None:
    surveys(kind="whole", **OPEN)
    item = receive(name="Иванова Мария", address="ул. Лесная, 5")
    answered(actor("registrar", "specialist", "coordinator"), item, "letter")
    assert not GivenCount.objects.exists()
    client = client_of("registrar", "specialist", "coordinator")
    page = client.get(f"/murashi/staff/items/{item.pk}/letter/{item.answers.get().pk}/").content.decode()
    assert "Напечатать анкету" in page
    sheet = client.post("/murashi/staff/surveys/given/hand/", {"item": item.pk, "way": "printed"}, follow=True)
    assert sheet.content.startswith(b"%PDF")
    assert GivenCount.objects.get().way == "printed"
