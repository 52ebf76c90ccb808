"""Puts a message together from hand-written parts in the manner of its channel and its author."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from otklik.core.appeals import ItemKind
from otklik.demonstration.dice import chance, weighted
from otklik.demonstration.slots import Filler
from otklik.demonstration.texts import Scenario, phrases
from otklik.demonstration.threads import fitting, pick, split_tag

ALONE = re.compile(
    r"\{g:|(?<![а-яё])(я|мне|меня|мной|мой|моя|моё|моей|моего|моему|мою|моих|сама|сам|муж|жена|живу)(?![а-яё])",
    re.IGNORECASE,
)
STYLES = {"polite": 38, "plain": 32, "angry": 16, "short": 14}
OPENED = {"letter": 0.96, "mail": 0.85, "site": 0.6, "portal": 0.4, "network": 0.7}
LISTENING = frozenset({"review", "event"})
ORAL = frozenset({"phone", "reception"})


@dataclass(frozen=True)
class Message:
    """A written text and the thread that each of its questions follows."""

    text: str
    threads: tuple[str, ...]


@dataclass(frozen=True)
class Manner:
    """How an author writes: kind, habit of the channel, style, and mark: "collective", "repeat" or empty."""

    kind: ItemKind
    habit: str
    style: str
    mark: str

    def fit(self, texts: Sequence[str], thread: str | None) -> list[str]:
        """Texts of this kind and thread; a collective text avoids «я» and «мой»."""
        found = fitting(texts, self.kind, thread)
        return [text for text in found if not (self.mark == "collective" and ALONE.search(text))] or found


def write_message(
    rng: Random,
    filler: Filler,
    scenarios: Sequence[Scenario],
    kind: ItemKind,
    habit: str,
    *,
    mark: str = "",
    name: str = "",
) -> Message:
    """The text of a case; scenarios after the first are further questions."""
    manner = Manner(kind, habit, _style(rng, kind), mark)
    chosen = [split_tag(rng.choice(manner.fit(scenario.problem, None))) for scenario in scenarios]
    threads = tuple(thread for thread, _ in chosen)
    if scenarios[0].audience == "internal" or not kind.is_appeal:
        parts = _calm(rng, manner, scenarios[0], *chosen[0])
    else:
        parts = _plea(rng, manner, scenarios[0], chosen)
    text = filler.fill(" ".join(part for part in parts if part))
    signed = habit in {"letter", "mail"} and name and chance(rng, 0.35)
    return Message(f"{text} {_signature(name)}" if signed else text, threads)


def _style(rng: Random, kind: ItemKind) -> str:
    style = weighted(rng, STYLES)
    return "plain" if style == "angry" and kind is not ItemKind.COMPLAINT else style


def _plea(rng: Random, manner: Manner, scenario: Scenario, chosen: Sequence[tuple[str, str]]) -> list[str]:
    thread, problem = chosen[0]
    parts = [_opening(rng, manner), problem, *_details(rng, manner, scenario, thread)]
    if manner.mark == "repeat":
        parts.append(rng.choice(phrases()["repeat_story"]))
    if manner.style == "angry":
        parts.append(rng.choice(phrases()["anger"]))
    for _, further in chosen[1:]:
        parts += [rng.choice(phrases()["second"]), further]
    if manner.style != "short" or chance(rng, 0.5):
        parts.append(_request(rng, manner, scenario, thread))
    return [*parts, _closing(rng, manner)]


def _calm(rng: Random, manner: Manner, scenario: Scenario, thread: str, problem: str) -> list[str]:
    """Reviews, thanks and what employees write: no pleading, no anger."""
    calm = "internal" if scenario.audience == "internal" else manner.habit if manner.habit in LISTENING else "calm"
    opening = rng.choice(phrases()[f"opening_{calm}"]) if chance(rng, 0.35) else ""
    parts = [opening, problem]
    parts += [pick(rng, scenario.detail, manner.kind, thread)] if chance(rng, 0.75) else []
    parts += [pick(rng, scenario.request, manner.kind, thread)] if chance(rng, 0.7) else []
    return [*parts, rng.choice(phrases()["wishes"])] if manner.kind is ItemKind.GRATITUDE else parts


def _opening(rng: Random, manner: Manner) -> str:
    pool, key = phrases(), "opening_oral" if manner.habit in ORAL else f"opening_{manner.habit}"
    share = 0.4 if manner.habit in ORAL else OPENED.get(manner.habit, 0.3)
    curt = manner.style in {"angry", "short"} and manner.habit != "letter"
    first = rng.choice(pool[key]) if key in pool and chance(rng, share * (0.5 if curt else 1)) else ""
    return f"{first} {rng.choice(pool[f'opening_{manner.mark}'])}" if manner.mark else first


def _details(rng: Random, manner: Manner, scenario: Scenario, thread: str) -> list[str]:
    details = fitting(scenario.detail, manner.kind, thread)
    details = [text for text in details if not (manner.mark == "collective" and ALONE.search(text))]
    if not details or manner.style == "short" or chance(rng, 0.2):
        return []
    count = 2 if manner.style == "polite" and chance(rng, 0.4) else 1
    return [split_tag(text)[1] for text in rng.sample(details, min(len(details), count))]


def _request(rng: Random, manner: Manner, scenario: Scenario, thread: str) -> str:
    own = manner.fit(scenario.request, thread)
    if manner.kind in {ItemKind.PROPOSAL, ItemKind.INQUIRY}:
        general = phrases()[f"request_{manner.kind.value}"]
    else:
        general = phrases()["request"]
    return split_tag(rng.choice(own if own and chance(rng, 0.75) else general))[1]


def _closing(rng: Random, manner: Manner) -> str:
    if manner.habit in ORAL or chance(rng, 0.45):
        return ""
    return rng.choice(phrases()["closing_angry" if manner.style == "angry" else "closing_polite"])


def _signature(name: str) -> str:
    surname, *rest = name.split()
    return f"{surname} {''.join(f'{part[0]}.' for part in rest)}".strip()


def can_be_collective(scenario: Scenario) -> bool:
    """Whether no variant of the problem or of the request speaks for one person only."""
    return not any(ALONE.search(text) for text in (*scenario.problem, *scenario.request))
