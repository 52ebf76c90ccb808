"""Actions of the desk: kinds, registration, bulk assignment, saved views, ready answers, duplicates."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department
from otklik.core.appeals import ItemKind, ItemStatus
from otklik.core.deadlines import LegalClass
from otklik.intake.actions.assign_items import assign_items
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.edit_answer_template import delete_answer_template, save_answer_template
from otklik.intake.actions.keep_view import delete_view, save_view
from otklik.intake.actions.register_item import register_item
from otklik.intake.answer_templates import addressed, filled
from otklik.intake.duplicates import earlier_of_person, likely_duplicates
from otklik.intake.models import Appeal, FeedbackItem
from otklik.intake.registry_page import saved_views

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar", "specialist")


def test_a_review_that_is_a_complaint_gets_its_clock(receive: Receive, clerk: Actor) -> None:
    item = receive("Спасибо, но яма осталась", kind=ItemKind.REVIEW)
    assert item.due_on is None
    changed = change_kind(actor=clerk, item_id=item.pk, kind=ItemKind.COMPLAINT, reason="просит отремонтировать")
    assert changed.due_on is not None
    assert changed.number == item.number
    assert Appeal.objects.get(item=item).due_explanation["steps"]
    back = change_kind(actor=clerk, item_id=item.pk, kind=ItemKind.REVIEW, reason="ошибка")
    assert (back.due_on, back.legal_class) == (None, LegalClass.OPINION)


@pytest.mark.parametrize(
    ("kind", "reason", "code"), [("complaint", "x", "same_kind"), ("review", " ", "reason_required")]
)
def test_a_kind_changes_for_a_reason(receive: Receive, clerk: Actor, kind: str, reason: str, code: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        change_kind(actor=clerk, item_id=receive().pk, kind=ItemKind(kind), reason=reason)
    assert broken.value.code == code


def test_registering_gives_number_and_clock(receive: Receive, clerk: Actor) -> None:
    item = receive()
    Appeal.objects.filter(item=item).delete()
    unregistered = {"status": ItemStatus.NEW, "number": "", "registered_on": None, "due_on": None}
    FeedbackItem.objects.filter(pk=item.pk).update(**unregistered)
    registered = register_item(actor=clerk, item_id=item.pk)
    assert registered.status == ItemStatus.REGISTERED
    assert registered.number
    assert registered.due_on is not None
    with pytest.raises(RuleBroken):
        register_item(actor=clerk, item_id=item.pk)


def test_bulk_assignment_is_all_or_none(receive: Receive, clerk: Actor, administration: object) -> None:
    unit = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    mine, foreign = receive(), receive(of="biysk")
    with pytest.raises(NotFound):
        assign_items(actor=clerk, item_ids=[mine.pk, foreign.pk], department_id=unit.pk)
    mine.refresh_from_db()
    assert mine.department_id is None
    assert assign_items(actor=clerk, item_ids=[mine.pk, mine.pk], department_id=unit.pk) == 1
    with pytest.raises(RuleBroken):
        assign_items(actor=clerk, item_ids=[], department_id=unit.pk)


def test_views_are_kept_under_a_name(clerk: Actor, actor: Callable[..., Actor]) -> None:
    save_view(actor=clerk, title="Жалобы", query="kind=complaint&page=3")
    view = save_view(actor=clerk, title=" Жалобы ", query="kind=complaint&quarter=2025Q3")
    assert [(kept.title, kept.query) for kept in saved_views(clerk)] == [("Жалобы", "kind=complaint&quarter=2025Q3")]
    with pytest.raises(NotFound):
        delete_view(actor=actor("registrar"), view_id=view.pk)
    delete_view(actor=clerk, view_id=view.pk)
    assert saved_views(clerk) == []


@pytest.mark.parametrize(("title", "query"), [("", "kind=complaint"), ("Всё", ""), ("Всё", "kind=nonsense")])
def test_a_view_needs_a_name_and_a_filter(clerk: Actor, title: str, query: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        save_view(actor=clerk, title=title, query=query)
    assert broken.value.field == "title"


def test_ready_answers_fill_their_blanks(receive: Receive, clerk: Actor) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    text = filled("{имя}, ответ на № {номер} от {дата} до {срок}. {мэр}", item)
    assert text.startswith("Нина Ивановна, ответ на № " + item.number)
    assert "{дата}" not in text
    assert "{срок}" not in text
    assert text.endswith("{мэр}")
    assert addressed("Иванов") == "Иванов"


def test_ready_answers_are_checked_and_logged(clerk: Actor, actor: Callable[..., Actor]) -> None:
    template = save_answer_template(actor=clerk, title="Яма", text="{имя}, починим")
    with pytest.raises(RuleBroken, match="мэр"):
        save_answer_template(actor=clerk, title="Другой", text="{мэр}")
    with pytest.raises(RuleBroken, match="уже есть"):
        save_answer_template(actor=clerk, title="Яма", text="текст")
    with pytest.raises(NotFound):
        delete_answer_template(actor=actor("specialist", of="biysk"), template_id=template.pk)
    with pytest.raises(NotFound):
        save_answer_template(actor=actor("auditor"), title="Нет права", text="текст")
    delete_answer_template(actor=clerk, template_id=template.pk)
    assert AuditEntry.objects.filter(verb="delete_answer_template").count() == 1


def test_duplicates_need_alike_words_and_the_same_numbers(receive: Receive, clerk: Actor) -> None:
    item = receive("Во дворе дома 15 по улице Лесной не убирают снег")
    receive("Во дворе дома 17 по улице Лесной не убирают снег")
    alike = likely_duplicates(clerk, "Во дворе дома 15 на улице Лесная не убирается снег")
    assert [one.item.pk for one in alike] == [item.pk]
    assert likely_duplicates(clerk, "снег") == []


def test_earlier_messages_of_a_person(receive: Receive, clerk: Actor) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    receive(name="Сидорова Нина Ивановна", of="biysk")
    assert [one.item.pk for one in earlier_of_person(clerk, "Сидорова Нина")] == [item.pk]
    assert earlier_of_person(clerk, "Сидорова") == []
