"""The figures of one administration's quarter as a region may see them: small groups are left out here, for good."""

from collections.abc import Iterable, Sequence
from datetime import date

from otklik.analysis.calculation import revision_of
from otklik.analysis.figures import Metric, Monitoring
from otklik.analysis.figures import Row as MetricRow
from otklik.analysis.indicators.answers import SurveyAnswers, answers_in
from otklik.analysis.indicators.count import whole
from otklik.analysis.indicators.items import items_rating
from otklik.analysis.queries import report_monitoring
from otklik.base.actor import system_actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience, ItemKind
from otklik.core.periods import Quarter
from otklik.core.ratings.item import Item
from otklik.core.ratings.rating import rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import total
from otklik.core.spans import Span
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SatisfactionIndicator
from otklik.region.duties_kept import duties_of
from otklik.region.payload import Figures, Value, Way
from otklik.surveys.models import Survey

#: Rows of the monitoring that are shown, by metric: counts, days, shares. Channels, reasons, topics stay inside.
ROWS: dict[str, tuple[str, ...]] = {
    "channels": ("all",),
    "waiting_time": ("median", "mean", "overdue"),
    "satisfied_share": ("satisfied",),
    "unsatisfied_share": ("refused",),
}
WEIGHED, SELF_CHOSEN = "weighed", "self"
POPULATIONS = {WEIGHED: "ответы с весами выборки", SELF_CHOSEN: "ответы всех, кто захотел ответить"}


def figures_of(administration: Administration, quarter: Quarter, today: date) -> Figures:
    """Counted anew; the monitoring of a closed quarter is that of its newest edition. Порядок: gatchina 1.1"""
    procedure = procedure_of(administration.slug)
    shown = report_monitoring(system_actor(administration.pk, administration.slug), quarter)
    minimum = procedure.survey_rules.minimum_group
    return Figures(
        values=(*_indicators(administration, procedure, quarter, today), *_monitoring(shown, procedure, minimum)),
        duties=duties_of(administration, quarter, today),
        procedure=revision_of(procedure),
        minimum=minimum,
        is_closed=shown.frozen,
    )


def _indicators(administration: Administration, procedure: Procedure, quarter: Quarter, today: date) -> Iterable[Value]:
    entries = [one for one in procedure.indicators if one.audience == Audience.EXTERNAL]
    surveys = Survey.objects.filter(administration=administration, audience=Audience.EXTERNAL.value)
    asked = list(surveys.exclude(state=Survey.State.DRAFT).select_related("version"))
    span = Span.of_quarter(quarter)
    answers = answers_in(asked, [span], today).get(span, [])
    return [_indicator(entry, answers) for entry in entries]


def _indicator(entry: SatisfactionIndicator, answers: Sequence[SurveyAnswers]) -> Value:
    formula = rating_formulas()[entry.formula]
    met = [(one, items_rating(one.matrix, entry.rates, entry.of)) for one in answers]
    found = [(one, items, whole(formula, items, one)) for one, items in met if items]
    counted = [(one, items) for one, items, sums in found if sums.n]
    rating = rate(formula, total([sums for _, _, sums in found]))
    population = WEIGHED if any(one.weights is not None for one, _ in counted) else SELF_CHOSEN
    way = Way(
        kind="indicator",
        what=f"{entry.rates}:{entry.of}" if entry.of else str(entry.rates),
        formula=formula.slug,
        scale=_scales(item for _, items in counted for item in items),
        population=population,
        population_title=POPULATIONS[population],
    )
    return Value(
        way,
        entry.title,
        formula.unit,
        rating.value,
        rating.n or None,
        is_hidden=not rating.n and any(len(one.matrix) or one.left_out for one, items in met if items),
        error=rating.error,
        effective_n=rating.effective_n,
        marks=rating.marks,
        is_small=0 < rating.n < entry.minimum_n,
    )


def _scales(items: Iterable[Item]) -> str:
    return ", ".join(f"{low:g}–{high:g}" for low, high in sorted({(item.low, item.high) for item in items}))


def _monitoring(shown: Monitoring, procedure: Procedure, minimum: int) -> Iterable[Value]:
    by_slug = {metric.slug: metric for metric in shown.metrics}
    return [
        _figure(by_slug[slug], row, procedure, minimum)
        for slug, keys in ROWS.items()
        if slug in by_slug
        for row in by_slug[slug].rows
        if row.key in keys
    ]


def _kinds_in_words(kinds: Sequence[str]) -> str:
    """«вид «жалоба»», so that decrees which call the same set otherwise are told in the same words."""
    word = "вид" if len(kinds) == 1 else "виды"
    return f"{word} «{'», «'.join(ItemKind(kind).label.lower() for kind in kinds)}»"


def _figure(metric: Metric, row: MetricRow, procedure: Procedure, minimum: int) -> Value:
    kinds = sorted(kind.value for kind in procedure.population(metric.population).kinds)
    way = Way(metric.slug, row.key, population=",".join(kinds), population_title=_kinds_in_words(kinds))
    is_count = metric.slug == "channels"
    unit = "count" if is_count else row.unit
    n, value = row.current.n, float(row.current.n) if is_count else row.current.value
    title = "Поступило" if is_count else row.title
    if 0 < n < minimum:
        return Value(way, title, unit, None, None, is_hidden=True)
    return Value(way, title, unit, value, n)
