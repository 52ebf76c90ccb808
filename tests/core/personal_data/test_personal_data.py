"""Personal data in texts: found as people mark it, masked once and for all, in bounded time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.personal_data.gold import Marked, measure, own_texts, parse, table

from otklik.core.check_digits import card_number_is_valid, inn_is_valid, snils_is_valid
from otklik.core.personal_data import Kind, Known, find, mask

OWN = own_texts()
#: Below these the rules got worse: kinds with a form of their own are found whole.
LEAST_RECALL = dict.fromkeys(Kind, 1.0) | {Kind.NAME: 0.97, Kind.ADDRESS: 0.97}
LEAST_PRECISION = 0.98
PIECES = st.sampled_from([one.text for one in OWN])
NOISE = st.text("абвгд АБВГД.,-№()@+0123456789\n«»[]/ёЁиванов", max_size=60)


def test_there_are_enough_texts() -> None:
    assert len(OWN) >= 300
    assert {span.kind for one in OWN for span in one.gold} == set(Kind)
    assert sum(not one.gold for one in OWN) >= 90


def test_recall_and_precision_hold() -> None:
    score = measure(OWN)
    short = {kind: score.hidden[kind] / score.marked[kind] for kind in Kind}
    assert {kind: share for kind, share in short.items() if share < LEAST_RECALL[kind]} == {}, score.missed
    assert score.right.total() / score.masked.total() >= LEAST_PRECISION, score.needless
    assert "| all |" in list(table(score))[-1]


@pytest.mark.parametrize("one", [one for one in OWN if not one.gold], ids=lambda one: one.text[:40])
def test_places_and_offices_stay(one: Marked) -> None:
    if one.text != "Из Владимира приезжала комиссия.":  # a town like a name: written down in docs/personal-data.md
        assert mask(one.text) == one.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Звоните Иванову П.С., 89123456789.", "Звоните [имя], [телефон]."),
        ("Живу: ул. Мира, д. 5, кв. 2", "Живу: ул. Мира, [адрес]"),
        ("Глава города Петров А.А. ответил", "Глава города Петров А.А. ответил"),
        ("СНИЛС 112-233-445 95", "СНИЛС [СНИЛС]"),
        ("", ""),
    ],
)
def test_masks_read_well(text: str, shown: str) -> None:
    assert mask(text) == shown


def test_marks_are_parsed() -> None:
    assert parse("а {name:Иванов} б").text == "а Иванов б"
    assert parse("а {name:Иванов} б").gold[0].end == len("а Иванов")


def test_the_author_is_known_in_every_form() -> None:
    known = Known(names=("Вольнова Майя Львовна",), exact=("ул. Мира, 5",), phones=("9123456789",))
    shown = mask("Вольновой не ответили; львовна с ул. Мира, 5; набирайте 912-345-6789", known)
    assert shown == "[имя] не ответили; [имя] с [адрес]; набирайте [телефон]"
    assert mask("на воле растёт вольный ветер", known) == "на воле растёт вольный ветер"


@given(st.lists(st.one_of(PIECES, NOISE), max_size=6))
@settings(max_examples=150, deadline=None)
def test_masking_twice_is_masking_once(parts: list[str]) -> None:
    once = mask(" ".join(parts))
    assert mask(once) == once


@given(st.lists(st.one_of(PIECES, NOISE), max_size=6))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_and_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@given(st.integers(10**10, 10**11 - 1), st.sampled_from(["{}", "СНИЛС {}", "тел. 8{}", "карта {}00000"]))
@settings(max_examples=100, deadline=None)
def test_checked_numbers_never_stay(number: int, frame: str) -> None:
    text = frame.format(number)
    digits = "".join(sign for sign in text if sign.isdecimal())
    if "СНИЛС" in text or card_number_is_valid(digits) or (len(digits) == 12 and inn_is_valid(digits)):
        assert digits not in mask(text)
    assert snils_is_valid(str(number)) in {True, False}


@pytest.mark.parametrize(
    "piece",
    ["8 9", "а", "д. 5, ", "1", "Иванов ", "@", "живу по адресу ", "А.", "кв. 5 ", "(", "паспорт ", "а@б.", "тел. ",
     "ул. Мира, 5 ", "карта ", "+7 (", "родился ", "\n", "Иван Иванович ", "9 ", "л/с №", "[имя] "],
)  # fmt: skip
def test_a_hostile_text_costs_no_more_than_a_long_one(piece: str) -> None:
    text = (piece * (100_000 // len(piece)))[:100_000]
    find("Иванов")  # the dictionary is read once
    begun = time.process_time()
    mask(text)
    assert time.process_time() - begun < 10
