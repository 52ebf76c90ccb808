"""A survey on a phone: one question at a time with scripts, on one sheet without them; a tablet that forgets."""

import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import VIEWPORTS, assert_accessible, watch
from tests.surveys.conftest import link, survey, surveys  # noqa: F401 - fixtures

from otklik.base.visitor_limits import forget_tries
from otklik.surveys.compiled import forget_compiled
from otklik.surveys.models import SurveyLink, SurveyResponse

#: Playwright keeps a loop in this thread, which Django takes for asynchronous code; the server has threads of its own.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opened = Callable[..., Page]


@pytest.fixture
def door(chromium: Browser, live_server: Any, link: SurveyLink) -> Iterator[Opened]:  # noqa: F811
    """Open the survey's page on a phone; ends with no fault in the browser."""
    forget_compiled()
    forget_tries()
    contexts, faults = [], []

    def opened(rest: str = "", **options: Any) -> Page:
        width, height = VIEWPORTS["phone"]
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="ru-RU", **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, live_server.url, faults)
        page.goto(f"{live_server.url}/murashi/s/{link.code}/{rest}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Далее").click()


def answer_all(page: Page) -> None:
    assert_accessible(page)
    page.get_by_role("button", name="Начать").click()
    go_on(page)  # a required question holds
    expect(page.get_by_text("он обязательный")).to_be_visible()
    page.get_by_label("Хорошо", exact=False).first.check()
    assert_accessible(page)
    go_on(page)
    page.get_by_role("radiogroup", name="Время ожидания").get_by_label("5").check(force=True)
    page.get_by_role("radiogroup", name="Вежливость сотрудника").get_by_label("Затрудняюсь ответить").check()
    assert_accessible(page)
    go_on(page)
    page.get_by_label("Нет").check()
    go_on(page)
    expect(page.get_by_text("Вопрос 5 из 7")).to_be_visible()  # «нет» skips the fourth


def test_one_question_at_a_time_with_a_draft_and_a_way_back(door: Opened) -> None:
    page = door()
    answer_all(page)
    page.get_by_role("button", name="Назад").click()
    expect(page.get_by_label("Нет")).to_be_checked()
    page.reload()
    expect(page.get_by_text("ответы на месте")).to_be_visible()
    go_on(page)
    page.get_by_label("60 и старше").check()
    go_on(page)
    page.get_by_label("9", exact=True).check(force=True)
    assert_accessible(page)
    go_on(page)
    page.get_by_role("textbox", name="Что нам улучшить?").fill("Поставьте скамейку")
    assert_accessible(page)
    page.get_by_role("button", name="Отправить ответы").click()
    expect(page.get_by_role("heading", name="Спасибо, ответы приняты")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
    row = SurveyResponse.objects.get()
    assert row.answers["comment"] == "Поставьте скамейку"
    assert row.answers["again"] == "no"


def test_one_sheet_without_scripts(door: Opened) -> None:
    page = door(java_script_enabled=False)
    expect(page.get_by_text("Если «Нет», переходите к вопросу 5.")).to_be_visible()
    page.get_by_label("Нет").check()
    expect(page.get_by_text("Почему?", exact=True)).to_be_hidden()
    page.get_by_label("35–59").check()
    page.get_by_role("button", name="Отправить ответы").click()
    expect(page.get_by_role("link", name=re.compile("Вопрос 1: Выберите оценку"))).to_be_visible()
    expect(page.get_by_label("35–59")).to_be_checked()
    page.get_by_label("Плохо", exact=False).first.check()
    page.get_by_role("button", name="Отправить ответы").click()
    expect(page.get_by_role("heading", name="Спасибо, ответы приняты")).to_be_visible()
    assert SurveyResponse.objects.count() == 1


def test_a_tablet_forgets_whoever_left(door: Opened) -> None:
    page = door("kiosk/")
    page.clock.install()
    page.reload()
    answer_all(page)
    page.clock.run_for(78_000)
    expect(page.get_by_text("Вы ещё здесь?")).to_be_visible()
    page.mouse.click(200, 20)
    page.clock.run_for(80_000)
    expect(page.get_by_role("button", name="Далее")).to_be_visible()
    page.clock.run_for(15_000)
    page.get_by_role("button", name="Начать").wait_for()
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator(":checked")).to_have_count(0)
