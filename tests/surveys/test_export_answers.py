"""Answers handed out: what the files hold, that programs read them, that nobody can be singled out in them."""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from tests.surveys.test_import_answers import STAFF, _import

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.surveys.actions.export_answers import export_answers
from otklik.surveys.models import Survey

Respond = Callable[..., Any]


def _file(actor: Any, survey: Survey, file_format: str) -> bytes:
    return b"".join(export_answers(actor=actor, survey_id=survey.pk, file_format=file_format).pieces)


def _csv(actor: Any, survey: Survey) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(_file(actor, survey, "csv")), sep=";", encoding="utf-8-sig", dtype=str)


def _fill(survey: Survey, respond: Respond) -> None:
    for place in range(12):
        respond(
            survey,
            on=date(2026, 9, 1 + place % 3),
            whole=5 - place % 2,
            parts={"wait": 3, "staff": "dk" if place == 0 else 4},
            again="yes",
            why=["papers", "else"] if place % 2 else ["refused"],
            age="young" if place < 6 else "old" if place < 10 else "middle",
            comment="Секрет",
        )
    survey.state = Survey.State.CLOSED
    survey.save()


def test_csv_bears_words_of_options_and_months(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    table = _csv(actor("coordinator"), survey)
    assert list(table.columns[:3]) == ["Сколько вам лет?", "Каким путём пришёл ответ", "Месяц ответа"]
    assert set(table["Месяц ответа"]) == {"сентябрь 2026"}
    assert Counter(table["Как вы оцениваете приём в целом?"]) == {"5": 6, "4": 6}
    assert Counter(table["Вежливость сотрудника"]) == {"4": 11, "Затрудняюсь ответить": 1}
    assert Counter(table["Не хватило документов"]) == {"отмечено": 6, "не отмечено": 6}


def test_a_small_group_and_the_one_that_covers_it_are_blank(
    actor: Callable[..., Any], survey: Survey, respond: Respond
) -> None:
    _fill(survey, respond)
    ages = _csv(actor("coordinator"), survey)["Сколько вам лет?"].fillna("")
    assert Counter(ages) == {"До 35": 6, "": 6}


def test_words_of_ones_own_are_in_no_file(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    for file_format in ("csv", "xlsx", "sav"):
        assert "Секрет".encode() not in _file(actor("coordinator"), survey, file_format)
    assert "comment" not in _csv(actor("coordinator"), survey).columns


def test_a_workbook_opens_with_its_codebook(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    book = openpyxl.load_workbook(io.BytesIO(_file(actor("coordinator"), survey, "xlsx")))
    answers, codebook = book.worksheets
    assert answers.max_row == 13
    marks = [row[3].value for row in answers.iter_rows(min_row=2)]
    assert Counter(marks) == {5: 6, 4: 6}
    assert "whole" in [row[0].value for row in codebook.iter_rows()]


def test_an_spss_file_bears_labels_of_variables_and_values(
    actor: Callable[..., Any], survey: Survey, respond: Respond, tmp_path: Path
) -> None:
    _fill(survey, respond)
    path = tmp_path / "answers.sav"
    path.write_bytes(_file(actor("coordinator"), survey, "sav"))
    table, meta = pyreadstat.read_sav(str(path))
    assert meta.column_names_to_labels["whole"] == "Как вы оцениваете приём в целом?"
    assert meta.variable_value_labels["age"][1.0] == "До 35"
    assert meta.variable_measure["whole"] == "ordinal"
    assert Counter(table["whole"]) == {5.0: 6, 4.0: 6}
    assert table["parts_staff"].isna().sum() == 1, "«затрудняюсь ответить» is a missing value"


def test_units_of_four_and_of_seven_are_not_told(actor: Callable[..., Any]) -> None:
    officer = actor("internal_officer", of="livny")
    survey = _import(officer, STAFF).survey
    table = _csv(officer, survey)
    shown = Counter(table["Подразделение"].dropna())
    assert set(shown) == {"Отдел образования", "Финансовое управление", "Управление ЖКХ", "Отдел спорта"}
    assert "Каким путём пришёл ответ" not in table.columns


def test_rows_stand_in_another_order_in_each_file(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    coordinator = actor("coordinator")
    one, other = (_csv(coordinator, survey) for _ in range(2))
    assert Counter(map(tuple, one.fillna("").to_numpy())) == Counter(map(tuple, other.fillna("").to_numpy()))
    assert len({_file(coordinator, survey, "csv") for _ in range(4)}) > 1


def test_while_answers_come_in_the_last_days_are_not_told(
    actor: Callable[..., Any], survey: Survey, respond: Respond
) -> None:
    _fill(survey, respond)
    survey.state = Survey.State.OPEN
    survey.save()
    with pytest.raises(RuleBroken, match="Ответов меньше 5"):
        export_answers(actor=actor("coordinator"), survey_id=survey.pk, file_format="csv")


def test_each_file_is_audited(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    _file(actor("coordinator"), survey, "csv")
    assert AuditEntry.objects.get(verb="export_answers").summary.endswith("12")


def test_who_only_reads_results_takes_no_rows_away(actor: Callable[..., Any], survey: Survey, respond: Respond) -> None:
    _fill(survey, respond)
    with pytest.raises(NotFound):
        export_answers(actor=actor("auditor"), survey_id=survey.pk, file_format="csv")


def test_an_unknown_format_is_refused(actor: Callable[..., Any], survey: Survey) -> None:
    with pytest.raises(RuleBroken, match="Формата «pdf» нет"):
        export_answers(actor=actor("coordinator"), survey_id=survey.pk, file_format="pdf")
