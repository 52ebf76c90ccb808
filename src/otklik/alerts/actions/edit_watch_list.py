"""Keeping the watched words: changing a shipped list, adding one, switching off, going back to what was shipped."""

from collections.abc import Collection

from django.db import transaction

from otklik.alerts.models import Level, WatchList
from otklik.alerts.policies import can_manage_alerts
from otklik.alerts.watch_lists import Watched, forget_lists, watch_lists
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.slugs import slug_of
from otklik.core.phrases import PhraseError, parse_phrases

MOST_PHRASES = 300
MOST_LISTS = 50
LONGEST_TITLE = 120


@transaction.atomic
def save_watch_list(
    *, actor: Actor, title: str, level: Level, phrases: str, months: Collection[int] = (), slug: str = ""
) -> WatchList:
    """Change a list (by its slug) or add one. RuleBroken for an empty or taken title and for a line not understood."""
    known = _known(actor)
    if slug and slug not in known:
        raise NotFound
    name = _title(known, title, slug)
    _check_phrases(phrases)
    if not slug and len(known) >= MOST_LISTS:
        raise RuleBroken("too_many", f"Списков не больше {MOST_LISTS}.")
    row, _ = WatchList.objects.update_or_create(
        administration_id=actor.administration_id,
        slug=slug or slug_of(name, frozenset(known))[:60],
        defaults={
            "title": name,
            "level": level.value,
            "phrases": phrases.strip(),
            "months": sorted({month for month in months if 1 <= month <= 12}),  # noqa: PLR2004 - months of a year
            "is_active": known[slug].is_active if slug else True,
        },
    )
    _changed(actor, "save_watch_list", row, f"Слова тревог: «{name}» записан")
    return row


@transaction.atomic
def set_watch_list_active(*, actor: Actor, slug: str, is_active: bool) -> None:
    """Switch a list off or on again."""
    listed = _listed(actor, slug)
    row, _ = WatchList.objects.update_or_create(
        administration_id=actor.administration_id,
        slug=slug,
        defaults={
            "title": listed.title,
            "level": listed.level.value,
            "phrases": listed.phrases,
            "months": list(listed.months),
            "is_active": is_active,
        },
    )
    done = "включён" if is_active else "отключён"
    _changed(actor, "set_watch_list_active", row, f"Слова тревог: «{row.title}» {done}")


@transaction.atomic
def forget_watch_list(*, actor: Actor, slug: str) -> None:
    """Delete the administration's own list, or go back to the shipped words of a changed one."""
    listed = _listed(actor, slug)
    row = WatchList.objects.filter(administration_id=actor.administration_id, slug=slug).first()
    if row is None:
        return
    done = "снова как в поставке" if listed.is_shipped else "удалён"
    _changed(actor, "forget_watch_list", row, f"Слова тревог: «{row.title}» {done}")
    row.delete()


def _known(actor: Actor) -> dict[str, Watched]:
    if not can_manage_alerts(actor):
        raise NotFound
    return watch_lists(actor.administration_id)


def _listed(actor: Actor, slug: str) -> Watched:
    known = _known(actor)
    if slug not in known:
        raise NotFound
    return known[slug]


def _changed(actor: Actor, verb: str, row: WatchList, summary: str) -> None:
    audit.record(actor, verb, row, summary)
    forget_lists(actor.administration_id)
    transaction.on_commit(lambda: forget_lists(actor.administration_id))


def _title(known: dict[str, Watched], title: str, slug: str) -> str:
    name = " ".join(title.split())[:LONGEST_TITLE]
    if not name:
        raise RuleBroken("title_empty", "Назовите список: название стоит в тревоге.", "title")
    if name.casefold() in {one.title.casefold() for one in known.values() if one.slug != slug}:
        raise RuleBroken("title_taken", f"Список «{name}» уже есть.", "title")
    return name


def _check_phrases(lines: str) -> None:
    try:
        phrases = parse_phrases(lines)
    except PhraseError as wrong:
        raise RuleBroken("phrase", str(wrong), "phrases") from wrong
    if not phrases:
        raise RuleBroken("phrases_empty", "Впишите хотя бы одну строку слов.", "phrases")
    if len(phrases) > MOST_PHRASES:
        raise RuleBroken("too_many", f"Строк не больше {MOST_PHRASES}: разделите список.", "phrases")
