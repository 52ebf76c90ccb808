"""Every figure's list holds as many records as the figure says, in the whole and in every cut."""

from collections.abc import Callable

import pytest
from tests.analysis.sample import stored

from otklik.analysis.cut import Cut
from otklik.analysis.figures import Figure, Monitoring, Row
from otklik.analysis.queries import dashboard, monitoring
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration, Department, Process
from otklik.core.periods import Quarter
from otklik.intake.models import FeedbackItem
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows

QUARTER = Quarter(2025, 3)
CUTS = (
    Cut(), Cut(audience="external"), Cut(audience="internal"), Cut(subject="services"),
    Cut(sender_kind="representative"), Cut(form="oral"), Cut(mode="online"), Cut(mode="offline", form="written"),
)  # fmt: skip
Act = Callable[..., Actor]


@pytest.fixture
def whole(administration: Administration, actor: Act) -> Actor:
    """Sees the whole administration's figures, and every record of them."""
    stored(administration, rows=600)
    return actor("coordinator", "internal_officer")


def listed(actor: Actor, query: str) -> int:
    chosen = RegistryFilter.parse(query)
    assert not chosen.unknown, chosen.unknown
    return registry_rows(actor, chosen).count()


def expected(row: Row, figure: Figure) -> int | None:
    """Records that the list must hold."""
    return figure.n if row.unit == "days" else figure.numerator


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: str(dict(cut.pairs)))
def test_lists_of_the_quarter(whole: Actor, cut: Cut) -> None:
    found = monitoring(whole, QUARTER, cut)
    assert found.metric("waiting_time").row("all").current.n > 5
    for metric in found.metrics:
        for row in metric.rows:
            if row.pairs is not None:
                assert listed(whole, row.query(QUARTER)) == row.records, (metric.slug, row.key)


def test_lists_of_earlier_quarters(whole: Actor) -> None:
    found = monitoring(whole, QUARTER)
    for metric in found.metrics:
        for row in metric.rows:
            wanted = expected(row, row.year_ago)
            if metric.counts == "items" and row.pairs is not None and wanted is not None:
                assert listed(whole, row.query(QUARTER.year_ago())) == wanted, (metric.slug, row.key)


def test_cuts_of_one_dimension_add_up(whole: Actor) -> None:
    def received(cut: Cut) -> int:
        return monitoring(whole, QUARTER, cut).metric("channels").row("all").current.n

    assert received(Cut(audience="external")) + received(Cut(audience="internal")) == received(Cut())
    assert received(Cut(form="oral")) + received(Cut(form="written")) == received(Cut())


def test_an_unknown_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="Среза «nobody» нет"):
        Cut(audience="nobody")
    assert Cut.read({"audience": "internal", "page": "2", "form": ""}) == Cut(audience="internal")


def test_the_internal_officer_sees_employees_only(whole: Actor, actor: Act) -> None:
    officer = actor("internal_officer")
    found = monitoring(officer, QUARTER)
    assert found.part == "сообщения внутренних клиентов"
    assert _received(found) == _received(monitoring(whole, QUARTER, Cut(audience="internal"))) > 0


def test_an_organiser_sees_his_unit_s_part(whole: Actor, actor: Act, administration: Administration) -> None:
    unit = Department.objects.create(administration=administration, slug="housing", title="Отдел ЖКХ")
    process = Process.objects.create(administration=administration, slug="p", title="П", subject="s", organizer=unit)
    of_quarter = FeedbackItem.objects.filter(quarter=QUARTER.key, audience="external").appeals()
    ids = list(of_quarter.values_list("pk", flat=True)[:7])
    FeedbackItem.objects.filter(pk__in=ids).update(process=process)
    organizer = actor("organizer", department=unit)
    assert _received(monitoring(organizer, QUARTER)) == 7


def _received(found: Monitoring) -> int:
    return found.metric("channels").row("all").current.n


@pytest.mark.parametrize("role", ["registrar", "specialist", "administrator"])
def test_others_see_no_figures(administration: Administration, actor: Act, role: str) -> None:
    with pytest.raises(NotFound):
        monitoring(actor(role), QUARTER)


def test_one_administration_s_figures_hold_no_other_s_rows(
    administrations: Callable[[str], Administration], whole: Actor, actor: Act
) -> None:
    before = monitoring(whole, QUARTER)
    stored(administrations("gatchina"), rows=50)
    assert monitoring(whole, QUARTER) == before


def test_the_head_s_figures_open_to_their_lists(whole: Actor, actor: Act) -> None:
    found = {one.slug: one for one in dashboard(whole, QUARTER)}
    assert list(found) == ["received", "in_time", "median_waiting", "satisfied", "overdue"]
    for slug in ("received", "in_time", "satisfied", "overdue"):
        assert listed(whole, found[slug].query) == found[slug].numerator, slug
    trend = found["received"].trend
    assert [str(point.quarter) for point in trend] == ["2024Q2", "2024Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3"]
    now = monitoring(whole, QUARTER)
    assert trend[-1].n == _received(now)
    assert found["median_waiting"].value == now.metric("waiting_time").row("median").current.value
    assert found["satisfied"].value == now.metric("satisfied_share").row("satisfied").current.value
    with pytest.raises(NotFound):
        dashboard(actor("specialist"))


def test_a_monitoring_costs_the_same_queries_with_more_rows(
    administration: Administration, actor: Act, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    stored(administration, rows=300)
    head = actor("head")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        monitoring(head, QUARTER)
