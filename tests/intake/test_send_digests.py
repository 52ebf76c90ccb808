"""The morning digest: to whom, when, once, and without a word of a citizen."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from otklik.accounts.actions.own_email import set_own_email
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.actions.edit_calendar import set_calendar_day
from otklik.catalog.actions.edit_time_settings import change_digest
from otklik.catalog.models import Administration
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.send_digests import send_digests, set_digest
from otklik.intake.digest import digest_letter
from otklik.intake.models import Digest, FeedbackItem

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Receive = Callable[..., FeedbackItem]
Hire = Callable[..., User]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, administration: Administration) -> Callable[..., None]:
    """Set the clock: `at(MONDAY, 9)`."""

    def set_clock(day: date, hour: int, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(administration.time_zone))
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def worker(staff: Hire, receive: Receive) -> User:
    """A person with an address and a case that is two days late."""
    person = staff("specialist")
    User.objects.filter(pk=person.pk).update(email="rylov@example.ru")
    item = receive(
        "Соседка Иванова заливает квартиру", name="Петров Пётр", address="ул. Полевая, 7", place="Полевая, 7"
    )
    FeedbackItem.objects.filter(pk=item.pk).update(assignee=person, due_on=MONDAY - timedelta(days=2))
    return User.objects.get(pk=person.pk)


def letters() -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.order_by("pk"))


def test_a_digest_goes_once_in_the_morning_of_a_working_day(worker: User, at: Callable[..., None]) -> None:
    for day, hour, expected in (
        (MONDAY, 7, 0), (MONDAY, 8, 1), (MONDAY, 9, 0), (MONDAY, 12, 0), (MONDAY + timedelta(days=1), 11, 1),
        (MONDAY + timedelta(days=2), 12, 0), (MONDAY + timedelta(days=5), 9, 0),
    ):  # fmt: skip
        at(day, hour)
        assert send_digests() == expected, (day, hour)
    assert [letter.to for letter in letters()] == ["rylov@example.ru"] * 2


def test_it_says_numbers_topics_and_links_and_nothing_of_a_citizen(worker: User, at: Callable[..., None]) -> None:
    at(MONDAY, 9)
    send_digests()
    letter = letters()[0]
    number = FeedbackItem.objects.get(assignee=worker).number
    assert letter.subject == "Сроки на 23 ноября 2026 г.: просрочено 1"
    assert f"— {number}, тема не указана, срок 21.11.2026" in letter.text
    assert "/staff/registry/?queue=overdue&assignee=me" in letter.text
    assert "/staff/digest/" in letter.text
    for secret in ("Иванова", "Петров", "Полевая", "заливает"):
        assert secret not in letter.text + letter.subject


def test_nothing_to_say_sends_nothing_and_is_not_asked_again(staff: Hire, at: Callable[..., None]) -> None:
    person = staff("specialist")
    User.objects.filter(pk=person.pk).update(email="a@example.ru")
    at(MONDAY, 9)
    assert send_digests() == 0
    assert Digest.objects.get(user=person).done_on == MONDAY
    actor = actor_of(person)
    assert actor is not None
    assert digest_letter(actor) is None


def test_it_may_be_switched_off_by_the_person_and_by_the_administration(
    worker: User, actor: Act, at: Callable[..., None]
) -> None:
    at(MONDAY, 9)
    person = actor_of(worker)
    assert person is not None
    set_digest(actor=person, is_on=False)
    assert send_digests() == 0
    set_digest(actor=person, is_on=True)
    change_digest(actor=actor("coordinator"), is_on=False, hour=8)
    assert send_digests() == 0
    change_digest(actor=actor("coordinator"), is_on=True, hour=10)
    assert send_digests() == 0
    at(MONDAY, 10)
    assert send_digests() == 1


@pytest.mark.parametrize("facts", [{"email": ""}, {"is_active": False}])
def test_without_address_or_account_nobody_gets_a_letter(
    worker: User, at: Callable[..., None], facts: dict[str, object]
) -> None:
    User.objects.filter(pk=worker.pk).update(**facts)
    at(MONDAY, 9)
    assert send_digests() == 0


def test_a_day_off_of_the_administration_is_a_day_off(worker: User, actor: Act, at: Callable[..., None]) -> None:
    set_calendar_day(actor=actor("coordinator"), on=MONDAY, is_working=False)
    at(MONDAY, 9)
    assert send_digests() == 0


def test_the_coordinator_hears_of_what_nobody_has(actor: Act, receive: Receive, at: Callable[..., None]) -> None:
    at(MONDAY, 9)
    receive("Ничьё")
    letter = digest_letter(actor("coordinator"))
    assert letter is not None
    assert "АДМИНИСТРАЦИЯ" in letter.text
    assert "Без ответственного: 1" in letter.text


def test_an_address_is_kept_by_the_person(actor: Act) -> None:
    person = actor("specialist")
    assert set_own_email(actor=person, email=" anna@example.ru ").email == "anna@example.ru"
    with pytest.raises(RuleBroken, match="с ошибкой"):
        set_own_email(actor=person, email="не адрес")
    assert set_own_email(actor=person, email="").email == ""
