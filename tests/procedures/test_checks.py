"""A broken profile is refused with the line, the clause and what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.procedures.conftest import line_with

from otklik.procedures.registry import Problem, ProfileBrokenError, check_profile, load_procedure

Spoil = Callable[[str, str], list[Problem]]
REASONS_METRIC = 'slug = "reasons"\ntitle = "Основные причины обращений"\nshort_title = "Основные причины"\n'


def toml_of(profile: Path) -> str:
    return (profile / "procedure.toml").read_text(encoding="utf-8")


def test_a_quote_that_is_not_in_the_decree(profile: Path, spoil: Spoil) -> None:
    problems = spoil('quote = "прямого обращения в Администрацию', 'quote = "прямого звонка в Администрацию')
    line = line_with(toml_of(profile), "прямого звонка")
    message = "цитата «прямого звонка в Администрацию на личном приеме» не найдена в тексте порядка"
    assert problems == [Problem(line, "2.2", message)]
    assert str(problems[0]) == f"строка {line}, пункт 2.2: {message}"


def test_a_quote_that_stands_in_another_clause(profile: Path, spoil: Spoil) -> None:
    place = 'clause = "4.4"\nquote = "На основе ежеквартального анализа выявляется проблематика'
    text = toml_of(profile)
    first = text.index(place)
    (profile / "procedure.toml").write_text(
        text[:first] + place.replace("4.4", "4.3") + text[first + len(place) :], encoding="utf-8"
    )
    problem = check_profile(profile)[0]
    assert problem.clause == "4.3"
    assert problem.message.endswith("стоит не в пункте 4.3, а здесь: 4.4")
    assert toml_of(profile).splitlines()[problem.line - 1].startswith("quote = ")


def test_a_clause_that_the_decree_does_not_have(profile: Path, spoil: Spoil) -> None:
    problems = spoil('clause = "3.2"\nquote = "опросов, мнений', 'clause = "3.7"\nquote = "опросов, мнений')
    assert problems == [
        Problem(line_with(toml_of(profile), 'quote = "опросов, мнений'), "3.7", "в тексте порядка нет пункта «3.7»")
    ]


def test_a_section_where_clauses_are_numbered(spoil: Spoil) -> None:
    problems = spoil('clause = "3.2"\nquote = "опросов, мнений', 'clause = "3"\nquote = "опросов, мнений')
    assert [p.message for p in problems] == [
        "пункты этого порядка пронумерованы: укажите пункт вида «3.1», а не раздел «3»"
    ]


def test_an_unknown_key_names_the_likely_one(profile: Path, spoil: Spoil) -> None:
    problems = spoil('short_title = "Основные причины"', 'shorttitle = "Основные причины"')
    line = line_with(toml_of(profile), "shorttitle")
    assert Problem(line, "4.2", "неизвестный ключ «shorttitle»; может быть, «short_title»?") in problems
    assert Problem(line - 3, "4.2", "нет обязательного ключа «short_title»") in problems


def test_a_missing_key_points_at_its_block(profile: Path, spoil: Spoil) -> None:
    header = toml_of(profile)[: toml_of(profile).index(REASONS_METRIC)].count("\n")
    problems = spoil(REASONS_METRIC, REASONS_METRIC.replace('title = "Основные причины обращений"\n', "", 1))
    assert problems == [Problem(header, "4.2", "нет обязательного ключа «title»")]


def test_a_missing_block(profile: Path) -> None:
    text = toml_of(profile)
    start, end = text.index("[restriction]"), text.index("[[publication]]")
    (profile / "procedure.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert check_profile(profile) == [Problem(0, "", "нет блока [restriction]")]


def test_an_unknown_block(profile: Path) -> None:
    (profile / "procedure.toml").write_text(toml_of(profile) + "\n[[metric]]\nslug = 1\n", encoding="utf-8")
    problem = check_profile(profile)[0]
    assert problem == Problem(
        line_with(toml_of(profile), "[[metric]]"), "", "неизвестный блок «metric»; может быть, «metrics»?"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("signed_on = 2025-07-07", 'signed_on = "07.07.2025"', "нужна дата вида 2025-05-28 без кавычек"),
        ("numbered_clauses = true", 'numbered_clauses = "да"', "нужно true или false без кавычек"),
        ("revision = 1", "revision = 0", "число слишком мало"),
        ('number = "5874"', "number = 5874", "нужна строка в кавычках"),
        ('city = "г. Гатчина"', 'city = ""', "строка не может быть пустой; стоит пустая строка"),
        ('form = "problem_list"', 'form = "table"', "значения «table» нет; можно map, problem_list"),
        ('kind = "reception"', 'kind = "visit"', "значения «visit» нет; можно web_form, post"),
        ('slug = "reception"', 'slug = "Приём"', "нужны строчные латинские буквы"),
        ('time_zone = "Europe/Moscow"', 'time_zone = "Москва"', "неизвестный часовой пояс «Москва»"),
        ("[[publication]]", "[publication]", "нужен перечень"),
    ],
)
def test_a_wrong_value_is_explained_at_its_line(profile: Path, spoil: Spoil, old: str, new: str, message: str) -> None:
    problems = spoil(old, new)
    assert [problem.line for problem in problems] == [line_with(toml_of(profile), new)]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('slug = "reception', "не закрыта кавычка"),
        ("slug = reception", "значение записано неверно"),
        ('slug "reception"', "нет знака «=»"),
        ('slug = "reception" "post"', "после значения стоит лишнее"),
    ],
)
def test_broken_toml_names_its_line(profile: Path, spoil: Spoil, new: str, message: str) -> None:
    problems = spoil('slug = "reception"', new)
    assert len(problems) == 1
    assert message in problems[0].message or "недопустимый знак в строке" in problems[0].message
    assert abs(problems[0].line - line_with(toml_of(profile), new)) <= 1


def test_a_slug_taken_twice(profile: Path, spoil: Spoil) -> None:
    problems = spoil('slug = "reception"', 'slug = "pos"')
    second = [n for n, line in enumerate(toml_of(profile).splitlines(), 1) if line == 'slug = "pos"'][-1]
    assert problems == [Problem(second, "2.2", "обозначение «pos» уже занято записью выше")]


def test_a_population_that_is_nowhere(profile: Path, spoil: Spoil) -> None:
    problems = spoil('short_title = "Тематика"\npopulation = "appeals"', 'short_title = "Тематика"\npopulation = "all"')
    line = line_with(toml_of(profile), 'population = "all"')
    assert problems == [Problem(line, "4.2", "обозначения «all» нет среди записей [[populations]]")]


def test_a_role_that_is_nowhere(spoil: Spoil) -> None:
    problems = spoil("[internal]\n", '[internal]\nowner = "nobody"\n')
    assert [problem.message for problem in problems] == ["обозначения «nobody» нет среди записей [[roles]]"]


def test_a_metric_not_in_the_decrees_words(profile: Path, spoil: Spoil) -> None:
    problems = spoil('title = "Количество обращений по тематике"', 'title = "Обращения по темам"')
    line = line_with(toml_of(profile), "Обращения по темам")
    assert problems == [Problem(line, "4.2", "название показателя не совпадает со словами порядка")]


def test_a_clause_left_without_an_answer(profile: Path, spoil: Spoil) -> None:
    problems = spoil('id = "gatchina:4.3"', 'id = "gatchina:4.2.1"')
    messages = {problem.message: problem for problem in problems}
    unanswered = "пункт «gatchina:4.3» остался без ответа: Информация не подлежит опубликованию"
    assert messages[unanswered].clause == "4.3"
    assert messages["на пункт «gatchina:4.2.1» отвечает и запись выше"].line > 0


def test_an_answer_to_a_clause_that_is_not_in_the_list(spoil: Spoil) -> None:
    problems = spoil('id = "gatchina:4.3"', 'id = "gatchina:9.9"')
    assert "пункта «gatchina:9.9» нет в перечне clauses.tsv" in [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ('"planned"', "«done» называет, чем выполнено (by)"),
        ('"done"\norder = "surveys"', "«planned» называет очередь работ (order)"),
        ('"done"\nreason = "так вышло"', "«people» называет причину (reason)"),
    ],
)
def test_an_answer_says_one_thing(spoil: Spoil, new: str, message: str) -> None:
    known = 'id = "gatchina:4.1"\nstatus = '
    assert message in spoil(f'{known}"done"', f"{known}{new}")[0].message


def test_a_default_may_not_cite(spoil: Spoil) -> None:
    problems = spoil('slug = "reception"', 'slug = "reception"\nsource = "default"')
    assert [p.message for p in problems] == [
        'запись по умолчанию (source = "default") не ссылается на пункт и не цитирует порядок'
    ]


def test_a_term_is_quoted_with_its_definition(spoil: Spoil) -> None:
    problems = spoil('"Внутренний клиент (сотрудник) – сотрудник Администрации;"', '"Внутренний клиент (сотрудник)"')
    assert [p.message for p in problems] == ["в цитате термина нужно всё определение: «слово – значение»"]


def test_files_that_are_not_there(profile: Path, tmp_path: Path) -> None:
    assert check_profile(tmp_path / "nowhere") == [Problem(0, "", "в папке нет файла procedure.toml")]
    assert "должен называться procedure.toml" in check_profile(profile / "decree.toml")[0].message
    (profile / "decree.txt").unlink()
    assert "нет файла decree.txt" in check_profile(profile)[0].message


def test_a_file_in_another_encoding(profile: Path) -> None:
    (profile / "decree.txt").write_bytes((profile / "decree.txt").read_text(encoding="utf-8").encode("cp1251"))
    assert check_profile(profile) == [Problem(0, "", "файл decree.txt не в кодировке UTF-8: сохраните его в UTF-8")]


def test_a_list_of_clauses_without_its_columns(profile: Path) -> None:
    (profile / "clauses.tsv").write_text("номер\tпункт\n", encoding="utf-8")
    assert "графы id, clause, duty" in check_profile(profile)[0].message


def test_the_list_of_clauses_is_not_written_in_the_profile(profile: Path) -> None:
    (profile / "procedure.toml").write_text(toml_of(profile) + '\n[[duties]]\nid = "x"\n', encoding="utf-8")
    assert check_profile(profile)[0].line == line_with(toml_of(profile), "[[duties]]")


def test_without_a_list_the_profiles_own_answers_are_the_list(profile: Path) -> None:
    (profile / "clauses.tsv").unlink()
    procedure = load_procedure(profile / "procedure.toml")
    assert [duty.clause for duty in procedure.duties][:3] == ["1.1", "1.2", "2.2"]


def test_load_refuses_what_check_finds(profile: Path, spoil: Spoil) -> None:
    problems = spoil('slug = "reception"', 'slug = "pos"')
    with pytest.raises(ProfileBrokenError) as broken:
        load_procedure(profile)
    assert list(broken.value.problems) == problems


def test_a_profile_saved_by_a_windows_editor_is_read(profile: Path) -> None:
    for file in filter(Path.is_file, profile.rglob("*")):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_text(encoding="utf-8").replace("\n", "\r\n").encode())
    assert check_profile(profile) == []
