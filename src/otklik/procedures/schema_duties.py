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
    "decisions",
    "internal_feedback",
    "pain_map",
    "explanations",
    "everything",
]
Order = Literal["workplace", "surveys", "improvement", "channels", "reports", "operation"]


class DutyDeadline(Named):
    """A duty of the decree with its period and, where the decree names it, its last day."""

    owner: Slug | None = None
    """Role that must do it; None where the decree leaves it open."""
    recipient: Slug | None = None
    every: Literal["quarter", "year"]
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    """Last day, counted in the month after the quarter's end, or in `month` of the year after."""
    month: Annotated[int, Field(ge=1, le=12)] | None = None


class PublicationRule(Entry):
    """Whether an artifact may be, must be or must not be published; «everything» rules what has no rule of its own."""

    artifact: Artifact
    policy: Literal["forbidden", "allowed", "required"]


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
