"""A survey in a real browser: launched at the desk by keyboard, answered from the public list on a phone, ended."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TITLE = "Как работает администрация: опрос для проверки"


def test_the_organiser_launches_a_survey_and_a_resident_finds_it(open_page: Open) -> None:
    desk = open_page("desktop", as_role="organizer")
    desk.keyboard.press("q")
    desk.wait_for_url("**/surveys/")
    assert_accessible(desk)
    desk.keyboard.press("+")
    desk.get_by_role("link", name="Общий опрос о деятельности администрации").click()
    assert_accessible(desk)
    expect(desk.get_by_role("radio").first).to_be_checked()
    desk.get_by_label("Название").fill(TITLE)
    desk.get_by_label("Объявить на главной").check()
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("Опрос открыт").wait_for()
    assert_accessible(desk)
    desk.keyboard.press("l")
    desk.wait_for_url("**/ways/")
    assert_accessible(desk)
    assert "/s/" in desk.get_by_label("ВКонтакте").input_value()
    phone = open_page("phone")
    phone.goto("/murashi/")
    phone.get_by_role("link", name=TITLE).first.click()
    phone.get_by_text("2 минут").first.wait_for()
    assert "/murashi/s/" in phone.url
    desk.get_by_role("link", name="Ход опроса").click()
    desk.wait_for_url(re.compile(r"/surveys/\d+/$"))
    desk.keyboard.press("x")
    desk.get_by_text("Опрос завершён").wait_for()


def test_permanent_collection_begins_on_a_phone(open_page: Open) -> None:
    page = open_page("phone", as_role="organizer")
    page.goto("/murashi/staff/surveys/permanent/")
    assert_accessible(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Начать сбор").click()
    page.get_by_text("Сбор начат").wait_for()
    assert_accessible(page)
    page.goto("/murashi/staff/surveys/ahead/")
    assert_accessible(page)
