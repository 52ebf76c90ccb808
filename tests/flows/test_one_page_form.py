"""The whole form on one page in a real browser, at phone and desktop width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_from_the_link_to_the_receipt(open_page: Callable[..., Page], size: str) -> None:
    page = open_page(size)
    page.goto("/murashi/feedback/")
    page.get_by_role("link", name="вся форма на одной странице").click()
    assert_accessible(page)
    page.get_by_role("button", name="Отправить").click()
    assert_accessible(page)
    page.get_by_label("Попросить помощи").check()
    page.get_by_label("Что вы хотите сообщить?").fill("Не горит фонарь у дома 5.")
    expect(page.get_by_label("Фамилия, имя, отчество")).to_be_hidden()
    page.get_by_label("От себя").check()
    page.get_by_label("Фамилия, имя, отчество").fill("Иванова Мария Петровна")
    page.get_by_label("По электронной почте").check()
    page.get_by_label("Адрес электронной почты").fill("ivanova@example.ru")
    page.get_by_label("Я согласен").check()
    assert_accessible(page)
    page.get_by_role("button", name="Отправить").click()
    assert page.locator(".plate-number").inner_text()
    assert_accessible(page)
