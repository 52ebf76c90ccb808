"""How a questionnaire looks before anybody answers it: the phone, the paper, the file, another language."""

from io import BytesIO

import pytest
from django.test import Client
from tests.web.staff.test_questionnaires import BASE, organiser, page_of, post, sheet, words_of

from otklik.surveys.models import Questionnaire

__all__ = ["organiser", "sheet"]
pytestmark = pytest.mark.django_db


def test_the_preview_is_the_respondents_page_and_may_be_framed_by_ours_only(
    organiser: Client, sheet: Questionnaire
) -> None:
    shown = organiser.get(f"{BASE}/{sheet.pk}/preview/")
    assert "Вопрос 1 из 7" in page_of(shown)
    assert 'method="post"' not in page_of(shown)
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "frame-src 'self'" in organiser.get(f"{BASE}/{sheet.pk}/")["Content-Security-Policy"]


@pytest.mark.parametrize("sort", ["paper/pdf/", "paper/pdf/?large", "paper/docx/?short", "paper/toml/"])
def test_paper_and_files_are_given_out(organiser: Client, sheet: Questionnaire, sort: str) -> None:
    made = organiser.get(f"{BASE}/{sheet.pk}/{sort}")
    starts = {"pdf": b"%PDF", "docx": b"PK", "toml": b"slug"}[sort.split("/")[1]]
    assert BytesIO(made.content).read(len(starts)) == starts


def test_another_language_is_added_and_shown(organiser: Client, sheet: Questionnaire) -> None:
    told = page_of(post(organiser, sheet, "languages/", code="татар", name="Татарча"))
    assert "две или три латинские буквы" in told
    post(organiser, sheet, "languages/", code="tt", name="Татарча")
    post(organiser, sheet, "languages/tt/", **{"own.title": "Анкета исеме", "whole": "Ничек?", "age.young": "Яшь"})
    words = words_of(sheet)
    assert words.question("whole").translations == {"tt": "Ничек?"}
    assert words.question("age").options[0].translations == {"tt": "Яшь"}
    assert "Ничек?" in page_of(organiser.get(f"{BASE}/{sheet.pk}/preview/?lang=tt"))
    assert "Анкета исеме" in page_of(organiser.get(f"{BASE}/{sheet.pk}/preview/?lang=tt"))
