"""The same row with another state: what follows, what is only shown, what is never overwritten."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.files import TOML, row, write

from otklik.base.actor import Actor
from otklik.importers.contract import NumberedRow
from otklik.importers.mapping import mapping_from_toml
from otklik.importers.registry import read_rows
from otklik.intake.actions.import_feedback import ImportResult
from otklik.intake.actions.take_in_register import take_in_register
from otklik.intake.bulk import reading
from otklik.intake.erasure import forget_items
from otklik.intake.models import Answer, Contact, FeedbackItem, OuterState

pytestmark = pytest.mark.django_db
Take = Callable[..., ImportResult]
MAPPING = mapping_from_toml(
    TOML.replace('name = "Автор"', 'answer = "Автор"')
    + '[values.outcome]\n"Решено" = "supported"\n"Отказ" = "not_supported"\n"В работе" = "in_work"\n"*" = "in_work"\n'
)


@pytest.fixture
def take(tmp_path: Path, system: Actor) -> Take:
    def run(*rows: Any) -> ImportResult:
        path = write(tmp_path / "register.csv", rows)
        return take_in_register(actor=system, path=path, mapping=MAPPING, rejected_to=tmp_path / "rejected.csv")

    return run


def ended(number: int = 1, word: str = "Решено", answer: str = "Фонарь заменён.") -> tuple[str, ...]:
    return row(number, answered="10.03.2025 12:00", outcome=word, author=answer)


def test_an_untouched_case_follows_its_register(take: Take) -> None:
    assert take(row(1, outcome="В работе"), row(2)).changed == 0
    assert take(ended(), row(2)).changed == 1
    item = FeedbackItem.objects.get(source_number="1")
    assert (item.status, item.verdict, item.answered_on, item.waiting_days) == (
        "answered", "satisfied", date(2025, 3, 10), 7,
    )  # fmt: skip
    assert item.appeal.answered_at is not None
    assert [one.outcome for one in item.questions.all()] == ["supported"]
    assert Answer.objects.get().text == "Фонарь заменён."
    assert OuterState.objects.get().is_applied
    assert take(ended(), row(2)).changed == 0
    assert Answer.objects.count() == 1


def test_a_case_taken_up_again_there_is_open_here(take: Take) -> None:
    take(ended())
    assert take(row(1, outcome="В работе")).changed == 1
    item = FeedbackItem.objects.get()
    assert (item.status, item.verdict, item.answered_on, item.waiting_days) == ("registered", "open", None, None)
    assert take(ended(word="Отказ", answer="Отказано.")).changed == 1
    item.refresh_from_db()
    assert (item.status, item.verdict) == ("answered", "refused")
    assert [step["word"] for step in OuterState.objects.get().past] == ["В работе"]
    assert [one.text for one in Answer.objects.order_by("pk")] == ["Фонарь заменён.", "Отказано."]


def test_work_of_our_people_is_never_overwritten(take: Take, actor: Callable[..., Actor]) -> None:
    take(row(1))
    item = FeedbackItem.objects.get()
    item.assignee_id = actor("specialist").user_id
    item.status = "in_work"
    item.save()
    assert take(ended()).changed == 1
    item.refresh_from_db()
    assert (item.status, item.verdict, item.answered_on) == ("in_work", "open", None)
    state = OuterState.objects.get()
    assert (state.word, state.answer, state.is_applied) == ("Решено", "Фонарь заменён.", False)
    assert not Answer.objects.exists()
    assert [event.is_public for event in item.events.all()] == [False]


def test_a_word_that_the_mapping_does_not_know_changes_nothing(take: Take) -> None:
    take(ended())
    assert take(row(1, outcome="В архиве")).changed == 1
    assert FeedbackItem.objects.get().status == "answered"
    assert OuterState.objects.get().word == "В архиве"


def test_the_text_and_the_kind_stay(take: Take) -> None:
    take(row(1, "Яма на дороге"))
    take(row(1, "Совсем другой текст", kind="Заявление", outcome="Решено", answered="10.03.2025"))
    item = FeedbackItem.objects.get()
    assert (item.text, item.kind, item.status) == ("Яма на дороге", "complaint", "answered")


def test_a_forgotten_person_does_not_come_back_with_the_file(take: Take) -> None:
    take(row(1), row(2))
    take(ended(1, answer="Громовой позвонили: 8 912 345-67-89."), ended(2))
    told, other = OuterState.objects.order_by("item__source_number")
    Contact.objects.create(item=told.item, name="Громова Зинаида Львовна", consent_version="")
    forget_items(told.item.administration_id, [told.item_id])
    told.refresh_from_db()
    assert not {"Громовой", "345-67-89"} & set(told.answer.replace(":", "").split())
    assert "345" not in told.answer
    assert take(ended(1, answer="Громовой позвонили: 8 912 345-67-89."), ended(2)).changed == 0
    assert take(ended(1), ended(2, answer="Заменён второй.")).changed == 1
    told.refresh_from_db()
    other.refresh_from_db()
    assert ("345" in told.answer, other.answer) == (False, "Заменён второй.")


def test_known_rows_cost_the_same_however_many(take: Take, django_assert_num_queries: Any) -> None:
    """A file that repeats what is known is compared in bulk, its state told before or not."""
    rows = [ended(number) for number in range(1, 4)] + [row(number, outcome="В работе") for number in range(4, 9)]
    take(*(row(number) for number in range(1, 9)))
    take(*rows)
    with CaptureQueriesContext(connection) as few:
        assert take(*rows[:1], *rows[-1:]).changed == 0
    with django_assert_num_queries(len(few)):
        assert take(*rows).changed == 0


def test_the_file_is_read_once(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    take(row(1), row(2))
    read: list[Path] = []

    def noted(path: Path) -> Iterator[NumberedRow]:
        read.append(path)
        return read_rows(path)

    monkeypatch.setattr(reading, "read_rows", noted)
    assert take(ended(1), row(2)).changed == 1
    assert len(read) == 1
