"""Each shipped mapping reads its own sample whole, knows it by its columns, and says that it must be verified."""

from pathlib import Path

import pytest

import otklik.importers
from otklik.core.incoming import IncomingFeedback
from otklik.importers.layout import layout_of
from otklik.importers.mapping import shipped_mappings
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import RowMapper
from otklik.importers.row_writer import RowWriter

SAMPLES = sorted((Path(otklik.importers.__file__).parent / "mappings" / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_understood_whole(path: Path) -> None:
    mapping = shipped_mappings()[path.stem]
    rows = [row for _, row in read_rows(path)]
    mapper = RowMapper(mapping, list(rows[0]), time_zone="Europe/Moscow")
    understood = [mapper(row) for row in rows]
    assert len(rows) >= 2
    assert all(isinstance(one, IncomingFeedback) and one.channel == mapping.channel for one in understood), understood
    assert "верьте столбцы с вашей выгрузкой" in mapping.description
    assert not [one for one in understood if isinstance(one, IncomingFeedback) and one.kind is None]


def test_there_is_a_sample_of_every_system() -> None:
    assert {path.stem for path in SAMPLES} == set(shipped_mappings()) - {"kursk-2022", "troitsk-2020"}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_was_read_is_written_back_in_the_same_words(path: Path) -> None:
    mapping, layout = shipped_mappings()[path.stem], layout_of(path)
    writer = RowWriter(mapping, layout, time_zone="Europe/Moscow")
    for _, row in read_rows(path):
        mapper = RowMapper(mapping, list(row), time_zone="Europe/Moscow")
        incoming = mapper(row)
        assert isinstance(incoming, IncomingFeedback)
        facts = {"source_number": incoming.source_number, "received_at": incoming.received_at}
        cells = dict(zip(layout.columns, writer(facts), strict=True))
        if incoming.source_number:
            assert incoming.source_number in cells.values()
        assert any(cells[column] == value for column, value in row.items() if column.startswith("Дата") and value)
