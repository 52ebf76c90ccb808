"""A day's answers packed into bytes come out as they went in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from otklik.surveys.blocks import pack, unpack, with_links, without_links


@given(
    arrays.arrays(
        np.float32,
        st.tuples(st.integers(0, 40), st.integers(1, 9)),
        elements=st.sampled_from([np.nan, -9, 0, 1, 5, 10, 739_870, 3.5]),
    )
)
def test_a_packed_block_is_read_back_as_it_was(matrix):
    np.testing.assert_array_equal(unpack(pack(matrix), matrix.shape[1]), matrix)


def test_marks_pack_well():
    marks = np.random.default_rng(1).integers(1, 6, (10_000, 10)).astype(np.float32)

    assert len(pack(marks)) < marks.nbytes / 8


def test_a_block_of_another_width_is_not_read():
    with pytest.raises(ValueError, match="columns"):
        unpack(pack(np.zeros((5, 3), dtype=np.float32)), 4)


@given(st.lists(st.integers(1, 2**40), min_size=1, max_size=30))
def test_links_are_kept_beside_the_answers(links):
    answers = np.arange(len(links) * 2, dtype=np.float32).reshape(-1, 2)

    block, distinct = with_links(answers, links)
    again, back = without_links(unpack(pack(block), 3), distinct)

    np.testing.assert_array_equal(again, answers)
    assert back.tolist() == links


def test_as_many_links_as_rows():
    with pytest.raises(ValueError, match="links"):
        with_links(np.zeros((2, 1), dtype=np.float32), [1])
