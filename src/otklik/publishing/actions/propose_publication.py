"""The first person's step: freeze what is to be published and hand it to a second person."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from otklik.analysis.payload import digest_of
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.delivery.actions.withdraw_letters import withdraw_letters
from otklik.publishing.contract import Offer, Payload, PublicationKind
from otklik.publishing.letters import ask_second_person
from otklik.publishing.models import Publication
from otklik.publishing.policies import can_propose_publication
from otklik.publishing.policy import refuse_unless_allowed
from otklik.publishing.registry import kind_of
from otklik.publishing.texts import masked_payload

State = Publication.State
TITLE_LETTERS = 300


@transaction.atomic
def propose_publication(*, actor: Actor, kind: str, key: str) -> Publication:
    """Freeze the payload with its texts masked; it waits for another person. Порядок: murashi 5.17, biysk 3, livny 3

    RuleBroken with the clause where the decree or the list of withheld forbids it, and where the same thing already
    waits or would be published as it stands.
    """
    if not can_propose_publication(actor):
        raise NotFound
    plug = kind_of(kind)
    found = refuse_unless_allowed(actor, plug.artifact)
    offer = _offer(actor, plug, key)
    lock_administration(actor.administration_id)
    payload = masked_payload(plug, plug.payload(actor, key))
    digest = digest_of(payload)
    own = Publication.objects.filter(administration_id=actor.administration_id, kind=kind, key=key)
    _refuse_twice(own.filter(state__in=(State.PROPOSED, State.PUBLISHED)), digest)
    made = Publication.objects.create(
        administration_id=actor.administration_id,
        kind=kind,
        key=key,
        artifact=plug.artifact,
        ruled_as=found.ruled_as,
        clause=found.clause,
        quote=found.quote,
        title=offer.title[:TITLE_LETTERS],
        period=offer.period,
        version=(own.aggregate(last=Max("version"))["last"] or 0) + 1,
        payload=payload,
        digest=digest,
        proposed_by_id=actor.user_id,
        proposed_by_name=actor.name[:200],
        proposed_at=timezone.now(),
    )
    audit.record(actor, "propose_publication", made, f"Предложено опубликовать: {made}", digest=digest)
    ask_second_person(actor, made)
    return made


@transaction.atomic
def recall_proposal(*, actor: Actor, publication_id: int) -> Publication:
    """The one who proposed takes it back before the decision; to change a thing one proposes it anew."""
    own = Publication.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = own.filter(pk=publication_id, state=State.PROPOSED, proposed_by_id=actor.user_id).first()
    if found is None or actor.user_id is None:
        raise NotFound
    found.state, found.remarks, found.decided_at = State.RETURNED, "Отозвано тем, кто предложил.", timezone.now()
    found.save(update_fields=["state", "remarks", "decided_at"])
    withdraw_letters(target=found)
    audit.record(actor, "recall_proposal", found, f"Отозвано предложение: {found}")
    return found


def proposal_preview(actor: Actor, kind: str, key: str) -> tuple[Offer, Payload]:
    """What would be frozen now, masked as it would be; nothing is written."""
    if not can_propose_publication(actor):
        raise NotFound
    plug = kind_of(kind)
    refuse_unless_allowed(actor, plug.artifact)
    return _offer(actor, plug, key), masked_payload(plug, plug.payload(actor, key))


def _offer(actor: Actor, plug: PublicationKind, key: str) -> Offer:
    found = next((one for one in plug.offers(actor) if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def _refuse_twice(standing: QuerySet[Publication], digest: str) -> None:
    for one in standing:
        if one.state == State.PROPOSED:
            who = one.proposed_by_name or "другой человек"
            raise RuleBroken("waits", f"Это уже предложено ({who}), решения ещё нет. Сначала дождитесь его.")
        if one.digest == digest:
            raise RuleBroken("same", "Точно это уже опубликовано: с того дня ничего не изменилось.")
