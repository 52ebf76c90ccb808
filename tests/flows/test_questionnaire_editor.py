"""The editor of questionnaires in a real browser: by keyboard, on a phone, with the preview beside it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_questionnaire_is_made_by_a_clerk_and_looked_at(open_page: Open) -> None:
    page = open_page("desktop", as_role="organizer")
    page.goto("/murashi/staff/surveys/questionnaires/")
    assert_accessible(page)
    page.keyboard.press("+")
    page.get_by_label("Название").fill("Анкета для проверки")
    page.get_by_label("На основе").select_option(label="Как вам предоставили услугу (внешний клиент)")
    page.keyboard.press("Control+Enter")
    page.get_by_text("создана").wait_for()
    assert_accessible(page)
    preview = page.frame_locator("iframe.phone")
    preview.get_by_text("Вопрос 1 из 9").wait_for()
    page.keyboard.press("+")
    page.get_by_role("link", name="Один ответ из списка").click()
    assert_accessible(page)
    page.get_by_label("Вопрос", exact=True).fill("Как вы добирались?")
    page.get_by_label("Вариант 1", exact=True).fill("Пешком")
    page.keyboard.press("Control+Enter")
    page.get_by_text("нужно хотя бы два варианта ответа").first.wait_for()
    assert_accessible(page)
    page.get_by_label("Вариант 2", exact=True).fill("На автобусе")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Вопрос добавлен.").wait_for()
    preview.get_by_text("Как вы добирались?").wait_for()
    page.get_by_role("button", name="Убрать вопрос 10").click()
    page.get_by_role("button", name="Вернуть вопрос").click()
    page.get_by_text("Вопрос возвращён на место.").wait_for()


def test_the_editor_and_the_preview_fit_a_phone(open_page: Open) -> None:
    page = open_page("phone", as_role="organizer")
    page.goto("/murashi/staff/surveys/questionnaires/")
    page.get_by_role("link", name="Как рассмотрели ваше обращение").click()
    assert_accessible(page)
    page.get_by_role("link", name="Посмотреть анкету").click()
    page.get_by_text("Вопрос 1 из 6").wait_for()
    assert_accessible(page)
    page.get_by_role("radio", name="Полностью").check()
