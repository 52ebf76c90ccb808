"""Sheets entered in Chromium by keyboard alone: a digit chooses and goes on, Enter passes, the next sheet opens."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser


def enter_by_digits(page: Page, marks: str) -> None:
    """Five marks, then Enter through the rest of the sheet."""
    expect(page.locator("#box_1")).to_be_focused()
    page.keyboard.type(marks)
    expect(page.locator("#box_6")).to_be_focused()
    expect(page.locator(".box .chosen")).to_have_count(len(marks))
    for _ in range(page.locator("[data-box]").count() - len(marks)):
        page.keyboard.press("Enter")


def test_two_sheets_by_digits(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    page.goto("/murashi/staff/surveys/")
    page.get_by_role("link", name="Как работает администрация: общий опрос жителей").first.click()
    page.get_by_role("link", name="Бумага").click()
    page.get_by_role("link", name="Кабинет 5, октябрь").click()
    assert_accessible(page)
    page.get_by_role("link", name="Вводить с листа 1").click()
    assert_accessible(page)
    enter_by_digits(page, "4543-")
    page.wait_for_url("**/1/2/")
    enter_by_digits(page, "11111")
    page.wait_for_url("**/1/3/")
    page.get_by_role("link", name="К пачке").click()
    expect(page.get_by_text("Осталось 10 листов.")).to_be_visible()
    page.get_by_role("link", name="Вводить с листа 3").click()
    expect(page.locator("#box_1")).to_be_focused()
    page.keyboard.type("9")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Выберите оценку от 1 до 5.")).to_be_visible()
    expect(page.locator("#box_1")).to_be_focused()
