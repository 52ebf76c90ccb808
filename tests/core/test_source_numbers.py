"""Which numbers of a source a clerk is shown."""

import pytest

from otklik.core.source_numbers import number_for_people


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("01-12/345", "01-12/345"),
        ("ПОС-2025-77", "ПОС-2025-77"),
        ("Л-7/2", "Л-7/2"),
        ("9:mail:aef233ad3ac85f07560627c36e54d86a", ""),
        ("181d2ef73747e32ac59b5efbfa5ddada", ""),
        ("26143623-4530-4c2a-b2d5-3299ccc8a144", ""),
        ("passage:12", ""),
        ("М-3/2026/0123456789ab/4-deadbeef", "М-3/2026"),
        ("", ""),
    ],
)
def test_a_key_of_the_program_is_not_shown(kept: str, shown: str) -> None:
    assert number_for_people(kept) == shown
