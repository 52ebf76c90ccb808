"""A person asks what is held, or withdraws the consent: found, told, destroyed, with the law's clock."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.core.appeals import ItemKind
from otklik.core.workdays import russian_calendar
from otklik.intake.actions import answer_person
from otklik.intake.actions import destroy_personal_data as acts
from otklik.intake.actions.carry_out_destruction import work_destruction
from otklik.intake.models import FeedbackItem, OriginalLook, PersonRequest
from otklik.intake.person_extract import person_extract
from otklik.intake.persons import candidates, person_request, request_due

pytestmark = pytest.mark.django_db
NAME, PHONE = "Громова Зинаида Львовна", "+7 912 345-67-89"
Act = Callable[..., Actor]


@pytest.fixture
def coordinator(actor: Act) -> Actor:
    return actor("coordinator")


@pytest.fixture
def items(receive: Receive) -> list[FeedbackItem]:
    """An open complaint and a review of one person, and a namesake's review."""
    return [
        receive("Яма на Полевой", name=NAME, phone=PHONE),
        receive("Отзыв о приёме", kind=ItemKind.REVIEW, name=NAME, phone=PHONE),
        receive("Чужой отзыв", kind=ItemKind.REVIEW, name="Громов Олег Ильич"),
    ]


def asked(coordinator: Actor, kind: str = "withdrawal") -> PersonRequest:
    return answer_person.keep_person_request(
        actor=coordinator, kind=kind, received_on=date(2026, 3, 2), name=NAME, phone=PHONE
    )


def test_the_law_sets_the_clock() -> None:
    calendar = russian_calendar()
    assert request_due("access", date(2026, 3, 2), calendar) == date(2026, 3, 17)
    assert request_due("withdrawal", date(2026, 3, 2), calendar) == date(2026, 4, 1)


def test_items_of_the_person_are_found_and_the_look_is_noted(items: list[FeedbackItem], coordinator: Actor) -> None:
    found = candidates(coordinator, asked(coordinator))
    assert {one.item.pk for one in found} == {items[0].pk, items[1].pk}
    assert {one.item.pk: bool(one.obstacle) for one in found} == {items[0].pk: True, items[1].pk: False}
    assert set(OriginalLook.objects.values_list("place", flat=True)) == {"request"}


def test_the_extract_tells_everything(items: list[FeedbackItem], coordinator: Actor) -> None:
    request = asked(coordinator, "access")
    mine = [items[0].pk, items[1].pk, items[2].pk, 999_999]
    answer_person.choose_persons_items(actor=coordinator, request_id=request.pk, item_ids=mine)
    answer_person.note_extract(actor=coordinator, request_id=request.pk)
    archive = zipfile.ZipFile(io.BytesIO(person_extract(coordinator, person_request(coordinator, request.pk))))
    assert sorted(archive.namelist()) == ["vypiska.docx", "vypiska.json"]
    told = archive.read("vypiska.json").decode()
    for wanted in (NAME, PHONE, "Яма на Полевой", "Отзыв о приёме", "Кто смотрел"):
        assert wanted in told
    assert "Чужой отзыв" not in told
    assert json.loads(told)["held"][0]["where"] == "Обращения и сообщения"
    assert AuditEntry.objects.filter(verb="export_person").count() == 1
    assert OriginalLook.objects.filter(place="export").count() == 2


def test_withdrawal_destroys_what_is_ended_and_waits_for_the_rest(
    items: list[FeedbackItem], coordinator: Actor
) -> None:
    request = asked(coordinator)
    answer_person.choose_persons_items(actor=coordinator, request_id=request.pk, item_ids=[items[0].pk, items[1].pk])
    act = answer_person.destroy_persons_data(actor=coordinator, request_id=request.pk)
    with pytest.raises(RuleBroken):
        answer_person.destroy_persons_data(actor=coordinator, request_id=request.pk)
    _run(coordinator, act.pk)
    request.refresh_from_db()
    assert (request.done_on, request.item_ids, request.act_id) == (None, [items[0].pk], None)
    assert FeedbackItem.objects.get(pk=items[0].pk).contact.name == NAME
    assert FeedbackItem.objects.get(pk=items[1].pk).contact.name == ""
    FeedbackItem.objects.filter(pk=items[0].pk).update(status="answered")
    act = answer_person.destroy_persons_data(actor=coordinator, request_id=request.pk)
    _run(coordinator, act.pk)
    request.refresh_from_db()
    assert request.done_on
    assert (request.name, request.phone, request.item_ids) == ("", "", [])
    assert FeedbackItem.objects.get(pk=items[2].pk).contact.name == "Громов Олег Ильич"


def _run(coordinator: Actor, act_id: int) -> None:
    acts.confirm_destruction(actor=coordinator, act_id=act_id, commission=["Петрова А. С., начальник отдела"])
    work_destruction(act_id=act_id)


def test_nothing_ticked_destroys_nothing(items: list[FeedbackItem], coordinator: Actor) -> None:
    request = asked(coordinator)
    with pytest.raises(RuleBroken, match="Отметьте"):
        answer_person.destroy_persons_data(actor=coordinator, request_id=request.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "both"},
        {"received_on": date(2999, 1, 1)},
        {"received_on": date(1925, 1, 1)},
        {"name": " ", "phone": ""},
    ],
)
def test_a_poor_request_is_refused(facts: dict[str, object], coordinator: Actor) -> None:
    given = {"kind": "access", "received_on": date(2026, 3, 2), "name": NAME, "phone": PHONE} | facts
    with pytest.raises(RuleBroken):
        answer_person.keep_person_request(actor=coordinator, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["registrar", "specialist", "administrator", "auditor", "head"])
def test_only_the_coordinator_answers_persons(role: str, coordinator: Actor, actor: Act) -> None:
    request = asked(coordinator)
    with pytest.raises(NotFound):
        candidates(actor(role), person_request(actor(role), request.pk))


def test_a_request_is_closed_once(coordinator: Actor) -> None:
    request = asked(coordinator, "access")
    with pytest.raises(RuleBroken):
        answer_person.close_person_request(actor=coordinator, request_id=request.pk, outcome=" ")
    answer_person.close_person_request(actor=coordinator, request_id=request.pk, outcome="Выписка выдана")
    with pytest.raises(RuleBroken):
        answer_person.close_person_request(actor=coordinator, request_id=request.pk, outcome="Ещё раз")
