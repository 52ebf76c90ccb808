"""What the fields say about one report: everything is taken from its document, nothing is counted anew."""

from collections.abc import Iterator

from otklik.core.document import (
    ApprovalBlock,
    Chart,
    Document,
    Heading,
    Numbered,
    Paragraph,
    SignatureBlock,
    Table,
    outline,
)
from otklik.core.figures import cell_text
from otklik.core.russian import date_long
from otklik.core.typography import tied, tied_document
from otklik.exporters.own_template.contract import Values
from otklik.exporters.wording import approval_lines
from otklik.procedures.schema import Procedure
from otklik.reporting.own_templates.fields import Piece, pieces_of

_ABSENT = "За период сведений нет."
Items = tuple[Numbered, ...]


def values_of(document: Document, report: str, procedure: Procedure) -> Values:
    """All values of the report's fields; a part that the document does not have is empty, its table says so."""
    document = tied_document(document)
    items = outline(document)
    texts, blocks, rows = _texts(document), _whole(document, items), {}
    sections = list(_sections(items))
    for piece in pieces_of(report, procedure):
        own = _section_of(piece, sections)
        texts[f"вывод.{piece.name}"] = _lead(own)
        blocks[f"раздел.{piece.name}"] = own
        if piece.key:
            found = _table(piece.key, items)
            blocks[f"таблица.{piece.name}"] = (found,) if found else _said(_ABSENT)
            blocks[f"рисунок.{piece.name}"] = tuple(_charts(piece.key, own))
            rows[f"строка.{piece.name}"] = _rows(found) if found else ()
    return Values(document, texts, blocks, rows)


def _texts(document: Document) -> dict[str, str]:
    approval = document.approval or ApprovalBlock("")
    signature = next((one for one in document.blocks if isinstance(one, SignatureBlock)), SignatureBlock(""))
    return {
        "администрация": document.administration,
        "название": document.title,
        "период": document.subtitle,
        "основание": document.basis,
        "гриф": document.restriction or "",
        "состояние": document.created_note,
        "утверждаю.должность": approval.position,
        "утверждаю.фио": approval.person,
        "утверждаю.дата": date_long(approval.signed_on) if approval.signed_on else approval_lines(approval)[-1],
        "подпись.должность": signature.position,
        "подпись.фио": signature.person,
    }


def _whole(document: Document, items: Items) -> dict[str, Items]:
    body = tuple(item for item in items if not isinstance(item.block, SignatureBlock))
    method = tuple(Numbered("", Paragraph(note)) for note in document.method)
    return {"отчет": body or _said(_ABSENT), "методика": method or _said(tied("Методики у этого отчёта нет."))}


def _said(words: str) -> Items:
    return (Numbered("", Paragraph(words)),)


def _sections(items: Items) -> Iterator[Items]:
    """Runs from one first-level heading to the next; what stands before the first is a run too."""
    own: list[Numbered] = []
    for item in items:
        if isinstance(item.block, Heading) and item.block.level == 1 and own:
            yield tuple(own)
            own = []
        if not isinstance(item.block, SignatureBlock):
            own.append(item)
    yield tuple(own)


def _section_of(piece: Piece, sections: list[Items]) -> Items:
    if piece.heading:
        named = (own for own in sections if own and isinstance(own[0].block, Heading))
        found = next((own for own in named if getattr(own[0].block, "text", "") == piece.heading), ())
        return tuple(found)
    return next((own for own in sections if _table(piece.key, own)), ())


def _table(key: str, items: Items) -> Numbered | None:
    return next((item for item in items if isinstance(item.block, Table) and item.block.key == key), None)


def _charts(key: str, items: Items) -> Iterator[Numbered]:
    """Pictures of that table; pictures of the section that name no table."""
    charts = [item for item in items if isinstance(item.block, Chart)]
    named = [item for item in charts if isinstance(item.block, Chart) and item.block.table == key]
    yield from named or [item for item in charts if isinstance(item.block, Chart) and not item.block.table]


def _lead(items: Items) -> str:
    paragraphs = [item.block for item in items if isinstance(item.block, Paragraph)]
    lead = next((one.text for one in paragraphs if one.style == "lead"), "")
    return lead or next((one.text for one in paragraphs if one.style == "body"), "")


def _rows(item: Numbered) -> tuple[tuple[str, ...], ...]:
    table = item.block
    if not isinstance(table, Table):
        return ()
    return tuple(tuple(cell_text(table, row, place) for place in range(len(row.cells))) for row in table.rows)
