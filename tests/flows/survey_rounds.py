"""The steps of a survey's round in a real browser: launch at the desk, answers on a phone, the end, the results."""

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect
from tests.browser import assert_accessible

MOST_STEPS = 40


def launch(desk: Page, slug: str, kind: str, title: str, *, common_link: bool = False, minimum: int = 0) -> str:
    """Open a survey of the kind with the questionnaire that the form proposes; path of its page."""
    desk.goto(f"/{slug}/staff/surveys/new/?kind={kind}")
    expect(desk.get_by_role("radio").first, "the questionnaire that fits is chosen already").to_be_checked()
    desk.get_by_label("Название").fill(title)
    if common_link:
        desk.get_by_label("Как попадают к анкете").select_option("anybody")
    if minimum:
        desk.get_by_label("Не показывать группы меньше").fill(str(minimum))
    if desk.get_by_label("Распоряжение или акт").count():
        desk.get_by_label("Распоряжение или акт").fill("Распоряжение от 01.10.2025 № 5-р")
    desk.get_by_role("button", name="Открыть опрос").click()
    expect(desk.get_by_text("Опрос открыт.").first).to_be_visible()
    assert_accessible(desk)
    return urlsplit(desk.url).path


def common_address(desk: Page, survey: str) -> str:
    """Path of the first common link on the page of ways."""
    desk.goto(f"{survey}ways/")
    assert_accessible(desk)
    return urlsplit(desk.locator(".survey-links td .num").first.inner_text()).path


def answer_on_phone(phone: Page, address: str, **chosen: str) -> None:
    """Go through the questions one by one, the last but one option of each unless `chosen` names a value."""
    phone.goto(address)
    assert_accessible(phone)
    phone.get_by_role("button", name="Начать", exact=True).click()
    for _ in range(MOST_STEPS):
        question = phone.locator("fieldset.q:visible")
        assert question.count() == 1, "one question at a time"
        assert_fits(phone)
        _answer(question, chosen)
        if phone.get_by_role("button", name="Отправить ответы").is_visible():
            break
        phone.get_by_role("button", name="Далее").click()
    phone.get_by_role("button", name="Отправить ответы").click()
    expect(phone.get_by_role("heading", name="Спасибо")).to_be_visible()
    assert_accessible(phone)


def _answer(question: Locator, chosen: Mapping[str, str]) -> None:
    names = question.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(one => one.name))]")
    for name in names:
        options = question.locator(f"input[name='{name}']:not([value=dk])")
        wanted = question.locator(f"input[name='{name}'][value='{chosen.get(name, '')}']")
        (wanted if wanted.count() else options.nth(max(options.count() - 2, 0))).check(force=True)
    for box in question.locator("input[type=checkbox]").all()[:1]:
        box.check(force=True)
    for words in question.locator("textarea").all():
        words.fill("Нужна лавочка у входа")


def answer_by_post(page: Page, sheets: Iterable[tuple[str, Mapping[str, str]]]) -> None:
    """Send the same form without a screen: address and values of each sheet; what is not named is answered as «4»."""
    for address, chosen in sheets:
        form = _Form(page.request.get(address).text())
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        sent = urlencode({**form.filled(chosen), "token": form.token})
        answered = page.request.post(address, data=sent, headers=headers, max_redirects=0)
        assert answered.status == 303, answered.text()[:3000]


def options_of(page: Page, address: str, name: str) -> dict[str, str]:
    """Value and words of each answer that a question offers."""
    page.goto(address)
    buttons = page.locator(f"input[name='{name}']:not([value=dk])")
    told: list[tuple[str, str]] = buttons.evaluate_all(
        "all => all.map(one => [one.value, one.closest('label').textContent.trim()])"
    )
    return dict(told)


class _Form(HTMLParser):
    """The radio buttons of a questionnaire and its token."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.options: dict[str, list[str]] = {}
        self.token = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the form sends."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("name") == "token":
            self.token = given["value"]
        if tag == "input" and given.get("type") == "radio":
            self.options.setdefault(given["name"], []).append(given["value"])

    def filled(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """A value for each group of buttons."""
        usual = {name: [one for one in values if one != "dk"] for name, values in self.options.items()}
        return {name: chosen.get(name, values[max(len(values) - 2, 0)]) for name, values in usual.items()}


def close(desk: Page, survey: str) -> None:
    """End the survey by its button."""
    desk.goto(survey)
    desk.get_by_role("button", name="Завершить сейчас").click()
    expect(desk.get_by_text("Опрос завершён").first).to_be_visible()


def figures_of(page: Page, title: str) -> Locator:
    """The section of results that stands under the question's title."""
    return page.get_by_role("region", name=title, exact=True)


def read_on_both(page: Page) -> None:
    """The page suits a desk and a phone."""
    assert_accessible(page)
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(page)
    if wide:
        page.set_viewport_size(wide)


def assert_fits(page: Page) -> None:
    """Nothing sticks out sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, page.url
