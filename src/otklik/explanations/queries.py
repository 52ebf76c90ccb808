"""Reads of explanations: frequent reasons with their articles, one article, the public list and search."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Reason
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import APPEAL_KINDS, ItemStatus
from otklik.core.periods import Quarter
from otklik.explanations.effect import LONGEST, Effect, effect_of
from otklik.explanations.likeness import Known, alike, known
from otklik.explanations.models import Article, ArticleVersion
from otklik.explanations.policies import can_read_instructions, can_write_explanation, may_be_public
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.originals import mask_item

#: Answered messages shown as material for a draft.
MATERIAL = 5
OFFERED = 3


@dataclass(frozen=True)
class FrequentReason:
    """A reason with its questions in the quarter and the one before, and what is written about it."""

    reason: Reason
    count: int
    before: int
    articles: tuple[Article, ...]

    @property
    def is_explained(self) -> bool:
        """Something published stands against it."""
        return any(article.is_published for article in self.articles)


def articles(actor: Actor) -> QuerySet[Article]:
    """All articles of the administration for those who write them; published instructions for the rest."""
    if not can_read_instructions(actor):
        raise NotFound
    found = Article.objects.filter(administration_id=actor.administration_id).prefetch_related("reasons")
    if can_write_explanation(actor):
        return found.order_by("title", "pk")
    return found.filter(state=Article.State.PUBLISHED).order_by("title", "pk")


def article(actor: Actor, article_id: int) -> Article:
    """One article with its reasons and earlier versions, or NotFound."""
    versions = Prefetch("versions", ArticleVersion.objects.select_related("by"))
    found = articles(actor).select_related("changed_by").prefetch_related(versions).filter(pk=article_id).first()
    if found is None:
        raise NotFound
    return found


def frequent_reasons(actor: Actor, quarter: Quarter) -> list[FrequentReason]:
    """Reasons by falling number of questions in the quarter, as the monitoring counts them. Порядок: murashi 4.1.

    NotFound for those who do not write explanations.
    """
    if not can_write_explanation(actor):
        raise NotFound
    counts = _counts(actor, (quarter, quarter.previous()))
    written: dict[int, list[Article]] = defaultdict(list)
    for one in articles(actor):
        for reason in one.reasons.all():
            written[reason.pk].append(one)
    reasons = Reason.objects.filter(administration_id=actor.administration_id, is_active=True)
    found = [
        FrequentReason(
            reason, counts.get((quarter.key, reason.pk), 0), counts.get((quarter.previous().key, reason.pk), 0),
            tuple(written[reason.pk]),
        )
        for reason in reasons
    ]  # fmt: skip
    return sorted(found, key=lambda one: -one.count)


def _counts(actor: Actor, quarters: Sequence[Quarter]) -> Mapping[tuple[int, int], int]:
    """Questions by quarter and reason: the whole administration's, a writer sees no text by it."""
    rows = _questions(actor).filter(quarter__in=[one.key for one in quarters], reason__isnull=False)
    grouped = rows.order_by().values_list("quarter", "reason_id").annotate(count=Count("*"))
    return {(quarter, reason_id): count for quarter, reason_id, count in grouped}


def _questions(actor: Actor) -> QuerySet[AppealQuestion]:
    kinds = sorted(APPEAL_KINDS)
    return AppealQuestion.objects.filter(administration_id=actor.administration_id, kind__in=kinds)


def article_effect(actor: Actor, one: Article, today: date) -> Effect | None:
    """The trend of the article's reasons before and after its publication; None before four weeks have passed."""
    if one.published_on is None:
        return None
    first = one.published_on - LONGEST
    quarters = _quarters_between(first, min(today, one.published_on + LONGEST))
    rows = _questions(actor).filter(quarter__in=quarters, reason__in=one.reasons.all())
    days = rows.values_list("item__registered_on", flat=True)
    return effect_of((day for day in days if day), one.published_on, today)


def _quarters_between(first: date, last: date) -> list[int]:
    found, quarter = [], Quarter.of(first)
    while quarter <= Quarter.of(last):
        found.append(quarter.key)
        quarter = quarter.next()
    return [*found, Quarter.of(first).previous().key]


def material(actor: Actor, one: Article) -> list[FeedbackItem]:
    """The newest answered messages of the article's reasons that the writer may see: what to write it from.

    Masked for everybody: an article names nobody.
    """
    named = Q(questions__reason__in=one.reasons.all())
    seen = FeedbackItem.objects.visible_to(actor).filter(named, status=ItemStatus.ANSWERED).select_related("contact")
    newest = seen.prefetch_related("answers").order_by("-received_at", "-pk").distinct()[:MATERIAL]
    return [mask_item(item) for item in newest]


@dataclass(frozen=True)
class PublicArticle:
    """An article as citizens read it: the text that two persons let out, and when."""

    pk: int
    title: str
    text: str
    changed_at: datetime

    def __str__(self) -> str:
        return self.title


def public_articles(administration_id: int, slug: str) -> list[PublicArticle]:
    """What citizens may read, by title; nothing where the decree keeps it inside. Порядок: gatchina 4.3."""
    rows = _public(administration_id, slug).order_by("shown_title", "pk")
    return [PublicArticle(one.pk, one.shown_title, one.shown_text, one.shown_at or one.changed_at) for one in rows]


def public_article(administration_id: int, slug: str, article_id: int) -> PublicArticle | None:
    """One of them, or None."""
    return next((one for one in public_articles(administration_id, slug) if one.pk == article_id), None)


def has_public_articles(administration_id: int, slug: str) -> bool:
    """Whether the public section has answers to show."""
    return _public(administration_id, slug).exists()


def search_public(administration_id: int, slug: str, words: str) -> list[PublicArticle]:
    """Published articles that speak of the words, nearest first; all of them by title without words."""
    every = public_articles(administration_id, slug)
    if not words.strip():
        return every
    return _by_ids(every, alike(words, _known(every), most=len(every), least_words=1))


def offered(administration_id: int, slug: str, text: str) -> list[PublicArticle]:
    """At most three articles that may already answer what a citizen is writing."""
    every = public_articles(administration_id, slug)
    return _by_ids(every, alike(text, _known(every), most=OFFERED))


def _public(administration_id: int, slug: str) -> QuerySet[Article]:
    if not may_be_public(procedure_of(slug)):
        return Article.objects.none()
    published = Article.objects.filter(administration_id=administration_id, state=Article.State.PUBLISHED)
    return published.filter(reader=Article.Reader.CITIZEN)


def instructions_for(actor: Actor, item: FeedbackItem) -> list[Article]:
    """Published articles on the reasons of an item's questions: what the one who answers should know."""
    reasons = {question.reason_id for question in item.questions.all() if question.reason_id}
    if not reasons or not can_read_instructions(actor):
        return []
    published = Article.objects.filter(administration_id=actor.administration_id, state=Article.State.PUBLISHED)
    return list(published.filter(reasons__in=reasons).distinct().order_by("reader", "title"))


def _known(every: Sequence[PublicArticle]) -> list[Known]:
    return [known(one.pk, one.title, one.text) for one in every]


def _by_ids(every: Sequence[PublicArticle], ids: Sequence[int]) -> list[PublicArticle]:
    by_id = {one.pk: one for one in every}
    return [by_id[pk] for pk in ids]
