"""The report as HTML: a fragment for our own pages (no inline style) and a printable file that needs nothing else."""

from pathlib import Path

from otklik.core.document import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Numbered,
    Paragraph,
    SignatureBlock,
    Table,
    Turn,
    outline,
)
from otklik.core.typography import tied_document
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.markup.elements import Html, element, joined
from otklik.exporters.markup.tables import table_html
from otklik.exporters.pictures import page_svg

STYLE_SHEET = Path(__file__).with_name("report.css")


def render(document: Document) -> bytes:
    """A whole page with its style inside, to be stored and printed; the same bytes for the same document."""
    head = joined([
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", wording.full_title(document)),
        element("style", Html(STYLE_SHEET.read_text(encoding="utf-8"))),
    ])  # fmt: skip
    look = "report-page is-wide" if document.landscape else "report-page"
    body = element("body", element("main", fragment(document, site=document.site or None)), class_=look)
    return f"<!doctype html>\n{element('html', element('head', head), body, lang='ru')}\n".encode()


def fragment(document: Document, *, top_level: int = 1, site: str | None = "") -> Html:
    """The report for a page of ours; its title is a heading of `top_level`, sections stand one below.
    `site` stands before the paths of the records ("" on our pages); None leaves figures without links.

    Classes begin with `report-`; the look is in `report.css`. Two drawings of each chart stand in it, for a
    wide and for a narrow window, of which the style sheet shows one.
    """
    document = tied_document(document)
    parts = [_header(document, top_level)]
    parts += [_block(item, document, top_level, site) for item in outline(document)]
    parts += [_method(document, top_level + 1)]
    return element("article", *parts, class_="report", lang="ru")


def _header(document: Document, level: int) -> Html:
    lines = wording.approval_lines(document.approval) if document.approval else ()
    approval = [element("p", line) for line in lines]
    parts = [
        element("p", document.restriction or "", class_="report-stamp"),
        element("div", *approval, class_="report-approval"),
        element("p", document.administration, class_="report-office"),
        element(f"h{level}", document.title, class_="report-title"),
        element("p", document.subtitle, class_="report-subtitle"),
        element("p", document.basis, class_="report-basis"),
    ]
    texts = (document.restriction, lines, document.administration, document.title, document.subtitle, document.basis)
    shown = [part for part, text in zip(parts, texts, strict=True) if text]
    return element("header", *shown, class_="report-head")


def _block(item: Numbered, document: Document, level: int, site: str | None) -> Html:
    match item.block:
        case Heading() as heading:
            words = wording.heading_text(item, heading.text)
            look = "report-annex" if heading.annex else None
            anchor = _anchor(item) if document.has_contents else None
            return element(f"h{min(level + heading.level, 6)}", words, id=anchor, class_=look)
        case Paragraph() as paragraph:
            return element("p", paragraph.text, class_=f"report-{paragraph.style}")
        case Table() as table:
            return table_html(item.number, table, site)
        case Chart() as chart:
            return _chart(item.number, chart, document)
    return _frame(item.block, document)


def _frame(block: Block, document: Document) -> Html:
    match block:
        case SignatureBlock() as signature:
            return _signature(signature)
        case Contents() as contents:
            return _contents(contents, document)
        case Turn():
            return Html("")
    return element("div", class_="report-page-break")


def _contents(contents: Contents, document: Document) -> Html:
    lines = [
        element(
            "li",
            element("a", wording.heading_text(item, item.block.text), href=f"#{_anchor(item)}"),
            class_=f"is-level-{min(item.block.level, 3)}",
        )
        for item in outline(document)
        if isinstance(item.block, Heading) and item.block.level <= contents.depth
    ]
    title = element("p", contents.title, class_="report-contents-title")
    return element("nav", title, element("ul", *lines), class_="report-contents", aria_label=contents.title)


def _anchor(item: Numbered) -> str | None:
    """«section-2.1», «annex-1»; a heading without a number is led to by its words."""
    if not isinstance(item.block, Heading):
        return None
    if item.block.annex:
        return f"annex-{item.number.rpartition(' ')[2]}"
    return f"section-{item.number or item.block.key or item.block.text.replace(' ', '-')}"


def _signature(signature: SignatureBlock) -> Html:
    line = element("span", class_="report-line", aria_hidden="true")
    return element(
        "p", element("span", signature.position), line, element("span", signature.person), class_="report-signature"
    )


def _chart(number: str, chart: Chart, document: Document) -> Html:
    wide = element("div", Html(page_svg(chart)), class_="report-chart-wide")
    narrow = element("div", Html(page_svg(chart, phone=True)), class_="report-chart-narrow")
    caption = element("figcaption", wording.chart_caption(number, chart, document))
    return element("figure", wide, narrow, caption, class_="report-chart")


def _method(document: Document, level: int) -> Html:
    notes = [element("p", note, class_="report-body") for note in document.method]
    parts = [element(f"h{min(level, 6)}", wording.METHOD), *notes] if notes else []
    if document.created_note:
        parts.append(element("p", document.created_note, class_="report-note"))
    return element("footer", *parts, class_="report-method") if parts else Html("")


EXPORTER = Exporter(
    slug="html",
    title="Веб-страница (HTML)",
    description="Для чтения с экрана и печати из браузера: один файл без внешних частей.",
    media_type="text/html; charset=utf-8",
    extension="html",
    render=render,
)
