"""What people decided of texts: the newest decisions of an administration, without personal data."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Substr

from otklik.analysis.models import TextLabel
from otklik.core.appeals import Audience, ItemKind
from otklik.core.personal_data import mask
from otklik.core.personal_data.spans import MASKS
from otklik.core.text_terms import same_term
from otklik.core.tone import TONE_OF_KIND
from otklik.intake.models import AppealQuestion, FeedbackItem, ItemCategory

#: Bound of memory and time: older decisions are left aside.
MOST_DECISIONS = 10_000
#: What a text is about is said in its beginning.
LETTERS = 4000
#: One decision in so many is never learned from: by them models are compared.
KEPT_ASIDE = 5
_AT_ONCE = 500


@dataclass(frozen=True)
class Decided:
    """A text without personal data and what people gave it; `is_aside`: kept for the test, equal texts all together."""

    text: str
    is_aside: bool
    values: Mapping[TextLabel, tuple[str, ...]]


def decided_items(administration_id: int) -> "list[FeedbackItem]":
    """External items that a person has read or registered, the newest first; `opening` stands in place of the text."""
    by_person = Q(read_at__isnull=False) | Q(appeal__registered_by__isnull=False)
    own = FeedbackItem.objects.of(administration_id).filter(by_person, audience=Audience.EXTERNAL)
    names = ("pk", "kind", "title", "tone", "read_at", "touchpoint", "process", "department")
    return list(own.newest_first().annotate(opening=Substr("text", 1, LETTERS)).only(*names)[:MOST_DECISIONS])


def decisions(administration_id: int, tell: Callable[[int, int], None] = lambda _done, _all: None) -> list[Decided]:
    """The newest decisions, the oldest of them first; `tell` hears how many texts are done of how many."""
    items = decided_items(administration_id)[::-1]
    found: list[Decided] = []
    for start in range(0, len(items), _AT_ONCE):
        some = items[start : start + _AT_ONCE]
        categories, topics = _categories(some), _topics(some)
        found += [_decided(item, categories.get(item.pk, ()), topics.get(item.pk, ())) for item in some]
        tell(len(found), len(items))
    return found


def values_of(item: FeedbackItem, categories: Iterable[str], topics: Iterable[str]) -> dict[TextLabel, tuple[str, ...]]:
    """What the item bears, by label; a label that nobody decided is left out."""
    given: dict[TextLabel, tuple[object, ...]] = {
        TextLabel.KIND: (item.kind,),
        TextLabel.CATEGORY: tuple(categories),
        TextLabel.TOUCHPOINT: (item.touchpoint_id,),
        TextLabel.PROCESS: (item.process_id,),
        TextLabel.TOPIC: tuple(topics),
        TextLabel.DEPARTMENT: (item.department_id,),
        TextLabel.TONE: (tone_of(item),),
    }
    return {label: kept for label, values in given.items() if (kept := tuple(str(one) for one in values if one))}


def tone_of(item: FeedbackItem) -> str:
    """The reader's mark; before readers gave any, what the kind says by itself."""
    return item.tone or str(TONE_OF_KIND.get(ItemKind(item.kind), ""))


def is_aside(text: str) -> bool:
    """Whether the text is kept for tests, now and ever: by the digest of its words."""
    return int(same_term(text)[-4:], 16) % KEPT_ASIDE == 0


def learned_text(title: str, text: str) -> str:
    """A text as a model reads it in training: no names, addresses, numbers of persons."""
    masked = mask(f"{title}\n{text}".strip())
    for sign in MASKS:
        masked = masked.replace(sign, " ")
    return masked


def _decided(item: FeedbackItem, categories: Iterable[str], topics: Iterable[str]) -> Decided:
    opening = str(getattr(item, "opening", ""))
    return Decided(learned_text(item.title, opening), is_aside(opening), values_of(item, categories, topics))


def _categories(items: Iterable[FeedbackItem]) -> dict[int, list[str]]:
    rows = ItemCategory.objects.filter(item__in=[item.pk for item in items]).values_list("item_id", "category_id")
    return _gathered((item_id, str(category_id)) for item_id, category_id in rows.order_by("pk"))


def _topics(items: Iterable[FeedbackItem]) -> dict[int, list[str]]:
    """Codes of items with one question: of several nobody knows which words ask which."""
    asked = AppealQuestion.objects.filter(item__in=[item.pk for item in items], topic__isnull=False)
    found = _gathered(iter(asked.order_by("item_id", "position").values_list("item_id", "topic__code")))
    return {item_id: codes for item_id, codes in found.items() if len(codes) == 1}


def _gathered(pairs: Iterator[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for item_id, value in pairs:
        found[item_id].append(value)
    return found
