"""A citizen's way in a real browser: from the section to the receipt and the status, at phone and desktop width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible, go_by, wait_for_draft

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
TEXT = "Не горит фонарь у дома 5 по улице Лесной.\nПрошу починить."
#: A 1280 px window at 200 %.
ZOOMED = {"width": 640, "height": 400}


def go_on(page: Page) -> None:
    go_by(page, page.get_by_role("button", name="Продолжить"))


def write_as_a_named_person(page: Page, look: Callable[[Page], None] = assert_accessible) -> None:
    """Walk through the questions up to the check, looking at each page."""
    page.goto("/murashi/")
    look(page)
    go_by(page, page.get_by_role("link", name="Написать в администрацию"))
    look(page)
    page.get_by_label("Попросить помощи").check()
    go_on(page)
    page.get_by_label("Что вы хотите сообщить?").fill(TEXT)
    page.get_by_label("Где это?").fill("ул. Лесная, 5")
    look(page)
    go_on(page)
    page.get_by_label("От себя").check()
    page.get_by_label("Фамилия, имя, отчество").fill("Иванова Мария Петровна")
    look(page)
    go_on(page)
    page.get_by_label("По электронной почте").check()
    page.get_by_label("Адрес электронной почты").fill("ivanova@example.ru")
    look(page)
    go_on(page)
    page.get_by_label("Я согласен").check()
    look(page)
    go_on(page)
    look(page)


def send_and_read_receipt(page: Page) -> tuple[str, str]:
    go_by(page, page.get_by_role("button", name="Отправить обращение"))
    return page.locator(".plate-number").inner_text(), page.locator(".plate-code").inner_text()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_from_the_section_to_the_status(open_page: Open, size: str) -> None:
    page = open_page(size)
    write_as_a_named_person(page)
    number, code = send_and_read_receipt(page)
    assert_accessible(page)
    go_by(page, page.get_by_role("link", name="Посмотреть, что с сообщением"))
    assert_accessible(page)
    page.get_by_label("Номер сообщения").fill(number)
    page.get_by_label("Код").fill(code.lower())
    go_by(page, page.get_by_role("button", name="Показать"))
    assert_accessible(page)
    expect(page.get_by_text("не позднее")).to_be_visible()


def test_the_same_way_without_scripts(open_page: Open) -> None:
    page = open_page("phone", java_script_enabled=False)
    write_as_a_named_person(page, look=lambda _: None)
    number, code = send_and_read_receipt(page)
    assert number
    assert len(code) == len("7KQ2M-9X4TD")
    expect(page.get_by_role("button", name="Напечатать")).to_be_hidden()


def test_zoomed_to_200_percent_nothing_sticks_out(open_page: Open) -> None:
    page = open_page("desktop")
    page.set_viewport_size(ZOOMED)
    write_as_a_named_person(page)


def test_largest_letters_and_wide_spacing_fit_a_phone(open_page: Open) -> None:
    page = open_page("phone")
    page.goto("/murashi/accessibility/?next=/murashi/")
    page.get_by_label("Очень крупный").check()
    page.get_by_label("Белым по чёрному").check()
    page.get_by_label("Больше расстояния").check()
    assert_accessible(page)
    go_by(page, page.get_by_role("button", name="Применить"))
    write_as_a_named_person(page)


def test_an_error_takes_the_focus_and_leads_to_its_field(open_page: Open) -> None:
    page = open_page("phone")
    page.goto("/murashi/feedback/")
    go_on(page)
    assert page.evaluate("document.activeElement.className") == "summary"
    assert_accessible(page)
    page.locator(".summary a").click()
    assert page.evaluate("document.activeElement.name || location.hash") in {"kind", "#id_kind_0"}


def test_a_reload_brings_the_typed_text_back(open_page: Open) -> None:
    page = open_page("desktop")
    page.goto("/murashi/feedback/")
    page.get_by_label("Пожаловаться").check()
    go_on(page)
    page.get_by_label("Что вы хотите сообщить?").press_sequentially("Яма на дороге")
    wait_for_draft(page, "Яма на дороге")
    page.reload()
    expect(page.get_by_label("Что вы хотите сообщить?")).to_have_value("Яма на дороге")
    assert_accessible(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.get_by_role("button", name="Очистить").click()
    expect(page.get_by_label("Что вы хотите сообщить?")).to_have_value("")


def test_only_the_chosen_ways_fields_are_shown(open_page: Open) -> None:
    page = open_page("desktop")
    page.goto("/murashi/feedback/")
    page.get_by_label("Пожаловаться").check()
    go_on(page)
    page.get_by_label("Что вы хотите сообщить?").fill("Яма на дороге")
    go_on(page)
    page.get_by_label("Не называя себя").check()
    expect(page.get_by_label("Фамилия, имя, отчество")).to_be_hidden()
    page.get_by_label("От организации").check()
    expect(page.get_by_label("Название организации")).to_be_visible()


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    ["/", "/murashi/terms/", "/murashi/consent/", "/murashi/status/", "/murashi/internal/", "/account/login/"],
)
def test_documents_and_doors_are_accessible(open_page: Open, size: str, scheme: str, address: str) -> None:
    page = open_page(size, color_scheme=scheme)
    page.goto(address)
    assert_accessible(page)
