"""What PDF/UA-1 (ISO 14289-1) asks of a file and a program can check: a list of what is wrong, with its place."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_HEADINGS = {f"/H{level}": level for level in range(1, 7)}
_STANDARD = {
    "/Document", "/Part", "/Sect", "/Div", "/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Title", "/Table", "/TR",
    "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Caption", "/Figure", "/Link", "/Span", "/Strong", "/Em", "/TOC",
    "/TOCI", "/Reference", "/L", "/LI", "/Lbl", "/LBody", "/NonStruct", "/Note", "/BlockQuote", "/Quote", "/Code",
    "/Form", "/Formula", "/Art", "/Index", "/Private", "/BibEntry", "/Annot", "/Ruby", "/Warichu",
}  # fmt: skip
Node = Any


def faults(content: bytes, *, has_bookmarks: bool = True) -> list[str]:
    """Everything that breaks the standard's machine-checkable rules; empty for a good file."""
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [*_of_catalog(pdf), *_of_pages(pdf)]
        if has_bookmarks and "/Outlines" not in pdf.Root:
            found.append("нет закладок")
        if "/StructTreeRoot" in pdf.Root:
            found += _of_tree(pdf)
        return found


def _of_catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")).startswith("ru"):
        yield "язык документа не русский"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "документ не помечен размеченным"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "в заголовке окна не название"
    if "/StructTreeRoot" not in root:
        yield "нет дерева структуры"
    metadata = pdf.open_metadata()
    if str(metadata.get("pdfuaid:part")) != "1":
        yield "не назван стандарт pdfuaid"
    if not str(metadata.get("dc:title", "")).strip():
        yield "нет названия в метаданных"
    if pdf.is_encrypted:
        yield "файл зашифрован"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        if page.get("/Tabs") != "/S" and "/Annots" in page:
            yield f"стр. {number}: обход ссылок не по структуре"
        yield from (f"стр. {number}: {fault}" for fault in _of_marks(page))
        for font in page.resources.get("/Font", {}).values():
            if "/ToUnicode" not in font:
                yield f"стр. {number}: шрифт {font.BaseFont} без ToUnicode"
            described = font.DescendantFonts[0].FontDescriptor
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                yield f"стр. {number}: шрифт {font.BaseFont} не вложен"
        for link in page.get("/Annots", []):
            if "/StructParent" not in link or not str(link.get("/Contents", "")):
                yield f"стр. {number}: ссылка вне структуры или без описания"


def _of_marks(page: pikepdf.Page) -> Iterator[str]:
    """All that is shown stands within marked content: a part of the structure, or an artifact."""
    depth = 0
    for _, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in {"Tj", "TJ", "Do", "f", "S", "B", "sh"} and depth <= 0:
            yield "показано вне разметки"
            return
    if depth:
        yield "разметка не закрыта"


def artifacts(content: bytes) -> list[set[str]]:
    """For each page the subtypes of its artifacts («Header», «Footer»)."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [set(_artifacts_of(page)) for page in pdf.pages]


def _artifacts_of(page: pikepdf.Page) -> Iterator[str]:
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in {"BDC", "BMC"} and str(operands[0]) == "/Artifact":
            properties = operands[1] if len(operands) > 1 else {}
            if isinstance(properties, pikepdf.Name):
                properties = page.resources.Properties[str(properties)]
            yield str(properties.get("/Subtype", ""))[1:]


def _of_tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.StructTreeRoot
    if "/ParentTree" not in tree:
        yield "нет обратного дерева"
    roles = {str(key): str(value) for key, value in tree.get("/RoleMap", {}).items()}
    nodes = list(walk(tree.K))
    yield from _unknown(nodes, roles)
    yield from _headings(nodes)
    for node in nodes:
        if node.S == "/Table":
            yield from _table(node)
        if node.S == "/Figure" and not str(node.get("/Alt", node.get("/ActualText", ""))).strip():
            yield "рисунок без описания"


def _unknown(nodes: list[Node], roles: dict[str, str]) -> Iterator[str]:
    names = {str(node.S) for node in nodes}
    yield from (f"тег {name} не из стандарта" for name in names if roles.get(name, name) not in _STANDARD)


def _headings(nodes: list[Node]) -> Iterator[str]:
    levels = [_HEADINGS[str(node.S)] for node in nodes if str(node.S) in _HEADINGS]
    last = 0
    for level in levels:
        if level > last + 1:
            yield f"заголовок уровня {level} после уровня {last}"
        last = level


def _table(table: Node) -> Iterator[str]:
    heads = [node for node in walk(table.K) if node.S == "/TH"]
    if not heads:
        yield "таблица без заголовков"
    for head in heads:
        if _attribute(head, "/Scope") not in {"/Column", "/Row", "/Both"}:
            yield "заголовок таблицы без области"
    rows = [node for node in walk(table.K) if node.S == "/TR"]
    widths = {_width(row) for row in rows}
    if not any(_attribute(cell, "/RowSpan") for row in rows for cell in walk(row.K)) and len(widths) > 1:
        yield f"строки таблицы разной длины: {sorted(widths)}"


def _width(row: Node) -> int:
    cells = [node for node in walk(row.K) if node.S in {"/TH", "/TD"}]
    return sum(int(_attribute(cell, "/ColSpan") or 1) for cell in cells)


def _attribute(node: Node, name: str) -> Any:
    attributes = node.get("/A", [])
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary) and name in one:
            return one[name]
    return None


def walk(kids: Any) -> Iterator[Node]:
    """Structure elements in reading order."""
    for node in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from walk(node.K)


def row_heads(content: bytes) -> list[list[str]]:
    """For each table its cells of data in order, each by the names of the heads of rows that it refers to.

    Names go through the tree of names, as a reader finds them: «?» stands for one that the tree lacks.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        tree = pdf.Root.StructTreeRoot
        known = dict(_named(tree.IDTree))
        tables = [node for node in walk(tree.K) if node.S == "/Table"]
        return [[_headed_by(cell, known) for cell in walk(table.K) if cell.S == "/TD"] for table in tables]


def _named(branch: Node) -> Iterator[tuple[bytes, Node]]:
    names = list(branch.get("/Names", ()))
    yield from ((bytes(name), node) for name, node in zip(names[::2], names[1::2], strict=True))
    for kid in branch.get("/Kids", ()):
        yield from _named(kid)


def _headed_by(cell: Node, known: dict[bytes, Node]) -> str:
    heads = [known.get(bytes(name)) for name in _attribute(cell, "/Headers") or []]
    return ", ".join("?" if head is None else str(head.ID) for head in heads if not _is_of_column(head))


def _is_of_column(head: Node | None) -> bool:
    return head is not None and (head.S != "/TH" or _attribute(head, "/Scope") == "/Column")
