"""What the decree asks of the pain map, and the numbers that it leaves open: levels, priority, terms."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from otklik.procedures.schema_base import Entry, Every, Named, Slug, Strict

Share = Annotated[float, Field(gt=0, lt=1)]
Weight = Annotated[float, Field(ge=0)]
Days = Annotated[int, Field(ge=1)]


PainColumnSlug = Literal[
    "process",
    "problem",
    "evidence",
    "prevalence",
    "impact",
    "feasibility",
    "priority",
    "measures",
    "responsible",
    "due",
    "department",
    "indicator",
]


class PainColumn(Strict):
    """A column of the pain map, titled as the decree titles it; by default, where the decree names none."""

    slug: PainColumnSlug
    title: str
    footnote: bool = False
    """True: the template sets an asterisk, and the unit and method stand under the map."""
    satisfaction: bool = False
    """True: of a need the column tells also how far it is met («удовлетворённость потребности»)."""


class PainMap(Entry):
    """The pain map, the plain list of problems, or the lists of the owning units, of the decree."""

    form: Literal["map", "problem_list", "unit_list"]
    title: str
    owner: Slug | None = None
    """Role that draws it up."""
    every: Every
    columns: tuple[PainColumn, ...] = ()
    """In order; without `columns_clause` they are the product's own and not the decree's."""
    columns_clause: str = ""
    columns_quote: str = ""
    numbered: bool = False
    """True: rows bear a number, as in the decree's template."""
    footnote: str = ""
    """What the template says under the map, before the unit and the method."""
    footnote_clause: str = ""
    footnote_quote: str = ""
    levels: tuple[str, ...] = ()
    levels_clause: str = ""
    levels_quote: str = ""
    needs: bool = False
    """True: an unmet need is a pain too."""
    all_pains: bool = False
    """True: no identified pain may be left out."""
    grouping: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    """Factors of the priority that the decree names."""


class MeasureType(Named):
    """A kind of measure of the road map: in the decree's own words, or a default of the product."""


class PainRules(Entry):
    """Numbers of levels, priority and terms; decrees leave them to «программным положениям исследования»."""

    unit: str = "доля сообщений о проблеме среди сообщений о процессе за квартал и их число на 100 взаимодействий"
    """Unit in which prevalence is measured, as it stands under the map."""
    high_share: Share = 0.25
    """Share of the process's feedback from which prevalence is high, 0..1."""
    medium_share: Share = 0.08
    """The same for medium."""
    high_rate: Annotated[float, Field(gt=0)] = 5.0
    """Messages per 100 interactions from which prevalence is high, whatever the share."""
    medium_rate: Annotated[float, Field(gt=0)] = 1.0
    """The same for medium."""
    high_unsatisfied: Share = 0.75
    """Share of marks of a low indicator that are not good from which prevalence is high."""
    medium_unsatisfied: Share = 0.5
    """The same for medium."""
    severity_weight: Weight = 0.5
    """Part of the severity of texts and scores in the impact."""
    importance_weight: Weight = 0.3
    """Part of the importance of what is concerned, by surveys; where it is unknown the other parts make the whole."""
    spread_weight: Weight = 0.2
    """Part of the spread over processes in the impact."""
    wide_processes: Annotated[int, Field(ge=2)] = 3
    """Processes touched from which the spread counts in full."""
    high_impact: Share = 0.5
    """Impact, 0..1, from which it is high."""
    medium_impact: Share = 0.35
    """The same for medium."""
    prevalence_points: Annotated[int, Field(ge=0, le=10)] = 2
    """By what the level of prevalence (1 to 3) is multiplied in the score of priority."""
    impact_points: Annotated[int, Field(ge=0, le=10)] = 2
    """The same of the impact."""
    feasibility_points: Annotated[int, Field(ge=0, le=10)] = 1
    """The same of the feasibility."""
    high_score: Annotated[int, Field(ge=1)] = 12
    """Score from which the priority is high."""
    medium_score: Annotated[int, Field(ge=1)] = 9
    """Score from which it is medium."""
    high_days: Days = 90
    """Days from the approval of the map within which a measure of high priority is due."""
    medium_days: Days = 180
    """The same of medium priority."""
    low_days: Days = 365
    """The same of low priority."""
    minimum_items: Annotated[int, Field(ge=1)] = 3
    """Messages from which a group of texts makes a line of its own; fewer are offered to join a kindred line."""
    firm_items: Annotated[int, Field(ge=1)] = 5
    """Messages from which the level of prevalence is that of the value; of fewer it is the lowest of the interval."""
    low_indicator: Share = 0.6
    """An indicator or an element below this share of satisfied marks speaks for a pain."""
    low_indicator_n: Annotated[int, Field(ge=1)] = 30
    """Answers below which an indicator speaks for nothing."""
    low_elements: Annotated[int, Field(ge=1)] = 5
    """Of the elements of one process, at most so many of the lowest are taken."""

    def days_of(self, priority: Literal["high", "medium", "low"]) -> int:
        """Days within which a measure of the priority is due. Порядок: livny, приложение."""
        return {"high": self.high_days, "medium": self.medium_days, "low": self.low_days}[priority]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        pairs = {
            "share": (self.medium_share, self.high_share),
            "rate": (self.medium_rate, self.high_rate),
            "unsatisfied": (self.medium_unsatisfied, self.high_unsatisfied),
            "impact": (self.medium_impact, self.high_impact),
            "score": (self.medium_score, self.high_score),
        }
        for name, (medium, high) in pairs.items():
            if medium > high:
                raise ValueError(f"порог medium_{name} больше порога high_{name}")
        if not self.severity_weight + self.spread_weight:
            raise ValueError("у воздействия нет веса: severity_weight и spread_weight равны нулю")
        return self
