"""Events: opinions voiced become items of their channel, once, and are summed up."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.appeals import ItemKind
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of
from otklik.offline.actions.keep_event import EventFacts, Voiced, add_opinions, keep_event
from otklik.offline.events import by_quarter, event, events, summary_of
from otklik.offline.models import Event
from otklik.web.staff.offline.event_forms import OpinionGrid

pytestmark = pytest.mark.django_db


def facts(**more: Any) -> EventFacts:
    given = {"key": uuid4(), "title": "Сход жителей", "on": date(2025, 3, 14), "place": "Дом культуры"}
    return EventFacts(**given | more)


def test_opinions_become_items_of_the_channel_once(registrar: Actor) -> None:
    made = keep_event(actor=registrar, facts=facts(participant_count=40))
    key, voiced = uuid4(), [
        Voiced(1, "Почините мост", ItemKind.COMPLAINT, "Громова Зинаида Львовна"),
        Voiced(2, "   "),
        Voiced(3, "Спасибо за парк", ItemKind.GRATITUDE),
    ]  # fmt: skip
    assert add_opinions(actor=registrar, event_id=made.pk, key=key, voiced=voiced) == 2
    assert add_opinions(actor=registrar, event_id=made.pk, key=key, voiced=voiced) == 0
    items = FeedbackItem.objects.filter(event_opinion__event=made)
    assert {(item.channel.kind, item.form) for item in items} == {("event", "oral")}
    assert items.get(kind="gratitude").due_on is None
    summary = summary_of(registrar, made)
    assert (summary.total, summary.named) == (2, 1)
    assert summary.kinds == [("Жалоба", 1), ("Благодарность", 1)]
    assert events(registrar).get().opinion_count == 2


def test_a_line_changed_after_going_back_is_another_opinion(registrar: Actor) -> None:
    made = keep_event(actor=registrar, facts=facts())
    key = uuid4()
    add_opinions(actor=registrar, event_id=made.pk, key=key, voiced=[Voiced(1, "Одно")])
    assert add_opinions(actor=registrar, event_id=made.pk, key=key, voiced=[Voiced(1, "Другое")]) == 1


def test_a_card_is_changed_and_a_double_click_is_one(registrar: Actor) -> None:
    one = facts(participants=["Громова З. Л.", " "], participant_count=2)
    made = keep_event(actor=registrar, facts=one)
    assert keep_event(actor=registrar, facts=one).pk == made.pk
    keep_event(actor=registrar, facts=facts(title="Встреча"), event_id=made.pk)
    changed = event(registrar, made.pk)
    assert (changed.title, changed.participants.count(), Event.objects.count()) == ("Встреча", 0, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"on": date(2199, 1, 1)}, "on"),
        ({"participants": ["А", "Б"], "participant_count": 1}, "participant_count"),
    ],
)
def test_an_impossible_event_is_refused(registrar: Actor, more: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        keep_event(actor=registrar, facts=facts(**more))
    assert broken.value.field == field


def test_the_quarters_are_counted(registrar: Actor) -> None:
    today = today_of(registrar)
    made = keep_event(actor=registrar, facts=facts(on=today, participant_count=12))
    add_opinions(actor=registrar, event_id=made.pk, key=uuid4(), voiced=[Voiced(1, "Одно"), Voiced(2, "Два")])
    row = by_quarter(registrar, today)[0]
    assert (row.events, row.participants, row.opinions) == (1, 12, 2)


def test_strangers_find_nothing(registrar: Actor, actor: Callable[..., Actor]) -> None:
    made = keep_event(actor=registrar, facts=facts())
    for stranger in (actor("registrar", of="biysk"), actor("internal_officer")):
        with pytest.raises(NotFound):
            event(stranger, made.pk)
        with pytest.raises(NotFound):
            add_opinions(actor=stranger, event_id=made.pk, key=uuid4(), voiced=[Voiced(1, "Одно")])


def test_a_grid_reads_lines_and_a_paste(registrar: Actor) -> None:
    typed = {
        "text-1": "Первое",
        "kind-1": "complaint",
        "text-2": "",
        "name-2": "Кто-то",
        "pasted": "Второе\tИванов И. И.\tБлагодарность\t\nТретье\r\n\n",
    }
    grid = OpinionGrid(registrar, typed)
    voiced = grid.voiced()
    assert [(one.row, one.text, one.name, one.kind.value) for one in voiced] == [
        (1, "Первое", "", "complaint"),
        (3, "Второе", "Иванов И. И.", "gratitude"),
        (4, "Третье", "", "review"),
    ]
    assert grid.is_broken
    assert grid.rows[1].problem == "Напишите, что сказали."
