"""What a reader says of a publication: by the same codebook as messages, and never one of them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog import queries as catalog
from otklik.core.tone import Tone
from otklik.mentions.models import Mention, MentionCategory
from otklik.mentions.policies import can_code_mentions


@transaction.atomic
def code_mention(
    *,
    actor: Actor,
    mention_id: int,
    category_ids: Iterable[int] = (),
    touchpoint_id: int | None = None,
    process_id: int | None = None,
    tone: str = "",
    note: str = "",
    is_foreign: bool = False,
) -> Mention:
    """Give categories, touchpoint and tone, or say that it is not about our work. Порядок: biysk 3.

    RuleBroken without a category or tone, NotFound for another administration's mention or catalogue.
    """
    own = Mention.objects.filter(administration_id=actor.administration_id, pk=mention_id)
    mention = own.select_for_update().first()
    if mention is None or not can_code_mentions(actor):
        raise NotFound
    categories = list(catalog.categories(actor.administration_id).filter(pk__in=list(category_ids)))
    if not is_foreign and not categories:
        raise RuleBroken("category", "Выберите хотя бы одну категорию или «не о нашей работе».", "categories")
    if not is_foreign and tone not in set(Tone):
        raise RuleBroken("tone", "Выберите тон публикации.", "tone")
    mention.state = Mention.State.FOREIGN if is_foreign else Mention.State.CODED
    mention.tone, mention.note = "" if is_foreign else tone, note.strip()[:500]
    touchpoints, processes = catalog.touchpoints(actor.administration_id), catalog.processes(actor.administration_id)
    mention.touchpoint = touchpoints.filter(pk=touchpoint_id).first() if touchpoint_id else None
    mention.process = processes.filter(pk=process_id).first() if process_id else None
    mention.coded_by_id, mention.coded_at = actor.user_id, timezone.now()
    mention.save()
    MentionCategory.objects.filter(mention=mention).delete()
    kept = [] if is_foreign else categories
    MentionCategory.objects.bulk_create(MentionCategory(mention=mention, category=one) for one in kept)
    audit.record(actor, "code_mention", mention, f"Упоминание прочитано: {mention.get_state_display()}")
    return mention


@transaction.atomic
def part_reprint(*, actor: Actor, mention_id: int) -> None:
    """Say that it is no reprint: it stands and counts by itself again."""
    own = Mention.objects.filter(administration_id=actor.administration_id, pk=mention_id)
    if not can_code_mentions(actor) or not own.exists():
        raise NotFound
    own.update(reprint_of=None)
    audit.record(actor, "part_reprint", own.get(), "Упоминание отделено от перепечатки")
