"""The coordinator in Chromium: a quarter is closed and printed, a file of another system is taken in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser import assert_accessible

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
ROWS = """Номер;Дата поступления;Текст обращения;Тип
Б-1;01.10.2025;Не горит фонарь у дома 5 по Лесной;жалоба
Б-2;02.10.2025;Прошу починить лавку у библиотеки;заявление
Б-3;02.10.2025;Предлагаю поставить урны у остановки;предложение
Б-4;03.10.2025;Лужа у школы не уходит с весны;жалоба
Б-5;33.10.2025;Дата с ошибкой;жалоба
"""


def test_a_quarter_is_closed_again_with_a_reason(open_page: OpenPage) -> None:
    page = open_page("desktop", as_role="coordinator")
    page.goto("/murashi/staff/monitoring/?quarter=2024Q4")
    expect(page.get_by_text("Квартал не закрыт")).to_be_visible()
    page.get_by_role("button", name="Закрыть IV квартал 2024 года").click()
    expect(page.get_by_text("Показатели закрыты")).to_be_visible()
    page.get_by_role("button", name="Закрыть новой редакцией").click()
    expect(page.get_by_role("alert")).to_contain_text("Напишите, почему нужна новая редакция")
    assert_accessible(page)
    page.get_by_label("Почему нужна новая редакция").fill("Нашли непринятое письмо")
    page.get_by_role("button", name="Закрыть новой редакцией").click()
    expect(page.get_by_role("row", name="Редакция 2")).to_contain_text("Нашли непринятое письмо")
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")


def test_a_figure_opens_to_its_records(open_page: OpenPage) -> None:
    page = open_page("desktop", as_role="coordinator")
    page.goto("/murashi/staff/monitoring/?quarter=2025Q3")
    row = page.locator("#channels tbody tr").first
    count = int(row.get_by_role("link").first.inner_text().split("(")[1].split()[0])
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Реестр")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(min(count, 50))


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_a_file_is_understood_and_taken_in(open_page: OpenPage, tmp_path: Path, size: str) -> None:
    file = tmp_path / "выгрузка.csv"
    file.write_text(ROWS.replace("Б-", f"{size}-"), encoding="cp1251")
    page = open_page(size, as_role="registrar")
    page.goto("/murashi/staff/import/")
    page.get_by_label("Файл CSV").set_input_files(file)
    page.get_by_role("button", name="Посмотреть, что в файле").click()
    page.get_by_label("Канал для всех строк").select_option(label="Почтовый адрес")
    page.get_by_role("button", name="Показать заново").click()
    expect(page.get_by_text("С ошибкой: 1 строка из 5")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Название").fill(f"Выгрузка приёмной {size}")
    page.get_by_role("button", name="Сохранить сопоставление").click()
    expect(page.get_by_text("сохранено")).to_be_visible()
    page.get_by_role("button", name="Загрузить весь файл").click()
    expect(page.get_by_text("Готово: просмотрено 5 строк")).to_be_visible()
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="скачать строки с причинами").click()
    assert "33.10.2025" in Path(saved.value.path()).read_text(encoding="utf-8-sig")
