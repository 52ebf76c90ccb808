"""Who sees names and contacts, and that every look at them is written down."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.intake.actions.note_look import reveal_original
from otklik.intake.looks import looks, looks_of_item
from otklik.intake.models import FeedbackItem, OriginalLook
from otklik.intake.originals import masked_opening
from otklik.intake.queries import item_page
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_page import registry_page

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
NAME, PHONE, EMAIL = "Громова Зинаида Львовна", "8 912 345-67-89", "gromova@example.org"
TEXT = f"У дома 5 яма. Звоните Громовой по {PHONE}, живу по адресу: ул. Мира, д. 7, кв. 3."
WITH_NEED = [Role.REGISTRAR, Role.SPECIALIST, Role.COORDINATOR]
WITHOUT = [Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR]


@pytest.fixture
def item(receive: Receive) -> FeedbackItem:
    return receive(
        TEXT, title="Яма, пишет Громова", name=NAME, phone=PHONE, email=EMAIL, address="ул. Мира, д. 7, кв. 3"
    )


@pytest.mark.parametrize("role", WITH_NEED)
def test_who_works_with_it_sees_it_whole_and_leaves_a_look(role: Role, item: FeedbackItem, actor: Act) -> None:
    person = actor(role)
    seen = item_page(person, item.pk)
    assert (seen.text, seen.contact.name, seen.is_masked) == (TEXT, NAME, False)
    look = OriginalLook.objects.get()
    assert (look.item_id, look.user_id, look.place, look.reason) == (item.pk, person.user_id, "card", "")


@pytest.mark.parametrize("role", WITHOUT)
def test_who_does_not_need_it_sees_masks(role: Role, item: FeedbackItem, actor: Act) -> None:
    seen = item_page(actor(role), item.pk)
    shown = " ".join([seen.text, seen.title, *(str(getattr(seen.contact, f.name)) for f in seen.contact._meta.fields)])
    assert seen.is_masked
    for secret in ("Громов", "912", EMAIL, "кв. 3"):
        assert secret not in shown
    assert "У дома 5 яма." in seen.text
    assert not OriginalLook.objects.exists()
    item.refresh_from_db()
    assert item.text == TEXT


def test_a_page_reloaded_is_one_look(item: FeedbackItem, actor: Act) -> None:
    person = actor("specialist")
    for _ in range(3):
        item_page(person, item.pk)
    assert OriginalLook.objects.count() == 1
    OriginalLook.objects.update(occasion=0)
    item_page(person, item.pk)
    assert OriginalLook.objects.count() == 2


def test_a_look_costs_one_query(
    item: FeedbackItem, actor: Act, django_assert_num_queries: Callable[..., object]
) -> None:
    worker = actor("specialist")
    item_page(worker, item.pk)
    with django_assert_num_queries(1):  # the masks of who sees none
        from otklik.intake.actions.note_look import note_looks

        note_looks(worker, [item.pk], OriginalLook.Place.READING)


@pytest.mark.parametrize("role", [Role.HEAD, Role.CONTROLLER, Role.AUDITOR])
def test_a_reason_opens_the_original_for_a_while(role: Role, item: FeedbackItem, actor: Act) -> None:
    person = actor(role)
    reveal_original(actor=person, item_id=item.pk, reason="Подписываю ответ заявителю")
    assert item_page(person, item.pk).text == TEXT
    assert OriginalLook.objects.get(place="revealed").reason == "Подписываю ответ заявителю"
    assert AuditEntry.objects.filter(verb="reveal_original").count() == 1
    OriginalLook.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert item_page(person, item.pk).is_masked


@pytest.mark.parametrize("reason", ["", "   ", "надо", "ы" * 301])
def test_a_poor_reason_opens_nothing(reason: str, item: FeedbackItem, actor: Act) -> None:
    head = actor("head")
    with pytest.raises(RuleBroken):
        reveal_original(actor=head, item_id=item.pk, reason=reason)
    assert item_page(head, item.pk).is_masked


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ORGANIZER])
def test_no_reason_opens_it_for_a_role_without_need(role: Role, item: FeedbackItem, actor: Act) -> None:
    with pytest.raises(NotFound):
        reveal_original(actor=actor(role), item_id=item.pk, reason="Очень хочется посмотреть")


@pytest.mark.parametrize("role", [*WITH_NEED, *WITHOUT])
def test_lists_bear_masks_for_everybody(role: Role, item: FeedbackItem, actor: Act) -> None:
    row = registry_page(actor(role), RegistryFilter()).items[0]
    assert "Громов" not in f"{row.title} {row.opening}"
    assert "912" not in row.opening
    assert row.opening.startswith(row.title)
    assert not OriginalLook.objects.exists()


def test_an_opening_is_masked_before_it_is_cut() -> None:
    text = "Звоните 89123456789 завтра"
    assert masked_opening(text, 12) == "Звоните [телефон]"
    assert masked_opening("Яма у дома 5, вот", 9) == "Яма у дом"


def test_the_coordinator_and_the_auditor_read_the_looks(item: FeedbackItem, actor: Act) -> None:
    specialist = actor("specialist")
    item_page(specialist, item.pk)
    for role in ("coordinator", "auditor"):
        reader = actor(role)
        assert [look.user_id for look in looks(reader).looks] == [specialist.user_id]
        assert len(looks(reader, number=item.number).looks) == 1
        assert not looks(reader, number="Ж-99999/2020").looks
        assert not looks(reader, person_id=reader.user_id).looks
        assert looks_of_item(reader, item.pk)
    assert not looks_of_item(specialist, item.pk)
    with pytest.raises(NotFound):
        looks(specialist)


def test_the_assignee_needs_the_original_whatever_the_role(item: FeedbackItem, actor: Act) -> None:
    head = actor("head")
    FeedbackItem.objects.filter(pk=item.pk).update(assignee_id=head.user_id)
    assert item_page(head, item.pk).text == TEXT
