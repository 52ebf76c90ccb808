from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.appeals import ItemKind, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.importers.contract import EXTRA_CELLS, Row
from otklik.importers.mapping import Mapping, MappingError, load_mapping, mapping_from
from otklik.importers.row_mapper import Rejection, RowMapper, map_row

ZONE = "Asia/Barnaul"
ROW: Row = {
    "Номер": " 17 ",
    "Дата": "28.03.2025",
    "Время": "14:30",
    "Вид": "Жалоба граждан",
    "Текст": "Яма <b>у дома</b>\r\nпросим засыпать",
    "Фамилия": "Петрова",
    "Имя": "Анна",
    "Итог": "разъяснено",
    "Ответ дан": "02.04.2025",
    "Тема": "-",
}


def mapping(**changes: object) -> Mapping:
    content: dict[str, object] = {
        "name": "x",
        "title": "Пример",
        "channel": "post",
        "columns": {
            "source_number": "НОМЕР",
            "received_at": ["Дата", "Время"],
            "kind": "Тип|Вид",
            "text": "Текст",
            "name": ["Фамилия", "Имя"],
            "outcome": "Итог",
            "answered_at": "Ответ дан",
            "title": "Тема",
        },
        "values": {"kind": {"жалоба граждан": "complaint"}},
    }
    return mapping_from({**content, **changes})


def mapped(row: Row, **changes: object) -> IncomingFeedback:
    found = map_row(mapping(**changes), row, time_zone=ZONE)
    assert isinstance(found, IncomingFeedback)
    return found


def rejected(row: Row, **changes: object) -> Rejection:
    found = map_row(mapping(**changes), row, time_zone=ZONE)
    assert isinstance(found, Rejection)
    return found


def test_a_row_becomes_a_message() -> None:
    found = mapped(ROW)
    assert found == IncomingFeedback(
        text="Яма у дома\nпросим засыпать",
        channel="post",
        received_at=datetime(2025, 3, 28, 14, 30, tzinfo=ZoneInfo(ZONE)),
        kind=ItemKind.COMPLAINT,
        name="Петрова Анна",
        source_number="17",
        outcome=Outcome.EXPLAINED,
        answered_at=datetime(2025, 4, 2, tzinfo=ZoneInfo(ZONE)),
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Текст": " <br> "}, "Не заполнено: текст сообщения"),
        ({"Дата": "", "Время": ""}, "Не заполнено: дата поступления"),
        ({"Дата": "31.02.2025"}, "Дата поступления: даты «31.02.2025 14:30» не бывает"),
        ({"Вид": "плач"}, "Вид сообщения: значение «плач» не сопоставлено"),
        ({"Ответ дан": "27.03.2025"}, "раньше даты поступления"),
        ({"Номер": "9" * 101}, "Номер в источнике: длиннее 100"),
        ({EXTRA_CELLS: "x"}, "больше ячеек"),
    ],
)
def test_a_faulty_row_is_rejected_with_its_reason(change: Row, said: str) -> None:
    assert said in rejected({**ROW, **change}).reason


def test_an_answer_on_the_day_of_receipt_is_in_order() -> None:
    assert mapped({**ROW, "Ответ дан": "28.03.2025"}).answered_at is not None


def test_constants_fill_what_the_row_leaves_empty() -> None:
    constants = {"kind": "statement", "title": "Без темы", "received_at": "2025-01-01"}
    found = mapped({**ROW, "Вид": "", "Дата": "", "Время": ""}, constants=constants)
    assert (found.kind, found.title, found.received_at.year) == (ItemKind.STATEMENT, "Без темы", 2025)
    assert mapped(ROW, constants=constants).kind is ItemKind.COMPLAINT


def test_any_other_value() -> None:
    assert mapped({**ROW, "Вид": "плач"}, values={"kind": {"*": "other"}}).kind is ItemKind.OTHER


def test_values_of_free_text_pass_unless_renamed_or_dropped() -> None:
    values = {"title": {"дороги": "Дороги и тротуары", "проба": ""}, "kind": {"*": "complaint"}}
    assert mapped({**ROW, "Тема": "ДОРОГИ"}, values=values).title == "Дороги и тротуары"
    assert mapped({**ROW, "Тема": "Свет"}, values=values).title == "Свет"
    assert mapped({**ROW, "Тема": "проба"}, values=values).title == ""


def test_kind_by_words_stands_between_column_and_constant() -> None:
    rules = [{"kind": "gratitude", "column": "Текст", "contains": ["Благодарность"]}]
    row = {**ROW, "Вид": "", "Текст": "Благодарность врачу"}
    assert mapped(row, kind_rules=rules, constants={"kind": "statement"}).kind is ItemKind.GRATITUDE
    assert mapped({**row, "Текст": "Яма"}, kind_rules=rules, constants={"kind": "statement"}).kind is ItemKind.STATEMENT
    assert mapped({**row, "Вид": "жалоба"}, kind_rules=rules).kind is ItemKind.COMPLAINT


def test_rows_left_out_by_rule_are_no_fault() -> None:
    rules = [{"column": "Номер", "equals": ["Итого"]}, {"column": "Текст", "empty": True}]
    assert rejected({**ROW, "Номер": "ИТОГО "}, skip_when=rules).skipped
    assert rejected({**ROW, "Текст": ""}, skip_when=rules).skipped
    assert mapped(ROW, skip_when=rules).source_number == "17"


def test_long_titles_are_cut() -> None:
    title = mapped({**ROW, "Тема": "я" * 400}).title
    assert len(title) == 300
    assert title.endswith("…")


def test_the_callers_channel_stands_above_all() -> None:
    row = {**ROW, "Тема": "vk"}
    channels = mapping(columns={"text": "Текст", "received_at": "Дата", "channel": "Тема"})
    assert getattr(RowMapper(channels, list(row), time_zone=ZONE)(row), "channel") == "vk"  # noqa: B009
    assert getattr(RowMapper(channels, list(row), time_zone=ZONE, channel="email")(row), "channel") == "email"  # noqa: B009


@pytest.mark.parametrize("needed", ["Текст", "Дата", "Номер"])
def test_a_file_without_a_needed_column_is_told(needed: str) -> None:
    columns = [column for column in ROW if column not in {needed, "Время"}]
    with pytest.raises(MappingError, match=f"(?i)нет столбца «{needed}"):
        RowMapper(mapping(), columns, time_zone=ZONE)


def test_a_mapping_without_channel_is_told() -> None:
    with pytest.raises(MappingError, match="Канал"):
        RowMapper(mapping(channel=""), list(ROW), time_zone=ZONE)


def test_what_a_file_may_lack_is_listed() -> None:
    columns = [column for column in ROW if column != "Тема"]
    assert RowMapper(mapping(), columns, time_zone=ZONE).missing == ("Тема",)
    assert RowMapper(mapping(optional=["source_number"]), columns[1:], time_zone=ZONE).missing == ("НОМЕР", "Тема")


def test_ratings_become_a_labelled_text() -> None:
    row = {"ID": "5", "Дата": "01.02.2025", "Отзыв": "Хорошо", "Оценка": "5", "Вежливость и компетентность": ""}
    found = map_row(load_mapping("vash-kontrol"), row, time_zone=ZONE)
    assert isinstance(found, IncomingFeedback)
    assert (found.text, found.kind) == ("Отзыв: Хорошо\nОценка: 5", ItemKind.REVIEW)


def test_the_documented_columns_of_incident_exports_fit() -> None:
    names = ["Исполнитель", "Группа тем", "Текст инцидента", "Тема", "Тип инцидента", "Итог", "Дата создания"]
    row = dict(zip(names, ["Отдел", "Дороги", "Яма", "Ямы", "Вопрос", "", "01.02.2025 10:00"], strict=True))
    found = map_row(load_mapping("incident"), row, time_zone=ZONE)
    assert isinstance(found, IncomingFeedback)
    assert (found.department, found.reason, found.kind) == ("Отдел", "Ямы", ItemKind.INQUIRY)


@given(st.dictionaries(st.sampled_from(list(ROW)), st.text(max_size=30)))
def test_no_cell_breaks_the_import(change: Row) -> None:
    found = map_row(mapping(), {**ROW, **change}, time_zone=ZONE)
    assert isinstance(found, Rejection) or found.text
