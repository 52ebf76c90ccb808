"""Number formats of the report's units and the few looks of a sheet."""

from functools import cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from otklik.core.document import Align, RowKind, Unit
from otklik.exporters.typefaces import FALLBACKS

NUMBER_FORMATS = {
    Unit.TEXT: "@",
    Unit.COUNT: "#,##0",
    Unit.NUMBER: "#,##0.0",
    Unit.SHARE: "0.0%",
    Unit.DAYS: "#,##0.0",
    Unit.DATE: "dd.mm.yyyy",
    Unit.CHANGE_COUNT: '+#,##0;"−"#,##0;0',
    Unit.CHANGE_POINTS: '+0.0" п. п.";"−"0.0" п. п.";0.0" п. п."',
    Unit.CHANGE_DAYS: '+#,##0.0;"−"#,##0.0;0.0',
    Unit.CHANGE_SHARE: '+0.0%;"−"0.0%;0.0%',
}
WHOLE_FORMATS = {Unit.DAYS: "#,##0", Unit.NUMBER: "#,##0", Unit.CHANGE_DAYS: '+#,##0;"−"#,##0;0'}
_INK, _HAIR, _TOTAL_FILL = "#1A1F20", "#8B9597", "#E9ECED"
_BASE: dict[str, Any] = {"font_name": FALLBACKS[0], "font_size": 11, "font_color": _INK, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": True},
    "title": {"bold": True, "font_size": 16, "text_wrap": True},
    "subtitle": {"font_size": 13, "text_wrap": True},
    "heading": {"bold": True, "font_size": 13, "text_wrap": True},
    "lead": {"bold": True, "font_size": 12, "text_wrap": True},
    "note": {"font_size": 9.5, "text_wrap": True},
    "stamp": {"bold": True, "font_size": 10, "border": 2, "text_wrap": True, "valign": "vcenter", "align": "center"},
    "caption": {"bold": True, "font_size": 12},
    "wrapped_caption": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"},
    "line": {},
    "wrapped_line": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#0B5C63", "underline": 1, "text_wrap": True},
}


class Formats:
    """The workbook's formats, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self.look = cache(self._look)
        self.head = cache(self._head)
        self.figure = cache(self._figure)
        self.boxed = cache(self._boxed)

    def _look(self, name: str) -> Format:
        return self._workbook.add_format(_BASE | _LOOKS[name])

    def _head(self, side: Align) -> Format:
        rules = {"top": 2, "bottom": 2, "bold": True, "text_wrap": True, "valign": "bottom", "align": side}
        return self._workbook.add_format(_BASE | rules)

    def _boxed(self, side: Align, *, bold: bool) -> Format:
        """A cell of a form."""
        rules = {"border": 1, "border_color": _INK, "text_wrap": True, "align": side, "bold": bold, "num_format": "@"}
        return self._workbook.add_format(_BASE | rules)

    def _figure(self, unit: Unit, side: Align, kind: RowKind, level: int, *, bold: bool, whole: bool) -> Format:
        number = WHOLE_FORMATS.get(unit, NUMBER_FORMATS[unit]) if whole else NUMBER_FORMATS[unit]
        strong = kind in {"total", "subtotal", "group"}
        rules: dict[str, Any] = {"num_format": number, "align": side, "bold": bold or strong, "top": 1}
        rules |= {"top_color": _INK if strong else _HAIR, "text_wrap": side == "left"}
        if side == "left" and level:
            rules["indent"] = level
        if kind == "total":
            rules["bg_color"] = _TOTAL_FILL
        return self._workbook.add_format(_BASE | rules)
