"""What is protected is not reached, hides no more than it must in small cases, and respects what is public already."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.disclosure.attack import reachable_cells
from otklik.core.disclosure.protection import protect
from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable

MINIMUM = 5


def shown(table: ReleasedTable) -> dict[Key, int]:
    return {key: value for key, value in table.cells.items() if value is not None}


def test_the_smallest_neighbour_goes_with_the_small_group() -> None:
    table = ReleasedTable("темы", ("тема",), {(TOTAL,): 40, ("а",): 2, ("б",): 30, ("в",): 8})
    assert shown(protect([table], MINIMUM)[0]) == {(TOTAL,): 40, ("б",): 30}


def test_nothing_is_hidden_where_all_groups_are_large() -> None:
    table = ReleasedTable("темы", ("тема",), {(TOTAL,): 40, ("а",): 10, ("б",): 30, ("в",): 0})
    assert protect([table], MINIMUM) == (table,)


def test_a_group_is_hidden_in_every_table_that_counts_it() -> None:
    one = ReleasedTable("темы", ("тема",), {(TOTAL,): 40, ("а",): 2, ("б",): 30, ("в",): 8})
    other = ReleasedTable("главные темы", ("тема",), {("в",): 8, ("б",): 30}, open=frozenset({"тема"}))
    assert shown(protect([one, other], MINIMUM)[1]) == {("б",): 30}


def test_what_is_public_already_is_not_subtracted_from() -> None:
    former = ReleasedTable("прежде", ("тема",), {("в",): 8}, open=frozenset({"тема"}))
    table = ReleasedTable("темы", ("тема",), {(TOTAL,): 40, ("а",): 2, ("б",): 30, ("в",): 8})
    protected = protect([table], MINIMUM, released=[former])
    assert not reachable_cells([former, *protected], MINIMUM)
    assert protected[0].cells["б",] is None or protected[0].cells[TOTAL,] is None


def test_a_later_edition_that_adds_too_few_is_held_back() -> None:
    former = ReleasedTable("апрель", ("тема",), {(TOTAL,): 40, ("а",): 20, ("б",): 20})
    table = ReleasedTable("май", ("тема",), {(TOTAL,): 42, ("а",): 22, ("б",): 20})
    protected = protect([table], MINIMUM, released=[former])
    assert shown(protected[0]) == {("б",): 20}
    assert not reachable_cells([former, *protected], MINIMUM)


@st.composite
def releases(draw: st.DrawFn) -> list[ReleasedTable]:
    """Cuts of one made-up world: quarters by topic and outcome, a year, a filter, a page of the largest."""
    counts = {
        (q, t, o): draw(st.sampled_from([0, 0, 1, 2, 3, 5, 9, 30])) for q in "12" for t in "абв" for o in ["да", "нет"]
    }

    def cut(name: str, dimensions: tuple[int, ...], labels: list[Key], **more: object) -> ReleasedTable:
        names = ("квартал", "тема", "исход")
        cells: dict[Key, int | None] = {}
        for key in labels:
            wanted = dict(zip(dimensions, key, strict=True))
            cells[key] = sum(n for at, n in counts.items() if all(v in (TOTAL, at[i]) for i, v in wanted.items()))
        return ReleasedTable(name, tuple(names[i] for i in dimensions), cells, **more)  # type: ignore[arg-type]

    topics = [(q, t) for q in "12" for t in ("а", "б", "в", TOTAL)]
    both = [(q, t, o) for q in "12" for t in ("а", "б", "в", TOTAL) for o in ("да", "нет", TOTAL)]
    all_of = cut("за полгода", (1,), [("а",), ("б",), ("в",), (TOTAL,)])
    year = replace(
        all_of,
        dimensions=("квартал", "тема"),
        cells={("полгода", *key): value for key, value in all_of.cells.items()},
        parts={"квартал": {"полгода": ("1", "2")}},
    )
    filtered = cut("с исходом «да»", (0, 1, 2), [(q, t, "да") for q, t in topics], open=frozenset({"исход"}))
    return [cut("темы", (0, 1), topics), cut("темы и исходы", (0, 1, 2), both), year, filtered]


@settings(max_examples=6, deadline=None)
@given(releases())
def test_no_protected_release_is_reached_together_with_all_before_it(found: list[ReleasedTable]) -> None:
    out: list[ReleasedTable] = []
    for table in found:
        out += protect([table], MINIMUM, released=out)
        assert not reachable_cells(out, MINIMUM)
    together = protect(found, MINIMUM)
    assert not reachable_cells(together, MINIMUM)
    for one in (out, together):
        for before in one:
            for after in one:
                assert not _differences(before, after)


def _differences(before: ReleasedTable, after: ReleasedTable) -> list[int]:
    """Plain subtraction of all pairs of shown counts of which one group holds the other."""
    found = []
    for key, value in shown(before).items():
        for other, number in shown(after).items():
            labels, narrower = _labels(before, key), _labels(after, other)
            if labels.items() < narrower.items() and "полгода" not in (*key, *other):
                found.append(value - number)
    return [one for one in found if 0 < one < MINIMUM]


def _labels(table: ReleasedTable, key: Key) -> dict[str, str]:
    return {name: label for name, label in zip(table.dimensions, key, strict=True) if label != TOTAL}
