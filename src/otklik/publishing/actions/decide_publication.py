"""The second person's step: approve or return; and taking back what is public."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.publishing.actions.send_post import take_back_posts
from otklik.publishing.leaks import refuse_leaks, remember_release
from otklik.publishing.letters import tell_decision
from otklik.publishing.models import Publication
from otklik.publishing.policies import can_approve_publication
from otklik.publishing.policy import refuse_unless_allowed
from otklik.publishing.registry import kind_of
from otklik.publishing.texts import texts_of

State = Publication.State
WHY_LETTERS = 2000


@transaction.atomic
def approve_publication(
    *, actor: Actor, publication_id: int, texts: Collection[str] = (), seen_digest: str | None = None
) -> Publication:
    """Put the frozen payload before the public; the version before it is replaced. Порядок: murashi 5.17, biysk 3

    `texts` are the keys of the texts ticked one by one; `seen_digest` is the print of what the person looked at.
    RuleBroken for the one who proposed, for a text not ticked, for what the decree forbids today and for numbers that
    would reveal fewer people than the minimum together with what was ever released.
    """
    one = _to_decide(actor, publication_id)
    plug = kind_of(one.kind)
    refuse_unless_allowed(actor, plug.artifact)
    if seen_digest is not None and seen_digest != one.digest:
        raise RuleBroken("changed", "Вы смотрели другую версию. Прочитайте ту, что перед вами сейчас.")
    keys = [text.key for text in texts_of(plug, one.payload)]
    left = len([key for key in keys if key not in set(texts)])
    if left:
        words = count_with_word(left, "текст", "текста", "текстов")
        raise RuleBroken("texts", f"Отметьте каждый текст: {words} ещё не отмечено.", "texts")
    lock_administration(one.administration_id)  # two at once would each be weighed without what the other gives away
    refuse_leaks(actor, plug, one.payload)
    _replace_former(one)
    one.state, one.texts_approved, one.published_on = State.PUBLISHED, keys, today_of(actor)
    _decided(one, actor)
    remember_release(one, plug)
    plug.on_published(actor, one.key, one.payload)
    audit.record(actor, "approve_publication", one, f"Опубликовано: {one}", digest=one.digest, texts=keys)
    tell_decision(actor, one)
    return one


@transaction.atomic
def return_publication(*, actor: Actor, publication_id: int, why: str) -> Publication:
    """Send it back with remarks; who wants it published proposes it anew."""
    one = _to_decide(actor, publication_id)
    one.state, one.remarks = State.RETURNED, _reason(why, "Напишите, что исправить: тот, кто предложил, увидит это.")
    _decided(one, actor)
    audit.record(actor, "return_publication", one, f"Возвращено с замечаниями: {one}")
    tell_decision(actor, one)
    return one


@transaction.atomic
def withdraw_publication(*, actor: Actor, publication_id: int, why: str) -> Publication:
    """Take it away: its address says from now on that it was withdrawn, on which day and why."""
    if not can_approve_publication(actor):
        raise NotFound
    one = _locked(actor, publication_id)
    if one.state != State.PUBLISHED:
        raise RuleBroken("not_shown", "Снять можно только то, что опубликовано сейчас. Обновите страницу.")
    one.state, one.withdrawn_on = State.WITHDRAWN, today_of(actor)
    one.withdrawn_why = _reason(why, "Напишите причину: её прочтут на странице, где была публикация.")
    one.withdrawn_by_name = actor.name[:200]
    one.save(update_fields=["state", "withdrawn_on", "withdrawn_why", "withdrawn_by_name"])
    take_back_posts(one)
    kind_of(one.kind).on_withdrawn(actor, one.key, one.payload)
    audit.record(actor, "withdraw_publication", one, f"Снято с публикации: {one}")
    return one


def _to_decide(actor: Actor, publication_id: int) -> Publication:
    if not can_approve_publication(actor):
        raise NotFound
    one = _locked(actor, publication_id)
    if one.state != State.PROPOSED:
        raise RuleBroken("decided", "По этой публикации решение уже принято. Обновите страницу.")
    if actor.user_id is None or one.proposed_by_id == actor.user_id:
        raise RuleBroken("same_person", "Предложили вы, значит, решает другой человек: публикуют двое.")
    return one


def _locked(actor: Actor, publication_id: int) -> Publication:
    own = Publication.objects.select_for_update().filter(administration_id=actor.administration_id)
    found = own.filter(pk=publication_id).first()
    if found is None:
        raise NotFound
    return found


def _replace_former(one: Publication) -> None:
    standing = Publication.objects.filter(
        administration_id=one.administration_id, kind=one.kind, key=one.key, state=State.PUBLISHED
    )
    standing.update(state=State.REPLACED)


def _decided(one: Publication, actor: Actor) -> None:
    one.decided_by_id, one.decided_by_name, one.decided_at = actor.user_id, actor.name[:200], timezone.now()
    one.save()


def _reason(why: str, otherwise: str) -> str:
    clean = why.replace("\0", "").strip()
    if not clean:
        raise RuleBroken("why_empty", otherwise, "why")
    if len(clean) > WHY_LETTERS:
        raise RuleBroken("why_long", f"Не больше {WHY_LETTERS} знаков.", "why")
    return clean
