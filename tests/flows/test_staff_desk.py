"""The clerk's day in Chromium: a letter by keyboard alone, reading with keys, an answer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_letter_is_registered_by_keyboard_alone(open_page: Callable[..., Page], size: str) -> None:
    page = open_page(size, as_role="registrar")
    page.keyboard.press("n")
    page.wait_for_url("**/staff/card/")
    expect(page.get_by_label("Фамилия, имя, отчество")).to_be_focused()
    page.keyboard.type("Сидорова Нина Ивановна")
    page.keyboard.press("Tab")
    page.keyboard.type("улица Лесная, 3")
    page.get_by_label("Текст").focus()
    page.keyboard.type(f"Прошу поставить лавочку у дома {len(size)}, без неё тяжело")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/card/?saved=*")
    assert re.fullmatch(r"\S+-\d+/\d{4}", page.locator(".plate-number").inner_text())
    expect(page.get_by_label("Фамилия, имя, отчество")).to_be_focused()
    expect(page.get_by_label("Фамилия, имя, отчество")).to_have_value("")
    assert_accessible(page)
    page.get_by_role("link", name="Печать расписки").click()
    expect(page.get_by_text("Код для проверки")).to_be_visible()
    assert_accessible(page)


def test_a_duplicate_is_shown_while_one_types_and_the_draft_outlives_the_tab(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="registrar")
    text = "Во дворе дома 77 по улице Весенней сломаны качели, опасно для детей"
    for expected in (0, 1):
        page.goto("/murashi/staff/card/")
        page.get_by_label("Текст").fill(text)
        if expected:
            expect(page.locator("#alike")).to_contain_text("Похоже, такое обращение уже есть")
            page.keyboard.press("Tab")  # who leaves a field has it kept at once
            expect(page.locator("#draft-state")).to_contain_text("Черновик сохранён")
            page.reload()
            expect(page.get_by_label("Текст")).to_have_value(text)
        else:
            page.keyboard.press("Control+Enter")
            page.wait_for_url("**/card/?saved=*")


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_an_open_case_is_answered(open_page: Callable[..., Page], size: str) -> None:
    page = open_page(size, as_role="coordinator")
    page.goto("/murashi/staff/registry/?queue=open&status=in_work")
    assert_accessible(page)
    page.locator("[data-row] a").first.click()
    page.wait_for_url(re.compile(r"/items/\d+/"))
    page.keyboard.press("a")
    page.wait_for_url("**/answer/")
    for choice in page.locator("select[name^=outcome_]").all():
        choice.select_option("explained")
    page.get_by_label("Текст ответа").fill("Здравствуйте! Работы начнёт отдел благоустройства 3 июня.")
    page.get_by_role("button", name="Посмотреть письмо").click()
    expect(page.get_by_text("Так выглядит письмо")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("На странице статуса").check()
    for reason in page.locator("input[name^=reason_]").all():
        reason.evaluate("field => (field.closest('details').open = true)")
        reason.fill("Автор просил ответить коротко")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/items/\d+/$"))
    expect(page.get_by_text("Ответ дан.").first).to_be_visible()
    assert_accessible(page)


def test_the_list_stays_beside_the_item_and_escape_leads_back(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="coordinator")
    page.goto("/murashi/staff/registry/?kind=complaint")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/items/\d+/\?list="))
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.wait_for_url("**/registry/?kind=complaint")


def test_pages_work_without_script(open_page: Callable[..., Page]) -> None:
    page = open_page(as_role="coordinator", java_script_enabled=False)
    page.goto("/murashi/staff/registry/")
    page.get_by_role("searchbox").fill("дорога")
    page.get_by_role("button", name="Найти").click()
    page.wait_for_url("**/registry/?q=*")
    page.locator("[data-row] a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
