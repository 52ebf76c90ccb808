"""Deadlines, publication, notices, clocks, and the answer to each clause."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from otklik.core.appeals import Audience
from otklik.core.deadlines import LegalClass
from otklik.procedures.schema_base import Entry, Named, Slug, Strict

Artifact = Literal[
    "appeal_metrics",
    "survey_results",
    "feedback_summary",
    "feedback_use",
    "decisions",
    "internal_feedback",
    "pain_map",
    "explanations",
    "feedback_texts",
    "request_states",
    "everything",
]
Order = Literal["workplace", "surveys", "improvement", "channels", "reports", "operation"]


#: By what the product sees that a duty is done; «mark»: people do it and tick it off with a document.
SeenBy = Literal[
    "closed_period",
    "pain_map",
    "package",
    "survey_summary",
    "internal_survey",
    "additional_survey",
    "annual_report",
    "publication",
    "review",
    "mark",
]


class DutyDeadline(Named):
    """A duty of the decree with its period and, where the decree names it, its last day."""

    owner: Slug | None = None
    """Role that must do it; None where the decree leaves it open."""
    recipient: Slug | None = None
    every: Literal["quarter", "year"]
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    """Last day, counted in the month after the quarter's end, or in `month` of the year after."""
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    timing: Literal["after", "within"] = "after"
    """«within»: done inside the period itself (a yearly survey); «after»: about a period that has ended."""
    each_organizer: bool = False
    """True: every organiser of assessment does it for the own unit."""
    seen_by: SeenBy = "mark"
    by_volume: Literal["feedback", "answers"] | None = None
    """What is counted where the period gets as short as a month by volume."""
    monthly_from: Annotated[int, Field(ge=1)] | None = None
    """Messages in a month from which the period is a month; answers have their threshold in `survey_rules`."""
    only_if_needed: bool = False
    """True: the decree wants it only when something is found («в отдельных случаях», «при необходимости»)."""
    note: str = ""
    """What to know of the period or the day where the decree leaves it open."""

    @model_validator(mode="after")
    def _day_is_whole(self) -> Self:
        if (self.month is not None) != (self.every == "year" and self.day is not None):
            raise ValueError("month пишут вместе с day у годового срока, и только у него")
        if (self.monthly_from is not None) != (self.by_volume == "feedback"):
            raise ValueError('monthly_from пишут там, где by_volume = "feedback"; у ответов порог стоит в survey_rules')
        return self


class PublicationRule(Entry):
    """Whether an artifact may be, must be or must not be published; «everything» rules what has no rule of its own."""

    artifact: Artifact
    policy: Literal["forbidden", "allowed", "required"]


class Placement(Entry):
    """The decree lets the administration define how feedback is told of and what is withheld; with our defaults."""

    forms: Annotated[tuple[str, ...], Field(min_length=1)]
    methods: Annotated[tuple[str, ...], Field(min_length=1)]
    every: Literal["month", "quarter", "year"]
    criteria: Annotated[tuple[str, ...], Field(min_length=1)]
    withheld: Annotated[tuple[str, ...], Field(min_length=1)]
    withheld_artifacts: tuple[Artifact, ...] = ()
    minimum_count: Annotated[int, Field(ge=3)]


class Restriction(Entry):
    """The decree's own sentence that the information is internal; printed on the monitoring report."""


class Notice(Named):
    """Something that the decree wants a client to be told."""

    audience: Audience = Audience.EXTERNAL


class Clock(Strict):
    """An override of the clock of a legal class."""

    legal_class: LegalClass
    days: Annotated[int, Field(ge=1)]
    unit: Literal["calendar", "working"]
    prolongation_days: Annotated[int, Field(ge=0)] = 0
    basis: str
    """The act from which the clock comes, in words."""


class Answered(Strict):
    """How one clause of the list is answered: done by something, planned by an order, or left to people."""

    id: str
    status: Literal["done", "planned", "people"]
    quote: str
    by: tuple[str, ...] = ()
    """Targets that fulfil a done clause: «page:status», «metric:channels»."""
    order: Order | None = None
    """The later order of the project that builds a planned clause."""
    reason: str = ""
    """Why people do it and not the product."""
    note: str = ""
    """What already works, or what to know."""

    @model_validator(mode="after")
    def _answer_is_whole(self) -> Self:
        if (self.status == "done") != bool(self.by):
            raise ValueError("«done» называет, чем выполнено (by); у остальных ответов by не бывает")
        if (self.status == "planned") != bool(self.order):
            raise ValueError("«planned» называет очередь работ (order); у остальных ответов order не бывает")
        if (self.status == "people") != bool(self.reason):
            raise ValueError("«people» называет причину (reason); у остальных ответов reason не бывает")
        return self


class ClauseDuty(Strict):
    """A row of clauses.tsv: what the clause demands."""

    id: str
    clause: str
    duty: str
