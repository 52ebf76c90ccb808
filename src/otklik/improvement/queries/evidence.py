"""What speaks for a line, and what is in no line: a page of records with their texts as the actor may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, TextField, Value
from django.db.models.functions import Concat, Substr

from otklik.base.actor import Actor
from otklik.improvement.access import PainMap
from otklik.improvement.enums import EvidenceKind
from otklik.improvement.models import PainEvidence, PainLine
from otklik.intake.models import FeedbackItem
from otklik.intake.originals import MARGIN, mask_openings, masked_opening

PAGE, MOST_PAGES = 50, 2_000
LETTERS, QUOTE_LETTERS, QUOTES = 160, 400, 3
#: A note or an expert's word is shown whole.
MOST_WORDS = 1_000


@dataclass(frozen=True)
class EvidenceShown:
    """A record: its words (masked), the item where the actor may open it."""

    pk: int
    kind: str
    is_quote: bool
    title: str
    words: str
    item: FeedbackItem | None
    reason: str
    who: str

    @property
    def kind_title(self) -> str:
        """«отзыв или обращение»."""
        return str(EvidenceKind(self.kind).label)


@dataclass(frozen=True)
class EvidencePage:
    """A page of records, newest pages last."""

    rows: Sequence[EvidenceShown]
    count: int
    number: int

    @property
    def has_next(self) -> bool:
        """There are more."""
        return self.number * PAGE < self.count

    @property
    def first(self) -> int:
        """Place of the first record."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Place of the last record."""
        return min(self.number * PAGE, self.count)


@dataclass(frozen=True)
class RemainderFilter:
    """What of the remainder is worked off: a kind of records, a process («0»: none), what is explained already."""

    kind: str = ""
    process: str = ""
    is_explained: bool = False

    def rows(self, actor: Actor, pain_map: PainMap) -> "QuerySet[PainEvidence]":
        """The records that the filter lets through."""
        own = PainEvidence.objects.visible_to(actor).filter(pain_map=pain_map)
        found = own.filter(line__isnull=True).exclude(excluded_reason="") if self.is_explained else own.remainder()
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.process == "0":
            return found.filter(item__process__isnull=True)
        return found.filter(item__process=int(self.process)) if self.process else found


def evidence_page(actor: Actor, rows: "QuerySet[PainEvidence]", number: int = 1) -> EvidencePage:
    """A page of the records, the gravest first."""
    count = rows.count()
    number = min(max(number, 1), max(1, -(-count // PAGE)), MOST_PAGES)
    ordered = rows.select_related("excluded_by").order_by("-severity", "pk")
    found = list(ordered[(number - 1) * PAGE : number * PAGE])
    return EvidencePage(_shown(actor, found, LETTERS), count, number)


def quotes_of(
    actor: Actor, lines: Sequence[int], each: int = QUOTES, letters: int = QUOTE_LETTERS
) -> dict[int, list[EvidenceShown]]:
    """Typical words of each line, masked; only those of items that the actor may see."""
    rows = PainEvidence.objects.visible_to(actor).filter(line__in=lines, is_quote=True).order_by("-severity", "pk")
    chosen: dict[int, list[PainEvidence]] = {}
    for row in rows:
        own = chosen.setdefault(row.line_id or 0, [])
        if len(own) < each:
            own.append(row)
    shown = {one.pk: one for one in _shown(actor, [row for own in chosen.values() for row in own], letters)}
    found = {
        line: [shown[row.pk] for row in own if shown[row.pk].words or shown[row.pk].title]
        for line, own in chosen.items()
    }
    return {line: own for line, own in found.items() if own}


def evidence_of(actor: Actor, line: PainLine) -> "QuerySet[PainEvidence]":
    """What speaks for the line."""
    return PainEvidence.objects.visible_to(actor).filter(line=line)


def processes_of_remainder(actor: Actor, pain_map: PainMap) -> list[tuple[str, str, int]]:
    """Processes of the remainder with counts, the commonest first; «0» stands for none."""
    rows = PainEvidence.objects.visible_to(actor).filter(pain_map=pain_map).remainder()
    counted = rows.order_by().values_list("item__process", "item__process__title").annotate(n=Count("pk"))
    found = [(str(pk or 0), title or "процесс не указан", n) for pk, title, n in counted]
    return sorted(found, key=lambda one: -one[2])


def reasons_given(actor: Actor, pain_map: PainMap) -> list[str]:
    """Explanations of this map so far, to be chosen again."""
    rows = PainEvidence.objects.visible_to(actor).filter(pain_map=pain_map).exclude(excluded_reason="")
    return list(rows.order_by("excluded_reason").values_list("excluded_reason", flat=True).distinct()[:20])


def _shown(actor: Actor, rows: Sequence[PainEvidence], letters: int) -> list[EvidenceShown]:
    items = _items(actor, [row.item_id for row in rows if row.item_id], letters)
    return [_one(row, items.get(row.item_id or 0), letters) for row in rows]


def _one(row: PainEvidence, item: FeedbackItem | None, letters: int) -> EvidenceShown:
    title = item.title.strip() if item else ""
    opening = str(item.opening) if item else masked_opening(row.words, MOST_WORDS)  # type: ignore[attr-defined]
    words = opening.removeprefix(title).strip()
    if item and len(opening) >= letters:
        words = f"{words.rpartition(' ')[0].rstrip('.,;:')}…"
    who = row.excluded_by.full_name if row.excluded_by else ""
    return EvidenceShown(row.pk, row.kind, row.is_quote, title, words, item, row.excluded_reason, who)


def _items(actor: Actor, ids: Sequence[int], letters: int) -> dict[int, FeedbackItem]:
    """Items that the actor may see, with masked openings."""
    opening = Substr(Concat("title", Value(" "), "text", output_field=TextField()), 1, letters + MARGIN)
    visible = FeedbackItem.objects.visible_to(actor).filter(pk__in=ids)
    items = list(visible.defer("text").annotate(opening=opening).select_related("process"))
    mask_openings(items, letters)
    return {item.pk: item for item in items}
