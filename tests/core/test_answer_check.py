"""Forty-odd answers, good and bad: each is stopped by exactly the rules that it breaks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.answer_samples import ALL, BAD, GOOD, HOLE, Sample

from otklik.core.answer_check import DraftAnswer, Rule, blocking, check_answer, measures_of
from otklik.core.answer_language import genitive_chains
from otklik.core.appeals import ItemKind


def test_there_are_enough_samples() -> None:
    assert len(ALL) >= 40
    broken = {rule for sample in BAD for rule in sample.broken | sample.advice}
    assert broken == {rule.value for rule in Rule if rule is not Rule.SIGNATURE}


@pytest.mark.parametrize("sample", GOOD, ids=lambda sample: sample.name)
def test_a_good_answer_is_not_held_up(sample: Sample) -> None:
    assert [(remark.rule.value, remark.message, remark.quote) for remark in check_answer(sample.draft)] == []


@pytest.mark.parametrize("sample", BAD, ids=lambda sample: sample.name)
def test_a_bad_answer_breaks_exactly_its_rules(sample: Sample) -> None:
    remarks = check_answer(sample.draft)
    assert {rule.value for rule in blocking(remarks)} == sample.broken
    assert sample.advice <= {remark.rule.value for remark in remarks if remark.is_advice}


@pytest.mark.parametrize("sample", ALL, ids=lambda sample: sample.name)
def test_each_remark_shows_its_place(sample: Sample) -> None:
    for remark in check_answer(sample.draft):
        assert remark.message.endswith((".", "»", "!"))
        if remark.start >= 0:
            assert sample.text[remark.start : remark.end] == remark.quote


def test_an_answer_that_nobody_signs_is_stopped() -> None:
    remarks = check_answer(DraftAnswer(text=GOOD[0].text, appeal_text=HOLE))
    assert Rule.SIGNATURE in blocking(remarks)


#: Measured: plain answers of ours score 48..92, official ones below 0.
@pytest.mark.parametrize("sample", [s for s in GOOD if s.kind.is_appeal], ids=lambda sample: sample.name)
def test_good_answers_read_easily(sample: Sample) -> None:
    ease = measures_of(sample.text).ease
    assert ease is not None
    assert ease > 30


def test_officialese_is_very_hard() -> None:
    text = next(sample.text for sample in BAD if sample.name == "officialese")
    measures = measures_of(text)
    assert measures.ease is not None
    assert measures.ease < 0
    assert "очень трудно" in measures.verdict


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "для обеспечения качества выполнения работ ремонта дороги",
            "обеспечения качества выполнения работ ремонта дороги",
        ),
        ("отдел содержания дорог города", ""),
        ("яма у дома на улице", ""),
    ],
)
def test_chains_of_genitives(text: str, chain: str) -> None:
    assert [span.text for span in genitive_chains(text)] == ([chain] if chain else [])


def test_an_empty_text_has_nothing_to_check() -> None:
    assert check_answer(DraftAnswer(text="  \n ")) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="абвгд .,!?\n{}[]«»№0123456789-АБВ", max_size=200), st.sampled_from(ItemKind))
def test_any_text_is_checked_without_an_error(text: str, kind: ItemKind) -> None:
    for remark in check_answer(DraftAnswer(text=text, kind=kind, author_name="Иванов Иван")):
        assert remark.start < 0 or text[remark.start : remark.end] == remark.quote
