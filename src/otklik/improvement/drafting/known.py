"""Pains of earlier maps known again: the same process and topic or touchpoint, and near words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from otklik.core.text_groups.words import meaning_of, meaning_words
from otklik.improvement.drafting.candidates import Candidate
from otklik.improvement.drafting.grouping import MATTER, VoiceGroup
from otklik.improvement.models import PainPoint

#: Likeness of words, 0..1, from which a pain of the same place is the same: where the topic is told, and where not.
SAME_TOPIC, SAME_WORDS = 0.12, 0.3
#: The same for one voice alone: with a pain of this map, and with one of an earlier quarter.
OF_THIS_MAP, OF_EARLIER = 0.25, 0.33
#: What a common topic and a common touchpoint add when several pains are near.
TOPIC_ADDS, TOUCHPOINT_ADDS = 0.3, 0.15
Words = Mapping[str, float]
_Place = tuple[str, str, int | None]


class KnownPains:
    """Pains of one administration (joined ones stand under the pain that they were joined into), looked up by place."""

    def __init__(self, administration_id: int, only: Iterable[int] | None = None) -> None:
        self._by_place: dict[_Place, list[PainPoint]] = defaultdict(list)
        self._words: dict[int, Words] = {}
        own = PainPoint.objects.filter(administration_id=administration_id).order_by("pk")
        every = {pain.pk: pain for pain in (own if only is None else own.filter(pk__in=set(only)))}
        for pain in every.values():
            if pain.merged_into_id is None:
                self._by_place[pain.audience, pain.kind, pain.process_id].append(pain)
            self._words[pain.pk] = pain.words or _plain(pain)

    def matched(self, groups: Sequence[VoiceGroup]) -> dict[int, PainPoint]:
        """The pain of each group that is known (by the group's place in the list); a pain goes to the nearest only."""
        pairs = [
            (-score, place, pain.pk, pain)
            for place, group in enumerate(groups)
            for pain in self._by_place[group.audience, group.pain_kind, group.process_id]
            if (score := self._score(group, pain))
        ]
        found: dict[int, PainPoint] = {}
        taken: set[int] = set()
        for _, place, pk, pain in sorted(pairs, key=lambda one: one[:3]):
            if place not in found and pk not in taken:
                found[place] = pain
                taken.add(pk)
        return found

    def of_voice(self, voice: Candidate, words: Words, here: Collection[int]) -> PainPoint | None:
        """The pain that a single voice speaks of, one of those `here` first; None when none is near."""
        pains = self._by_place[voice.audience, voice.pain_kind.value, voice.process_id]
        near = [(alike(words, self._words[pain.pk]), -pain.pk, pain) for pain in pains]
        for is_here, least in ((True, OF_THIS_MAP), (False, OF_EARLIER)):
            fit = [one for one in near if (one[2].pk in here) is is_here and one[0] >= least]
            if fit:
                return max(fit, key=lambda one: one[:2])[2]
        return None

    def _score(self, group: VoiceGroup, pain: PainPoint) -> float:
        """0 for a pain that is another one."""
        found = alike(group.words, self._words[pain.pk])
        is_topic = group.topic_id is not None and group.topic_id == pain.topic_id
        is_point = group.touchpoint_id is not None and group.touchpoint_id == pain.touchpoint_id
        if found < (SAME_TOPIC if is_topic or is_point else SAME_WORDS):
            return 0.0
        return found + TOPIC_ADDS * is_topic + TOUCHPOINT_ADDS * is_point


def alike(ours: Words, theirs: Words) -> float:
    """Cosine of two sets of weighed words, 0..1; 0 for what bears the marks of different matters."""
    marks = [{word for word in one if word.startswith(MATTER)} for one in (ours, theirs)]
    if all(marks) and marks[0] != marks[1]:
        return 0.0
    lengths = [sum(weight * weight for weight in one.values()) ** 0.5 for one in (ours, theirs)]
    if not all(lengths):
        return 0.0
    common = sum(weight * theirs[word] for word, weight in ours.items() if word in theirs)
    return float(common / (lengths[0] * lengths[1]))


def _plain(pain: PainPoint) -> Words:
    """Of a pain written by hand: the words of its name and details, each as good as another."""
    found = {meaning_of(word) for word in meaning_words(f"{pain.title}. {pain.details}")} - {""}
    return dict.fromkeys(found, 1.0)
