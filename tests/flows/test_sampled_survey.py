"""An additional survey in a real browser: from the proposal to the size of its sample; talks on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_proposal_becomes_a_sampled_survey(open_page: Open) -> None:
    page = open_page("desktop", as_role="coordinator")
    page.goto("/murashi/staff/surveys/proposals/")
    assert_accessible(page)
    page.locator("[data-row] a").first.click()
    assert_accessible(page)
    page.get_by_role("button", name="Подготовить опрос").click()
    page.wait_for_url("**/surveys/*/")
    page.get_by_role("link", name="Выборка", exact=True).click()
    page.wait_for_url("**/sample/")
    assert page.get_by_role("heading", name="Сколько ответов нужно").is_visible()
    assert_accessible(page)
    page.locator("summary", has_text="Определить заново").click()
    page.get_by_role("link", name="Ввести численность").click()
    page.wait_for_url("**/cells/")
    page.get_by_label("Откуда эти числа").fill("Росстат, численность населения")
    page.get_by_label("Сколько людей всего").fill("5000")
    assert_accessible(page)
    page.get_by_role("button", name="Сохранить").click()
    page.wait_for_url("**/sample/")
    page.get_by_role("button", name="Рассчитать", exact=True).click()
    page.wait_for_load_state()
    assert page.get_by_text("357 ответов").first.is_visible(), "Krejcie and Morgan: 5000 people, 5 %"
    page.locator("summary", has_text="Как посчитано").click()
    assert page.get_by_text("384,1").is_visible()
    assert_accessible(page)


def test_talks_are_coded_on_a_phone(open_page: Open) -> None:
    page = open_page("phone", as_role="coordinator")
    page.goto("/murashi/staff/surveys/sources/")
    assert_accessible(page)
    page.locator("[data-row] a").first.click()
    assert_accessible(page)
    page.locator("summary", has_text="Изменить разметку").first.click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Сохранить разметку").click()
    assert page.get_by_text("Размечено:").is_visible()
    page.goto("/murashi/staff/surveys/sources/counts/")
    assert_accessible(page)
