"""The telephone journal: each call in the registry under its channel, answered, passed, or gone on as a card."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.offline.cards import card_of

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department
from otklik.core.appeals import Form, ItemStatus
from otklik.intake.models import CardDraft, FeedbackItem
from otklik.intake.queries import today_of
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.record_call import Call, record_call
from otklik.offline.actions.register_from import register_from
from otklik.offline.calls import CallFilter, earlier_calls, journal, journal_document
from otklik.offline.enums import CallEnd
from otklik.offline.models import PhoneCall
from otklik.offline.sources import Source

pytestmark = pytest.mark.django_db


def told(**facts: Any) -> Call:
    return Call(
        **(
            {
                "key": uuid4(),
                "question": "Когда включат отопление?",
                "end": CallEnd.ANSWERED,
                "said": "С 1 октября.",
                "name": "Громова Зинаида Львовна",
                "phone": "8 (900) 000-11-22",
            }
            | facts
        )
    )


def test_an_answered_call_is_an_answered_oral_item_of_its_channel(registrar: Actor) -> None:
    call = record_call(actor=registrar, call=told())
    item = FeedbackItem.objects.get(pk=call.item_id)
    assert (item.channel.kind, item.form, item.status) == ("phone", Form.ORAL, ItemStatus.ANSWERED)
    assert item.contact.name == "Громова Зинаида Львовна"


def test_a_double_click_is_one_call(registrar: Actor) -> None:
    one = told()
    assert record_call(actor=registrar, call=one).pk == record_call(actor=registrar, call=one).pk
    assert FeedbackItem.objects.count() == 1


def test_a_passed_call_goes_to_its_unit_and_waits(registrar: Actor) -> None:
    unit = Department.objects.create(administration_id=registrar.administration_id, slug="zhkh", title="Отдел ЖКХ")
    call = record_call(actor=registrar, call=told(end=CallEnd.PASSED, passed_to=unit.pk, said=""))
    item = FeedbackItem.objects.get(pk=call.item_id)
    assert (item.department_id, item.status) == (unit.pk, ItemStatus.REGISTERED)


def test_a_call_goes_on_in_the_card_with_what_was_typed(registrar: Actor) -> None:
    call = record_call(actor=registrar, call=told(end=CallEnd.CASE, said=""))
    assert call.item_id is None
    source = Source("call", call.pk)
    draft = CardDraft.objects.get(key=open_card(actor=registrar, source=source))
    assert {name: draft.fields[name] for name in ("channel", "form", "name", "phone", "text")} == {
        "channel": "phone",
        "form": "oral",
        "name": "Громова Зинаида Львовна",
        "phone": "8 (900) 000-11-22",
        "text": "Когда включат отопление?",
    }
    receipt = register_from(actor=registrar, card=card_of(draft), source=str(source))
    call.refresh_from_db()
    assert call.item_id == receipt.item_id


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"question": "  "}, "question"),
        ({"said": ""}, "said"),
        ({"end": CallEnd.PASSED, "passed_to": 10**9}, "passed_to"),
    ],
)
def test_what_lacks_is_said_beside_its_field(registrar: Actor, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        record_call(actor=registrar, call=told(**facts))
    assert broken.value.field == field
    assert not PhoneCall.objects.exists()


def test_the_journal_counts_the_days_and_finds_the_telephone(registrar: Actor) -> None:
    for _ in range(2):
        record_call(actor=registrar, call=told())
    record_call(actor=registrar, call=told(end=CallEnd.CASE, said="", phone="+7 900 000 33 44"))
    today = today_of(registrar)
    shown = journal(registrar, CallFilter(today, today))
    assert (shown.total, shown.ends["answered"], shown.ends["case"]) == (3, 2, 1)
    assert len(earlier_calls(registrar, "+7 900 0001122")) == 2
    assert journal(registrar, CallFilter(date(2020, 1, 1), date(2020, 1, 2))).total == 0
    document = journal_document(registrar, CallFilter(today, today, end="case"))
    assert len(document.blocks[0].rows) == 1  # type: ignore[union-attr]


def test_strangers_have_no_journal(registrar: Actor, actor: Callable[..., Actor]) -> None:
    record_call(actor=registrar, call=told())
    with pytest.raises(NotFound):
        record_call(actor=actor("specialist"), call=told())
    other = actor("registrar", of="biysk")
    today = today_of(other)
    assert journal(other, CallFilter(today, today)).total == 0


def test_no_line_no_journal(actor: Callable[..., Actor]) -> None:
    with pytest.raises(RuleBroken, match="нет консультационной линии"):
        record_call(actor=actor("registrar", of="gatchina"), call=told())
