"""«Что решили в прошлый раз и что вышло»: decisions of the review before, and what became of them."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from otklik.base.actor import Actor
from otklik.core.russian import date_short, days_word
from otklik.improvement.enums import MeasureState, ProposalOutcome
from otklik.improvement.models import ChangeProposal, Measure
from otklik.improvement.policies import audiences_seen
from otklik.improvement.queries.paper import effects_of
from otklik.improvement.queries.roadmap import late_days
from otklik.intake.queries import today_of
from otklik.reporting.models import PeriodReview, ReviewItem


@dataclass(frozen=True)
class Outcome:
    """One decision of last time; `state` in words, `effect` empty while nothing can be said."""

    title: str
    audience: str
    decision: str
    state: str
    effect: str
    measure_id: int | None
    is_late: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the frozen protocol."""
        return asdict(self)


def review_before(review: PeriodReview) -> PeriodReview | None:
    """The closed review before this one: of the same quarter with a lower number, or of an earlier quarter."""
    closed = PeriodReview.objects.filter(administration_id=review.administration_id, closed_at__isnull=False)
    earlier = closed.filter(quarter__lt=review.quarter) | closed.filter(
        quarter=review.quarter, number__lt=review.number
    )
    return earlier.defer("payload", "considered").order_by("-quarter", "-number").first()


def outcomes(actor: Actor, review: PeriodReview) -> list[Outcome]:
    """What became of each decision of the review before, of the audiences that the actor may see."""
    before = review_before(review)
    if before is None:
        return []
    rows = ReviewItem.objects.filter(review=before, audience__in=audiences_seen(actor))
    items = list(rows.select_related("measure", "proposal"))
    effects = effects_of([one.measure_id for one in items if one.measure_id])
    today = today_of(actor)
    return [_outcome(one, effects[one.measure_id].told if one.measure_id in effects else "", today) for one in items]


def _outcome(item: ReviewItem, effect: str, today: date) -> Outcome:
    if item.decision == ReviewItem.Decision.REFUSAL:
        return Outcome(
            item.title, item.audience, f"Мероприятий не проводить: {item.reason}", "решение об отказе", "", None
        )
    if item.measure is None:
        return Outcome(item.title, item.audience, "Мероприятие", "мероприятие удалено", "", None)
    late = late_days(item.measure, today)
    state = measure_state(item.measure, late)
    if item.proposal is not None:
        state = f"{state}; {proposal_state(item.proposal)}"
    return Outcome(item.title, item.audience, item.measure.title, state, effect, item.measure_id, late > 0)


def measure_state(measure: Measure, late: int) -> str:
    """«выполнено 12.09.2025», «выполняется, просрочено на 5 дней»."""
    if measure.state == MeasureState.DONE and measure.done_on:
        return f"выполнено {date_short(measure.done_on)}"
    return f"{measure.get_state_display()}, просрочено на {days_word(late)}" if late else measure.get_state_display()


def proposal_state(proposal: ChangeProposal) -> str:
    """«Министерству …: направлено 02.10.2025 № 12, принято 01.11.2025»."""
    if proposal.sent_on is None:
        return f"{proposal.addressee}: письмо не направлено"
    sent = f"{proposal.addressee}: направлено {date_short(proposal.sent_on)} № {proposal.number}"
    if not proposal.outcome or proposal.outcome_on is None:
        return f"{sent}, ждём ответа"
    words = f": {proposal.outcome_words}" if proposal.outcome_words else ""
    return f"{sent}, {ProposalOutcome(proposal.outcome).label} {date_short(proposal.outcome_on)}{words}"
