"""Heads of rows in the tags of a PDF: the first cell of each row, as the HTML of the same table has it.

Typst tags the heads of columns only, and its binding has no switch for those of rows.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

Node = Any


def with_row_heads(content: bytes) -> bytes:
    """The paper with heads of rows, each named by the cells of its row; the same bytes for the same paper."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root or "/IDTree" not in pdf.Root.StructTreeRoot:
            return content
        names = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        for number, (head, cells) in enumerate(_headed(pdf.Root.StructTreeRoot.K), start=1):
            name = pikepdf.String(f"R{number}")
            head.S, head.ID, head.A[0].Scope = pikepdf.Name.TH, name, pikepdf.Name.Row
            for cell in cells:
                cell.A[0].Headers = pikepdf.Array([*cell.A[0].get("/Headers", ()), name])
            names[str(name)] = head
        out = BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()


def _headed(root: Node) -> Iterator[tuple[Node, list[Node]]]:
    """Each first cell of a body of a table with the other cells of its rows, in the order of the paper."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/TBody":
            yield from _of_body([list(row.K) for row in node.K])
        elif isinstance(node, pikepdf.Dictionary) and "/K" in node:
            waiting.append(node.K)


def _of_body(rows: list[list[Node]]) -> Iterator[tuple[Node, list[Node]]]:
    """A row that begins below a cell of several rows is headed by that one; the title of a group heads its columns."""
    while rows:
        head = rows[0][0]
        reach = int(head.A[0].get("/RowSpan", 1))
        if head.S == "/TD":
            yield head, [*rows[0][1:], *(cell for row in rows[1:reach] for cell in row)]
        rows = rows[reach:]
