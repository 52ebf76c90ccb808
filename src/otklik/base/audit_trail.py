"""Reading the audit trail: newest first, page by page, and the state of its chain."""

from dataclasses import dataclass
from datetime import datetime

from otklik.base.actor import Actor
from otklik.base.audit import verify_chain
from otklik.base.models import AuditEntry, AuditSeal

PAGE = 50
#: A longer chain is verified by `otklik check`, not while somebody waits for a page.
CHECKED_ON_PAGE = 200_000


@dataclass(frozen=True)
class TrailPage:
    """Entries and the keys of the neighbouring pages (None: there is none)."""

    entries: tuple[AuditEntry, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class ChainState:
    """How far the chain reaches; `problems` is None until somebody asks for a check that fits into a page."""

    sealed_count: int
    waiting_count: int
    last_sealed_at: datetime | None
    can_check: bool
    problems: tuple[str, ...] | None = None


def trail(
    actor: Actor, *, target: str = "", person_id: int | None = None, before: int | None = None, after: int | None = None
) -> TrailPage:
    """Entries older than `before` or newer than `after`; `target` is an object or its kind."""
    found = AuditEntry.objects.filter(administration_id=actor.administration_id)
    if target:
        found = found.filter(target=target) if ":" in target else found.filter(target__startswith=f"{target}:")
    if person_id is not None:
        found = found.filter(actor_id=person_id)
    if after is not None:
        rows = list(found.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        shown, more_newer = rows[:PAGE][::-1], len(rows) > PAGE
        return _page(shown, newer=more_newer, older=True)
    older = found.filter(pk__lt=before) if before is not None else found
    rows = list(older.order_by("-pk")[: PAGE + 1])
    return _page(rows[:PAGE], newer=before is not None, older=len(rows) > PAGE)


def _page(shown: list[AuditEntry], *, newer: bool, older: bool) -> TrailPage:
    if not shown:
        return TrailPage((), None, None)
    return TrailPage(tuple(shown), shown[-1].pk if older else None, shown[0].pk if newer else None)


def chain_state(*, check: bool = False) -> ChainState:
    """The chain of the whole installation; `check` computes every seal anew when there are not too many entries."""
    last = AuditSeal.objects.order_by("-last_id").first()
    sealed = last.last_id if last else 0
    waiting = AuditEntry.objects.filter(pk__gt=sealed).count()
    can_check = sealed <= CHECKED_ON_PAGE
    problems = tuple(verify_chain()) if check and can_check else None
    return ChainState(sealed, waiting, last.sealed_at if last else None, can_check, problems)
