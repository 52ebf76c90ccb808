"""Files of outside survey services: what is understood, what is left out, and that the figures are pandas'."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.utils import timezone
from tests.surveys.conftest import link_of

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.core.appeals import Audience
from otklik.core.questionnaire.columns import Column
from otklik.importers.answer_file import guess_answers
from otklik.importers.answer_mapping import AnswerMapping, Role
from otklik.surveys.actions.import_answers import ImportedAnswers, NewSurvey, import_answers
from otklik.surveys.matrix import SurveyMatrix, matrix_of_survey
from otklik.surveys.models import OutsideFile, Survey, SurveyDay, SurveyLink, SurveyResponse
from otklik.surveys.outside import look_at, proposed_content

FILES = Path(__file__).parent / "files"
STAFF = FILES / "staff_survey.csv"
PIERCE = Path(__file__).parents[2].parent / "shared" / "data" / "pierce-county" / "answers.csv"
DAY = date(2026, 3, 10)


def _import(
    actor: Any, path: Path, *, audience: str = "internal", once: bool = False, day: date | None = DAY
) -> ImportedAnswers:
    look = look_at(path)
    mapping = guess_answers(look).model_copy(update={"once": once})
    content = proposed_content(actor, look, mapping, title="Опрос", audience=Audience(audience))
    return import_answers(actor=actor, path=path, mapping=mapping, into=NewSurvey(content, "Опрос", audience), day=day)


def _scores(matrix: SurveyMatrix, column: Column) -> np.ndarray:
    """Hidden scores of the options chosen; NaN where nothing was."""
    places = matrix.column(column.name)
    return np.array([column.scores[int(place)] if place >= 0 else np.nan for place in places], dtype=float)


def _table(path: Path, item: str, cut: str, mark: str) -> pd.DataFrame:
    """What pandas makes of the file: «не применимо» and empty answers out, spellings joined."""
    table = pd.read_csv(path)
    table = table[table[mark].notna() & (table[mark] != 0)]
    words = table[item].str.strip().str.replace("&", "и" if "и" in table[item].iloc[0] else "and")
    return (
        table.assign(item=words.str.replace(r"\band\b", "и", regex=True))
        .groupby(["item", cut])[mark]
        .agg(["mean", "count"])
    )


def _ours(survey: Survey) -> dict[tuple[str, str], tuple[float, int]]:
    matrix = matrix_of_survey(survey.pk)
    unit = matrix.columns[matrix.place("department")]
    found = {}
    for column in matrix.columns:
        if column.rates is None:
            continue
        scores = _scores(matrix, column)
        for place, label in enumerate(unit.labels):
            own = scores[(matrix.column("department") == place) & np.isfinite(scores)]
            if len(own):
                found[column.title, label] = (float(own.mean()), len(own))
    return found


def _equal(ours: dict[tuple[str, str], tuple[float, int]], table: pd.DataFrame) -> None:
    theirs = {(str(item).replace(" and ", " и "), unit): row for (item, unit), row in table.iterrows()}
    assert len(ours) == len(theirs)
    for (item, unit), (mean, count) in ours.items():
        row = theirs[item.replace(" and ", " и "), unit]
        assert (f"{mean:.4f}", count) == (f"{row['mean']:.4f}", int(row["count"]))


def test_figures_of_a_staff_survey_are_those_of_pandas(actor: Callable[..., Any]) -> None:
    result = _import(actor("internal_officer", of="livny"), STAFF)
    _equal(_ours(result.survey), _table(STAFF, "Вопрос", "Подразделение", "Оценка"))


def test_what_is_left_out_is_told_with_its_reason(actor: Callable[..., Any]) -> None:
    result = _import(actor("internal_officer", of="livny"), STAFF)
    assert result.row_count == 495
    assert result.left_out["анкета не закончена"] == 9
    assert result.left_out["«не применимо»"] == len(pd.read_csv(STAFF).query("Оценка == 0"))
    assert result.response_count == result.row_count - sum(result.left_out.values())


def test_a_repeated_row_counts_once_when_asked_so(actor: Callable[..., Any]) -> None:
    result = _import(actor("internal_officer", of="livny"), STAFF, once=True)
    assert result.left_out["строка повторяет другую с тем же номером"] == 1


def test_the_questionnaire_is_proposed_from_the_file(actor: Callable[..., Any]) -> None:
    survey = _import(actor("internal_officer", of="livny"), STAFF).survey
    questions = {one["title"]: one for one in survey.version.content["questions"]}
    assert len(questions) == 7  # the unit, the group, five items whose spellings were joined
    whole = next(one for title, one in questions.items() if title.strip().startswith("5. В целом"))
    assert (whole["rates"], [option["score"] for option in whole["options"]]) == ("whole", [1.0, 2.0, 3.0, 4.0])
    assert [option["title"] for option in whole["options"]][-1] == "Полностью согласен"
    assert questions["Группа"]["cut"] == "own"
    assert (survey.state, survey.minimum_group) == (Survey.State.CLOSED, 10)


def test_the_same_file_is_taken_in_once(actor: Callable[..., Any]) -> None:
    officer = actor("internal_officer", of="livny")
    _import(officer, STAFF)
    before = SurveyResponse.objects.count()
    with pytest.raises(RuleBroken, match="уже загружен"):
        _import(officer, STAFF)
    assert SurveyResponse.objects.count() == before
    assert Survey.objects.count() == 1


def test_answers_bear_the_outside_source_and_no_row_tells_its_place_in_the_file(actor: Callable[..., Any]) -> None:
    survey = _import(actor("internal_officer", of="livny"), STAFF).survey
    link = survey.links.get()
    assert link.source == SurveyLink.Source.OUTSIDE
    rows = SurveyResponse.objects.filter(survey=survey)
    assert set(rows.values_list("link_id", "answered_on")) == {(link.pk, DAY)}
    entry = AuditEntry.objects.filter(verb="import_answers").get()
    assert str(rows.count()) in entry.summary


def test_answers_for_a_sealed_day_stand_on_the_next_open_one(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    survey = surveys()
    SurveyDay.objects.create(survey=survey, version=survey.version, on=DAY, response_count=0, block=b"")
    file = tmp_path / "a.csv"
    file.write_text("Дата;Как вы оцениваете приём в целом?\n10.03.2026;5\n11.03.2026;4\n", encoding="utf-8")
    mapping = AnswerMapping(roles={"Дата": Role.DATE, "Как вы оцениваете приём в целом?": Role.ANSWER})
    result = import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=survey)
    assert result.moved_days == 1
    assert list(SurveyResponse.objects.values_list("answered_on", flat=True)) == [date(2026, 3, 11)] * 2


def test_a_row_of_a_day_to_come_stands_on_the_day_of_the_survey(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    """It would never be sealed: its words would stay beside its marks for ever."""
    file = tmp_path / "answers.csv"
    ahead = timezone.localdate() + timedelta(days=40)
    said = (f"{ahead:%d.%m.%Y};5", "10.03.2026;4", "2026-03-09T22:30:00Z;3")  # the last is of the tenth here
    file.write_text("\n".join(("Дата;Как вы оцениваете приём в целом?", *said, "")), encoding="utf-8")
    mapping = AnswerMapping(roles={"Дата": Role.DATE, "Как вы оцениваете приём в целом?": Role.ANSWER})
    result = import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=surveys(), day=DAY)
    assert set(SurveyResponse.objects.values_list("answered_on", flat=True)) == {DAY}
    assert [word for word in result.problems if "в будущем" in word]


def test_rows_of_one_person_become_one_response(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    survey = surveys()
    file = tmp_path / "long.csv"
    file.write_text(
        "Номер анкеты,Вопрос,Ответ\n1,Как вы оцениваете приём в целом?,5\n1,время  ожидания,2\n"
        "1,Вежливость сотрудника,не применимо\n2,Как вы оцениваете приём в целом?,4.0\n2,Сколько вам лет?,35–59\n",
        encoding="utf-8",
    )
    mapping = guess_answers(look_at(file))
    import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=survey)
    answers = sorted((row.answers for row in SurveyResponse.objects.all()), key=lambda one: one["whole"])
    assert answers == [{"whole": 4, "age": "middle"}, {"whole": 5, "parts": {"wait": 2}}]


def test_a_value_that_is_not_understood_is_told_and_the_rest_is_kept(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    file = tmp_path / "wide.csv"
    file.write_text(
        "Как вы оцениваете приём в целом?;Сколько вам лет?;Почему?\n7;До 35;Отказали без объяснений\n"
        "5;До 35;Не хватило документов | Другое\n",
        encoding="utf-8",
    )
    columns = ["Как вы оцениваете приём в целом?", "Сколько вам лет?", "Почему?"]
    mapping = AnswerMapping(roles=dict.fromkeys(columns, Role.ANSWER))
    mapping = mapping.model_copy(update={"targets": {"Сколько вам лет?": "age"}})
    result = import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=surveys())
    assert result.problems == {"«Как вы оцениваете приём в целом?»: значение «7» не понято": 1}
    answers = sorted((row.answers for row in SurveyResponse.objects.all()), key=len)
    assert answers == [
        {"age": "young", "why": ["refused"]},
        {"whole": 5, "age": "young", "why": ["papers", "else"]},
    ]


def test_a_file_without_a_single_answer_changes_nothing(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Как вы оцениваете приём в целом?;Имя\n;Иван\n", encoding="utf-8")
    mapping = AnswerMapping(roles={"Как вы оцениваете приём в целом?": Role.ANSWER})
    with pytest.raises(RuleBroken, match="нет ответа — 1"):
        import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=surveys())
    assert not OutsideFile.objects.exists()


def test_reviews_of_the_control_site_answer_its_five_criteria(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    from otklik.importers.answer_mapping import shipped_answer_mappings

    titles = {
        "provision_time": "Как быстро?",
        "waiting": "Очередь",
        "politeness": "Люди",
        "comfort": "Зал",
        "access_to_information": "Сведения",
    }
    questions = [{"slug": slug, "kind": "scale", "title": title, "criterion": slug} for slug, title in titles.items()]
    text = {"slug": "comment", "kind": "text", "title": "Отзыв"}
    content = {"slug": "control", "title": "Оценка", "audience": "external", "questions": [*questions, text]}
    file = tmp_path / "export.csv"
    file.write_text(
        "Дата отзыва;Статус;Время предоставления услуги;Время ожидания в очереди;"
        "Вежливость и компетентность сотрудников;Комфортность условий;Доступность информации о порядке "
        "предоставления;Текст отзыва\n"
        "02.03.2026;опубликован;5;4;5;нет оценки;3;Быстро\n03.03.2026;отклонён;1;1;1;1;1;Снято\n",
        encoding="utf-8",
    )
    mapping = shipped_answer_mappings()["vash_kontrol"]
    import_answers(actor=actor("coordinator"), path=file, mapping=mapping, into=surveys(content=content))
    row = SurveyResponse.objects.get()
    assert row.answered_on == date(2026, 3, 2)
    assert row.answers == {
        "provision_time": 5,
        "waiting": 4,
        "politeness": 5,
        "access_to_information": 3,
        "comment": "Быстро",
    }


def test_a_day_to_come_is_refused(actor: Callable[..., Any]) -> None:
    with pytest.raises(RuleBroken, match="в будущем"):
        _import(actor("internal_officer", of="livny"), STAFF, day=date(2199, 1, 1))


def test_employees_answers_are_taken_in_only_by_those_who_answer_for_them(actor: Callable[..., Any]) -> None:
    with pytest.raises(NotFound):
        _import(actor("organizer", of="livny"), STAFF)


def test_another_administrations_survey_is_not_filled(
    actor: Callable[..., Any], surveys: Callable[..., Survey], tmp_path: Path
) -> None:
    survey = surveys()
    link_of(survey)
    file = tmp_path / "a.csv"
    file.write_text("Как вы оцениваете приём в целом?;Б\n5;1\n", encoding="utf-8")
    mapping = AnswerMapping(roles={"Как вы оцениваете приём в целом?": Role.ANSWER})
    with pytest.raises(NotFound):
        import_answers(actor=actor("coordinator", of="biysk"), path=file, mapping=mapping, into=survey)


@pytest.mark.skipif(not PIERCE.is_file(), reason="нет ../shared/data/pierce-county: проверка на настоящем опросе")
def test_figures_of_a_real_staff_survey_are_those_of_pandas(actor: Callable[..., Any]) -> None:
    result = _import(actor("internal_officer", of="livny"), PIERCE)
    assert (result.row_count, result.response_count) == (14_725, 14_196)
    _equal(_ours(result.survey), _table(PIERCE, "Question", "Department", "Response"))
