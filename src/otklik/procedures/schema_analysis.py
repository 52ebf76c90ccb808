"""What the decree counts: populations, metrics, indicators, surveys, periods, pain map."""

from typing import Annotated, Literal

from pydantic import Field

from otklik.core.appeals import Audience, ItemKind
from otklik.core.questionnaire.enums import Rates
from otklik.procedures.schema_base import Entry, Every, Named, Slug, Strict

MetricSlug = Literal["channels", "reasons", "topics", "waiting_time", "satisfied_share", "unsatisfied_share"]


class Population(Strict):
    """The set of items over which a metric counts."""

    slug: Slug
    title: str
    """Whose share is taken: «всех поступивших за квартал жалоб» (genitive)."""
    kinds: Annotated[tuple[ItemKind, ...], Field(min_length=1)]


class Metric(Entry):
    """A metric of the quarterly monitoring in the decree's own words and order."""

    slug: MetricSlug
    """Names the formula that counts it."""
    title: str
    short_title: str
    population: Slug
    period: Literal["quarter"] = "quarter"


class SatisfactionIndicator(Named):
    """An indicator of satisfaction that the decree names."""

    audience: Audience = Audience.EXTERNAL
    rates: Rates
    """The questions that enter it: those that rate this."""
    of: str = ""
    """Only the questions about this element, touchpoint or aspect."""
    formula: Slug = "top_2_box"
    """Names the formula that counts it."""
    minimum_n: Annotated[int, Field(ge=1)] = 30
    """Fewer answers than this are said beside the value («мало ответов»)."""


class SurveyRules(Entry):
    """Numbers that decrees leave open: smallest group shown, when a summary is monthly, when to look deeper."""

    minimum_group: Annotated[int, Field(ge=2)] = 5
    """A group of external clients smaller than this is not shown."""
    internal_minimum_group: Annotated[int, Field(ge=2)] = 10
    """The same of employees."""
    monthly_from: Annotated[int, Field(ge=1)] = 300
    """Answers in a month from which the summary is monthly, where the period depends on the volume."""
    negative_share: Annotated[float, Field(gt=0, lt=1)] = 0.3
    """Share of negative marks (1 and 2 of 5) from which an additional survey is proposed."""
    drop_points: Annotated[float, Field(gt=0)] = 10.0
    """Fall of an indicator against the quarter before, in percentage points, from which one is proposed."""
    minimum_n: Annotated[int, Field(ge=1)] = 30
    """Answers below which neither is looked at."""
    margin: Annotated[float, Field(gt=0, lt=1)] = 0.05
    """Margin of error that a sample is planned for."""
    confidence: Annotated[float, Field(gt=0, lt=1)] = 0.95


class SurveyKind(Named):
    """A survey that the decree provides for."""

    audience: Audience
    rates: Rates | None = None
    every: Every = "as_needed"
    only_if_needed: bool = False
    """True: «при необходимости»: its period demands nothing by itself."""
    permanent: bool = False
    """True: has no end («постоянный сбор»)."""
    needs_basis: bool = False
    """True: held by an order or an act of its own («отдельным распоряжением», «локальным актом»)."""
    needs_target: bool = False
    """True: of a target audience that is named in words."""
    states_hypothesis: bool = False
    """True: checks hypotheses; ends with a verdict on them."""


class Period(Entry):
    """How often something is done."""

    slug: Literal["appeals_analysis", "survey_summary", "internal_survey", "additional_survey", "pain_map"]
    title: str
    every: Every
    at_least: bool = False
    """True: «не реже»."""
    shortest: Every | None = None
    """The shortest period, where the period depends on the volume."""
    by_volume: bool = False
    only_if_needed: bool = False
    """True: «при необходимости»."""


class Aspect(Named):
    """What employees rate."""


class Internal(Strict):
    """Internal feedback: aspects, owner, anonymity."""

    general: bool = False
    """True: the general satisfaction is asked beside the aspects."""
    general_clause: str = ""
    general_quote: str = ""
    processes: bool = False
    """True: each group of processes is rated too."""
    owner: Slug | None = None
    """Role whose unit collects and analyses internal feedback."""
    anonymous: bool = False
    """True: the decree gives employees the right to write on their own initiative and without a name."""
    anonymous_clause: str = ""
    anonymous_quote: str = ""
    aspects: Annotated[tuple[Aspect, ...], Field(min_length=1)]
