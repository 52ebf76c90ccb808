"""What a group is called, and which of its texts are shown as typical."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from otklik.catalog.models import Process, Reason, Topic, Touchpoint
from otklik.core.text_groups import group_phrases, named, shared_headings
from otklik.improvement.drafting.candidates import Candidate
from otklik.improvement.drafting.grouping import QUESTION, Grouped, VoiceGroup
from otklik.intake.models import FeedbackItem

MOST_QUOTES = 3
#: A quotation is read at a glance and says something by itself.
SHORTEST_QUOTE, LONGEST_QUOTE = 50, 700
CHUNK = 2_000
#: Letters of a text that a name is taken from: what it is about is said in the beginning.
OPENING = 1_000
MOST_TITLE = 300
#: Headings of the classifier are fields of law, some a line long: these say nothing to a reader.
LONGEST_HEADING = 60


@dataclass(frozen=True)
class Titles:
    """Names of the catalogue by id, each read once."""

    processes: Mapping[int, str]
    touchpoints: Mapping[int, str]
    topics: Mapping[int, str]
    reasons: Mapping[int, str]


@dataclass(frozen=True)
class Named:
    """A group with its name and the places of its quotations."""

    group: VoiceGroup
    title: str
    quotes: tuple[int, ...]


def name_groups(administration_id: int, voices: Sequence[Candidate], grouped: Grouped) -> list[Named]:
    """A name for each group, no two the same within an audience; the largest groups first."""
    order = sorted(grouped.groups, key=lambda group: (group.audience, -len(group.places), group.places[0]))
    texts = _texts(voices, order)
    titles = _titles(administration_id, order)
    found = [_named(group, texts, titles, grouped) for group in order]
    return _told_apart(found, titles)


def _texts(voices: Sequence[Candidate], groups: Iterable[VoiceGroup]) -> dict[int, tuple[str, str]]:
    """Title and text of the typical voices by their place."""
    places = [place for group in groups for place in group.typical]
    of_items = {item: place for place in places if (item := voices[place].item_id) is not None}
    found = {place: ("", voices[place].words) for place in places if voices[place].item_id is None}
    wanted = list(of_items)
    for start in range(0, len(wanted), CHUNK):
        rows = FeedbackItem.objects.filter(pk__in=wanted[start : start + CHUNK]).values_list("pk", "title", "text")
        found.update((of_items[pk], (title, text)) for pk, title, text in rows)
    return found


def _titles(administration_id: int, groups: Collection[VoiceGroup]) -> Titles:
    own = {"administration_id": administration_id}
    topics = Topic.objects.filter(pk__in={group.topic_id for group in groups if group.topic_id})
    return Titles(
        dict(Process.objects.filter(**own).values_list("pk", "title")),
        dict(Touchpoint.objects.filter(**own).values_list("pk", "title")),
        {pk: name.split(" (")[0] for pk, name in topics.values_list("pk", "name")},
        dict(Reason.objects.filter(**own).values_list("pk", "title")),
    )


def _named(group: VoiceGroup, texts: Mapping[int, tuple[str, str]], titles: Titles, grouped: Grouped) -> Named:
    own = {place: texts[place] for place in group.typical if place in texts}
    whole = {place: f"{title}. {text}" for place, (title, text) in own.items()}
    head = _head(group, titles)
    phrases: tuple[str, ...] = ()
    if not group.is_mixed:
        phrases = shared_headings([title for title, _ in own.values() if title], head) or group_phrases(
            [text[:OPENING] for text in whole.values()], grouped.rarity
        )
    return Named(group, named(head, phrases)[:MOST_TITLE] or "Без названия", _quotes(whole))


def _head(group: VoiceGroup, titles: Titles) -> str:
    """The exact topic; else the matter that the words name; else a short heading, the reason, the process."""
    topic = titles.topics.get(group.topic_id or 0, "")
    if topic and group.topic_level >= QUESTION:
        return topic
    if group.theme:
        return group.theme.title
    if topic and len(topic) <= LONGEST_HEADING:
        return topic
    whole = titles.processes[group.process_id] if group.process_id else group.sphere or ""
    return f"{whole}: разное" if group.is_mixed else titles.reasons.get(group.reason_id or 0, whole)


def _quotes(texts: Mapping[int, str]) -> tuple[int, ...]:
    """The most typical texts of readable length; equal ones are shown once."""
    kept: dict[str, int] = {}
    fit = {place: text for place, text in texts.items() if SHORTEST_QUOTE <= len(text) <= LONGEST_QUOTE}
    for place, text in (fit or texts).items():
        kept.setdefault(" ".join(text.lower().split()), place)
    return tuple(kept.values())[:MOST_QUOTES]


def _told_apart(found: Sequence[Named], titles: Titles) -> list[Named]:
    """Equal names get their touchpoint or process behind them, and a number where even that is the same."""
    same = Counter((one.group.audience, one.title) for one in found)
    taken: Counter[tuple[str, str]] = Counter()
    made = []
    for one in found:
        title = one.title if same[one.group.audience, one.title] == 1 else f"{one.title} ({_place(one.group, titles)})"
        taken[one.group.audience, title] += 1
        number = taken[one.group.audience, title]
        title = title if number == 1 else f"{title}, {number}"
        made.append(Named(one.group, title[:MOST_TITLE], one.quotes))
    return made


def _place(group: VoiceGroup, titles: Titles) -> str:
    if group.touchpoint_id:
        return titles.touchpoints[group.touchpoint_id]
    if group.process_id:
        return titles.processes[group.process_id]
    return titles.reasons.get(group.reason_id or 0, "прочее")
