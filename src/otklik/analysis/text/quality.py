"""The quality card of an administration: which model is in force since when, how right it is, what people changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.analysis.models import LearnedModel, SuggestionWeek, TextLabel, TextLearning
from otklik.analysis.policies import can_view_suggestion_quality
from otklik.analysis.text.decisions import MOST_DECISIONS
from otklik.analysis.text.in_force import models_in_force
from otklik.analysis.text.training import FEWEST_DECISIONS
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.appeals import Audience
from otklik.core.suggestion_quality import Tally
from otklik.intake.models import FeedbackItem

#: Weeks of the table.
WEEKS = 26


@dataclass(frozen=True)
class LabelQuality:
    """One label: the model in force with its test, the last trial that came to nothing after it.

    `outdated`: the model that would be in force if this version of the program could read it; it says nothing.
    """

    label: TextLabel
    model: LearnedModel | None
    outdated: LearnedModel | None
    tested: Tally | None
    rejected: LearnedModel | None
    rejected_tally: Tally | None
    former_tally: Tally | None


@dataclass(frozen=True)
class WeekQuality:
    """What was decided against what was suggested from Monday to Sunday."""

    first_on: date
    last_on: date
    tally: Tally


@dataclass(frozen=True)
class SuggestionQuality:
    """The whole card. `read_count`: decisions at hand, counted to the number that is learned from at most."""

    learning: TextLearning | None
    labels: Sequence[LabelQuality]
    chosen: TextLabel
    weeks: Sequence[WeekQuality]
    total: Tally
    read_count: int
    fewest: int = FEWEST_DECISIONS

    @property
    def has_models(self) -> bool:
        """Something is in force, or was before the program was renewed."""
        return any(one.model or one.outdated for one in self.labels)

    @property
    def is_moving(self) -> bool:
        """A learning waits or goes on."""
        return self.learning is not None and self.learning.state in {
            TextLearning.State.WAITING,
            TextLearning.State.RUNNING,
        }

    @property
    def left_count(self) -> int:
        """Texts that must still be read before anything is learned."""
        return max(0, self.fewest - self.read_count)

    @property
    def chosen_quality(self) -> LabelQuality:
        """The label whose weeks are shown."""
        return next(one for one in self.labels if one.label == self.chosen)


def suggestion_quality(actor: Actor, label: str = "") -> SuggestionQuality:
    """The card of the actor's administration; `label` chooses the weeks. NotFound without the right."""
    if not can_view_suggestion_quality(actor):
        raise NotFound
    own = actor.administration_id
    trials = list(LearnedModel.objects.filter(administration_id=own).order_by("-pk"))
    read = models_in_force(own)
    labels = [
        _label(one, [trial for trial in trials if trial.label == one], is_readable=one in read) for one in TextLabel
    ]
    chosen = TextLabel(label) if label in set(TextLabel) else TextLabel.CATEGORY
    weeks = _weeks(own, chosen)
    total = Tally()
    for week in weeks:
        total = total.plus(week.tally)
    learning = TextLearning.objects.filter(pk=own).first()
    return SuggestionQuality(learning, labels, chosen, weeks, total, _read_count(own))


def _label(label: TextLabel, trials: Sequence[LearnedModel], *, is_readable: bool) -> LabelQuality:
    kept = next((trial for trial in trials if trial.state == LearnedModel.State.IN_FORCE), None)
    model = kept if is_readable else None
    last = trials[0] if trials and trials[0].state == LearnedModel.State.REJECTED else None
    return LabelQuality(
        label,
        model,
        None if is_readable else kept,
        Tally.from_json(model.quality) if model else None,
        last,
        Tally.from_json(last.quality) if last else None,
        Tally.from_json(last.former_quality) if last and last.former_quality else None,
    )


def _weeks(own: int, label: TextLabel) -> list[WeekQuality]:
    rows = SuggestionWeek.objects.filter(administration_id=own, label=label).order_by("-week")[:WEEKS]
    return [WeekQuality(row.week, row.week + timedelta(days=6), Tally.from_json(row.tally)) for row in rows]


def _read_count(own: int) -> int:
    read = FeedbackItem.objects.of(own).filter(read_at__isnull=False, audience=Audience.EXTERNAL).newest_first()
    return read.values("pk")[:MOST_DECISIONS].count()
