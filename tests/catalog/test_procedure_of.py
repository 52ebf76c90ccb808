"""The first part of an address is anybody's word: it never becomes a path, and costs no reading of the decrees."""

from pathlib import Path

import pytest

from otklik.catalog.queries import all_procedures, procedure_of


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", ".", "..", "../profiles", "а" * 300, "a" * 5000, "a\x00b", "nowhere"])
def test_a_strange_slug_is_no_procedure(slug: str, settings, tmp_path: Path) -> None:
    settings.PROFILES_DIR = str(tmp_path)
    known = all_procedures()["murashi"]
    with pytest.raises(KeyError):
        procedure_of(slug)
    assert all_procedures()["murashi"] is known, "the decrees were read again"
