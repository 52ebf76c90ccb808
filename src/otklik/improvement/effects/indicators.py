"""What a measure may be judged by. Порядок: murashi 5.16, gatchina 4.4."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Audience
from otklik.core.ratings.formula import Unit
from otklik.core.ratings.registry import rating_formulas
from otklik.improvement.policies import audiences_seen
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_analysis import SatisfactionIndicator

#: Keys of `Measure.indicator` beside the slugs of the profile's indicators.
PAIN_SHARE, COMPLAINT_SHARE, LATE_SHARE = "", "complaint_share", "late_share"
Forms = tuple[str, str, str]
MESSAGES: Forms = ("сообщение", "сообщения", "сообщений")
PEOPLE: Forms = ("человек", "человека", "человек")


@dataclass(frozen=True)
class IndicatorMeant:
    """A figure that a measure should move: how it is written, which way is good, what its n counts."""

    key: str
    title: str
    unit: Unit = "share"
    less_is_better: bool = True
    counted: Forms = MESSAGES
    entry: SatisfactionIndicator | None = None
    """The profile's indicator, where it is one."""

    @property
    def audience(self) -> Audience:
        """Whose opinion it is; those of feedback follow the measure's pains."""
        return self.entry.audience if self.entry else Audience.EXTERNAL


_OF_FEEDBACK = (
    IndicatorMeant(PAIN_SHARE, "Доля таких сообщений среди сообщений о процессе"),
    IndicatorMeant(COMPLAINT_SHARE, "Доля жалоб среди сообщений о процессе"),
    IndicatorMeant(LATE_SHARE, "Доля обращений, на которые ответили с опозданием"),
)


def indicators_meant(procedure: Procedure) -> tuple[IndicatorMeant, ...]:
    """Everything that measures of this decree may be judged by."""
    return (*_OF_FEEDBACK, *(_of_survey(entry) for entry in procedure.indicators))


def indicator_meant(procedure: Procedure, key: str) -> IndicatorMeant | None:
    """The one with this key; None where the profile has it no more."""
    return next((one for one in indicators_meant(procedure) if one.key == key), None)


def indicator_choices(actor: Actor) -> list[tuple[str, str]]:
    """Keys and titles for the form of a measure, without what the actor may not see."""
    seen = audiences_seen(actor)
    found = indicators_meant(procedure_of(actor.administration_slug))
    return [(one.key, one.title) for one in found if one.audience in seen]


def _of_survey(entry: SatisfactionIndicator) -> IndicatorMeant:
    formula = rating_formulas()[entry.formula]
    return IndicatorMeant(entry.slug, entry.title, formula.unit, not formula.good_is_high, PEOPLE, entry)
