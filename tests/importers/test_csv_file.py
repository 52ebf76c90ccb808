import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.importers.contract import EXTRA_CELLS, UnreadableFile
from otklik.importers.csv_file.reading import SEPARATORS, detect_separator, read_rows

HEADER = ["Номер", "Дата поступления", "Текст обращения"]
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=60)
RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюя АБВГД.,!?-\n";|\t0123456789'
LETTER = "Прошу отремонтировать дорогу возле школы, дети ходят по лужам и грязи"


def written(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def read_back(content: bytes) -> list[dict[str, str]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(content)
        return [row for _, row in read_rows(path)]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=6),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_text_comes_back_in_unicode(rows: list[tuple[str, str, str]], separator: str, encoding: str) -> None:
    body = [["1", "01.02.2025", LETTER], *([f"№{row[0]}", *row[1:]] for row in rows)]
    assert read_back(written([HEADER, *body], separator, encoding)) == [
        dict(zip(HEADER, row, strict=True)) for row in body
    ]


@settings(max_examples=60)
@given(
    st.lists(st.text(RUSSIAN, max_size=80), max_size=6),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["cp1251", "koi8-r", "cp866", "utf-8", "utf-16-le"]),
)
def test_russian_text_comes_back_in_any_office_encoding(texts: list[str], separator: str, encoding: str) -> None:
    body = [[str(number), "01.02.2025", f"{LETTER} {text}"] for number, text in enumerate(texts)]
    body = body or [["1", "01.02.2025", LETTER]]
    assert read_back(written([HEADER, *body], separator, encoding)) == [
        dict(zip(HEADER, row, strict=True)) for row in body
    ]


def test_capitals_alone_do_not_deceive() -> None:
    rows = [["НОМЕР", "ТЕКСТ"], ["1", "ПРОШУ ОТРЕМОНТИРОВАТЬ ДОРОГУ, НИКТО НЕ ОТВЕЧАЕТ НА ЖАЛОБЫ ЖИТЕЛЕЙ"]]
    for encoding in ("cp1251", "koi8-r", "cp866"):
        assert read_back(written(rows, ";", encoding)) == [dict(zip(*rows, strict=True))]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('sep=;\nНомер;Текст\n1;"две\nстроки"\n;\n3;конец\n', encoding="utf-8")
    assert [number for number, _ in read_rows(path)] == [3, 5]


def test_short_and_long_rows() -> None:
    rows = read_back(b"a;b;c\n7;2;3\n1\n1;2;3;4;;5\n1;2;3;;\n")
    assert rows[1] == {"a": "1", "b": "", "c": ""}
    assert rows[2][EXTRA_CELLS] == "4 | 5"
    assert EXTRA_CELLS not in rows[3]


def test_a_cell_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Номер;Текст\n1;начало\n2;"нет конца\n' + "строка\n" * 3_000_000, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="После строки 2"):
        list(read_rows(path))


def test_reading_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Номер;Текст\n" + "1;текст\n" * 200 + '2;"нет конца', encoding="utf-8")
    assert next(iter(read_rows(path))) == (2, {"Номер": "1", "Текст": "текст"})


@pytest.mark.parametrize(
    ("sample", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\n1, 2\t3; 4\n", "\t"),
        ('a|b\n"x;y;z"|2\n', "|"),
        ("один столбец\nтекст\n", ","),
    ],
)
def test_separator(sample: str, separator: str) -> None:
    assert detect_separator(sample) == separator
