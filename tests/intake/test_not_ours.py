"""«Не наше»: giving back within the unit's days, marking, forwarding with its letters, the terms in words; the load."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Department, OutsideBody
from otklik.core.appeals import ItemStatus
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.edit_routing_rule import RuleFacts, save_routing_rule
from otklik.intake.actions.move_case import assign_item, forward_appeal
from otklik.intake.actions.return_item import mark_for_forwarding, return_item, unmark_forwarding
from otklik.intake.forwarding_letters import COVER, NOTICE, forwarding_letter, forwarding_of
from otklik.intake.load import own_unit, person_items, unit_loads
from otklik.intake.models import CaseEvent, FeedbackItem, Forwarding, ForwardingMark, ItemReturn
from otklik.intake.not_ours import forwarding_term, marks_waiting, returned_items, returns_waiting, waiting_to_forward
from otklik.intake.queries import today_of
from otklik.intake.routing.deciding import route_anew

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")


@pytest.fixture
def body(administration: Administration) -> OutsideBody:
    return OutsideBody.objects.create(
        administration=administration,
        slug="gas",
        title="Газовая служба",
        addressee="Директору Петрову П. П.",
        address="ул. Мира, 1",
    )


def test_a_unit_gives_back_and_the_registrar_sends_on(
    receive: Receive, actor: Callable[..., Actor], unit: Department
) -> None:
    registrar, clerk = actor("registrar"), actor("specialist", department=unit)
    item = receive()
    assign_item(actor=registrar, item_id=item.pk, department_id=unit.pk)
    return_item(actor=clerk, item_id=item.pk, reason="Дорога не наша, областная")
    item.refresh_from_db()
    assert (item.department, item.assignee) == (None, None)
    assert [one.reason for one in returned_items(registrar)] == ["Дорога не наша, областная"]
    assert not CaseEvent.objects.get(item=item, move="return").is_public
    assert (returns_waiting(registrar).count(), marks_waiting(registrar).count()) == (1, 0)
    assign_item(actor=registrar, item_id=item.pk, department_id=unit.pk)
    assert returned_items(registrar) == []
    assert ItemReturn.objects.get().is_settled


def test_what_is_not_at_ones_unit_or_came_long_ago_is_not_given_back(
    receive: Receive, actor: Callable[..., Actor], unit: Department
) -> None:
    registrar, clerk = actor("registrar"), actor("specialist", department=unit)
    item = receive()
    with pytest.raises(RuleBroken, match="ни в одном подразделении"):
        return_item(actor=clerk, item_id=item.pk, reason="не наше")
    assign_item(actor=registrar, item_id=item.pk, department_id=unit.pk)
    with pytest.raises(RuleBroken) as refused:
        return_item(actor=clerk, item_id=item.pk, reason=" ")
    assert refused.value.field == "reason"
    CaseEvent.objects.filter(item=item).update(at=timezone.now() - timedelta(days=20))
    with pytest.raises(RuleBroken, match="Вернуть можно было до"):
        return_item(actor=clerk, item_id=item.pk, reason="не наше")
    return_item(actor=actor("coordinator"), item_id=item.pk, reason="не наше")
    with pytest.raises(NotFound):
        return_item(actor=actor("auditor"), item_id=item.pk, reason="не наше")


def test_a_rule_does_not_send_back_to_the_unit_that_gave_it_back(
    receive: Receive, actor: Callable[..., Actor], unit: Department
) -> None:
    coordinator = actor("coordinator")
    save_routing_rule(actor=coordinator, facts=RuleFacts("Дороги", words="яма", department_id=unit.pk))
    item = receive("яма")
    assert item.department == unit
    return_item(actor=coordinator, item_id=item.pk, reason="не наше")
    item.refresh_from_db()
    assert route_anew(coordinator, item) is None
    assert item.department is None


def test_a_rule_goes_to_the_unit_to_which_its_person_has_moved(
    receive: Receive, actor: Callable[..., Actor], staff: Callable[..., User], unit: Department
) -> None:
    person = staff("specialist", department=unit)
    save_routing_rule(actor=actor("coordinator"), facts=RuleFacts("Дороги", words="яма", assignee_id=person.pk))
    assert receive("яма").department == unit
    away = Department.objects.create(administration=unit.administration, slug="light", title="Отдел света")
    User.objects.filter(pk=person.pk).update(department=away)
    caches["memory"].clear()  # some seconds later
    assert receive("яма").department == away


def test_marking_waits_with_its_last_day(receive: Receive, actor: Callable[..., Actor], body: OutsideBody) -> None:
    registrar = actor("registrar")
    came = datetime(2025, 3, 4, 12, tzinfo=UTC)
    item = receive("Нет газа", channel="post", received_at=came, registered_at=came)
    mark_for_forwarding(actor=registrar, item_id=item.pk, body_id=body.pk)
    waiting = waiting_to_forward(registrar)
    assert [one.mark.item for one in waiting] == [item]
    assert waiting[0].mark.forward_by == date(2025, 3, 11)
    unmark_forwarding(actor=registrar, item_id=item.pk)
    assert waiting_to_forward(registrar) == []
    with pytest.raises(NotFound):
        unmark_forwarding(actor=registrar, item_id=item.pk)
    with pytest.raises(RuleBroken) as refused:
        mark_for_forwarding(actor=registrar, item_id=item.pk, body_id=None)
    assert refused.value.field == "body"


@pytest.mark.parametrize(
    ("days", "words", "state"),
    [(5, "5 дней в запасе", ""), (1, "1 день в запасе", "soon"), (0, "сегодня последний день", "late"),
     (-2, "просрочено на 2 дня", "late")],
)  # fmt: skip
def test_the_term_in_words(days: int, words: str, state: str) -> None:
    today = date(2025, 3, 12)
    term = forwarding_term(today + timedelta(days=days), today)
    assert words in term.text
    assert term.state == state


def test_forwarding_makes_both_letters_and_sends_the_notice(
    receive: Receive, actor: Callable[..., Actor], body: OutsideBody
) -> None:
    registrar = actor("registrar")
    item = receive("Нет газа", channel="post", name="Сидорова Нина Ивановна", email="nina@example.ru")
    mark_for_forwarding(actor=registrar, item_id=item.pk, body_id=body.pk)
    forward_appeal(actor=registrar, item_id=item.pk, body_id=body.pk, note="Просим ответить до 1 июня.")
    item.refresh_from_db()
    assert item.status == ItemStatus.FORWARDED
    assert item.appeal.forwarded_to == "Газовая служба"
    assert not ForwardingMark.objects.exists()
    forwarding = forwarding_of(registrar, item.pk, Forwarding.objects.get().pk)
    assert forwarding.number
    assert (forwarding.is_late, forwarding.notice_emailed) == (False, True)
    cover, notice = forwarding_letter(forwarding, COVER), forwarding_letter(forwarding, NOTICE)
    assert cover.addressee == ("Директору Петрову П. П.", "Газовая служба", "ул. Мира, 1")
    assert "Сидорова Нина Ивановна" in cover.paragraphs[0]
    assert cover.paragraphs[1] == "Просим ответить до 1 июня."
    assert item.number in cover.subject
    assert notice.greeting == "Здравствуйте, Нина Ивановна!"
    assert "Газовая служба (ул. Мира, 1)" in notice.paragraphs[0]
    letter = OutgoingMessage.objects.get(is_paper=False)
    assert letter.to == "nina@example.ru"
    assert "Газовая служба" in letter.text
    with pytest.raises(NotFound):
        forwarding_letter(forwarding, "other")
    with pytest.raises(NotFound):
        forwarding_of(actor("registrar", of="biysk"), item.pk, forwarding.pk)


def test_forwarding_needs_a_body_and_is_marked_late(
    receive: Receive, actor: Callable[..., Actor], body: OutsideBody, administrations: Callable[..., Administration]
) -> None:
    registrar = actor("registrar")
    item = receive("Нет газа", channel="post")
    with pytest.raises(RuleBroken) as refused:
        forward_appeal(actor=registrar, item_id=item.pk, to=" ")
    assert refused.value.field == "to"
    foreign = OutsideBody.objects.create(administration=administrations("biysk"), slug="gas", title="Чужая")
    with pytest.raises(NotFound):
        forward_appeal(actor=registrar, item_id=item.pk, body_id=foreign.pk)
    FeedbackItem.objects.filter(pk=item.pk).update(registered_on=today_of(registrar) - timedelta(days=12))
    forward_appeal(actor=registrar, item_id=item.pk, to="Почта России", number="17-исх")
    forwarding = Forwarding.objects.get()
    assert (forwarding.body_title, forwarding.number, forwarding.is_late) == ("Почта России", "17-исх", True)
    notice = forwarding_letter(forwarding, NOTICE)
    assert notice.greeting == "Здравствуйте!"
    assert notice.addressee == ()


def test_the_load_of_each_specialist(
    receive: Receive, staff: Callable[..., User], actor: Callable[..., Actor], unit: Department
) -> None:
    busy, idle = staff("specialist", department=unit), staff("specialist", department=unit)
    head = actor_of(staff("head"))
    assert head is not None
    today = today_of(head)
    for days, facts in ((-1, {}), (3, {}), (20, {}), (20, {"department_id": unit.pk})):
        item = receive(**facts)
        person = None if facts else busy
        FeedbackItem.objects.filter(pk=item.pk).update(assignee=person, due_on=today + timedelta(days=days))
    for waited in (2, 4, 9):
        FeedbackItem.objects.filter(pk=receive().pk).update(
            assignee=busy, status="answered", answered_on=today, waiting_days=waited
        )
    load = next(one for one in unit_loads(head) if one.unit == unit)
    assert load.nobody == 1
    assert [
        (one.person, one.open, one.this_week, one.overdue, one.answered, one.median_days) for one in load.people
    ] == [
        (busy, 3, 1, 1, 3, 4),
        (idle, 0, 0, 0, 0, None),
    ]
    found, items = person_items(head, busy.pk)
    assert found == busy
    assert [item.due_on for item in items] == sorted(item.due_on for item in items if item.due_on)
    with pytest.raises(NotFound):
        unit_loads(actor("specialist"))
    with pytest.raises(NotFound):
        person_items(actor("head", of="biysk"), busy.pk)


def test_a_head_begins_with_the_unit_he_heads(staff: Callable[..., User], unit: Department) -> None:
    person = staff("head")
    unit.head = person
    unit.save()
    head = actor_of(person)
    assert head is not None
    assert own_unit(head) == unit.pk
    assert [one.unit for one in unit_loads(head, unit.pk)] == [unit]
