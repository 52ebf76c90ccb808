"""A quarter's map in a real browser, by keyboard: two pains joined, the remainder explained, the map approved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser


def test_the_coordinator_finishes_a_map_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("desktop", as_role="coordinator", of="livny")
    page.keyboard.press("p")
    page.wait_for_url("**/pains/maps/")
    assert_accessible(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Объединить отмеченные")).to_be_visible()
    assert_accessible(page)
    lines = page.locator("tr[data-row]").count()
    for key in ("j", "t", "j", "t", "m"):
        page.keyboard.press(key)
    expect(page.get_by_text("Боли объединены")).to_be_visible()
    expect(page.locator("tr[data-row]")).to_have_count(lines - 1)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").get_by_text("Не вошло в карту")).to_be_visible()
    page.keyboard.press("w")
    page.wait_for_url("**/remainder/")
    assert_accessible(page)
    for box in page.get_by_role("checkbox", name="Отметить").all():
        box.check()
    page.get_by_label("Это не боль, потому что").fill("Единичные сообщения, ответы даны")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Разобрано всё")).to_be_visible()
    page.get_by_role("link", name="К карте").click()
    expect(page.get_by_role("button", name="Утвердить карту")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Карта утверждена")).to_be_visible()
    assert_accessible(page)
