"""The indicators of a quarter and the results of a survey in a real browser: read, cut, on a phone too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_the_coordinator_reads_the_indicators_and_goes_into_a_survey(open_page: Open) -> None:
    desk = open_page("desktop", as_role="coordinator")
    desk.goto("/murashi/staff/surveys/indicators/")
    desk.get_by_role("heading", name="Показатели удовлетворённости").wait_for()
    assert_accessible(desk)
    desk.get_by_text("Общие правила счёта").wait_for()
    desk.get_by_label("Разрез").select_option("process")
    desk.get_by_role("button", name="Показать").click()
    desk.get_by_role("heading", name="В разрезе: услуга или процесс").wait_for()
    assert_accessible(desk)


def test_results_fit_a_phone(open_page: Open) -> None:
    phone = open_page("phone", as_role="organizer")
    phone.goto("/murashi/staff/surveys/")
    phone.locator("[data-row] a").first.click()
    phone.get_by_role("link", name="Результаты").click()
    phone.wait_for_url("**/results/")
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
