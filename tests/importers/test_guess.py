import pytest

from otklik.core.incoming import IncomingFeedback
from otklik.importers.guess import guess_mapping
from otklik.importers.mapping import MappingError
from otklik.importers.row_mapper import RowMapper

REGISTER = {
    "№ п/п": "1",
    "№ обращения": "Ж-17",
    "Дата поступления": "01.02.2025",
    "Дата ответа": "10.02.2025",
    "ФИО заявителя": "Петрова А. И.",
    "Вид обращения": "Жалоба",
    "Содержание": "Не убирают снег у школы",
    "Текст ответа": "Снег убран",
    "Исполнитель": "Отдел ЖКХ",
    "Результат": "Поддержано",
}


def test_a_usual_register_is_understood_and_maps() -> None:
    mapping = guess_mapping(list(REGISTER), [REGISTER])
    assert mapping.columns == {
        "source_number": "№ обращения",
        "received_at": "Дата поступления",
        "answered_at": "Дата ответа",
        "name": "ФИО заявителя",
        "kind": "Вид обращения",
        "text": "Содержание",
        "answer": "Текст ответа",
        "department": "Исполнитель",
        "outcome": "Результат",
    }
    mapper = RowMapper(mapping, list(REGISTER), time_zone="Europe/Moscow", channel="post")
    assert isinstance(mapper(REGISTER), IncomingFeedback)


def test_columns_whose_cells_do_not_fit_are_left_out() -> None:
    row = {"Дата": "вчера", "Тип": "городской", "Текст": "Яма", "author_hash": "ab12"}
    assert guess_mapping(list(row), [row]).columns == {"text": "Текст"}


def test_the_longest_column_is_the_text_when_no_header_says_so() -> None:
    rows = [{"A": "1", "B": "Не горит фонарь у дома", "C": "Дороги"}]
    assert guess_mapping(["A", "B", "C"], rows).columns["text"] == "B"


def test_no_columns_is_told() -> None:
    with pytest.raises(MappingError, match="нет столбцов"):
        guess_mapping([], [])
