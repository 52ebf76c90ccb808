"""Latin names of Russian titles."""

import re

from hypothesis import given
from hypothesis import strategies as st

from otklik.catalog.slugs import slug_of


def test_a_title_becomes_a_readable_name() -> None:
    assert slug_of("Окно на Щорса, 5", ()) == "okno_na_schorsa_5"
    assert slug_of("Окно", {"okno", "okno_2"}) == "okno_3"


@given(st.text(max_size=300), st.sets(st.text(max_size=5), max_size=3))
def test_any_title_makes_a_name_that_fits_an_address(title: str, taken: set[str]) -> None:
    slug = slug_of(title, taken)
    assert re.fullmatch(r"[a-z0-9_]{1,80}", slug)
    assert slug not in taken
