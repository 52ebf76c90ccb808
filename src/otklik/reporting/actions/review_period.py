"""Calling a review of a quarter, its agenda, who took part, and closing its protocol. Порядок: livny 4"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.analysis.payload import digest_of
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.improvement.measure_plan import check_day, plain
from otklik.intake.queries import today_of
from otklik.reporting.models import PeriodReview, ReviewItem
from otklik.reporting.reviews.access import item_to_decide, review_to_keep
from otklik.reporting.reviews.agenda import indicator_lines, proposed_items
from otklik.reporting.reviews.considered import considered
from otklik.reporting.reviews.payload import payload_of
from otklik.reporting.reviews.policies import can_keep_reviews

LONGEST = {"form": 200, "chair": 200, "chair_position": 300, "participants": 5_000, "words": 20_000}
TITLE_LETTERS, TOLD_LETTERS = 300, 1000


@dataclass(frozen=True)
class Meeting:
    """Who considered it, when and how; `participants` one a line."""

    held_on: date | None = None
    form: str = ""
    chair: str = ""
    chair_position: str = ""
    participants: str = ""
    words: str = ""


@transaction.atomic
def call_review(*, actor: Actor, quarter: Quarter, planned_on: date | None = None) -> PeriodReview:
    """A review with the agenda that the quarter proposes; a quarter may be reviewed again."""
    if not can_keep_reviews(actor):
        raise NotFound
    today = today_of(actor)
    if quarter.start_on > today:
        raise RuleBroken("ahead", "Этот квартал ещё не начался.", "quarter")
    check_day(planned_on, "planned_on")
    lock_administration(actor.administration_id)
    own = PeriodReview.objects.filter(administration_id=actor.administration_id, quarter=quarter.key)
    if own.filter(closed_at__isnull=True).exists():
        raise RuleBroken("open", "Рассмотрение этого квартала уже готовится: откройте его из списка.", "quarter")
    lines = indicator_lines(actor, quarter, today)
    made = PeriodReview.objects.create(
        administration_id=actor.administration_id,
        quarter=quarter.key,
        number=(own.aggregate(last=Max("number"))["last"] or 0) + 1,
        planned_on=planned_on,
        considered={"laid": considered(actor, quarter, today, lines)},
        made_at=timezone.now(),
        made_by_id=actor.user_id,
    )
    _add(made, proposed_items(actor, made, lines))
    audit.record(actor, "call_review", made, f"Созвано рассмотрение: {quarter.title}")
    return made


@transaction.atomic
def renew_agenda(*, actor: Actor, review_id: int) -> int:
    """Figures as they stand today, and items that the quarter proposes now and did not then; returns how many."""
    review = review_to_keep(actor, review_id)
    quarter, today = Quarter.from_key(review.quarter), today_of(actor)
    lines = indicator_lines(actor, quarter, today)
    review.considered = {"laid": considered(actor, quarter, today, lines)}
    review.save(update_fields=["considered"])
    known = set(ReviewItem.objects.filter(review=review).values_list("pain_id", "key"))
    fresh = [one for one in proposed_items(actor, review, lines) if (one.pain_id, one.key) not in known]
    _add(review, fresh)
    audit.record(actor, "renew_agenda", review, f"Повестка обновлена: добавлено {len(fresh)}")
    return len(fresh)


@transaction.atomic
def add_review_item(*, actor: Actor, review_id: int, title: str, told: str = "") -> ReviewItem:
    """An item that a participant proposes."""
    review = review_to_keep(actor, review_id)
    name, words = plain(title), plain(told)
    if not name or len(name) > TITLE_LETTERS:
        raise RuleBroken("title", "Назовите вопрос, не длиннее 300 знаков.", "title")
    if len(words) > TOLD_LETTERS:
        raise RuleBroken("told", "Слишком длинно: не больше 1000 знаков.", "told")
    made = ReviewItem(
        review=review, source=ReviewItem.Source.OWN, audience=Audience.EXTERNAL.value, title=name, told=words
    )
    _add(review, [made])
    audit.record(actor, "add_review_item", review, f"В повестку добавлено: {name}")
    return made


@transaction.atomic
def drop_review_item(*, actor: Actor, review_id: int, item_id: int) -> None:
    """Take an item off the agenda; what is decided already stays."""
    item = item_to_decide(actor, review_id, item_id)
    if item.decision:
        raise RuleBroken("decided", "По этому вопросу решение уже принято: сначала отмените его.")
    audit.record(actor, "drop_review_item", item.review, f"Из повестки снято: {item.title}")
    item.delete()


@transaction.atomic
def keep_meeting(*, actor: Actor, review_id: int, meeting: Meeting, version: int) -> PeriodReview:
    """Who, when, how. RuleBroken when somebody else wrote meanwhile, or for a day ahead."""
    review = review_to_keep(actor, review_id)
    if review.version != version:
        raise RuleBroken(
            "changed_meanwhile",
            "Пока вы писали, протокол изменил другой человек. Ваш текст остался в полях: сверьте его и сохраните "
            "ещё раз.",
        )
    check_day(meeting.held_on, "held_on")
    if meeting.held_on and meeting.held_on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", "held_on")
    for name, most in LONGEST.items():
        words = plain(getattr(meeting, name))
        if len(words) > most:
            raise RuleBroken("long", f"Слишком длинно: не больше {most} знаков.", name)
        setattr(review, name, words)
    review.held_on = meeting.held_on
    review.version += 1
    review.save(update_fields=[*asdict(meeting), "version"])
    audit.record(actor, "keep_meeting", review, f"Протокол дополнен: {Quarter.from_key(review.quarter).title}")
    return review


@transaction.atomic
def close_review(*, actor: Actor, review_id: int) -> PeriodReview:
    """Close the protocol: day and chair are named, every item is decided; it gets its digest and stays."""
    review = review_to_keep(actor, review_id)
    if review.held_on is None or not review.chair:
        raise RuleBroken("meeting", "Сначала запишите, когда рассмотрели и кто вёл.")
    items = ReviewItem.objects.filter(review=review)
    left = items.filter(decision="").count()
    if left:
        raise RuleBroken("undecided", f"Без решения осталось вопросов: {left}. Решите их или снимите с повестки.")
    if not items.exists() and not review.words:
        raise RuleBroken("empty", "В протоколе нет ни вопросов, ни слов. Добавьте вопрос или запишите, что решили.")
    review.payload = payload_of(review)
    review.digest = digest_of(review.payload)
    review.closed_at, review.closed_by_id, review.closed_by_name = timezone.now(), actor.user_id, actor.name[:200]
    review.save(update_fields=["payload", "digest", "closed_at", "closed_by", "closed_by_name"])
    title = Quarter.from_key(review.quarter).title
    audit.record(actor, "close_review", review, f"Протокол рассмотрения закрыт: {title}", digest=review.digest)
    return review


def _add(review: PeriodReview, items: list[ReviewItem]) -> None:
    last = ReviewItem.objects.filter(review=review).aggregate(last=Max("position"))["last"] or 0
    for place, one in enumerate(items, start=last + 1):
        one.position = place
    ReviewItem.objects.bulk_create(items)
