"""Reception in person in a real browser: a visitor signs up, the registrar fills in the card by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible, wait_for_draft

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
NAME = "Громова Зинаида Львовна"


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Продолжить").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_visitor_signs_up_and_cancels(open_page: Open, *, scripts: bool) -> None:
    page = open_page("phone", java_script_enabled=scripts)
    look = assert_accessible if scripts else lambda _: None
    page.goto("/murashi/")
    page.get_by_role("link", name="Записаться на приём").click()
    look(page)
    page.locator(".ways a").nth(2).click()
    for _ in ("day", "time"):
        look(page)
        page.get_by_role("radio").first.check()
        go_on(page)
    page.get_by_label("О чём вы хотите поговорить?").fill("Крыша дома")
    look(page)
    go_on(page)
    page.get_by_label("Фамилия, имя, отчество").fill(NAME)
    page.get_by_label("Телефон").fill("8 900 000-11-22")
    look(page)
    go_on(page)
    page.get_by_label("Я согласен").check()
    look(page)
    go_on(page)
    look(page)
    page.get_by_role("button", name="Записаться на приём").click()
    look(page)
    assert page.locator(".plate-number").inner_text().startswith("ЛП-")
    page.go_back()
    page.goto("/murashi/reception/sign-up/check/")
    expect(page.locator(".plate-number")).to_be_visible()
    page.locator("summary", has_text="Отменить запись").click()
    page.get_by_role("button", name="Отменить запись").click()
    expect(page.get_by_role("heading", name="Запись отменена")).to_be_visible()


def test_the_card_of_a_visit_by_keyboard(open_page: Open) -> None:
    page = open_page("desktop", as_role="registrar")
    page.keyboard.press("b")
    page.wait_for_url("**/reception/")
    assert_accessible(page)
    page.goto("/murashi/staff/reception/book/")
    assert_accessible(page)
    page.get_by_label("Фамилия, имя, отчество").fill(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type("8 900 000 11 22")
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/visits/*/")
    assert_accessible(page)
    page.get_by_label("С чем пришёл").fill("Третий месяц не чинят крышу.")
    page.get_by_label("Что ответили").first.fill("Крыша в плане на июнь.")
    expect(page.get_by_label("О чём ещё спросил").first).to_be_hidden()
    page.keyboard.press("Alt+q")
    page.get_by_label("О чём ещё спросил").first.fill("Прошу перенести остановку")
    page.locator("#id_outcome_2").select_option("appeal")
    expect(page.get_by_label("Скан обращения")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".summary")
    expect(page.get_by_label("О чём ещё спросил").first).to_have_value("Прошу перенести остановку")
    page.get_by_label("Человек согласен").check()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Карточка приёма записана")
    assert_accessible(page)
    expect(page.get_by_text("Зарегистрировано:")).to_have_count(2)
    page.keyboard.press("Alt+p")
    page.wait_for_url("**/paper/")
    assert_accessible(page)


def test_what_was_typed_survives_a_closed_tab(open_page: Open) -> None:
    page = open_page("desktop", as_role="registrar")
    page.goto("/murashi/staff/reception/book/")
    page.get_by_label("Фамилия, имя, отчество").fill(NAME)
    page.get_by_label("Телефон").fill("8 900 000 11 22")
    page.keyboard.press("Alt+n")
    page.wait_for_url("**/visits/*/")
    page.get_by_label("Есть ещё вопрос").first.check()
    page.get_by_label("О чём ещё спросил").first.press_sequentially("Про остановку")
    wait_for_draft(page, "Про остановку")
    page.reload()
    expect(page.get_by_label("О чём ещё спросил").first).to_have_value("Про остановку")
