"""How grave a message is, 0..1, from what is known of it; the parts are added and can be told one by one."""

from math import log2

from otklik.core.appeals import ItemKind
from otklik.core.urgency import Urgency

BY_KIND = {ItemKind.COMPLAINT: 0.5, ItemKind.REVIEW: 0.45, ItemKind.STATEMENT: 0.4, ItemKind.PROPOSAL: 0.3}
USUAL = 0.4
UNSATISFIED, REPEATED, LATE, DANGEROUS = 0.15, 0.1, 0.1, 0.15
BY_URGENCY = {Urgency.HIGH.value: 0.15, Urgency.EMERGENCY.value: 0.3}
#: For each doubling of the authors of a collective message, and at most.
DOUBLED, MOST_FOR_AUTHORS = 0.04, 0.2
#: Dictionary forms that speak of harm done or threatening.
DANGER = frozenset(
    {
        "травма", "травмировать", "травмироваться", "опасный", "опасность", "опасно", "угроза", "угрожать", "погибнуть",
        "смерть", "пострадать", "ожог", "пожар", "взрыв", "обрушиться", "обрушение", "провалиться", "отравление",
        "отравиться", "авария", "аварийный", "покусать", "укусить", "нападение", "напасть", "замерзнуть", "несчастный",
    }
)  # fmt: skip


def severity_of(
    kind: str,
    *,
    is_unsatisfied: bool = False,
    is_repeated: bool = False,
    is_late: bool = False,
    is_dangerous: bool = False,
    urgency: str = "",
    author_count: int = 1,
) -> float:
    """The gravity of one message, 0..1. Порядок: murashi 5.15"""
    found = BY_KIND.get(ItemKind(kind), USUAL) + BY_URGENCY.get(urgency, 0.0)
    found += UNSATISFIED * is_unsatisfied + REPEATED * is_repeated + LATE * is_late + DANGEROUS * is_dangerous
    found += min(MOST_FOR_AUTHORS, DOUBLED * log2(max(author_count, 1)))
    return round(min(found, 1.0), 3)
