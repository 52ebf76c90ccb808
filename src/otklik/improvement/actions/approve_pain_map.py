"""Approving the map of a quarter: from then on it is shown as it was approved."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word
from otklik.improvement.access import map_for
from otklik.improvement.actions.hand_to_units import hand_to_units
from otklik.improvement.approval import lines_without_answer
from otklik.improvement.draft_work import NOT_A_DRAFT, revision_of
from otklik.improvement.enums import MapState
from otklik.improvement.map_payload import Payload, payload_of
from otklik.improvement.models import PainEvidence, PainMap
from otklik.improvement.policies import can_approve_pain_map


@transaction.atomic
def approve_pain_map(*, actor: Actor, map_id: int, seen: str) -> PainMap:
    """Freeze the map with its digest; `seen` is the revision that the person looked at.

    RuleBroken while something is neither in the map nor explained, while a line has neither a measure nor a refusal
    where the decree asks for one, and when the map was changed since the person opened it.
    Порядок: murashi 5.13, biysk 4, livny 4, gatchina 4.4.
    """
    if not can_approve_pain_map(actor):
        raise NotFound
    pain_map = PainMap.objects.select_for_update().get(pk=map_for(actor, map_id).pk)
    _check(actor, pain_map, seen)
    payload = payload_of(pain_map)
    pain_map.frozen, pain_map.digest = payload, digest_of(payload)
    pain_map.state = MapState.APPROVED
    pain_map.approved_at, pain_map.approved_by_id = timezone.now(), actor.user_id
    pain_map.approved_role = Role.HEAD if actor.has(Role.HEAD) else Role.COORDINATOR
    pain_map.save()
    audit.record(
        actor,
        "approve_pain_map",
        pain_map,
        f"Утверждена карта болей: {Quarter.from_key(pain_map.quarter).title}, редакция {pain_map.edition}",
        digest=pain_map.digest,
    )
    hand_to_units(actor=actor, pain_map=pain_map)
    return pain_map


def digest_of(payload: Payload) -> str:
    """SHA-256 of the map as plain data: the same data give the same digest wherever they are read."""
    return hashlib.sha256(json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _check(actor: Actor, pain_map: PainMap, seen: str) -> None:
    refusal = NOT_A_DRAFT.get(MapState(pain_map.state))
    if refusal:
        raise RuleBroken("not_a_draft", refusal)
    if revision_of(pain_map) != seen:
        raise RuleBroken("stale", "Пока вы смотрели, карту изменили. Посмотрите её ещё раз и утвердите.")
    waiting = PainEvidence.objects.filter(pain_map=pain_map).remainder().count()
    if waiting:
        told = count_with_word(waiting, "запись", "записи", "записей")
        raise RuleBroken(
            "remainder", f"Не вошло в карту: {told}. Отнесите их к болям или объясните: все боли подлежат включению."
        )
    bare = lines_without_answer(actor, pain_map)
    if bare:
        told = ", ".join(f"«{title}»" for title in bare[:3])
        more = f" и ещё {len(bare) - 3}" if len(bare) > 3 else ""  # noqa: PLR2004 - three names fit a message
        raise RuleBroken("no_measure", f"Нет ни мероприятия, ни отказа с причиной: {told}{more}.")
