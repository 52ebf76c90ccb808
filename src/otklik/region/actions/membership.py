"""An administration enters a region by its own word, and leaves by its own word."""

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.region.actions.refresh_figures import forget_figures
from otklik.region.actor import RegionActor
from otklik.region.enums import MemberState
from otklik.region.models import Region, RegionMember
from otklik.region.traces import note

#: Of a reason: it stands in one line of the journal.
WHY_LETTERS = 200


def can_join_region(actor: Actor) -> bool:
    """The coordinator or the administrator says whether a region sees the figures."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)


@transaction.atomic
def ask_administration(*, actor: RegionActor, slug: str) -> RegionMember:
    """Ask an administration of the installation in; nothing of it is seen before it agrees."""
    if not actor.keeps:
        raise NotFound
    administration = Administration.objects.filter(slug=slug.strip()).first()
    if administration is None:
        raise RuleBroken("absent", "Администрации с таким адресом в этой программе нет.", "slug")
    now = timezone.now()
    asked, is_new = RegionMember.objects.get_or_create(
        region_id=actor.region_id, administration=administration, defaults={"asked_at": now}
    )
    if not is_new and asked.state in {MemberState.ASKED, MemberState.JOINED}:
        raise RuleBroken("asked", f"{administration}: {asked.get_state_display()}. Звать ещё раз не нужно.", "slug")
    if not is_new:
        asked.state, asked.asked_at = MemberState.ASKED, now
        asked.save(update_fields=["state", "asked_at"])
    words = f"{actor.region_title} зовёт показывать показатели: {administration.short_title}"
    note(actor, "ask_administration", asked, words, administration.pk)
    return asked


@transaction.atomic
def answer_region(*, actor: Actor, region_slug: str, joins: bool) -> RegionMember:
    """Agree to show the figures to the region, or refuse. Порядок: gatchina 1.1, 4.3"""
    member = _locked(actor, region_slug)
    if member.state != MemberState.ASKED:
        raise RuleBroken("answered", "На это приглашение уже ответили. Обновите страницу.")
    return _answered(actor, member, MemberState.JOINED if joins else MemberState.REFUSED)


@transaction.atomic
def leave_region(*, actor: Actor, region_slug: str, why: str) -> RegionMember:
    """Show nothing more, for a reason; what was counted for regions is removed when no region is left."""
    member, why = _locked(actor, region_slug), " ".join(why.replace("\0", "").split())
    if member.state != MemberState.JOINED:
        raise RuleBroken("not_in", "Администрация уже не показывает показатели этому региону.")
    if not why:
        raise RuleBroken("why_empty", "Напишите, почему: причина остаётся в журнале.", "why")
    if len(why) > WHY_LETTERS:
        raise RuleBroken("why_long", f"Не больше {WHY_LETTERS} знаков.", "why")
    left = _answered(actor, member, MemberState.LEFT, why)
    forget_figures(actor.administration_id)
    return left


def _locked(actor: Actor, region_slug: str) -> RegionMember:
    if not can_join_region(actor):
        raise NotFound
    rows = RegionMember.objects.select_for_update(of=("self",)).select_related("region")
    found = rows.filter(region__slug=region_slug, administration_id=actor.administration_id).first()
    if found is None:
        raise NotFound
    return found


def _answered(actor: Actor, member: RegionMember, state: MemberState, why: str = "") -> RegionMember:
    member.state, member.answered_at = state, timezone.now()
    member.answered_by_id, member.answered_by_name = actor.user_id, actor.name[:200]
    member.save(update_fields=["state", "answered_at", "answered_by", "answered_by_name"])
    region: Region = member.region
    words = {
        MemberState.JOINED: "Администрация показывает показатели региону",
        MemberState.REFUSED: "Администрация отказалась показывать показатели региону",
        MemberState.LEFT: "Администрация больше не показывает показатели региону",
    }
    told = f"{words[state]}: {region.title}" + (f". {why}" if why else "")
    audit.record(actor, "answer_region", member, told, **({"why": why} if why else {}))
    return member
