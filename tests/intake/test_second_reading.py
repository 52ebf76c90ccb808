"""A random share is read twice, independently; differences are settled; agreement is counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import override_settings
from tests.intake.conftest import Receive
from tests.intake.reading import category, marks, read

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.intake.actions.change_reading_rules import change_reading_rules
from otklik.intake.actions.classify_item import undo_reading
from otklik.intake.actions.read_second import agree_with_other, read_second, settle_readings
from otklik.intake.agreement import quarter_agreement
from otklik.intake.models import FeedbackItem, Reading, SecondReading
from otklik.intake.queries import today_of
from otklik.intake.reading_rules import is_for_second_reader
from otklik.intake.second_readings import comparison, differences_open, first_for_second, second_place

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


@pytest.fixture
def readers(actor: Hire, administration: Administration) -> tuple[Actor, Actor, Actor]:
    """Everything is read twice."""
    change_reading_rules(actor=actor("coordinator"), second_percent=100, days=3)
    return actor("registrar"), actor("specialist", "registrar"), actor("coordinator")


def test_the_share_is_kept_and_a_choice_never_changes() -> None:
    chosen = [item for item in range(20_000) if is_for_second_reader(1, item, 10)]
    assert 0.09 < len(chosen) / 20_000 < 0.11
    assert chosen == [item for item in range(20_000) if is_for_second_reader(1, item, 10)]
    assert set(chosen) <= {item for item in range(20_000) if is_for_second_reader(1, item, 11)}
    assert not any(is_for_second_reader(1, item, 0) for item in range(1000))
    assert all(is_for_second_reader(1, item, 100) for item in range(1000))


def test_nobody_foretells_the_choice_without_the_key() -> None:
    mine = [is_for_second_reader(1, item, 50) for item in range(200)]
    with override_settings(SECRET_KEY="another key of another installation"):
        assert mine != [is_for_second_reader(1, item, 50) for item in range(200)]


def test_nothing_is_chosen_when_the_share_is_none(actor: Hire, receive: Receive) -> None:
    change_reading_rules(actor=actor("coordinator"), second_percent=0, days=3)
    read(actor("registrar"), receive())
    assert not SecondReading.objects.exists()


def test_the_first_reader_is_not_led_to_the_item_and_cannot_read_it_twice(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    first, second, _ = readers
    item = receive()
    read(first, item)
    assert first_for_second(first) is None
    assert first_for_second(second) == item.pk
    with pytest.raises(NotFound):
        second_place(first, item.pk)
    with pytest.raises(RuleBroken, match="другой человек"):
        read_second(actor=first, item_id=item.pk, marks=marks(first, item))
    with pytest.raises(NotFound):
        comparison(second, item.pk)


def test_equal_marks_agree_and_the_item_stays_as_it_is(readers: tuple[Actor, Actor, Actor], receive: Receive) -> None:
    first, second, _ = readers
    item = receive()
    read(first, item)
    pair = read_second(actor=second, item_id=item.pk, marks=marks(second, item))
    item.refresh_from_db()
    assert (pair.state, item.read_by_id) == ("agreed", first.user_id)
    assert pair.quarter == Quarter.of(today_of(first)).key
    assert not differences_open(first)
    with pytest.raises(RuleBroken, match="уже сделано"):
        read_second(actor=readers[2], item_id=item.pk, marks=marks(second, item))


def differing(readers: tuple[Actor, Actor, Actor], receive: Receive) -> FeedbackItem:
    item = receive()
    read(readers[0], item)
    read_second(actor=readers[1], item_id=item.pk, marks=marks(readers[1], item, categories=(1, 2)))
    return item


def test_a_difference_is_shown_side_by_side(readers: tuple[Actor, Actor, Actor], receive: Receive) -> None:
    item = differing(readers, receive)
    shown = comparison(readers[2], item.pk)
    assert [line.label for line in shown.differing] == ["Категории"]
    titles = [category(readers[0], place).title for place in (1, 2)]
    assert shown.differing[0].second == "; ".join(titles)
    assert list(item.categories.all()) == [category(readers[0])]


def test_a_third_settles(readers: tuple[Actor, Actor, Actor], receive: Receive) -> None:
    item = differing(readers, receive)
    for of_two in readers[:2]:
        with pytest.raises(RuleBroken, match="Решает третий"):
            settle_readings(actor=of_two, item_id=item.pk, marks=marks(of_two, item))
    pair = settle_readings(actor=readers[2], item_id=item.pk, marks=marks(readers[2], item, categories=(2,)))
    item.refresh_from_db()
    assert (pair.state, pair.is_by_agreement, item.read_by_id) == ("settled", False, readers[2].user_id)
    assert list(item.categories.all()) == [category(readers[0], 2)]
    with pytest.raises(RuleBroken, match="Расхождения здесь нет"):
        agree_with_other(actor=readers[0], item_id=item.pk)


def test_one_of_the_two_agrees(readers: tuple[Actor, Actor, Actor], receive: Receive) -> None:
    item = differing(readers, receive)
    with pytest.raises(RuleBroken, match="один из двух"):
        agree_with_other(actor=readers[2], item_id=item.pk)
    pair = agree_with_other(actor=readers[0], item_id=item.pk)
    assert (pair.state, pair.is_by_agreement) == ("settled", True)
    assert set(item.categories.all()) == {category(readers[0], 1), category(readers[0], 2)}


def test_a_correction_before_the_second_reader_is_what_counts(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    first, second, _ = readers
    item = receive()
    read(first, item)
    read(first, item, place=1)
    assert read_second(actor=second, item_id=item.pk, marks=marks(second, item, categories=(1,))).state == "agreed"


def test_undo_takes_the_item_from_the_second_reader_until_they_are_compared(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    first, second, _ = readers
    item = receive()
    read(first, item)
    undo_reading(actor=first, item_id=item.pk)
    assert first_for_second(second) is None
    read(first, item)
    read_second(actor=second, item_id=item.pk, marks=marks(second, item))
    with pytest.raises(RuleBroken, match="уже сверено"):
        undo_reading(actor=first, item_id=item.pk)


def test_agreement_of_a_quarter_is_what_the_hand_computes(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    """25 pairs: 12 times both give category 0, 10 times both give 1, 3 times they differ."""
    first, second, coordinator = readers
    for ours, theirs, count in ((0, 0, 12), (1, 1, 10), (0, 1, 3)):
        for _ in range(count):
            item = receive()
            read(first, item, place=ours)
            read_second(actor=second, item_id=item.pk, marks=marks(second, item, categories=(theirs,)))
    found = quarter_agreement(coordinator, Quarter.of(today_of(coordinator)))
    rows = {row.title: row.agreement for row in found.categories}
    zero = rows[category(first).title]
    # 50 values: 27 times category 0 is given, 23 times not; 6 mismatches in the coincidence matrix.
    expected = 1 - 49 * 6 / (50 * 50 - 27 * 27 - 23 * 23)
    assert zero.alpha == pytest.approx(expected)
    assert (found.pair_count, found.same_count, zero.agreed_count) == (25, 22, 22)
    assert rows[category(first, 2).title].verdict == "few"
    assert found.touchpoint.verdict == "constant"
    assert quarter_agreement(coordinator, Quarter.of(date(2024, 1, 9))).pair_count == 0


def test_what_settled_a_difference_does_not_beautify_agreement(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    item = differing(readers, receive)
    quarter = Quarter.of(today_of(readers[2]))
    before = quarter_agreement(readers[2], quarter)
    agree_with_other(actor=readers[0], item_id=item.pk)
    assert quarter_agreement(readers[2], quarter) == before
    assert before.same_count == 0


def test_agreement_is_not_for_everybody(readers: tuple[Actor, Actor, Actor]) -> None:
    with pytest.raises(NotFound):
        quarter_agreement(readers[0], Quarter(2025, 1))


@pytest.mark.parametrize(("facts", "field"), [({"second_percent": 101}, "second_percent"), ({"days": 0}, "days")])
def test_rules_out_of_bounds_are_refused(
    actor: Hire, administration: Administration, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        change_reading_rules(actor=actor("coordinator"), **{"second_percent": 5, "days": 3, **facts})
    assert refusal.value.field == field
    with pytest.raises(NotFound):
        change_reading_rules(actor=actor("registrar"), second_percent=5, days=3)


def test_readings_of_the_second_do_not_count_as_the_items(
    readers: tuple[Actor, Actor, Actor], receive: Receive
) -> None:
    item = differing(readers, receive)
    first = Reading.objects.get(item=item, stage="first")
    read(readers[0], item, place=2, seen=first.pk)
    assert list(item.categories.all()) == [category(readers[0], 2)]
