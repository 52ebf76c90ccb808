"""Dangerous words in what arrives: the alert, who is told, and what is not told to anybody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.accounts.models import User
from otklik.alerts.actions.change_thresholds import change_thresholds, choose_ways
from otklik.alerts.actions.edit_watch_list import forget_watch_list, save_watch_list, set_watch_list_active
from otklik.alerts.actions.tell_alerts import tell_waiting
from otklik.alerts.actions.watch_words import watch_imported
from otklik.alerts.models import Alert, Level
from otklik.alerts.queries import alert_page, alerts_of, waiting_alerts, waiting_dangers
from otklik.alerts.thresholds import Thresholds
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department
from otklik.core.appeals import Audience
from otklik.delivery.models import OutgoingMessage
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
MANHOLE = "У школы открыт люк, вчера упал ребёнок. Сидорова Нина, телефон 8 900 000-11-22"


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")


def with_email(person: User, address: str) -> User:
    person.email = address
    person.save(update_fields=["email"])
    return person


def test_a_dangerous_message_raises_one_alert_that_explains_itself(
    receive: Receive, actor: Callable[..., Actor]
) -> None:
    item = receive(MANHOLE)
    alert = Alert.objects.get()
    assert (alert.item, alert.kind, alert.level, alert.state) == (item, "words", "danger", "open")
    assert alert.title.startswith("Открытый люк")
    assert "«открыт люк»" in " ".join(alert.why)
    assert waiting_dangers(actor("coordinator")).exists()
    assert AuditEntry.objects.filter(verb="raise_alert", target=f"intake.feedbackitem:{item.pk}").count() == 1


def test_a_calm_message_raises_none(receive: Receive) -> None:
    receive("Люк закрыли, спасибо")
    assert not Alert.objects.exists()


def test_coordinator_head_and_assignee_are_told_without_the_author(
    receive: Receive, staff: Callable[..., User], unit: Department
) -> None:
    with_email(staff("coordinator"), "coordinator@example.org")
    head = with_email(staff("specialist"), "head@example.org")
    with_email(staff("specialist"), "stranger@example.org")
    unit.head = head
    unit.save()
    receive(MANHOLE, department_id=unit.pk, name="Сидорова Нина Ивановна", email="nina@example.ru")
    assert not OutgoingMessage.objects.exists()  # who writes does not wait for the letters
    assert (tell_waiting(), tell_waiting()) == (1, 0)
    letters = OutgoingMessage.objects.filter(target__startswith="alerts.alert:")
    assert {letter.to for letter in letters} == {"coordinator@example.org", "head@example.org"}
    for letter in letters:
        assert "Отдел дорог" in letter.text
        assert "/staff/items/" in letter.text
        for secret in ("Сидорова", "nina@", "000-11-22", "упал ребёнок"):
            assert secret not in letter.subject + letter.text


def test_registrars_are_told_where_no_unit_has_it(receive: Receive, staff: Callable[..., User]) -> None:
    with_email(staff("registrar"), "registrar@example.org")
    receive(MANHOLE)
    tell_waiting()
    assert OutgoingMessage.objects.get().to == "registrar@example.org"


def test_who_wants_no_letters_gets_none(
    receive: Receive, staff: Callable[..., User], actor: Callable[..., Actor]
) -> None:
    from otklik.accounts.queries import actor_of

    person = with_email(staff("coordinator"), "coordinator@example.org")
    own = actor_of(person)
    assert own is not None
    choose_ways(actor=own, danger=[], other=["email", "carrier-pigeon"])
    receive(MANHOLE)
    assert tell_waiting() == 1
    assert not OutgoingMessage.objects.exists()
    assert person.alert_choice.other_ways == ["email"]


def test_an_employees_message_is_seen_by_the_officer_alone_and_told_to_nobody(
    receive: Receive, staff: Callable[..., User], actor: Callable[..., Actor]
) -> None:
    with_email(staff("coordinator"), "coordinator@example.org")
    item = receive("В кабинете запах газа", audience=Audience.INTERNAL)
    assert tell_waiting() == 0
    assert not OutgoingMessage.objects.exists()
    assert not AuditEntry.objects.filter(verb="raise_alert").exists()
    assert alerts_of(actor("coordinator", "head"), item) == []
    assert len(alerts_of(actor("internal_officer"), item)) == 1
    assert Alert.objects.get().raised_at == item.received_at


def test_a_specialist_sees_alerts_of_his_desk_and_unit(
    receive: Receive, actor: Callable[..., Actor], unit: Department
) -> None:
    receive(MANHOLE, department_id=unit.pk)
    assert waiting_alerts(actor("specialist", department=unit)).count() == 1
    assert waiting_alerts(actor("specialist")).count() == 0
    assert waiting_alerts(actor("coordinator", of="biysk")).count() == 0


def test_what_a_file_brought_is_looked_at_by_tick_when_it_is_fresh(receive: Receive) -> None:
    fresh, old = receive("Тихо"), receive("Тихо")
    FeedbackItem.objects.filter(pk=fresh.pk).update(text="Пахнет газом в подъезде")
    FeedbackItem.objects.filter(pk=old.pk).update(
        text="Пахнет газом в подъезде", received_at=timezone.now() - timedelta(days=40)
    )
    assert watch_imported() == 1
    assert Alert.objects.get().item == fresh
    assert watch_imported() == 0


def test_nothing_is_looked_for_where_it_is_switched_off(receive: Receive, actor: Callable[..., Actor]) -> None:
    change_thresholds(actor=actor("coordinator"), thresholds=Thresholds(watch_words=False))
    receive(MANHOLE)
    assert not Alert.objects.exists()


def test_own_words_act_at_once_and_shipped_ones_come_back(receive: Receive, actor: Callable[..., Actor]) -> None:
    coordinator = actor("coordinator")
    own = save_watch_list(actor=coordinator, title="Паводок", level=Level.DANGER, phrases="вода подниматься|прибывать")
    receive("Вода прибывает к домам")
    assert Alert.objects.get().title == "Паводок"
    set_watch_list_active(actor=coordinator, slug="manhole", is_active=False)
    receive("Открыт люк во дворе")
    assert Alert.objects.count() == 1
    forget_watch_list(actor=coordinator, slug="manhole")
    receive("Открыт люк во дворе")
    assert Alert.objects.count() == 2
    forget_watch_list(actor=coordinator, slug=own.slug)
    receive("Вода прибывает к домам")
    assert Alert.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"title": " "}, "title_empty"),
        ({"title": "Газ и угарный газ"}, "title_taken"),
        ({"phrases": "-только"}, "phrase"),
        ({"phrases": "\n \n"}, "phrases_empty"),
        ({"phrases": "яма\n" * 301}, "too_many"),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused(facts: dict[str, Any], code: str, actor: Callable[..., Actor]) -> None:
    given = {"title": "Свой", "level": Level.DANGER, "phrases": "яма"} | facts
    with pytest.raises(RuleBroken) as refused:
        save_watch_list(actor=actor("administrator"), **given)
    assert refused.value.code == code


def test_a_stranger_keeps_no_lists(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        save_watch_list(actor=actor("specialist"), title="Свой", level=Level.DANGER, phrases="яма")
    with pytest.raises(NotFound):
        set_watch_list_active(actor=actor("coordinator"), slug="absent", is_active=False)


def test_sharp_words_are_shown_apart_and_not_counted(receive: Receive, actor: Callable[..., Actor]) -> None:
    receive("Это безобразие! Сколько можно терпеть ваши отписки?")
    coordinator = actor("coordinator")
    assert Alert.objects.get().level == Level.ATTENTION
    assert waiting_alerts(coordinator).count() == 0
    assert alert_page(coordinator, "open").alerts == ()
    assert len(alert_page(coordinator, "attention").alerts) == 1
