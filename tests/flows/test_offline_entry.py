"""Calls and opinions by keyboard alone, in a real browser: Enter walks, a paste from a spreadsheet fills the grid."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import sign_in

pytestmark = pytest.mark.browser
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const first = document.querySelector("[name=text-1]");
  first.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_a_call_and_opinions_without_a_mouse(open_page: Callable[..., Page], demonstration_server: str) -> None:
    page = open_page()
    sign_in(page, "murashi-registrar")
    card = f"{demonstration_server}/murashi/staff/card/"
    page.goto(f"{card}calls/")
    expect(page.locator("input:focus")).to_be_visible()  # the cursor comes a moment after the page
    for word in ("Громова Зинаида Львовна", "8 900 000-11-22"):
        page.keyboard.type(word)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Когда включат отопление?")
    page.keyboard.press("Tab")
    page.keyboard.type("С первого октября.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("table.calls")).to_contain_text("Громова Зинаида Львовна")

    page.goto(card)
    page.get_by_label("Откуда").select_option("phone")
    expect(page.get_by_label("Форма")).to_have_value("oral")

    page.goto(f"{card}events/")
    page.locator("table [data-row] a").first.click()
    expect(page.get_by_role("heading", name="Внести мнения")).to_be_visible()
    page.evaluate(PASTE, 'Мост\tИванов И. И.\tЖалоба\n"Две\nстроки"\t\tБлагодарность')
    expect(page.locator("[name=name-1]")).to_have_value("Иванов И. И.")
    expect(page.locator("[name=kind-2]")).to_have_value("gratitude")
    page.locator("[name=text-10]").press("Enter")
    expect(page.locator("[name=text-11]")).to_be_focused()
