"""The results of an outside staff survey by question and unit: as pandas counts, small units beyond subtraction."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from tests.surveys.test_import_answers import PIERCE, STAFF, _import

from otklik.analysis.indicators.summary import SurveySummary, survey_summary
from otklik.core.ratings.words import value_text

TODAY = date(2026, 11, 20)


def _table(path: Path, item: str, mark: str) -> pd.DataFrame:
    table = pd.read_csv(path)
    table = table[table[mark].notna() & (table[mark] != 0)]
    joined = table[item].str.strip().str.replace("&", "and").str.replace(" и ", " and ")
    return table.assign(item=joined, good=table[mark] >= 3)


def _key(title: str) -> str:
    return title.strip().replace("&", "and").replace(" и ", " and ")


def _check_items(summary: SurveySummary, table: pd.DataFrame, mark: str) -> None:
    by_item = table.groupby("item")
    rated = [one for one in summary.rated if one.mean is not None]
    assert len(rated) == len(by_item)
    for one in rated:
        own = by_item.get_group(_key(one.title))
        assert one.rating is not None
        assert one.mean is not None
        assert value_text(one.rating.value, "share") == value_text(float(own["good"].mean()), "share")
        assert value_text(one.mean.value, "mark") == value_text(float(own[mark].mean()), "mark")
        assert one.rating.n == len(own)


def _check_units(summary: SurveySummary, table: pd.DataFrame, names: tuple[str, str], small: set[str]) -> None:
    unit, mark = names
    for cut in summary.cuts:
        own = table[table["item"] == _key(cut.title)].groupby(unit)
        sizes, shares, means = own.size().to_dict(), own["good"].mean(), own[mark].mean()
        shown = {group.title: group for group in cut.groups}
        for title, group in shown.items():
            assert group.mean is not None
            assert (
                group.rating.n,
                value_text(group.rating.value, "share"),
                value_text(group.mean.value, "mark"),
            ) == (sizes[title], value_text(float(shares[title]), "share"), value_text(float(means[title]), "mark"))
        hidden = {title: size for title, size in sizes.items() if title not in shown}
        assert small & set(sizes) <= set(hidden)
        assert not hidden or (len(hidden) > 1 and sum(hidden.values()) >= 10), "not to be had by subtraction"


def test_a_staff_survey_by_question_and_unit(actor: Callable[..., Any]) -> None:
    officer = actor("internal_officer", of="livny")
    survey = _import(officer, STAFF).survey
    summary = survey_summary(officer, survey.pk, TODAY, cut="department")
    table = _table(STAFF, "Вопрос", "Оценка")
    _check_items(summary, table, "Оценка")
    assert len(summary.cuts) == 5
    _check_units(summary, table, ("Подразделение", "Оценка"), {"Архивный отдел", "Отдел культуры"})
    units = next(one for one in summary.questions if one.key == "department")
    told = {bar.title: bar.count for bar in units.bars}
    assert told["Архивный отдел"] is None
    assert told["Отдел образования"] == 31, "people, not rows"


@pytest.mark.skipif(not PIERCE.is_file(), reason="нет ../shared/data/pierce-county: проверка на настоящем опросе")
def test_a_real_staff_survey_by_question_and_unit(actor: Callable[..., Any]) -> None:
    officer = actor("internal_officer", of="livny")
    survey = _import(officer, PIERCE).survey
    summary = survey_summary(officer, survey.pk, TODAY, cut="department")
    table = _table(PIERCE, "Question", "Response")
    sizes = table.groupby(["Department", "item"]).size().groupby("Department").max()
    _check_items(summary, table, "Response")
    _check_units(summary, table, ("Department", "Response"), set(sizes[sizes < 10].index))
