"""In a browser: a staff survey of an outside service, from its file to its results, factors and files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser import assert_accessible

STAFF = Path(__file__).parents[1] / "surveys" / "files" / "staff_survey.csv"


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.browser
@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_a_file_becomes_a_survey_with_results(open_page: Callable[..., Page], screen: str, tmp_path: Path) -> None:
    own = tmp_path / f"{screen}.csv"
    extra = f"900,Завершена,Отдел образования,0,0,1. Я понимаю,{4 if screen == 'phone' else 3}.0,Согласен\n"
    own.write_text(STAFF.read_text(encoding="utf-8") + extra, encoding="utf-8")
    page = open_page(screen, as_role="internal", of="livny")
    page.goto("/livny/staff/surveys/outside/")
    page.set_input_files("input[type=file]", own)
    page.get_by_role("button", name="Загрузить файл").click()
    page.get_by_text("Первые строки, как они поняты").wait_for()
    _fits(page)
    assert_accessible(page)
    page.get_by_label("Название нового опроса").fill("Опрос сотрудников на портале")
    page.get_by_role("button", name="Загрузить ответы").click()
    page.wait_for_url("**/results/")
    assert "Загружено ответов" in page.inner_text("body")
    page.goto(page.url.replace("/results/", "/factors/"))
    assert "Факторы" in page.inner_text("h2")
    page.goto(page.url.replace("/factors/", "/answers/"))
    with page.expect_download() as taken:
        page.get_by_role("button", name="Скачать CSV").click()
    rows = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert "Отдел образования" in rows
    assert "Архивный отдел" not in rows
    _fits(page)
