"""Boxes: openings with acts, letters reckoned against them, reminders, the internal right."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.offline.cards import card_of

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.delivery.models import OutgoingMessage
from otklik.exporters.letter.to_word import letter_docx
from otklik.intake.models import CardDraft, FeedbackItem
from otklik.intake.queries import today_of
from otklik.offline.actions.keep_box import BoxFacts, keep_box
from otklik.offline.actions.open_box import Opened, correct_count, open_box
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.register_from import next_card, register_from
from otklik.offline.actions.remind_keepers import remind_keepers
from otklik.offline.boxes import act_of, boxes, due_boxes, opening, openings
from otklik.offline.models import Box, BoxOpening
from otklik.offline.sources import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    """Who has the internal right."""
    return actor("internal_officer")


def facts(**more: Any) -> BoxFacts:
    return BoxFacts(**({"title": "Ящик в вестибюле", "channel": "post", "every_days": 7} | more))


def opened(count: int = 2, **more: Any) -> Opened:
    given = {"key": uuid4(), "on": date(2025, 3, 14), "at": time(10, 30), "letter_count": count}
    return Opened(**given | {"commission": [("Смирнова Анна Петровна", "секретарь"), ("Ильин Пётр Ильич", "")]} | more)


def test_an_opening_makes_places_for_letters_and_counts_the_next_day(registrar: Actor) -> None:
    box = keep_box(actor=registrar, facts=facts())
    act = open_box(actor=registrar, box_id=box.pk, opened=opened())
    box.refresh_from_db()
    assert (act.title, act.letters.count(), box.next_on) == ("1/2025", 2, date(2025, 3, 21))
    assert open_box(actor=registrar, box_id=box.pk, opened=opened(at=time(11))).title == "2/2025"


def test_the_same_page_twice_is_one_act(registrar: Actor) -> None:
    box = keep_box(actor=registrar, facts=facts())
    one = opened()
    assert (
        open_box(actor=registrar, box_id=box.pk, opened=one).pk
        == open_box(actor=registrar, box_id=box.pk, opened=one).pk
    )
    with pytest.raises(RuleBroken, match="уже записано"):
        open_box(actor=registrar, box_id=box.pk, opened=opened())


def test_letters_are_entered_against_the_act(registrar: Actor) -> None:
    box = keep_box(actor=registrar, facts=facts())
    act = open_box(actor=registrar, box_id=box.pk, opened=opened())
    source = Source("box", act.letters.first().pk)
    draft = CardDraft.objects.get(key=open_card(actor=registrar, source=source))
    assert (draft.fields["channel"], draft.fields["received_on"]) == ("post", "2025-03-14")
    register_from(actor=registrar, card=card_of(draft), source=str(source))
    assert openings(registrar).get().entered == 1
    following = next_card(registrar, str(source))
    assert following == act.letters.last().draft_key
    last = CardDraft.objects.get(key=following)
    register_from(actor=registrar, card=card_of(last, "Второе письмо"), source=last.fields["source"])
    assert openings(registrar).get().entered == 2
    assert next_card(registrar, last.fields["source"]) is None


def test_a_count_is_mended_with_its_reason_and_never_below_what_is_entered(registrar: Actor) -> None:
    box = keep_box(actor=registrar, facts=facts())
    act = open_box(actor=registrar, box_id=box.pk, opened=opened())
    source = Source("box", act.letters.first().pk)
    draft = CardDraft.objects.get(key=open_card(actor=registrar, source=source))
    register_from(actor=registrar, card=card_of(draft), source=str(source))
    given = {"actor": registrar, "opening_id": act.pk, "why": "Одно письмо прилипло"}
    assert correct_count(**given, letter_count=3).letters.count() == 3
    assert correct_count(**given, letter_count=1).letters.count() == 1
    with pytest.raises(RuleBroken, match="Внесено уже 1"):
        correct_count(**given, letter_count=0)
    assert "с 2 на 3: Одно письмо прилипло" in BoxOpening.objects.get().note


def test_an_empty_box_has_an_act_too(registrar: Actor) -> None:
    box = keep_box(actor=registrar, facts=facts(place="ул. К. Маркса, 28"))
    act = open_box(actor=registrar, box_id=box.pk, opened=opened(0, note="Пломба цела."))
    letter = act_of(opening(registrar, act.pk))
    assert letter.greeting == "АКТ № 1/2025"
    assert "писем в ящике не обнаружено" in " ".join(letter.paragraphs)
    assert letter.signer_name == "А. П. Смирнова"
    assert letter_docx(letter).startswith(b"PK")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": date(2199, 1, 1)}, "on"),
        ({"commission": []}, "commission"),
        ({"letter_count": -1}, "letter_count"),
        ({"letter_count": 501}, "letter_count"),
    ],
)
def test_an_impossible_act_is_refused(registrar: Actor, more: dict[str, Any], field: str) -> None:
    box = keep_box(actor=registrar, facts=facts())
    with pytest.raises(RuleBroken) as broken:
        open_box(actor=registrar, box_id=box.pk, opened=opened(**more))
    assert broken.value.field == field


def test_the_keeper_is_written_to_once_for_a_day(registrar: Actor, staff: Callable[..., Any]) -> None:
    keeper = staff("registrar")
    keeper.email = "keeper@example.org"
    keeper.save()
    today = today_of(registrar)
    keep_box(actor=registrar, facts=facts(keeper_id=keeper.pk, next_on=today))
    keep_box(actor=registrar, facts=facts(title="Не сегодня", keeper_id=keeper.pk, next_on=today + timedelta(days=2)))
    assert (remind_keepers(), remind_keepers()) == (1, 0)
    assert OutgoingMessage.objects.get().to == "keeper@example.org"
    assert due_boxes(registrar, today).count() == 1
    assert [one.is_due for one in boxes(registrar, today)] == [True, False]


def test_an_internal_box_is_for_the_internal_right_only(registrar: Actor, officer: Actor) -> None:
    with pytest.raises(RuleBroken, match="каналом"):
        keep_box(actor=registrar, facts=facts(channel="staff_box"))
    box = keep_box(actor=officer, facts=facts(channel="staff_box"))
    act = open_box(actor=officer, box_id=box.pk, opened=opened(1))
    today = today_of(registrar)
    assert boxes(registrar, today) == []
    assert [one.box for one in boxes(officer, today)] == [box]
    with pytest.raises(NotFound):
        open_box(actor=registrar, box_id=box.pk, opened=opened())
    with pytest.raises(NotFound):
        opening(registrar, act.pk)
    source = Source("box", act.letters.get().pk)
    with pytest.raises(NotFound):
        open_card(actor=registrar, source=source)
    draft = CardDraft.objects.get(key=open_card(actor=officer, source=source))
    register_from(actor=officer, card=card_of(draft), source=str(source))
    assert FeedbackItem.objects.get().audience == "internal"


def test_two_boxes_have_two_names(registrar: Actor) -> None:
    keep_box(actor=registrar, facts=facts())
    with pytest.raises(RuleBroken, match="уже есть"):
        keep_box(actor=registrar, facts=facts())
    assert Box.objects.count() == 1
