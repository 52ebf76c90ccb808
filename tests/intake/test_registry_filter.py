"""The registry's filter: what is written is read back the same; what is not understood does not act unnoticed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.appeals import Audience, Form, ItemKind, ItemStatus, SenderKind, Verdict
from otklik.core.deadlines import LegalClass
from otklik.core.periods import Quarter
from otklik.intake.registry import POPULATIONS, QUEUES, RegistryFilter
from otklik.intake.registry_page import RowKey


def some(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


SLUGS = st.lists(st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True), unique=True, max_size=3).map(tuple)
FLAGS = st.sampled_from([None, True, False])
DAYS = st.none() | st.integers(0, 400)
DATES = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
BLOCK = st.integers(0, 9999).map(lambda number: f"{number:04d}")
FILTERS = st.builds(
    RegistryFilter,
    q=st.text(max_size=80).map(lambda text: " ".join(text.replace("\0", "").split())),  # PostgreSQL knows no NUL
    queue=st.sampled_from(["", *QUEUES]),
    population=st.sampled_from(["", *POPULATIONS]),
    kind=some(ItemKind),
    status=some(ItemStatus),
    verdict=some(Verdict),
    audience=some(Audience),
    sender_kind=some(SenderKind),
    form=some(Form),
    legal_class=some(LegalClass),
    quarter=st.none() | st.builds(Quarter, st.integers(2000, 2100), st.integers(1, 4)),
    received_from=DATES,
    received_to=DATES,
    channel=SLUGS,
    subject=SLUGS,
    process=SLUGS,
    touchpoint=SLUGS,
    department=SLUGS,
    reason=SLUGS,
    category=SLUGS,
    topic=st.sampled_from(["", "none"]) | st.lists(BLOCK, min_size=1, max_size=5).map(".".join),
    assignee=st.sampled_from(["", "me", "none"]) | st.integers(1, 10**9).map(str),
    late=FLAGS,
    read=FLAGS,
    answered=FLAGS,
    repeat=FLAGS,
    collective=FLAGS,
    wait_min=DAYS,
    wait_max=DAYS,
)


@given(FILTERS)
def test_what_is_written_is_read_back(chosen: RegistryFilter) -> None:
    again = RegistryFilter.parse(chosen.serialise())
    assert again == chosen
    assert again.unknown == ()


@given(st.text(max_size=200))
def test_any_address_is_read_without_a_fault(query: str) -> None:
    chosen = RegistryFilter.parse(query)
    assert RegistryFilter.parse(chosen.serialise()) == chosen


@pytest.mark.parametrize(
    "word", ["kind=nonsense", "quarter=2025Q7", "late=2", "wait_min=-1", "topic=abc", "assignee=x", "received_from=3"]
)
def test_a_word_that_is_not_understood_is_named(word: str) -> None:
    chosen = RegistryFilter.parse(word)
    assert chosen.unknown == (word,)
    assert chosen == RegistryFilter()


def test_repeated_words_add_up() -> None:
    chosen = RegistryFilter.parse("kind=complaint&kind=proposal")
    assert chosen.kind == (ItemKind.COMPLAINT, ItemKind.PROPOSAL)
    assert chosen.serialise() == "kind=complaint,proposal"


def test_a_word_is_taken_away() -> None:
    chosen = RegistryFilter.parse("kind=complaint&quarter=2025Q3")
    assert chosen.without("kind").serialise() == "quarter=2025Q3"


@pytest.mark.parametrize("text", ["", "17", "2025-03-28,17", "2025-03-28T10:00:00,17", "2025-03-28T10:00:00+00:00,x"])
def test_a_wrong_key_means_the_first_page(text: str) -> None:
    assert RowKey.parse(text) is None


def test_a_key_is_read_back() -> None:
    key = RowKey.parse("2025-03-28T10:00:00.000001+00:00,17")
    assert key is not None
    assert RowKey.parse(str(key)) == key
