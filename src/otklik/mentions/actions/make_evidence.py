"""From a publication to the materials of the pain map: a source in its own words, to be coded and handed over."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import local_date
from otklik.mentions.models import Mention
from otklik.mentions.policies import can_view_mentions
from otklik.surveys.actions.keep_source import MOST_LETTERS, SourceFacts, keep_source
from otklik.surveys.models import QualitativeSource


def make_evidence(*, actor: Actor, mention_id: int) -> QualitativeSource:
    """Keep the publication as a source of the kind «said elsewhere»; NotFound without the right to keep sources.

    Порядок: biysk 3, livny 3.
    """
    mention = (
        Mention.objects.select_related("administration")
        .filter(administration_id=actor.administration_id, pk=mention_id)
        .first()
    )
    if mention is None or not can_view_mentions(actor):
        raise NotFound
    text = "\n".join(part for part in (mention.text, mention.url) if part)
    facts = SourceFacts(
        kind=QualitativeSource.Kind.OPEN.value,
        title=f"Публикация: {mention}"[:300],
        held_on=local_date(mention.published_at, mention.administration.time_zone),
        speakers=f"{mention.get_medium_display()}: {mention.source}"[:500],
        consent=QualitativeSource.Consent.NOT_ASKED.value,
        text=text[:MOST_LETTERS],
        process_id=mention.process_id,
        touchpoint_id=mention.touchpoint_id,
    )
    return keep_source(actor=actor, facts=facts)
