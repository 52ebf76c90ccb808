"""Replies in JSON and XML, as the specification shapes them."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Row = Mapping[str, Any]


def rows_reply(form: str, names: tuple[str, str], rows: Sequence[Row], *, status: int = 200) -> HttpResponse:
    """A list: in JSON an array, in XML `names` are the root and the row."""
    if form == "json":
        return _json(rows, status)
    root = Element(names[0])
    for row in rows:
        _fill(SubElement(root, names[1]), row)
    return _xml(root, status)


def object_reply(form: str, name: str, row: Row) -> HttpResponse:
    """One object: in XML `name` is the root."""
    if form == "json":
        return _json(row, 200)
    root = Element(name)
    _fill(root, row)
    return _xml(root, 200)


def error_reply(form: str, status: int, description: str) -> HttpResponse:
    """The specification's list of errors."""
    return rows_reply(form, ("errors", "error"), [{"code": status, "description": description}], status=status)


def _json(value: Any, status: int) -> HttpResponse:
    return HttpResponse(json.dumps(value, ensure_ascii=False), status=status, content_type=TYPES["json"])


def _xml(root: Element, status: int) -> HttpResponse:
    return HttpResponse(
        tostring(root, encoding="utf-8", xml_declaration=True), status=status, content_type=TYPES["xml"]
    )


def _fill(element: Element, row: Row) -> None:
    """Fields as elements; a list's element bears the name in singular, as «formats» holds «format»."""
    for name, value in row.items():
        child = SubElement(element, name)
        if isinstance(value, list | tuple):
            for one in value:
                _put(SubElement(child, name.removesuffix("s")), one)
        else:
            _put(child, value)


def _put(element: Element, value: Any) -> None:
    if isinstance(value, Mapping):
        _fill(element, value)
    elif value is not None:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        element.text = _NOT_XML.sub("", text)
