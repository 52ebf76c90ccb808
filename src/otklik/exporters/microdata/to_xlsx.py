"""Answers as a workbook, written as its XML flows: a sheet of answers, a sheet of what the columns mean."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from otklik.core.microdata import Microdata
from otklik.exporters.microdata.cells import number_text, rendered_rows

#: A sheet holds no more rows than this.
MOST_ROWS = 1_048_575
_EFFORT = 1
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEETS = ("Ответы", "Что значат столбцы")
_CODEBOOK_HEADS = ("Имя", "Вопрос", "Код", "Значение", "Примечание")
_PART_FILES = {
    "[Content_Types].xml": f'<Types xmlns="{_PARTS}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}"><sheets>'
    f'<sheet name="{_SHEETS[0]}" sheetId="1" r:id="rId1"/><sheet name="{_SHEETS[1]}" sheetId="2" r:id="rId2"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_LINKS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId4" Type="{_LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment wrapText="1" vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class TooManyRows(ValueError):  # noqa: N818 - names the finding
    """More answers than a sheet holds; the message is Russian."""


def stream(microdata: Microdata) -> Iterator[bytes]:
    """The workbook in pieces. TooManyRows for more than a sheet holds."""
    if len(microdata) > MOST_ROWS:
        raise TooManyRows("Ответов больше, чем помещается на листе Excel: выберите CSV или SPSS.")
    return _pieces(microdata)


def _pieces(microdata: Microdata) -> Iterator[bytes]:
    drain, words = _Drain(), _Words()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT) as book:
        for name, text in _PART_FILES.items():
            book.writestr(name, _HEAD + text)
        for place, parts in enumerate((_answers(microdata, words), _codebook(microdata, words)), start=1):
            with book.open(f"xl/worksheets/sheet{place}.xml", "w", force_zip64=True) as sheet:
                for part in parts:
                    sheet.write(part.encode())
                    yield drain.taken()
        book.writestr("xl/sharedStrings.xml", words.part())
    yield drain.taken()


class _Words:
    """Texts of cells, each kept once and named by its place: the same few words stand in every row."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def cell(self, value: str | float | None, style: str = "") -> str:
        """A cell of words, of a number, or an empty one."""
        if value is None:
            return "<c/>"
        if not isinstance(value, str):
            return f"<c><v>{number_text(value)}</v></c>"
        return f'<c t="s"{style}><v>{self._places.setdefault(value, len(self._places))}</v></c>'

    def row(self, texts: Iterable[str], style: str = "") -> str:
        """A row of words."""
        return f"<row>{''.join(self.cell(text, style) for text in texts)}</row>"

    def part(self) -> str:
        """The list of all, in the order of their places."""
        kept = "".join(f'<si><t xml:space="preserve">{escape(_printable(text))}</t></si>' for text in self._places)
        return f'{_HEAD}<sst xmlns="{_SHEET}" uniqueCount="{len(self._places)}">{kept}</sst>'


def _answers(microdata: Microdata, words: _Words) -> Iterator[str]:
    yield _begin("18") + words.row((variable.label for variable in microdata.variables), style=' s="1"')
    for rows in rendered_rows(microdata, words.cell):
        yield "".join(f"<row>{''.join(row)}</row>" for row in rows)
    yield "</sheetData></worksheet>"


def _codebook(microdata: Microdata, words: _Words) -> Iterator[str]:
    yield _begin("30") + words.row(_CODEBOOK_HEADS, style=' s="1"')
    for variable in microdata.variables:
        codes: list[tuple[object, str]] = list(variable.values.items()) or [("", "число")]
        for place, (code, said) in enumerate(codes):
            first = (variable.name, variable.label) if not place else ("", "")
            yield words.row((*first, str(code), said, variable.note if not place else ""))
    for line in microdata.method:
        yield words.row((line,))
    yield "</sheetData></worksheet>"


def _begin(width: str) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    columns = f'<cols><col min="1" max="200" width="{width}" customWidth="1"/></cols>'
    return f'{_HEAD}<worksheet xmlns="{_SHEET}">{view}{columns}<sheetData>'


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


class _Drain(io.RawIOBase):
    """What the archive writes, to be taken away piece by piece: nothing is sought back."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: object) -> int:
        """Keep until taken."""
        content = bytes(piece)  # type: ignore[call-overload]
        self._kept += content
        return len(content)

    def taken(self) -> bytes:
        """What was written since."""
        content = bytes(self._kept)
        self._kept.clear()
        return content
