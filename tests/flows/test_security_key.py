"""A security key in Chromium, by a virtual authenticator: added, asked for at the sign-in, removed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import assert_accessible, go_by, sign_in, watch

pytestmark = pytest.mark.browser
#: Nobody else's flow signs in as this one.
LOGIN = "naryan-mar-auditor"
KEY = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(chromium: Browser, demonstration_server: str) -> Iterator[Page]:
    """A page with a key plugged in, under the name of the machine: browsers give keys to no bare number."""
    base, faults = demonstration_server.replace("127.0.0.1", "localhost"), list[str]()
    context = chromium.new_context(base_url=base, viewport={"width": 390, "height": 844}, locale="ru-RU")
    page = context.new_page()
    watch(page, base, faults)
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()
    assert not faults, "\n".join(faults)


def test_a_key_is_added_asked_for_and_removed(page: Page) -> None:
    sign_in(page, LOGIN)
    page.goto("/account/2fa/webauthn/add/")
    go_by(page, page.get_by_role("button", name="Добавить ключ"))
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator("#recovery_codes li")).to_have_count(10)
    assert_accessible(page)
    code = page.locator("#recovery_codes li").first.inner_text()
    page.goto("/account/logout/")
    go_by(page, page.get_by_role("button", name="Выйти"))
    page.goto("/account/login/")
    page.get_by_label("Имя").fill(LOGIN)
    page.get_by_label("Пароль").fill("otklik-pokaz-2025")
    go_by(page, page.get_by_role("button", name="Войти"))
    expect(page).to_have_url(re.compile("/2fa/authenticate/"))
    assert_accessible(page)
    go_by(page, page.get_by_role("button", name="Войти с ключом"))
    expect(page).to_have_url(re.compile("/naryan-mar/staff/"))
    page.goto("/account/2fa/webauthn/")
    go_by(page, page.get_by_role("link", name="Удалить"))
    go_by(page, page.get_by_role("button", name="Удалить ключ"))
    expect(page.get_by_text("Ключей пока нет")).to_be_visible()
    assert re.fullmatch(r"\d{8}", code)
