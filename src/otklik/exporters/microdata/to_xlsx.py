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
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_LINKS}"><sheets>'
    f'<sheet name="{_SHEETS[0]}" sheetId="1" r:id="rId1"/><sheet name="{_SHEETS[1]}" sheetId="2" r:id="rId2"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PARTS}/relationships">'
    f'<Relationship Id="rId1" Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_LINKS}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_LINKS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment wrapText="1" vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


class TooManyRows(ValueError):  # noqa: N818 - names the finding
    """More answers than a sheet holds; the message is Russian."""


def stream(microdata: Microdata) -> Iterator[bytes]:
    """The workbook in pieces. TooManyRows for more than a sheet holds."""
    if len(microdata) > MOST_ROWS:
        raise TooManyRows("Ответов больше, чем помещается на листе Excel: выберите CSV или SPSS.")
    return _pieces(microdata)


def _pieces(microdata: Microdata) -> Iterator[bytes]:
    drain = _Drain()
    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED, compresslevel=_EFFORT) as book:
        for name, text in _PART_FILES.items():
            book.writestr(name, _HEAD + text)
        for place, parts in enumerate((_answers(microdata), _codebook(microdata)), start=1):
            with book.open(f"xl/worksheets/sheet{place}.xml", "w", force_zip64=True) as sheet:
                for part in parts:
                    sheet.write(part.encode())
                    yield drain.taken()
    yield drain.taken()


def _answers(microdata: Microdata) -> Iterator[str]:
    yield _begin("18") + _row((variable.label for variable in microdata.variables), style=' s="1"')
    for rows in rendered_rows(microdata, _cell):
        yield "".join(f"<row>{''.join(row)}</row>" for row in rows)
    yield "</sheetData></worksheet>"


def _codebook(microdata: Microdata) -> Iterator[str]:
    yield _begin("30") + _row(_CODEBOOK_HEADS, style=' s="1"')
    for variable in microdata.variables:
        codes: list[tuple[object, str]] = list(variable.values.items()) or [("", "число")]
        for place, (code, words) in enumerate(codes):
            first = (variable.name, variable.label) if not place else ("", "")
            yield _row((*first, str(code), words, variable.note if not place else ""))
    for line in microdata.method:
        yield _row((line,))
    yield "</sheetData></worksheet>"


def _begin(width: str) -> str:
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    columns = f'<cols><col min="1" max="200" width="{width}" customWidth="1"/></cols>'
    return f'{_HEAD}<worksheet xmlns="{_SHEET}">{view}{columns}<sheetData>'


def _row(texts: Iterable[str], style: str = "") -> str:
    return f"<row>{''.join(_text(text, style) for text in texts)}</row>"


def _cell(value: str | float | None) -> str:
    if value is None:
        return "<c/>"
    return _text(value) if isinstance(value, str) else f"<c><v>{number_text(value)}</v></c>"


def _text(text: str, style: str = "") -> str:
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(_printable(text))}</t></is></c>'


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
