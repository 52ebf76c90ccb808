"""Whole rounds of surveys in a real browser: launched at the desk, answered on a phone, ended, read on both."""

import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible
from tests.exporters.reading import pdf_text
from tests.flows.survey_rounds import (
    answer_by_post,
    answer_on_phone,
    close,
    common_address,
    figures_of,
    launch,
    options_of,
    read_on_both,
)

from otklik.core.questionnaire.schema import Questionnaire
from otklik.procedures import registry

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
STAFF = ("murashi", "biysk", "livny", "gatchina", "naryan-mar")
#: Employees of three units: one too small to be shown, two that are not.
PLACE = "livny"
SIZES = (2, 10, 11)
HTTP_GONE = 410
#: Answers of citizens that may be shown.
ENOUGH = 5


def aspects_of(slug: str) -> list[str]:
    """Titles of what the decree's questionnaire of employees rates, question by question."""
    sheet: Questionnaire = next(one for one in registry.procedures()[slug].questionnaires if one.slug == "staff")
    rating = [one for one in sheet.questions if one.rates == "aspect"]
    return [row.title for one in rating for row in one.rows] + [one.title for one in rating if not one.rows]


@pytest.mark.parametrize("slug", STAFF)
def test_employees_are_asked_and_the_index_of_every_aspect_is_read(open_page: Open, slug: str) -> None:
    desk, phone = open_page("desktop", as_role="internal", of=slug), open_page("phone")
    survey = launch(desk, slug, "staff", "Внутренний опрос для проверки", common_link=True)
    address = common_address(desk, survey)
    units = list(options_of(phone, address, "department").items())[: len(SIZES)]
    answer_on_phone(phone, address, department=units[0][0])
    desk.goto(f"{survey}results/")
    expect(desk.get_by_text("результаты пока закрыты")).to_be_visible()
    people = [value for (value, _), size in zip(units, SIZES, strict=True) for _ in range(size)]
    answer_by_post(phone, [(address, {"department": unit}) for unit in people[1:]])
    close(desk, survey)
    desk.get_by_role("link", name="Результаты", exact=True).click()
    for title in aspects_of(slug):
        expect(figures_of(desk, title)).to_contain_text(f"{len(people)} из {len(people)}")
    desk.goto(f"{survey}results/?cut=department")
    shown = desk.locator("section", has=desk.get_by_role("heading", name="В разрезе")).locator("tbody")
    expect(shown.first).to_contain_text(units[2][1])
    expect(shown.filter(has_text=units[0][1])).to_have_count(0)
    expect(desk.get_by_text("Не показано:")).to_contain_text(units[0][1])
    read_on_both(desk)


def test_a_survey_born_with_an_answer(open_page: Open) -> None:
    process = "Зачисление в школу и детский сад"
    desk, phone = open_page("desktop", as_role="coordinator", of="livny"), open_page("phone")
    survey = launch(desk, "livny", "permanent", "Как вам ответили")
    give(desk, process, survey.strip("/").rpartition("/")[2])
    number, code = register(desk, process, f"Прошу сообщить, когда откроют запись, {survey}")
    answer_at_the_desk(desk)
    phone.goto("/livny/status/")
    phone.get_by_label("Номер сообщения").fill(number)
    phone.get_by_label("Код").fill(code)
    phone.get_by_role("button", name="Показать").click()
    address = phone.get_by_role("link", name="Ответить на несколько вопросов").get_attribute("href")
    assert address
    assert_accessible(phone)
    answer_on_phone(phone, address)
    answer_by_post(phone, [(address, {})] * 5)
    desk.goto("/livny/staff/surveys/coverage/")
    desk.get_by_role("link", name="Позже").click()
    expect(desk.get_by_role("row").filter(has_text=process)).to_contain_text(
        re.compile(r"ссылкой на странице обращения [1-9]\d*\. Ответы: ответ на обращение [1-9]")
    )
    read_on_both(desk)
    desk.goto(f"{survey}results/")
    expect(desk.get_by_text("закончится квартал")).to_be_visible()
    give(desk, process, "decree")
    close(desk, survey)
    desk.get_by_role("link", name="Результаты", exact=True).click()
    expect(desk.get_by_text("6 анкет учтено")).to_be_visible()
    read_on_both(desk)


def give(desk: Page, process: str, value: str) -> None:
    """Set which questionnaire is given after the process."""
    desk.goto("/livny/staff/surveys/given/")
    desk.locator("summary", has_text="Показать по объектам").click()
    chosen = desk.get_by_label(f"Анкета после: {process}")
    chosen.select_option(value)
    chosen.locator("xpath=..").get_by_role("button").click()
    desk.wait_for_load_state()


def register(desk: Page, process: str, text: str) -> tuple[str, str]:
    """Register a letter; its number and code."""
    desk.goto("/livny/staff/card/")
    desk.get_by_label("Фамилия, имя, отчество").fill("Орлова Вера Павловна")
    desk.get_by_label("Текст").fill(text)
    desk.get_by_label("Процесс").select_option(label=process)
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/card/?saved=*")
    number = desk.locator(".plate-number").inner_text()
    item = desk.get_by_role("link", name="Открыть").first.get_attribute("href")
    desk.get_by_role("link", name="Печать расписки").click()
    code = desk.locator(".plate-code").inner_text()
    desk.goto(item or "")
    return number, code


def answer_at_the_desk(desk: Page) -> None:
    """Answer the open case on the page of its status."""
    desk.keyboard.press("a")
    desk.wait_for_url("**/answer/")
    for choice in desk.locator("select[name^=outcome_]").all():
        choice.select_option("explained")
    desk.get_by_label("Текст ответа").fill("Здравствуйте! Запись откроет управление образования 1 декабря.")
    desk.get_by_label("На странице статуса").check()
    for reason in desk.locator("input[name^=reason_]").all():
        reason.evaluate("field => (field.closest('details').open = true)")
        reason.fill("Автор просил ответить коротко")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("Ответ дан.").first).to_be_visible()


def test_permanent_collection_at_a_touchpoint(open_page: Open) -> None:
    desk, phone = open_page("desktop", as_role="coordinator", of="biysk"), open_page("phone")
    desk.goto("/biysk/staff/surveys/permanent/")
    row = desk.locator("[data-row]", has=desk.get_by_role("checkbox")).first
    place = row.locator("label").inner_text()
    row.get_by_role("checkbox").check()
    desk.get_by_label("Крупные слова на плакате").fill("Как вас сегодня встретили")
    desk.get_by_role("button", name="Начать сбор").click()
    expect(desk.get_by_text("Сбор начат")).to_be_visible()
    read_on_both(desk)
    started = desk.locator("[data-row]", has=desk.get_by_text(place, exact=True)).first
    poster = pdf_text(desk.request.get(started.get_by_role("link", name="А4").get_attribute("href") or "").body())
    survey = started.get_by_role("link", name="идёт").get_attribute("href") or ""
    desk.goto(f"{survey}ways/")
    link = desk.locator(".survey-links tr", has_text=place)
    address = link.locator(".num").inner_text()
    assert address.partition("://")[2].rstrip("/") in "".join(poster.split())
    answer_on_phone(phone, address)
    answer_by_post(phone, [(address, {})] * 5)
    desk.goto("/biysk/staff/surveys/permanent/")
    expect(desk.locator("[data-row]", has=desk.get_by_text(place, exact=True)).first).to_contain_text("6")
    desk.goto(f"{survey}results/")
    expect(desk.get_by_text("закончится квартал")).to_be_visible()
    close(desk, survey)
    desk.goto(f"{survey}results/")
    expect(desk.get_by_text("6 анкет учтено")).to_be_visible()
    read_on_both(desk)


def test_an_additional_survey_from_its_proposal_to_what_it_found(open_page: Open) -> None:
    desk, phone = open_page("desktop", as_role="coordinator", of=PLACE), open_page("phone")
    desk.goto(f"/{PLACE}/staff/surveys/proposals/")
    desk.locator("[data-row] a").first.click()
    proposal = desk.url
    desk.get_by_role("button", name="Подготовить опрос").click()
    desk.wait_for_url("**/surveys/*/")
    survey = urlsplit(desk.url).path
    invite_only(desk, survey)
    groups = state_population(desk, survey)
    drawn = draw(desk, survey)
    addresses = invite(desk, survey, drawn)
    values = [value for value, title in options_of(phone, addresses[0], "segment").items() if title in groups]
    assert len(values) == len(groups)
    assert len(addresses) >= ENOUGH
    sheets = [(one, {"contact": "yes", "segment": values[place % 2]}) for place, one in enumerate(addresses)]
    answer_on_phone(phone, addresses[0], **sheets[0][1])
    assert phone.request.get(addresses[0]).status == HTTP_GONE
    answer_by_post(phone, sheets[1:])
    weigh(desk, survey)
    close(desk, survey)
    desk.get_by_role("link", name="Результаты", exact=True).click()
    expect(desk.get_by_text(f"{len(sheets)} анкет учтено")).to_be_visible()
    desk.locator("summary", has_text="Как посчитано").last.click()
    expect(desk.get_by_text("Ответы взвешены по выборке")).to_be_visible()
    desk.locator("summary", has_text="Паспорт исследования").click()
    expect(desk.get_by_text("Список получателей услуги").first).to_be_visible()
    expect(desk.get_by_text("остстратификация").first).to_be_visible()
    read_on_both(desk)
    desk.goto(proposal)
    desk.get_by_role("textbox").last.fill("Люди не понимают, что делать дальше: нужна памятка.")
    desk.get_by_role("button", name="Записать вывод и завершить").click()
    expect(desk.get_by_text("нужна памятка")).to_be_visible()
    read_on_both(desk)


def invite_only(desk: Page, survey: str) -> None:
    """Those drawn are to answer, nobody else; from today on."""
    desk.goto(f"{survey}edit/")
    desk.get_by_label("Как попадают к анкете").select_option("invited")
    desk.get_by_label("Первый день").fill(datetime.now(ZoneInfo("Europe/Moscow")).date().isoformat())
    desk.get_by_role("button", name="Записать").click()
    desk.wait_for_url(f"**{survey}")


def state_population(desk: Page, survey: str) -> list[str]:
    """A list of people of two groups of clients, 40 and 20; their titles."""
    question = "К какой группе вы себя относите?"
    desk.goto(f"{survey}sample/cells/?by=segment")
    titles = [one.inner_text() for one in desk.locator("label[for^=id_count_]").all()[:2]]
    groups = [titles[0]] * 40 + [titles[1]] * 20
    rows = [f"Житель {place};zhitel{place}@example.ru;{group}" for place, group in enumerate(groups)]
    listed = "\n".join([f"ФИО;Почта;{question}", *rows]).encode()
    desk.goto(f"{survey}sample/file/")
    desk.get_by_label("Файл CSV или XLSX").set_input_files(
        {"name": "spisok.csv", "mimeType": "text/csv", "buffer": listed}
    )
    desk.get_by_label("Столбцы, по которым").fill(question)
    desk.get_by_label("Откуда эти сведения").fill("Список получателей услуги, согласие в заявлении")
    desk.get_by_role("button", name="Прочитать").click()
    expect(desk.get_by_text("60 человек, 2 ячейки")).to_be_visible()
    return titles


def draw(desk: Page, survey: str) -> bytes:
    """Plan a small sample, draw it; the list of those drawn as a file."""
    desk.get_by_label("Погрешность, %").fill("20")
    desk.get_by_label("Сколько приглашённых ответит").fill("100")
    desk.get_by_role("button", name="Рассчитать", exact=True).click()
    desk.get_by_role("button", name="Отобрать людей").click()
    expect(desk.get_by_text("отобран").first).to_be_visible()
    read_on_both(desk)
    with desk.expect_download() as taken:
        desk.get_by_role("button", name="Список в Excel").click()
    return taken.value.path().read_bytes()


def invite(desk: Page, survey: str, drawn: bytes) -> list[str]:
    """Open the survey, write to those drawn, print slips for the same number; addresses of the slips."""
    desk.goto(survey)
    desk.get_by_role("button", name="Открыть опрос").click()
    desk.get_by_role("link", name="Разослать приглашения").click()
    desk.get_by_label("Файл CSV или XLSX").set_input_files(
        {"name": "spisok.xlsx", "mimeType": "application/octet-stream", "buffer": drawn}
    )
    desk.get_by_role("button", name="Отправить приглашения").click()
    expect(desk.get_by_text("в очередь на отправку")).to_be_visible()
    read_on_both(desk)
    desk.get_by_label("Сколько листков").fill("18")
    with desk.expect_download() as made:
        desk.get_by_role("button", name="Сделать листки").click()
    slips = "".join(pdf_text(made.value.path().read_bytes()).split())
    return [f"/{found}/" for found in dict.fromkeys(re.findall(rf"{PLACE}/s/[a-z0-9]+/[a-z0-9]{{16,40}}", slips))]


def weigh(desk: Page, survey: str) -> None:
    """Give each group its true share back."""
    desk.goto(f"{survey}sample/")
    desk.locator("summary", has_text="Рассчитать веса").click()
    desk.get_by_role("checkbox", name="К какой группе").check()
    desk.get_by_role("button", name="Рассчитать веса").click()
    expect(desk.get_by_text("Результаты считаются с весами")).to_be_visible()
    read_on_both(desk)
