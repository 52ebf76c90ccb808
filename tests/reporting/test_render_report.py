"""Five administrations, every format; whoever has no right finds nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from tests.analysis.sample import stored

from otklik.analysis.cut import Cut
from otklik.base.actor import Actor, public_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.core.document import Document, Paragraph, Table
from otklik.core.periods import Quarter
from otklik.procedures import registry
from otklik.reporting.queries import RenderedReport, render_report, report_document, report_formats

QUARTER = Quarter(2025, 3)
Act = Callable[..., Actor]
Found = Callable[[str], Administration]


@pytest.fixture
def rendered(administrations: Found, actor: Act) -> Callable[[str, str], RenderedReport]:
    """Render the third quarter of an administration with invented appeals."""

    def render(slug: str, kind: str) -> RenderedReport:
        stored(administrations(slug), rows=150)
        return render_report(actor("head", of=slug), "monitoring", QUARTER, kind)

    return render


@pytest.mark.parametrize("slug", sorted(registry.procedures()))
class TestFormats:
    def test_pdf(self, slug: str, rendered: Callable[[str, str], RenderedReport]) -> None:
        with pikepdf.open(BytesIO(rendered(slug, "pdf").content)) as pdf:
            assert len(pdf.pages) >= 3
            assert pdf.Root.Lang in {"ru", "ru-RU"}

    @pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")])
    def test_office_files(
        self, slug: str, kind: str, part: str, rendered: Callable[[str, str], RenderedReport]
    ) -> None:
        result = rendered(slug, kind)
        assert result.file_name == f"{slug}-monitoring-2025Q3.{kind}"
        with ZipFile(BytesIO(result.content)) as archive:
            assert archive.testzip() is None
            assert part in archive.namelist()

    def test_html_says_the_restriction(self, slug: str, rendered: Callable[[str, str], RenderedReport]) -> None:
        text = rendered(slug, "html").content.decode()
        assert registry.procedures()[slug].restriction.quote.rstrip(".") in text
        assert "<script" not in text


@pytest.mark.parametrize("slug", sorted(registry.procedures()))
def test_the_paper_speaks_the_decree_s_words(slug: str, administrations: Found, actor: Act) -> None:
    stored(administrations(slug), rows=150)
    procedure = registry.procedures()[slug]
    document = report_document(actor("head", of=slug), "monitoring", QUARTER)
    captions = [table.caption for table in document.tables()]
    assert [caption.rpartition(" (")[0] for caption in captions] == [metric.title for metric in procedure.metrics]
    word = "пунктом" if procedure.act.numbered_clauses else "разделом"
    assert re.match(rf"В соответствии с {word} 4(\.2)? Порядка ", document.basis)
    assert document.basis.endswith(f"№ {procedure.act.number}")
    assert document.approval is not None


def notes(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.style == "note"]


def test_a_part_quarter_is_marked(administrations: Found, actor: Act) -> None:
    administrations("livny")
    head = actor("head", of="livny")
    assert any("Неполный квартал" in text and "29 августа 2025" in text for text in notes(_of(head, QUARTER)))
    assert not notes(_of(head, QUARTER.next()))
    assert any("справочно" in text for text in notes(_of(head, QUARTER.previous())))


def _of(actor: Actor, quarter: Quarter) -> Document:
    return report_document(actor, "monitoring", quarter)


def test_figures_lead_to_the_registry(administration: Administration, actor: Act) -> None:
    stored(administration, rows=150)
    table = next(_of(actor("head"), QUARTER).tables())
    lineage = table.rows[0].cells[1].lineage
    assert isinstance(table, Table)
    assert lineage is not None
    assert f"quarter=2025Q3&population=appeals&channel={_first_channel()}" in lineage.url
    earlier = table.rows[0].cells[3].lineage
    assert earlier is not None
    assert "quarter=2025Q2" in earlier.url


def _first_channel() -> str:
    return registry.procedures()["murashi"].channels[0].slug


@pytest.mark.parametrize("roles", [(), ("registrar",), ("specialist",), ("administrator",)])
def test_others_find_no_report(roles: tuple[str, ...], actor: Act) -> None:
    with pytest.raises(NotFound):
        render_report(actor(*roles), "monitoring", QUARTER, "json")


def test_a_visitor_finds_no_report(administration: Administration) -> None:
    with pytest.raises(NotFound):
        render_report(public_actor(administration.pk, administration.slug), "monitoring", QUARTER, "pdf")


def test_an_unknown_report_or_format_is_refused(actor: Act) -> None:
    head = actor("head")
    with pytest.raises(NotFound):
        render_report(head, "secrets", QUARTER, "json")
    with pytest.raises(RuleBroken, match="Формата «exe» нет"):
        render_report(head, "monitoring", QUARTER, "exe")


def test_the_cut_is_named_on_the_paper(actor: Act) -> None:
    document = report_document(actor("head"), "monitoring", QUARTER, Cut(form="oral", subject="services"))
    assert any("Срез: устно; объект «" in text for text in notes(document))


def test_the_formats_on_offer() -> None:
    assert {one.slug for one in report_formats()} >= {"pdf", "docx", "xlsx", "html", "json"}
