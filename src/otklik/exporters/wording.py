"""The words that every paper shares: captions, references, the approval, the header."""

from otklik.core.document import ApprovalBlock, Cell, Chart, Document, Numbered, Table, outline
from otklik.core.russian import NO_BREAK_SPACE, date_long

HOW_COUNTED = "Как посчитано"
METHOD = "Методика расчёта"


def table_caption(number: str, table: Table) -> str:
    """«Таблица 3 — Каналы»; a form bears its own title alone."""
    if table.form:
        return table.caption
    return f"Таблица {number} — {table.caption}"


def chart_caption(number: str, chart: Chart, document: Document) -> str:
    """«Рисунок 1 — Портал впереди (данные — в таблице 3)»."""
    table = _table_number(chart.table, document)
    data = f" (данные{NO_BREAK_SPACE}— в таблице{NO_BREAK_SPACE}{table})" if table else ""
    return f"Рисунок {number} — {chart.title.rstrip('.')}{data}"


def heading_text(item: Numbered, text: str) -> str:
    """«2.1. Причины обращений»; without a number the text alone."""
    return f"{item.number}. {text}" if item.number else text


def approval_lines(approval: ApprovalBlock) -> tuple[str, ...]:
    """Heading, office, signature line with the name, date (or its blank)."""
    day = date_long(approval.signed_on) if approval.signed_on else "«____» ______________ 20___ г."
    return (approval.heading, approval.position, f"_______________ {approval.person}".rstrip(), day)


def table_notes(table: Table) -> tuple[str, ...]:
    """Small print under a table: its note and the formulas of its figures."""
    formulas = tuple(formula.rstrip(". ") for formula in table.formulas())
    counted = f"{HOW_COUNTED}: {'; '.join(formulas)}." if formulas else ""
    return tuple(text for text in (_ended(table.note), counted) if text)


def _ended(text: str) -> str:
    """With its full stop."""
    return text if not text or text[-1] in ".!?…" else f"{text}."


def full_title(document: Document) -> str:
    """Title and subtitle in one line, for file properties."""
    return f"{document.title}. {document.subtitle}" if document.subtitle else document.title


def _table_number(key: str, document: Document) -> str:
    tables = (item for item in outline(document) if isinstance(item.block, Table))
    return next((item.number for item in tables if key and isinstance(item.block, Table) and item.block.key == key), "")


def file_link(cell: Cell, document: Document) -> str:
    """Full address of the records behind a figure; empty when the document has no site or the figure no list."""
    return f"{document.site}{cell.lineage.url}" if document.site and cell.lineage and cell.lineage.url else ""
