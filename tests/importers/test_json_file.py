import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.importers.json_file.reading import flattened
from otklik.importers.registry import read_rows

RECORD = st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=40), min_size=1)
RECORDS = st.lists(RECORD, min_size=1, max_size=5)


def lines(records: list[dict[str, str]]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def inside(records: list[dict[str, str]]) -> str:
    return json.dumps({"meta": {"tags": ["a"], "n": 1}, "deep": {"items": records}, "end": None}, indent=1)


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.sampled_from([json.dumps, inside, lines, lambda r: json.dumps(r, ensure_ascii=False, indent=2)]))
def test_records_come_back_from_any_shape(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]], shape: object
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    path.write_text(shape(records), encoding="utf-8")  # type: ignore[operator]
    every = {name: "" for record in records for name in record}
    assert list(read_rows(path)) == list(enumerate((every | record for record in records), start=1))


def test_a_record_that_holds_a_list_of_objects_is_still_a_record_per_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"t": "а", "files": [{"n": 1}]}\n\n{"t": "б", "files": []}\n', encoding="utf-8")
    assert [row["t"] for _, row in read_rows(path)] == ["а", "б"]


def test_records_longer_than_the_window(tmp_path: Path) -> None:
    records = [{"text": "я" * 1_500_000, "n": str(number)} for number in range(3)]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"items": records}), encoding="utf-8")
    assert [row["n"] for _, row in read_rows(path)] == ["0", "1", "2"]


def test_flattening() -> None:
    record = {"a": {"b": {"c": 1.5}}, "list": ["x", None, 2], "objects": [{"k": "я"}], "yes": True, "none": None}
    assert flattened(record) == {
        "a.b.c": "1.5",
        "list": "x; ; 2",
        "objects": '[{"k": "я"}]',
        "yes": "да",
        "none": "",
    }
