"""Heads of rows in the tags of a PDF: the first cell of each row, as the HTML of the same table has it.

Typst tags the heads of columns only, and its binding has no switch for those of rows. What it writes lies open:
objects without compression one after another and a plain table of their places, so that a few tags are rewritten and
the places counted anew; no second writer of PDF is needed, and the same bytes give the same bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+")
_LINE = 20  # bytes of a line in the table of places
_KIDS = re.compile(rb"\d+ 0 obj\s<</Type/StructElem/S/(?:TBody|TR)/P \d+ 0 R.*?/K\[([\d R]+)\]")
_BODY = re.compile(rb"\d+ 0 obj\s<</Type/StructElem/S/TBody/")
_CELL = re.compile(rb"(\d+ 0 obj\s<</Type/StructElem/S/)TD(/P \d+ 0 R)(/A\[<</O/Table)/Headers\[((?:\(\w+\))*)\]")
_NAMES = re.compile(rb"(/IDTree<</Names\[)((?:\(\w+\)\d+ 0 R)*)(\]>>)")
_NAME = re.compile(rb"\(\w+\)\d+ 0 R")
_KID = re.compile(rb"(\d+) 0 R")
_ROWS = re.compile(rb"/RowSpan (\d+)")
_Objects = dict[int, bytes]


@dataclass
class _File:
    """Objects by number in their order, what stands before the first, what after the table of places."""

    objects: _Objects
    opening: bytes
    trailer: bytes


def with_row_heads(content: bytes) -> bytes:
    """The same file whose rows have heads, each named by the cells of its row.

    Untouched if it is written otherwise than Typst does.
    """
    file = _read(content)
    root = next((number for number, one in file.objects.items() if _NAMES.search(one)), None) if file else None
    if file is None or root is None:
        return content
    heads = [b"%s%d 0 R" % (_name(head), head) for body in _bodies(file.objects) for head in _headed(file, body)]
    file.objects[root] = _NAMES.sub(lambda found: _joined(found, heads), file.objects[root], count=1)
    return _written(file)


def _read(content: bytes) -> _File | None:
    start = _START.search(content, max(len(content) - 64, 0))
    table = _TABLE.match(content, int(start[1])) if start else None
    if start is None or table is None:
        return None
    end = table.end() + int(table[1]) * _LINE
    lines = [content[at : at + _LINE] for at in range(table.end(), end, _LINE)]
    places = {number: int(line[:10]) for number, line in enumerate(lines) if line[17:18] == b"n"}
    order = sorted(places, key=places.__getitem__)
    stops = [*(places[number] for number in order[1:]), int(start[1])]
    objects = {number: content[places[number] : stop] for number, stop in zip(order, stops, strict=True)}
    return _File(objects, content[: places[order[0]]], content[end : start.start()])


def _bodies(objects: _Objects) -> list[list[list[int]]]:
    """The cells of each row of each body of a table."""
    found = [_kids(one) for one in objects.values() if _BODY.match(one)]
    return [[cells for row in body if (cells := _kids(objects[row]))] for body in found]


def _kids(one: bytes) -> list[int]:
    found = _KIDS.match(one)
    return [int(number) for number in _KID.findall(found[1])] if found else []


def _headed(file: _File, body: list[list[int]]) -> Iterator[int]:
    """Makes heads of first cells; a row that begins below a cell of several rows is headed by that one."""
    head, below = 0, 0
    for row in body:
        if below:
            below, rest = below - 1, row
        else:
            head, rest = row[0], row[1:]
            rows = _ROWS.search(file.objects[head])
            below = int(rows[1]) - 1 if rows else 0
            new = rb"\1TH\2/ID%s\3/Scope/Row/Headers[\4]" % _name(head)
            file.objects[head], made = _CELL.subn(new, file.objects[head], count=1)
            if not made:
                continue
            yield head
        for cell in rest:
            file.objects[cell] = _CELL.sub(rb"\1TD\2\3/Headers[\4%s]" % _name(head), file.objects[cell], count=1)


def _name(head: int) -> bytes:
    return b"(R%d)" % head


def _joined(found: re.Match[bytes], heads: list[bytes]) -> bytes:
    """The names of heads in order of their letters, as a tree of names wants them."""
    return found[1] + b"".join(sorted([*_NAME.findall(found[2]), *heads])) + found[3]


def _written(file: _File) -> bytes:
    size = max(file.objects) + 1
    lines, at = [b"0000000000 65535 f\r\n"] * size, len(file.opening)
    for number, one in file.objects.items():
        lines[number] = b"%010d 00000 n\r\n" % at
        at += len(one)
    table = b"xref\n0 %d\n%s" % (size, b"".join(lines))
    parts = [file.opening, *file.objects.values(), table, file.trailer, b"startxref\n%d\n%%%%EOF" % at]
    return b"".join(parts)
