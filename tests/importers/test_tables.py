from otklik.importers.tables import column_names, named_rows


def test_the_header_is_found_under_a_title_and_above_a_row_of_numbers() -> None:
    rows = [
        (1, ["Реестр", "", "", ""]),
        (2, ["за период", "01.01.2025", "", ""]),
        (4, ["№", "Дата", "Текст", "Ответ"]),
        (5, ["1", "2", "3", "4"]),
        (6, ["17", "01.01.2025", "Яма", ""]),
    ]
    assert list(named_rows(rows)) == [(6, {"№": "17", "Дата": "01.01.2025", "Текст": "Яма", "Ответ": ""})]


def test_a_header_wider_than_its_sparse_rows_is_found() -> None:
    sparse = [(number, ["x", "", "", "", "y"]) for number in range(3, 9)]
    rows = [(1, ["Реестр сообщений", "", "", "", ""]), (2, ["a", "b", "c", "d", "e"]), *sparse]
    assert next(iter(named_rows(rows)))[0] == 3


def test_names_of_columns() -> None:
    assert column_names(["Дата", "  Текст \n письма ", "", "Дата", "Дата", "", ""]) == [
        "Дата",
        "Текст письма",
        "Столбец 3",
        "Дата (2)",
        "Дата (3)",
    ]
