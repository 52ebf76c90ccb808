"""A decree («Порядок сбора и анализа обратной связи») as a frozen object."""

from typing import Annotated, Any, Protocol, TypeVar

from pydantic import Field

from otklik.core.appeals import Audience
from otklik.core.questionnaire.schema import Questionnaire
from otklik.procedures.schema_act import Act, Role, Term
from otklik.procedures.schema_analysis import (
    Internal,
    Metric,
    Period,
    Population,
    SatisfactionIndicator,
    SurveyKind,
    SurveyRules,
)
from otklik.procedures.schema_base import Strict
from otklik.procedures.schema_duties import (
    Answered,
    Artifact,
    ClauseDuty,
    Clock,
    DutyDeadline,
    Notice,
    Placement,
    PublicationRule,
    Restriction,
)
from otklik.procedures.schema_intake import (
    Category,
    Channel,
    ClientSegment,
    CodebookText,
    Element,
    Kind,
    LifeSituation,
    Reason,
    Subject,
    Touchpoint,
)
from otklik.procedures.schema_pains import MeasureType, PainMap, PainRules


class Slugged(Protocol):
    """Whatever is found by its slug."""

    @property
    def slug(self) -> str: ...


_Named = TypeVar("_Named", bound=Slugged)


class Procedure(Strict):
    """Everything that the product knows of one decree. Made by `registry.load_procedure` only."""

    act: Act
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    subjects: Annotated[tuple[Subject, ...], Field(min_length=1)]
    channels: Annotated[tuple[Channel, ...], Field(min_length=1)]
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    touchpoints: Annotated[tuple[Touchpoint, ...], Field(min_length=1)]
    elements: Annotated[tuple[Element, ...], Field(min_length=1)]
    reasons: Annotated[tuple[Reason, ...], Field(min_length=1)]
    segments: tuple[ClientSegment, ...] = ()
    life_situations: tuple[LifeSituation, ...] = ()
    codebook: tuple[CodebookText, ...] = ()
    populations: Annotated[tuple[Population, ...], Field(min_length=1)]
    metrics: Annotated[tuple[Metric, ...], Field(min_length=1)]
    indicators: tuple[SatisfactionIndicator, ...] = ()
    surveys: tuple[SurveyKind, ...] = ()
    survey_rules: SurveyRules = SurveyRules(source="default")
    questionnaires: tuple[Questionnaire, ...] = ()
    """Files of questionnaires/ beside the profile, and the product's own; never written in procedure.toml itself."""
    periods: Annotated[tuple[Period, ...], Field(min_length=1)]
    internal: Internal
    pain_map: PainMap | None = None
    pain_rules: PainRules = PainRules(source="default")
    measure_types: Annotated[tuple[MeasureType, ...], Field(min_length=1)]
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    deadlines: tuple[DutyDeadline, ...] = ()
    publication: Annotated[tuple[PublicationRule, ...], Field(min_length=1)]
    placement: Placement | None = None
    """None where the decree does not leave the rules of placement to the administration."""
    restriction: Restriction
    notices: tuple[Notice, ...] = ()
    clocks: tuple[Clock, ...] = ()
    coverage: tuple[Answered, ...] = ()
    duties: tuple[ClauseDuty, ...] = ()
    """Rows of clauses.tsv beside the profile; never written in the TOML itself."""

    @property
    def slug(self) -> str:
        """Slug of the administration."""
        return self.act.slug

    def metric(self, slug: str) -> Metric:
        """The metric by slug; KeyError when this decree has none such."""
        return _by_slug(self.metrics, slug)

    def population(self, slug: str) -> Population:
        """The population by slug; KeyError when unknown."""
        return _by_slug(self.populations, slug)

    def channel(self, slug: str) -> Channel:
        """The channel by slug; KeyError when unknown."""
        return _by_slug(self.channels, slug)

    def kind(self, slug: str) -> Kind:
        """The kind of feedback by slug; KeyError when unknown."""
        return _by_slug(self.kinds, slug)

    def subject(self, slug: str) -> Subject:
        """The object of assessment by slug; KeyError when unknown."""
        return _by_slug(self.subjects, slug)

    def role(self, slug: str) -> Role:
        """The role by slug; KeyError when unknown."""
        return _by_slug(self.roles, slug)

    def period(self, slug: str) -> Period:
        """The period by slug; KeyError when this decree names none."""
        return _by_slug(self.periods, slug)

    def channels_of(self, audience: Audience) -> tuple[Channel, ...]:
        """Channels of one audience in the decree's order."""
        return tuple(channel for channel in self.channels if channel.audience == audience)

    def publication_rule(self, artifact: Artifact) -> PublicationRule | None:
        """The rule of the artifact, else the rule of everything; None when the decree is silent."""
        rules = {rule.artifact: rule for rule in self.publication}
        return rules.get(artifact) or rules.get("everything")

    def may_publish(self, artifact: Artifact) -> bool:
        """False also when the decree is silent: what no clause permits stays inside."""
        rule = self.publication_rule(artifact)
        return rule is not None and rule.policy != "forbidden"


def profile_schema() -> dict[str, Any]:
    """JSON Schema of procedure.toml, for editors that check while one types."""
    schema = Procedure.model_json_schema()
    for beside in ("duties", "questionnaires"):
        del schema["properties"][beside]
    schema["title"] = "procedure.toml"
    return schema


def questionnaire_schema() -> dict[str, Any]:
    """JSON Schema of a file of questionnaires/."""
    schema = Questionnaire.model_json_schema()
    schema["title"] = "questionnaires/*.toml"
    schema["properties"]["based_on"] = {
        "type": "string",
        "description": "Slug of a shipped questionnaire to start from.",
    }
    schema["required"] = []
    return schema


def _by_slug(entries: tuple[_Named, ...], slug: str) -> _Named:
    for entry in entries:
        if entry.slug == slug:
            return entry
    raise KeyError(slug)
