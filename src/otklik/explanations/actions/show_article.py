"""Putting before citizens what two persons let out, and taking it back; called by the publication only."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.core.periods import local_date
from otklik.explanations.actions.write_article import refuse_inside
from otklik.explanations.models import Article


@transaction.atomic
def show_article(*, actor: Actor, article_id: int, title: str, text: str, version: int) -> Article:
    """Let citizens read this text from now on; who may decide it is the matter of the publication.

    RuleBroken with the clause where the decree keeps explanations inside. Порядок: murashi 4.1, gatchina 4.3
    """
    refuse_inside(actor)
    one, now = _article(actor, article_id), timezone.now()
    one.published_on = one.published_on or local_date(now, procedure_of(actor.administration_slug).act.time_zone)
    one.state = Article.State.PUBLISHED
    one.shown_title, one.shown_text, one.shown_version, one.shown_at = title, text, version, now
    one.save(update_fields=["state", "published_on", "shown_title", "shown_text", "shown_version", "shown_at"])
    audit.record(actor, "show_article", one, f"Опубликовано: {title}")
    return one


@transaction.atomic
def hide_article(*, actor: Actor, article_id: int) -> Article:
    """Citizens do not read it any more; the text stays and may be proposed again."""
    one = _article(actor, article_id)
    one.state = Article.State.WITHDRAWN
    one.save(update_fields=["state"])
    audit.record(actor, "hide_article", one, f"Снято с публикации: {one.title}")
    return one


def _article(actor: Actor, article_id: int) -> Article:
    own = Article.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = own.filter(pk=article_id, reader=Article.Reader.CITIZEN).first()
    if found is None:
        raise NotFound
    return found
