"""The attacker on tables that one can check on paper, and against every table of whole numbers that there is."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.disclosure.attack import Reached, reachable_cells
from otklik.core.disclosure.equations import TooDetailedError
from otklik.core.disclosure.space import identity
from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable

MINIMUM = 5
QUARTER = "2025Q3"


def table(name: str, cells: dict[str, int | None], dimension: str = "тема", **more: object) -> ReleasedTable:
    """A table of one quarter along one dimension."""
    keyed = {(QUARTER, label): value for label, value in cells.items()}
    return ReleasedTable(name, ("квартал", dimension), keyed, **more)  # type: ignore[arg-type]


def reached(*tables: ReleasedTable) -> list[tuple[int, int]]:
    return [(one.low, one.high) for one in reachable_cells(tables, MINIMUM)]


def test_a_single_hidden_count_is_had_by_subtraction_from_the_total() -> None:
    found = reachable_cells([table("темы", {TOTAL: 20, "жильё": None, "дороги": 18})], MINIMUM)
    assert found == [
        Reached("appeals", (("квартал", QUARTER), ("тема", "жильё")), 2, 2, hidden_in=("темы",), given_by=("темы",))
    ]


def test_two_hidden_counts_that_hold_the_minimum_together_cover_each_other() -> None:
    assert reached(table("темы", {TOTAL: 20, "жильё": None, "вода": None, "дороги": 14})) == []


def test_two_hidden_counts_that_hold_less_than_the_minimum_do_not() -> None:
    assert reached(table("темы", {TOTAL: 20, "жильё": None, "вода": None, "дороги": 17})) == [(0, 3), (0, 3)]


def test_a_filter_gives_away_those_whom_it_leaves_out() -> None:
    everybody = ReleasedTable("всего", ("квартал",), {(QUARTER,): 20})
    written = table("письменные", {"письменно": 18}, "форма", open=frozenset({"форма"}))
    found = reachable_cells([everybody, written], MINIMUM)
    assert [(one.low, one.high, set(one.given_by)) for one in found] == [(2, 2, {"всего", "письменные"})]


def test_a_hidden_count_of_one_table_is_not_shown_by_another() -> None:
    hides = table("темы", {TOTAL: 30, "жильё": None, "вода": None, "дороги": 20})
    shows = table("темы на странице", {"жильё": 7}, open=frozenset({"тема"}))
    assert reached(hides, shows) == [(3, 3)]


def test_a_year_gives_away_the_quarter_that_was_held_back() -> None:
    quarters = ("2025Q1", "2025Q2", "2025Q3", "2025Q4")
    told = ReleasedTable(
        "кварталы", ("квартал",), {("2025Q1",): 10, ("2025Q2",): 10, ("2025Q3",): None, ("2025Q4",): 10}
    )
    year = ReleasedTable("год", ("квартал",), {("2025",): 33}, parts={"квартал": {"2025": quarters}})
    assert reached(told) == []
    assert reached(told, year) == [(3, 3)]


def test_a_later_edition_gives_away_those_who_were_added() -> None:
    assert reached(table("апрель", {TOTAL: 20}), table("май", {TOTAL: 22})) == [(2, 2)]
    assert reached(table("апрель", {TOTAL: 20}), table("май", {TOTAL: 26})) == []
    assert reached(table("апрель", {TOTAL: 22}), table("май", {TOTAL: 20})) == [(2, 2)]


def test_hidden_additions_follow_from_shown_ones() -> None:
    first = table("апрель", {TOTAL: 40, "жильё": 20, "вода": 20})
    later = table("май", {TOTAL: 50, "жильё": 28, "вода": None})
    assert (2, 2) in reached(first, later)


def test_tables_that_count_different_things_are_not_compared() -> None:
    surveys = table("ответы", {TOTAL: 18}, counts="survey:1")
    assert reached(table("темы", {TOTAL: 20}), surveys) == []


def test_labels_that_overlap_are_no_parts_of_a_total() -> None:
    options = table("варианты", {TOTAL: 20, "звонок": 15, "сайт": 18, "письмо": None}, overlapping=frozenset({"тема"}))
    assert reached(options) == []
    assert reached(options, table("другая страница", {"письмо": 2}, overlapping=frozenset({"тема"}))) == [(2, 2)]


def test_nobody_may_be_shown_as_nobody() -> None:
    assert reached(table("темы", {TOTAL: 20, "жильё": 0, "дороги": 20})) == []


def test_three_margins_give_away_the_inside_that_nobody_published() -> None:
    inside = {
        (0, 0, 0): 1,
        (0, 0, 1): 5,
        (0, 1, 0): 5,
        (1, 0, 0): 5,
        (0, 1, 1): 0,
        (1, 0, 1): 0,
        (1, 1, 0): 5,
        (1, 1, 1): 0,
    }
    tables = []
    for names in (("а", "б"), ("а", "в"), ("б", "в")):
        axes = ["абв".index(name) for name in names]
        cells: dict[Key, int | None] = {}
        for key in product(("0", "1", TOTAL), repeat=2):
            cells[key] = sum(n for at, n in inside.items() if _is_in(tuple(str(at[i]) for i in axes), key))
        tables.append(ReleasedTable("".join(names), names, cells))
    groups = {one.group for one in reachable_cells(tables, MINIMUM) if (one.low, one.high) == (1, 1)}
    assert (("а", "0"), ("б", "0"), ("в", "0")) in groups


def test_what_is_too_detailed_is_not_checked_by_halves() -> None:
    cells: dict[Key, int | None] = {(str(at), str(at), str(at), TOTAL): 9 for at in range(70)}
    cells[(TOTAL,) * 4] = 630
    with pytest.raises(TooDetailedError):
        reachable_cells([ReleasedTable("подробно", ("а", "б", "в", "г"), cells)], MINIMUM)


@st.composite
def hidden_tables(draw: st.DrawFn) -> ReleasedTable:
    """A table of two rows and two or three columns with margins; any counts may be hidden."""
    rows, columns = draw(st.sampled_from([(2, 2), (2, 3)]))
    counts = {(i, j): draw(st.integers(0, 6)) for i in range(rows) for j in range(columns)}
    cells: dict[Key, int | None] = {(f"р{i}", f"к{j}"): n for (i, j), n in counts.items()}
    cells |= {(f"р{i}", TOTAL): sum(counts[i, j] for j in range(columns)) for i in range(rows)}
    cells |= {(TOTAL, f"к{j}"): sum(counts[i, j] for i in range(rows)) for j in range(columns)}
    cells[TOTAL, TOTAL] = sum(counts.values())
    inside = [key for key in cells if TOTAL not in key]
    margins = [key for key in cells if TOTAL in key and key != (TOTAL, TOTAL)]
    for key in draw(st.sets(st.sampled_from(inside), min_size=1, max_size=5)) | draw(
        st.sets(st.sampled_from(margins), max_size=1)
    ):
        cells[key] = None
    return ReleasedTable("таблица", ("ряд", "столбец"), cells)


def worlds(found: ReleasedTable) -> Iterator[dict[Key, int]]:
    """Every table of whole numbers that the shown counts allow, found by trying them all."""
    inside = [key for key in found.cells if TOTAL not in key]
    most = found.cells[TOTAL, TOTAL] or 0
    ranges = [range(most + 1) if found.cells[key] is None else (found.cells[key],) for key in inside]
    for numbers in product(*ranges):  # type: ignore[arg-type]
        if sum(numbers) != most:  # type: ignore[arg-type]
            continue
        world = dict(zip(inside, numbers, strict=True))
        whole = {key: sum(n for at, n in world.items() if _is_in(at, key)) for key in found.cells}  # type: ignore[misc]
        if all(value is None or whole[key] == value for key, value in found.cells.items()):
            yield whole


def _is_in(at: Key, key: Key) -> bool:
    return all(label in (TOTAL, own) for own, label in zip(at, key, strict=True))


@settings(max_examples=30, deadline=None)
@given(hidden_tables())
def test_the_attacker_knows_exactly_what_trying_all_tables_tells(found: ReleasedTable) -> None:
    if (found.cells[TOTAL, TOTAL] or 0) > 22:
        return
    possible = list(worlds(found))
    expected = set()
    for key, value in found.cells.items():
        if value is None:
            bounds = min(one[key] for one in possible), max(one[key] for one in possible)
            if 0 < bounds[1] < MINIMUM:
                expected.add((identity(found, key), *bounds))
    told = {(one.group, one.low, one.high) for one in reachable_cells([found], MINIMUM) if one.hidden_in}
    assert told == expected
