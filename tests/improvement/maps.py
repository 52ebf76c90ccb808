"""A draft of a quarter's map as the tests need it: lines with the messages that speak for them, and a remainder.

drafted()                               two lines of three and two messages, two messages in the remainder
drafted(of="livny", lines={...}, left=0, state=MapState.APPROVED, audience="internal", quarter=20252)
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.intake.conftest import receive

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Department
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.improvement.actions.approve_pain_map import approve_pain_map
from otklik.improvement.actions.sort_evidence import explain_evidence
from otklik.improvement.draft_work import revision_of
from otklik.improvement.enums import EvidenceKind, MapState, PainOrigin
from otklik.improvement.line_counts import recount
from otklik.improvement.models import PainEvidence, PainLine, PainMap, PainPoint

__all__ = ["drafted", "receive"]
LINES = {"Долго ждут ответа": 3, "Не дозвониться": 2}
Drafted = Callable[..., PainMap]


def _moment(quarter: int) -> datetime:
    start = Quarter.from_key(quarter).start_on
    return datetime(start.year, start.month, 14, 9, tzinfo=UTC)


@pytest.fixture
def drafted(administrations: Callable[..., Administration], receive: Callable[..., Any]) -> Drafted:
    def draft(
        *,
        of: str = "murashi",
        lines: Mapping[str, int] = LINES,
        left: int = 2,
        quarter: int = 20253,
        audience: str = "external",
        department: Department | None = None,
        pains: Mapping[str, PainPoint] | None = None,
    ) -> PainMap:
        made = PainMap.objects.create(
            administration=administrations(of),
            quarter=quarter,
            department=department,
            state=MapState.DRAFT,
            created_at=timezone.now(),
        )
        for position, (title, count) in enumerate(lines.items(), 1):
            pain = (pains or {}).get(title) or _pain(made, title, audience)
            line = PainLine.objects.create(pain_map=made, pain=pain, title=title, position=position)
            for number in range(count):
                add(receive, made, line, f"{title}: случай {number} {quarter}", audience, is_quote=number == 0)
        for number in range(left):
            add(receive, made, None, f"Непонятное сообщение {number} {quarter}", audience)
        recount(made, list(made.lines.values_list("pk", flat=True)))
        return made

    return draft


def _pain(made: PainMap, title: str, audience: str) -> PainPoint:
    return PainPoint.objects.create(
        administration=made.administration,
        audience=audience,
        title=title,
        origin=PainOrigin.DRAFT,
        first_quarter=made.quarter,
        created_at=timezone.now(),
    )


def add(
    receive: Callable[..., Any],
    made: PainMap,
    line: PainLine | None,
    text: str,
    audience: str,
    *,
    is_quote: bool = False,
) -> PainEvidence:
    """One message that speaks for the line, or waits in the remainder."""
    slug = made.administration.slug
    item = receive(text, of=slug, audience=Audience(audience), received_at=_moment(made.quarter))
    return PainEvidence.objects.create(
        pain_map=made, line=line, kind=EvidenceKind.ITEM, audience=audience, item=item, is_quote=is_quote
    )


def titles(pain_map: PainMap) -> list[str]:
    """Names of the lines in their order."""
    return list(pain_map.lines.order_by("position", "pk").values_list("title", flat=True))


def line_of(pain_map: PainMap, title: str) -> PainLine:
    """The line of that name."""
    return PainLine.objects.get(pain_map=pain_map, title=title)


def left_of(pain_map: PainMap) -> list[int]:
    """Ids of the remainder."""
    return list(PainEvidence.objects.filter(pain_map=pain_map).remainder().values_list("pk", flat=True))


def counts(pain_map: PainMap) -> dict[str, int]:
    """How many messages stand in each line."""
    return dict(pain_map.lines.values_list("title", "item_count"))


def settle_remainder(actor: Actor, pain_map: PainMap) -> None:
    """Explain what is left."""
    if left_of(pain_map):
        explain_evidence(
            actor=actor, map_id=pain_map.pk, evidence_ids=left_of(pain_map), reason="Не о работе администрации"
        )


def approved(actor: Actor, pain_map: PainMap) -> PainMap:
    """The same map, its remainder explained, approved."""
    settle_remainder(actor, pain_map)
    return approve_pain_map(actor=actor, map_id=pain_map.pk, seen=revision_of(pain_map))
