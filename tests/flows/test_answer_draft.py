"""An answer in Chromium: kept while typed, checked at once, not lost when the tab closes or the session ends."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
GOOD = (
    "Здравствуйте! Заявку выполнит отдел благоустройства до 30 декабря 2026 г. Мы проверили место и заказали "
    "материалы, мастер позвонит вам за день."
)


def open_answer(page: Page) -> None:
    page.goto("/murashi/staff/registry/?queue=open&status=in_work")
    page.locator("[data-row] a").first.click()
    page.wait_for_url(re.compile(r"/items/\d+/"))
    page.keyboard.press("a")
    page.wait_for_url("**/answer/")


def test_a_draft_outlives_the_tab_and_the_session(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="coordinator")
    open_answer(page)
    page.get_by_label("Текст ответа").fill("Принято к сведению.")
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    expect(page.locator("#answer-check")).to_contain_text("Не ограничиваться общими словами")
    page.get_by_role("button", name="Показать в тексте").first.click()
    expect(page.get_by_label("Текст ответа")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Текст ответа")).to_have_value("Принято к сведению.")
    assert_accessible(page)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=re.compile("session"))
    page.get_by_label("Текст ответа").fill(GOOD)
    expect(page.get_by_text("Набранное осталось на этом компьютере")).to_be_visible()
    page.context.add_cookies(cookies)
    page.reload()
    expect(page.get_by_label("Текст ответа")).to_have_value(GOOD)
    expect(page.get_by_text("Черновик сохранён")).to_be_visible()
    page.get_by_role("button", name="Посмотреть письмо").click()
    expect(page.locator("#preview")).to_contain_text("Так выглядит письмо")
    assert_accessible(page)
