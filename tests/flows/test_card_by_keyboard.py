"""The registrar's card in Chromium: applicant by arrows, questions by selection, dropped scan, ended session."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser import DEMONSTRATION_PASSWORD, assert_accessible

pytestmark = pytest.mark.browser
CARD = "/murashi/staff/card/"
TEXT = "Первое: у дома 77 яма. Второе: у школы не горит фонарь."


def new_card(page: Page, name: str, text: str) -> None:
    """Register a card by keyboard."""
    page.goto(CARD)
    page.get_by_label("Фамилия, имя, отчество").fill(name)
    page.get_by_label("Почтовый адрес").fill("ул. Весенняя, д. 77, кв. 5")
    page.get_by_label("Текст", exact=True).fill(text)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/card/?saved=*")


def select(page: Page, words: str) -> None:
    """Select words of the text, as a mouse would."""
    page.get_by_label("Текст", exact=True).evaluate(
        "(area, words) => { const at = area.value.indexOf(words); area.focus();"
        " area.setSelectionRange(at, at + words.length) }",
        words,
    )


def test_a_letter_is_split_by_keyboard_for_somebody_who_wrote_before(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    new_card(page, "Незабудкина Зоя Львовна", "Прошу прислать справку о составе семьи")
    name = page.get_by_label("Фамилия, имя, отчество")
    expect(name).to_be_focused()
    page.keyboard.type("незабуд")
    expect(page.locator(".applicants")).to_contain_text("Незабудкина Зоя Львовна, ул. Весенняя, д. 77, кв. 5")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(name).to_have_value("Незабудкина Зоя Львовна")
    expect(page.get_by_label("Текст", exact=True)).to_be_focused()
    page.keyboard.type(TEXT)
    for words in ("у дома 77 яма", "у школы не горит фонарь"):
        select(page, words)
        page.keyboard.press("Alt+q")
    expect(page.get_by_label("Вопрос")).to_have_count(2)
    expect(page.get_by_label("Вопрос").nth(1)).to_have_value("у школы не горит фонарь")
    page.evaluate(
        """() => { const files = new DataTransfer(); files.items.add(new File(["%PDF-1.4\\n%%EOF"], "скан.pdf"));
        document.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })) }"""
    )
    expect(page.locator("#chosen")).to_contain_text("скан.pdf")
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/card/?saved=*")
    page.get_by_role("link", name="Открыть карточку").click()
    expect(page.get_by_role("heading", name="Вопросы")).to_be_visible()
    expect(page.get_by_role("link", name="скан.pdf")).to_be_visible()


def test_a_closed_tab_and_an_ended_session_lose_nothing(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    page.goto(CARD)
    page.get_by_label("Текст", exact=True).press_sequentially("Прошу починить лестницу", delay=1)
    expect(page.locator("#draft-state")).to_contain_text("Черновик сохранён")
    context: BrowserContext = page.context
    page.close()
    page = context.new_page()
    page.goto(CARD)
    page.get_by_role("link", name="Продолжить: Прошу починить лестницу").click()
    expect(page.get_by_label("Текст", exact=True)).to_have_value("Прошу починить лестницу")
    context.clear_cookies()
    page.get_by_label("Текст", exact=True).press_sequentially(" у моста", delay=1)
    expect(page.get_by_role("alert")).to_contain_text("Сеанс закончился")
    entrance = context.new_page()
    entrance.goto("/account/login/")
    entrance.get_by_label("Имя").fill("murashi-registrar")
    entrance.get_by_label("Пароль").fill(DEMONSTRATION_PASSWORD)
    entrance.get_by_role("button", name="Войти").click()
    entrance.wait_for_url("**/staff/**")
    page.get_by_label("Текст", exact=True).press_sequentially(" через реку", delay=1)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#draft-state")).to_contain_text("Черновик сохранён")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/card/\?saved="))
    page.go_back()
    page.reload()
    expect(page.get_by_text("уже зарегистрирована")).to_be_visible()
