"""From a pain's measure that is done to thanks: by e-mail, through a real mail server, and by a printed letter."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible
from tests.mail_server import MailServer

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
RESULT = "Поставили три скамейки и урны у остановок."


def accept_from(page: Page, channel: str, accepted: str, measure: str) -> None:
    """Accept the oldest proposal that came by the channel: the demonstration's, whose author can be told."""
    page.goto(f"/murashi/staff/registry/?channel={channel}&kind=proposal")
    page.locator("tbody tr").last.locator("a").first.click()
    page.get_by_role("link", name="Предложение принято…").first.click()
    page.wait_for_url("**/accept/")
    page.get_by_label("Что именно принято").fill(accepted)
    page.get_by_label("Каким мероприятием выполнят").select_option(value=measure)
    page.get_by_role("button", name="Принять предложение").click()
    expect(page.get_by_text("Предложение принято. Когда мероприятие выполнят")).to_be_visible()


def finish_measure(page: Page) -> str:
    """Accept a suggestion by e-mail and one by post for the first open measure, and tell it done; the measure's id."""
    page.goto("/murashi/staff/pains/roadmap/")
    hrefs = [link.get_attribute("href") or "" for link in page.locator("a[href*='/pains/measures/']").all()]
    ids = [href.rstrip("/").rpartition("/")[2] for href in hrefs]
    measure = next(one for one in ids if one.isdecimal())
    accept_from(page, "email", "скамейки у остановок", measure)
    accept_from(page, "post", "урны у остановок", measure)
    page.goto(f"/murashi/staff/pains/measures/{measure}/finish/")
    page.get_by_label("Что сделано").fill(RESULT)
    page.get_by_label("Когда").fill("2026-01-15")
    page.get_by_role("button", name="Записать результат").click()
    page.wait_for_url(f"**/pains/measures/{measure}/")
    return measure


def let_letters_leave_at_night(page: Page) -> None:
    """Equal hours mean that nothing rests, whenever the tests run."""
    page.goto("/murashi/staff/channels/quiet-hours/")
    for name in ("Электронная почта: с", "Электронная почта: до"):
        page.get_by_label(name, exact=True).select_option(index=0)
    page.get_by_role("button", name="Записать").click()
    expect(page.get_by_text("Тихие часы записаны.")).to_be_visible()


def thank_by_mail(page: Page, mail_server: MailServer) -> None:
    """From the list to the letter that the server took."""
    page.get_by_role("region", name="Электронной почтой").get_by_role("link").first.click()
    page.wait_for_url("**/pains/thanks/*/")
    address = page.locator(".under-head").inner_text().split(": ")[1].split(" ·")[0]
    assert RESULT in page.get_by_label("Что скажем автору").input_value()
    page.get_by_role("button", name="Проверено, отправить письмо").click()
    expect(page.get_by_text("Благодарность стоит в «Исходящих».")).to_be_visible()
    said = mail_server.letter_to(address).get_content()
    assert RESULT in said
    assert "Благодарим Вас" in said


def thank_by_letter(page: Page) -> None:
    """Looked through, printed, marked as handed over."""
    page.get_by_role("region", name="Письмом на бланке").get_by_role("link").first.click()
    page.wait_for_url("**/pains/thanks/*/")
    page.get_by_role("button", name="Проверено, отправлю потом").click()
    expect(page.get_by_role("heading", name="Письмо", exact=True)).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Напечатать PDF").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Передано").click()
    expect(page.get_by_text("Отмечено: автору передано.")).to_be_visible()


def test_a_measure_is_done_and_its_authors_are_thanked(open_page: OpenPage, mail_server: MailServer) -> None:
    page = open_page("desktop", as_role="coordinator")
    let_letters_leave_at_night(page)
    measure = finish_measure(page)
    page.get_by_role("link", name="Кого поблагодарить").click()
    page.wait_for_url("**/thanks/")
    assert_accessible(page)
    thank_by_mail(page, mail_server)
    page.goto(f"/murashi/staff/pains/measures/{measure}/thanks/")
    thank_by_letter(page)
    page.goto(f"/murashi/staff/pains/measures/{measure}/thanks/")
    expect(page.get_by_role("heading", name="Поблагодарены")).to_be_visible()
