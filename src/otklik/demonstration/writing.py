"""Puts a message together from hand-written parts in the manner of its channel and its author."""

import re
from collections.abc import Sequence
from random import Random

from otklik.core.appeals import ItemKind
from otklik.demonstration.dice import chance, weighted
from otklik.demonstration.slots import Filler
from otklik.demonstration.texts import Scenario, phrases

ALONE = re.compile(
    r"\{g:|(?<![а-яё])(я|мне|меня|мной|мой|моя|моё|моей|моего|моему|мою|моих|сама|сам|муж|жена|живу)(?![а-яё])",
    re.IGNORECASE,
)
STYLES = {"polite": 38, "plain": 32, "angry": 16, "short": 14}
OPENED = {"letter": 0.96, "mail": 0.85, "site": 0.6, "portal": 0.4, "network": 0.7}
ORAL = frozenset({"phone", "reception"})
PLEADING = frozenset({ItemKind.COMPLAINT, ItemKind.STATEMENT})


def write_message(
    rng: Random,
    filler: Filler,
    scenarios: Sequence[Scenario],
    kind: ItemKind,
    habit: str,
    *,
    mark: str = "",
    name: str = "",
) -> str:
    """The text of a case. `mark` is "collective", "repeat" or empty; further scenarios are further questions."""
    style = weighted(rng, STYLES)
    if scenarios[0].audience == "internal" or not kind.is_appeal:
        return _calm(rng, filler, scenarios[0], kind, habit)
    parts = [_opening(rng, habit, style, mark), *_matter(rng, scenarios[0], style, mark)]
    for scenario in scenarios[1:]:
        parts += [rng.choice(phrases()["second"]), _pick(rng, scenario.problem, mark)]
    if kind in PLEADING and style == "angry":
        parts.insert(-1, rng.choice(phrases()["anger"]))
    parts.append(_closing(rng, habit, style))
    text = filler.fill(" ".join(part for part in parts if part))
    return f"{text} {_signature(name)}" if habit in {"letter", "mail"} and name and chance(rng, 0.35) else text


def _calm(rng: Random, filler: Filler, scenario: Scenario, kind: ItemKind, habit: str) -> str:
    """Reviews, thanks and what employees write: no pleading, no anger."""
    key = "opening_internal" if scenario.audience == "internal" else f"opening_{habit}"
    opening = rng.choice(phrases().get(key, ("",))) if chance(rng, 0.4) else ""
    parts = [opening, rng.choice(scenario.problem)]
    parts += [rng.choice(scenario.detail)] if scenario.detail and chance(rng, 0.75) else []
    parts += [rng.choice(scenario.request)] if scenario.request and chance(rng, 0.7) else []
    if kind is ItemKind.GRATITUDE:
        parts.append(rng.choice(phrases()["wishes"]))
    return filler.fill(" ".join(part for part in parts if part))


def _opening(rng: Random, habit: str, style: str, mark: str) -> str:
    pool = phrases()
    if habit in ORAL:
        first = rng.choice(pool["opening_oral"]) if chance(rng, 0.4) else ""
    else:
        curt = style in {"angry", "short"} and habit != "letter"
        usual = chance(rng, OPENED.get(habit, 0.3) * (0.5 if curt else 1))
        first = rng.choice(pool[f"opening_{habit}"]) if usual and f"opening_{habit}" in pool else ""
    return f"{first} {rng.choice(pool[f'opening_{mark}'])}" if mark else first


def _matter(rng: Random, scenario: Scenario, style: str, mark: str) -> list[str]:
    parts = [_pick(rng, scenario.problem, mark)]
    details = [text for text in scenario.detail if not (mark == "collective" and ALONE.search(text))]
    if details and style != "short":
        count = min(len(details), 2 if style == "polite" and chance(rng, 0.4) else 1)
        parts += rng.sample(details, count) if chance(rng, 0.8) else []
    if mark == "repeat":
        parts.append(rng.choice(phrases()["repeat_story"]))
    requests = scenario.request if scenario.request and chance(rng, 0.75) else phrases()["request"]
    return [*parts, _pick(rng, requests, mark)] if style != "short" or chance(rng, 0.5) else parts


def _pick(rng: Random, variants: Sequence[str], mark: str) -> str:
    """A variant; a collective text avoids «я» and «мой»."""
    fit = [text for text in variants if not (mark == "collective" and ALONE.search(text))]
    return rng.choice(fit or variants)


def _closing(rng: Random, habit: str, style: str) -> str:
    if habit in ORAL or chance(rng, 0.45):
        return ""
    return rng.choice(phrases()["closing_angry" if style == "angry" else "closing_polite"])


def _signature(name: str) -> str:
    surname, *rest = name.split()
    return f"{surname} {''.join(f'{part[0]}.' for part in rest)}".strip()


def can_be_collective(scenario: Scenario) -> bool:
    """Whether a variant of the problem and of the request speaks for many."""
    return any(not ALONE.search(text) for text in scenario.problem) and not (
        scenario.request and all(ALONE.search(text) for text in scenario.request)
    )
