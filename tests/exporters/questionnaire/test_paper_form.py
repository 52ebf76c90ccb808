"""The sheet as PDF and DOCX: same bytes, code and address on it, large type, two columns where they save a page."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest

from otklik.core.questionnaire.paper import PaperForm, paper_questions
from otklik.exporters.questionnaire.codes import qr_svg
from otklik.exporters.questionnaire.to_pdf import fitted, page_count, questionnaire_pdf
from otklik.exporters.questionnaire.to_word import questionnaire_docx
from otklik.procedures import questionnaire_files
from otklik.procedures.questionnaire_files import read_questionnaire

SHIPPED = Path(questionnaire_files.__file__).parent / "questionnaires"
ADDRESS = "https://otklik.example.ru/murashi/s/k7m3pq9x/"


def form(slug: str) -> PaperForm:
    words = read_questionnaire(SHIPPED / f"{slug}.toml").short_form()
    return PaperForm(words.title, words.lead, "Администрация", paper_questions(words), code="k7m3pq9x", address=ADDRESS)


def test_the_same_sheet_gives_the_same_tagged_pdf() -> None:
    made = questionnaire_pdf(form("touchpoint"))
    assert made == questionnaire_pdf(form("touchpoint"))
    with pikepdf.open(BytesIO(made)) as paper:
        assert len(paper.pages) == page_count(form("touchpoint")) == 1
        assert paper.Root.MarkInfo.Marked
        assert [float(side) for side in paper.pages[0].mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.1)


def test_two_columns_only_where_they_save_a_page() -> None:
    assert page_count(form("in_depth")) == 2
    assert fitted(form("in_depth")).columns
    assert page_count(fitted(form("in_depth"))) == 1
    assert not fitted(form("touchpoint")).columns
    assert not fitted(replace(form("in_depth"), large=True)).columns


def test_large_type_takes_more_paper() -> None:
    assert page_count(replace(form("service"), large=True)) > page_count(form("service"))


def test_signs_that_no_typeface_has_do_not_spoil_the_sheet() -> None:
    made = questionnaire_pdf(replace(form("touchpoint"), title="Опрос 🙂 «о #[] $x» \x00"))
    with pikepdf.open(BytesIO(made)) as paper:
        assert str(paper.docinfo["/Title"]) == "Опрос  «о #[] $x» "


def test_the_word_file_asks_the_same_and_bears_the_code() -> None:
    sheet = form("in_depth")
    word = docx.Document(BytesIO(questionnaire_docx(sheet)))
    heads = [p.text for p in word.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert len(heads) == len(sheet.questions)
    assert "k7m3pq9x" in word.sections[0].footer.paragraphs[0].text
    assert any("окончание опроса" in p.text for p in word.paragraphs)
    assert len(word.tables[0].rows) == 1 + len(next(one.rows for one in sheet.questions if one.rows))
    assert questionnaire_docx(sheet) == questionnaire_docx(sheet)


def test_the_square_code_differs_with_the_address() -> None:
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS.replace("k7", "k8"))
    assert qr_svg(ADDRESS).startswith("<svg")
