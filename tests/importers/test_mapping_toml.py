import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.importers.mapping import Mapping, mapping_from, mapping_from_toml, shipped_mappings
from otklik.importers.mapping_toml import mapping_to_toml

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)


@pytest.mark.parametrize("mapping", list(shipped_mappings().values()), ids=lambda mapping: mapping.name)
def test_shipped_mappings_read_back(mapping: Mapping) -> None:
    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping


@given(WORDS, st.lists(WORDS, min_size=1, max_size=3), st.dictionaries(WORDS, st.text(st.characters(codec="utf-8"))))
def test_any_words_read_back(word: str, words: list[str], values: dict[str, str]) -> None:
    mapping = mapping_from(
        {
            "name": "x",
            "title": word,
            "columns": {"text": words, "title": word},
            "labelled": ["text"],
            "values": {"title": values},
            "dates": {"formats": words},
            "kind_rules": [{"kind": "review", "column": word, "contains": words}],
            "skip_when": [{"column": word, "equals": words, "empty": True}, {"column": word, "empty": True}],
        }
    )
    assert mapping_from_toml(mapping_to_toml(mapping)) == mapping
