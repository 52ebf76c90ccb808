"""An additional survey in a real browser: from the proposal to the size of its sample; talks on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
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
    expect(page.get_by_role("heading", name="Сколько ответов нужно")).to_be_visible()
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
    expect(page.get_by_text("357 ответов").first, "Krejcie and Morgan: 5000 people, 5 %").to_be_visible()
    page.locator("summary", has_text="Как посчитано").click()
    expect(page.get_by_text("384,1")).to_be_visible()
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
    expect(page.get_by_text("Размечено:")).to_be_visible()
    page.goto("/murashi/staff/surveys/sources/counts/")
    assert_accessible(page)
