"""Reading in Chromium: by keys alone, the next text without a new page, undo, drafts, a second reader, a batch."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import DEMONSTRATION_PASSWORD, assert_accessible

pytestmark = pytest.mark.browser


def reading(page: Page) -> str:
    """Open the queue; the address of the first text."""
    page.goto("/murashi/staff/reading/")
    page.wait_for_url(re.compile(r"/reading/\d+/"))
    return page.url


def ticked(page: Page) -> int:
    return page.locator("input[name=categories]:checked").count()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_page_suits_everybody(open_page: Callable[..., Page], size: str) -> None:
    page = open_page(size, as_role="registrar")
    reading(page)
    assert_accessible(page)
    page.get_by_role("button", name="что значат").click()
    expect(page.get_by_text("Человек считает, что нарушены его права").first).to_be_visible()
    assert_accessible(page)


def test_reading_with_keys_and_undo(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    page.keyboard.press("v")
    page.wait_for_url(re.compile(r"/reading/\d+/"))
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("c")
    page.keyboard.press("1")
    page.keyboard.press("3")
    assert ticked(page) == 2
    page.keyboard.press("3")
    assert ticked(page) == 1
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.press("ArrowDown")
    page.evaluate("window.samePage = true")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first)
    assert page.evaluate("window.samePage"), "the next text came with a new page"
    expect(page.get_by_role("heading", name="Чтение", level=1)).to_be_focused()
    assert ticked(page) == 0
    page.keyboard.press("u")
    page.wait_for_url(first)
    expect(page.get_by_text("Чтение отменено")).to_be_visible()
    assert ticked(page) == 1


def test_nothing_is_read_without_category(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    first = reading(page)
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Выберите хотя бы одну категорию")
    assert_accessible(page)


def test_a_suggestion_is_taken_and_given_back_by_one_key(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    first = reading(page)
    page.keyboard.press("j")  # the first text may hold what another test has begun
    page.wait_for_url(lambda url: url != first)
    page.goto(page.url)
    offer = page.locator("[data-sets]").first
    while not offer.is_visible():
        seen = page.url
        page.keyboard.press("j")
        page.wait_for_url(lambda url, seen=seen: url != seen)
    page.keyboard.press("1")
    expect(offer).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("1")
    expect(offer).to_have_attribute("aria-pressed", "false")


def test_a_topic_is_searched_while_one_types(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    reading(page)
    page.keyboard.press("e")
    page.keyboard.type("государств", delay=20)
    options = page.locator(".combobox [role=option]")
    expect(options.first).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Тема", exact=True)).to_have_value(chosen)
    expect(options.first).to_be_hidden()


def test_what_was_typed_outlives_the_session(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    address = reading(page)
    page.keyboard.press("c")
    page.keyboard.press("2")
    page.get_by_label("Точка взаимодействия").select_option(index=2)
    typed = ticked(page)
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/account/login/**")
    page.get_by_label("Имя").fill("murashi-registrar")
    page.get_by_label("Пароль").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(address)
    assert ticked(page) == typed
    expect(page.get_by_text("Возвращён набранный ранее текст")).to_be_visible()


def test_a_difference_is_seen_side_by_side(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="coordinator")
    page.goto("/murashi/staff/reading/differences/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/differences/\d+/"))
    expect(page.get_by_text("расходится").first).to_be_visible()
    assert_accessible(page)
    for place in ("reading/agreement/", "reading/log/", "codebook/", "codebook/2/"):
        page.goto(f"/murashi/staff/{place}")
        assert_accessible(page)
