"""A report whose every word tries to be markup, a formula or a script."""

from otklik.core.charts import bars
from otklik.core.document import (
    ApprovalBlock,
    Cell,
    Column,
    Document,
    Heading,
    Lineage,
    PageBreak,
    Paragraph,
    Point,
    Row,
    SignatureBlock,
    Table,
    Unit,
)

TYPST = '#panic("x") $x^2$ *b* _i_ `c` <label> @ref \\ [content] "] #read("/etc/passwd")'
SCRIPT = '<script>alert(1)</script>" onmouseover="x" &amp; \' </style>'
FORMULAS = ('=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(1)", "=1+1")
CONTROL = "ампула\u00ad и №\u00a05 — «кавычки»"


def hostile(text: str) -> Document:
    """The text in every place where words can stand."""
    row = Row((Cell(text, Lineage(text)), Cell(5, Lineage(text, 1, "/x"))))
    table = Table(text, (Column(text), Column(text, Unit.COUNT)), (row,), note=text, key="t", sheet=text)
    chart = bars(text, [Point(text, 5), Point("Почта", 2)], unit=Unit.COUNT, table="t", legend=text)
    paragraphs = (Paragraph(text), Paragraph(text, "lead"), Paragraph(text, "note"), Paragraph(text, "stamp"))
    blocks = (
        ApprovalBlock(text, text),
        Heading(1, text),
        *paragraphs,
        table,
        PageBreak(),
        chart,
        SignatureBlock(text, text),
    )
    return Document(
        title=text, administration=text, blocks=blocks, subtitle=text, basis=text, restriction=text, method=(text,),
        created_note=text, site="https://otklik.example",
    )  # fmt: skip
