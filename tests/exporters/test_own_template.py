"""Own templates: marks are found however Word cut them, faults are named with their place, papers are filled safely."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.shared import Mm
from tests.exporters.sample import monitoring
from tests.exporters.word_order import misplaced

from otklik.core.document import Numbered, Paragraph, Table, outline
from otklik.exporters.own_template.check import check_template
from otklik.exporters.own_template.contract import Fault, FieldKind, Values
from otklik.exporters.own_template.fill import fill_template
from otklik.exporters.own_template.guard import refusal
from otklik.exporters.own_template.sample import sample_template

KNOWN = {
    "период": FieldKind.TEXT,
    "утверждаю.фио": FieldKind.TEXT,
    "таблица.каналы": FieldKind.BLOCK,
    "строка.каналы.1": FieldKind.CELL,
    "строка.каналы.2": FieldKind.CELL,
    "строка.темы.1": FieldKind.CELL,
    "раздел.дорожная_карта": FieldKind.BLOCK,
}


def saved(word: object) -> bytes:
    target = BytesIO()
    word.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


def paper(*lines: str) -> bytes:
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    return saved(word)


def faults(content: bytes) -> list[str]:
    return [f"{fault.place} — {fault.message}" for fault in check_template(content, KNOWN).faults]


def values(**changes: object) -> Values:
    document = monitoring()
    channels = next(item for item in outline(document) if isinstance(item.block, Table))
    told = {
        "document": document,
        "texts": {"период": "III квартал 2025 года", "утверждаю.фио": "{{ период }} & <b>"},
        "blocks": {"таблица.каналы": (channels, Numbered("", Paragraph("После таблицы.")))},
        "rows": {"строка.каналы": (("Портал", "118"), ("Почта", "41"))},
    }
    return Values(**(told | changes))  # type: ignore[arg-type]


def test_good_template_has_no_faults_and_tells_its_fields() -> None:
    checked = check_template(paper("Отчёт за {{ Период }}", "{{таблица. Каналы}}"), KNOWN)
    assert checked.faults == ()
    assert checked.used == ("период", "таблица.каналы")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("За {{ перид }}", "Поля «перид» нет. Может быть, «период»?"),
        ("За {{ период", "Скобки {{ не закрыты"),
        ("За период }}", "Перед скобками }} нет открывающих"),
        ("{% for x in период %}", "Команд вида {% … %} в шаблонах нет"),
        ("{{ период.__class__.__mro__ }}", "Поля «период.__class__.__mro__» нет"),
        ("{{ раздел.Дорожная  карты }}", "Поля «раздел.Дорожная карты» нет. Может быть, «раздел.дорожная карта»?"),
        ("{{ раздел.дорожная_карты }}", "Поля «раздел.дорожная_карты» нет. Может быть, «раздел.дорожная_карта»?"),
        ("В тексте {{ Раздел. Дорожная карта }}", "Поле «Раздел. Дорожная карта» занимает целый абзац"),
        ("{{ ''.join(период) }}", "не может быть полем"),
        ("Итог: {{ таблица.каналы }}", "занимает целый абзац"),
        ("{{ строка.каналы.1 }}", "стоит вне таблицы"),
        ("Без полей", "нет ни одного поля"),
    ],
)
def test_fault_is_named(line: str, wanted: str) -> None:
    assert wanted in faults(paper("", line))[0]


def test_faults_bear_their_place() -> None:
    word = docx.Document()
    word.add_paragraph("Первый {{ период }}")
    word.add_paragraph("Второй {{ нет_такого }}")
    table = word.add_table(2, 2)
    table.cell(1, 0).text = "{{ тоже_нет }}"
    word.sections[0].header.paragraphs[0].text = "{{ таблица.каналы }}"
    found = faults(saved(word))
    assert found[0].startswith("абзац 2: «Второй {{ нет_такого }}»")
    assert found[1].startswith("таблица 1, строка 2, ячейка 1: «{{ тоже_нет }}»")
    assert found[2].startswith("верхний колонтитул, абзац 1: «{{ таблица.каналы }}»")
    assert "в колонтитул" in found[2]


def test_columns_of_two_tables_in_one_row_are_a_fault() -> None:
    word = docx.Document()
    cells = word.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "{{ строка.каналы.1 }}", "{{ строка.темы.1 }}"
    assert all("разных таблиц: строка.каналы, строка.темы" in fault for fault in faults(saved(word)))


def test_mark_is_found_however_word_cut_it() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for part in ("За {", "{ пер", "ио", "д }", "} подряд"):
        paragraph.add_run(part)
    content = saved(word)
    assert check_template(content, KNOWN).faults == ()
    made = docx.Document(BytesIO(fill_template(content, values())))
    assert made.paragraphs[0].text == "За III квартал 2025 года подряд"


def test_value_is_words_and_never_read_again() -> None:
    made = docx.Document(BytesIO(fill_template(paper("{{ утверждаю.фио }}"), values())))
    assert made.paragraphs[0].text == "{{ период }} & <b>"


def test_row_is_repeated_and_an_empty_list_leaves_one_empty_row() -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    table.cell(0, 0).text = "Канал"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ строка.каналы.1 }}", "{{ строка.каналы.2 }} шт."
    content = saved(word)
    made = docx.Document(BytesIO(fill_template(content, values()))).tables[0]
    assert [[cell.text for cell in row.cells] for row in made.rows[1:]] == [["Портал", "118 шт."], ["Почта", "41 шт."]]
    bare = docx.Document(BytesIO(fill_template(content, values(rows={"строка.каналы": ()})))).tables[0]
    assert [cell.text for cell in bare.rows[1].cells] == ["", " шт."]


def test_part_of_the_report_stands_instead_of_its_paragraph_within_the_margins() -> None:
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].left_margin, word.sections[0].right_margin = Mm(210), Mm(40), Mm(40)
    word.add_paragraph("До")
    word.add_paragraph("{{ таблица.каналы }}")
    word.add_paragraph("После")
    made = docx.Document(BytesIO(fill_template(saved(word), values())))
    texts = [paragraph.text for paragraph in made.paragraphs if paragraph.text]
    assert texts[0] == "До"
    assert texts[1].startswith("Таблица")
    assert texts[-2:] == ["После таблицы.", "После"]
    width = sum(column.width or 0 for column in made.tables[0].columns)
    assert abs(width - Mm(130)) < Mm(2)
    assert list(misplaced(made.element)) == []
    assert "otklik.example" in str([link.target_ref for link in made.part.rels.values() if link.is_external])


def test_same_template_and_report_give_the_same_bytes() -> None:
    content = paper("За {{ период }}", "{{ таблица.каналы }}")
    assert fill_template(content, values()) == fill_template(content, values())


def test_ready_sample_passes_its_own_check() -> None:
    content = sample_template("Мониторинг", [("каналы", "Каналы", True, True), ("итоги", "Итоги", False, False)])
    names = ("раздел.итоги", "вывод.каналы", "рисунок.каналы", "таблица.каналы", "методика")
    common = ("гриф", "администрация", "название", "период", "основание", "состояние", "утверждаю.должность",
              "утверждаю.фио", "утверждаю.дата", "подпись.должность", "подпись.фио", "вывод.каналы")  # fmt: skip
    known = {**dict.fromkeys(names, FieldKind.BLOCK), **dict.fromkeys(common, FieldKind.TEXT)}
    assert check_template(content, known).faults == ()


def archive(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"PK\x03\x04 broken", "не читается"),
        (b"plain text", "не читается"),
        (archive(a_xml=b"<a/>"), "не документ Word"),
        (archive(word__document_xml=b"<w:p/>", big_xml=b" " * 7_000_000), "слишком длинный"),
        (archive(word__document_xml=b"<w:p/>", big=b"\0" * 45_000_000), "слишком велик"),
        (archive(word__document_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><w:p/>'), "описание типа"),
        (archive(word__document_xml=b"<w:altChunk/>"), "другой документ"),
        (archive(word__document_xml=b"<w:instrText>INCLUDETEXT f</w:instrText>"), "из других файлов"),
        (archive(word__document_xml=b"<w:p/>", word__d_rels=b'<Relationship Type="x/attachedTemplate" Target="h" '
                 b'TargetMode="External"/>'), "лежат в других файлах"),
    ],
)  # fmt: skip
def test_dangerous_or_endless_file_is_refused(content: bytes, wanted: str) -> None:
    assert wanted in refusal(content)
    assert check_template(content, KNOWN).faults == (Fault("файл", refusal(content)),)
