from collections.abc import Iterator
from pathlib import Path

import pytest

from otklik.importers.contract import Example, Importer, UnreadableFile
from otklik.importers.registry import importer_for, importers, read_rows


def examples() -> Iterator[tuple[Importer, Example]]:
    for importer in importers().values():
        for example in importer.examples:
            yield importer, example


@pytest.mark.parametrize(("importer", "example"), list(examples()), ids=lambda part: getattr(part, "title", ""))
def test_each_example_gives_its_rows(importer: Importer, example: Example) -> None:
    assert importer_for(example.path) is importer
    assert tuple(read_rows(example.path)) == example.rows


def test_importers_describe_themselves_and_share_no_extension() -> None:
    assert set(importers()) == {"csv", "xlsx", "json"}
    extensions = [extension for importer in importers().values() for extension in importer.extensions]
    assert len(extensions) == len(set(extensions))
    assert all(importer.title and importer.description and importer.examples for importer in importers().values())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "пуст"),
        ("a.csv", b"%PDF-1.7", "документ PDF"),
        ("a.xls", b"<html><table>", "страница HTML"),
        ("a.xlsx", b"a;b\n1;2\n", "не книга Excel"),
        ("a.csv", b"Rar!\x1a\x07", "архив RAR"),
        ("a.xlsx", b"PK\x03\x04 broken", "повреждена"),
        ("a.json", b'"text"', "не JSON"),
        ("a.json", b'[{"a": 1}, {"b": ]', "после записи 1"),
        ("a.json", b'[{"a": 1}] tail', "лишний текст"),
        ("a.json", b"[1, 2]", "объекты с полями"),
        ("a.json", b"[]", "ни одной записи"),
        ("a.json", b'{"a": [{"x": 1}],\n "b": [{"y": 2}]}', "несколько списков"),
        ("a.csv", b"\n;;\n\n", "ни одной заполненной"),
        ("a.csv", b"\xff\xfea\x00;\x00b", "повреждён"),
    ],
)
def test_a_wrong_file_is_told_in_russian(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        list(read_rows(path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="не открывается"):
        importer_for(tmp_path / "none.csv")


def test_what_a_file_holds_outweighs_its_name(tmp_path: Path) -> None:
    book = importers()["xlsx"].examples[0]
    path = tmp_path / "register.csv"
    path.write_bytes(book.path.read_bytes())
    assert tuple(read_rows(path)) == book.rows
