"""Employees' letters: who sees them, where they never appear, what is kept of one who gave no name, the talk."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.alerts.models import Alert
from otklik.alerts.raising import Cause, raise_alert
from otklik.base.actor import Actor, public_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department
from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.count_anonymous import count_anonymous
from otklik.intake.actions.receive_feedback import Receipt
from otklik.intake.actions.write_to_leader import (
    Chosen,
    reply_to_employee,
    say_more,
    set_receiver,
    write_down_visit,
    write_to_leader,
)
from otklik.intake.author_access import Ticket
from otklik.intake.employee_letters import LetterTo, letter_for, letters_to, receivers, talk_of, waiting_letters
from otklik.intake.models import EmployeeLetter, FeedbackItem

pytestmark = pytest.mark.django_db
Hire = Callable[..., User]
TEXT = "Начальник Кузнецов заставляет работать в выходные, бухгалтерия молчит. Террариум."


def acting(person: User) -> Actor:
    found = actor_of(person)
    assert found is not None
    return found


@pytest.fixture
def leader(staff: Hire) -> User:
    return staff("head")


def write(administration: Administration, person: User | None, *, name: str = "", text: str = TEXT) -> Receipt:
    zone = ZoneInfo(administration.time_zone)
    now = timezone.now()
    moment = now if name else datetime.combine(now.astimezone(zone).date(), time(), zone)
    incoming = IncomingFeedback(
        text=text, channel="", received_at=moment, registered_at=moment, kind=ItemKind.COMPLAINT, name=name
    )
    chosen = Chosen(LetterTo.LEADER, person.pk) if person else Chosen(LetterTo.OFFICE)
    visitor = public_actor(administration.pk, administration.slug)
    return write_to_leader(actor=visitor, incoming=incoming, chosen=chosen)


def test_leaders_are_offered_and_the_administrator_names_others(
    administration: Administration, leader: User, staff: Hire, actor: Callable[..., Actor]
) -> None:
    other, boss = staff("specialist"), staff("specialist")
    Department.objects.create(administration=administration, slug="d", title="Отдел", head=boss)

    def offered() -> set[tuple[int, str]]:
        return {(one.user_id, str(one.to)) for one in receivers(administration.pk, timezone.localdate())}

    assert offered() == {(leader.pk, "leader"), (boss.pk, "leader")}
    administrator = actor("administrator")
    set_receiver(actor=administrator, user_id=other.pk, to=LetterTo.CULTURE, is_receiving=True)
    set_receiver(actor=administrator, user_id=leader.pk, to=LetterTo.LEADER, is_receiving=False)
    assert offered() == {(other.pk, "culture"), (boss.pk, "leader")}
    with pytest.raises(NotFound):
        set_receiver(actor=actor("head"), user_id=boss.pk, to=LetterTo.LEADER, is_receiving=False)
    with pytest.raises(RuleBroken):
        write(administration, leader)
    with pytest.raises(RuleBroken, match="нет роли"):
        set_receiver(actor=administrator, user_id=staff().pk, to=LetterTo.LEADER, is_receiving=True)


def test_only_the_addressee_and_the_internal_right_see_a_letter(
    administration: Administration, leader: User, staff: Hire, actor: Callable[..., Actor]
) -> None:
    pk = write(administration, leader).item_id
    assert [one.pk for one in letters_to(acting(leader))] == [pk]
    assert letter_for(actor("internal_officer"), pk).pk == pk
    everybody = ("registrar", "specialist", "organizer", "coordinator", "head", "controller", "administrator",
                 "auditor")  # fmt: skip
    for role in everybody:
        with pytest.raises(NotFound):
            letter_for(actor(role), pk)
        assert not FeedbackItem.objects.visible_to(actor(role)).filter(pk=pk).exists()
    assert not FeedbackItem.objects.visible_to(acting(leader)).filter(pk=pk).exists()
    with pytest.raises(NotFound):
        reply_to_employee(actor=actor("head", "coordinator"), item_id=pk, text="Что?")


def test_a_superior_does_not_see_it_even_when_the_case_lies_at_his_unit_or_desk(
    administration: Administration, leader: User, staff: Hire
) -> None:
    boss = staff("head", "specialist", "organizer")
    unit = Department.objects.create(administration=administration, slug="d", title="Отдел", head=boss)
    boss.department = unit
    boss.save()
    pk = write(administration, leader).item_id
    FeedbackItem.objects.filter(pk=pk).update(department=unit, assignee=boss)
    with pytest.raises(NotFound):
        letter_for(acting(boss), pk)
    assert not FeedbackItem.objects.visible_to(acting(boss)).exists()


def test_an_alert_about_it_is_not_shown_to_those_who_lead(
    administration: Administration, leader: User, client_of: Callable[..., Client]
) -> None:
    item = FeedbackItem.objects.get(pk=write(administration, leader).item_id)
    level, kind = Alert._meta.get_field("level").choices, Alert.Kind.WORDS
    assert level
    raise_alert(administration, Cause("letter", kind, level[0][0], "Террариум в отделе", (), item=item))
    assert Alert.objects.visible_to(acting(leader)).count() == 0
    for role in ("head", "coordinator"):
        page = client_of(role).get("/murashi/staff/alerts/").content.decode()
        assert "Террариум" not in page, role
    assert "Террариум" in client_of("internal_officer").get("/murashi/staff/alerts/").content.decode()


@pytest.mark.parametrize("role", ["head", "coordinator", "registrar", "administrator", "auditor"])
def test_it_stands_on_no_page_of_others(
    role: str, administration: Administration, leader: User, client_of: Callable[..., Client]
) -> None:
    receipt = write(administration, leader)
    client = client_of(role)
    pages = (
        "", "registry/", "registry/?q=террариум", f"registry/?q={receipt.number}", "reading/", "alerts/", "mass-texts/",
        "dashboard/", "letters/", "escalation/", "audit/", "pains/", "texts/", f"items/{receipt.item_id}/",
        f"letters/{receipt.item_id}/",
    )  # fmt: skip
    for page in pages:
        answer = client.get(f"/murashi/staff/{page}", follow=True)
        assert "заставляет работать" not in answer.content.decode(), page
        assert page in {"registry/?q=" + receipt.number, "audit/"} or receipt.number not in answer.content.decode()
    assert client.get(f"/murashi/staff/letters/{receipt.item_id}/").status_code == 404
    assert client.get(f"/murashi/staff/items/{receipt.item_id}/").status_code == 404


def test_the_addressee_reads_and_answers_on_his_own_page(
    administration: Administration, leader: User, client: Client
) -> None:
    receipt = write(administration, leader)
    client.force_login(leader)
    assert "Ко мне обратились" in client.get("/murashi/staff/?work").content.decode()
    page = client.get(f"/murashi/staff/letters/{receipt.item_id}/").content.decode()
    assert "Террариум" in page
    assert "Автор себя не назвал" in page
    sent = {"token": "t1", "text": "Разберусь и отвечу здесь же.", "outcome": ""}
    client.post(f"/murashi/staff/letters/{receipt.item_id}/", sent)
    item = FeedbackItem.objects.get()
    assert ItemStatus(item.status) is ItemStatus.REGISTERED
    assert waiting_letters(acting(leader)).count() == 0
    client.post(f"/murashi/staff/letters/{receipt.item_id}/", sent | {"token": "t2", "outcome": "supported"})
    item.refresh_from_db()
    assert (item.status, item.verdict) == (ItemStatus.ANSWERED, "satisfied")


def test_an_unnamed_author_asks_on_and_only_the_day_is_kept(administration: Administration, leader: User) -> None:
    receipt = write(administration, leader)
    visitor = public_actor(administration.pk, administration.slug)
    ticket = Ticket(receipt.number, receipt.tracking_code)
    before = AuditEntry.objects.count()
    say_more(actor=visitor, ticket=ticket, text="И ещё: в субботу.", token="a")
    say_more(actor=visitor, ticket=ticket, text="И ещё: в субботу.", token="a")
    item = FeedbackItem.objects.get()
    local = item.additions.get().at.astimezone(ZoneInfo(administration.time_zone))
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    assert AuditEntry.objects.count() == before
    assert not item.events.exists()
    assert all(one.raised_at == item.received_at for one in Alert.objects.filter(item=item))
    reply_to_employee(actor=acting(leader), item_id=item.pk, text="Выходные отменены.", outcome=Outcome.SUPPORTED)
    asked = say_more(actor=visitor, ticket=ticket, text="А отгулы?", token="b")
    item.refresh_from_db()
    assert item.status == ItemStatus.IN_WORK
    assert waiting_letters(acting(leader)).count() == 1
    assert [said.text for said in talk_of(item)] == ["И ещё: в субботу.", "Выходные отменены.", "А отгулы?"]
    assert asked.at - item.answers.get().at < timezone.timedelta(seconds=1)  # tells the order, not the minute
    assert AuditEntry.objects.filter(verb="add_to_message").count() == 0


def test_a_named_author_leaves_a_trace_and_an_address(administration: Administration, leader: User) -> None:
    receipt = write(administration, leader, name="Сидорова")
    visitor = public_actor(administration.pk, administration.slug)
    say_more(actor=visitor, ticket=Ticket(receipt.number, receipt.tracking_code), text="Жду.", token="a")
    assert AuditEntry.objects.filter(verb="add_to_message").count() == 1
    assert FeedbackItem.objects.get().events.count() == 1


def test_what_was_said_in_person_is_written_down_and_settled(
    administration: Administration, leader: User, actor: Callable[..., Actor], staff: Hire
) -> None:
    moment = timezone.now()
    incoming = IncomingFeedback(
        text=TEXT, channel="", received_at=moment, registered_at=moment, kind=ItemKind.PROPOSAL, source_number="x"
    )
    given: dict[str, Any] = {"incoming": incoming, "chosen": Chosen(LetterTo.LEADER, leader.pk)}
    with pytest.raises(RuleBroken):
        write_down_visit(actor=acting(leader), is_settled=True, **given)
    receipt = write_down_visit(actor=acting(leader), is_settled=True, agreed="Дежурства по очереди.", **given)
    item = FeedbackItem.objects.get()
    assert (item.audience, item.form, item.status) == (Audience.INTERNAL, Form.ORAL, ItemStatus.ANSWERED)
    assert item.answers.get().text == "Дежурства по очереди."
    assert EmployeeLetter.objects.get().is_oral
    assert receipt.tracking_code
    with pytest.raises(NotFound):  # a leader writes down only what was said to himself
        write_down_visit(actor=acting(staff("head")), **given)
    with pytest.raises(NotFound):
        write_down_visit(actor=actor("registrar"), **given)


def test_letters_of_another_administration_are_absent(
    administrations: Callable[[str], Administration], administration: Administration, leader: User, staff: Hire
) -> None:
    pk = write(administration, leader).item_id
    other = administrations("biysk")
    person = staff("internal_officer")
    person.administration = other
    person.save()
    stranger = acting(person)
    with pytest.raises(NotFound):
        letter_for(stranger, pk)


def test_words_of_unnamed_authors_stand_in_the_trail_as_a_daily_count(
    administration: Administration, leader: User
) -> None:
    receipt = write(administration, leader)
    visitor = public_actor(administration.pk, administration.slug)
    say_more(actor=visitor, ticket=Ticket(receipt.number, receipt.tracking_code), text="Ещё.", token="a")
    day = timezone.timedelta(days=2)
    FeedbackItem.objects.update(received_at=FeedbackItem.objects.get().received_at - day)
    said = FeedbackItem.objects.get().additions.get()
    said.at -= day
    said.save()
    assert count_anonymous() == 1
    assert "сотрудников" in AuditEntry.objects.get(verb="receive_anonymous").summary
    assert AuditEntry.objects.get(verb="receive_anonymous").summary.endswith(": 1, дополнений: 1")
