"""The text of a decree cut into its clauses, and the search of a quote in it."""

import re
from dataclasses import dataclass
from functools import cached_property

_ORDER = re.compile(r"^\s*порядок\b", re.IGNORECASE | re.MULTILINE)
_ANNEX = re.compile(r"^\s*приложение к порядку\b", re.IGNORECASE | re.MULTILINE)
_SECTION = re.compile(r"^\s*(\d+)\.\s+[А-ЯЁ]", re.MULTILINE)
_CLAUSE = re.compile(r"^\s*(\d+\.\d+)\.?\s", re.MULTILINE)
DECREE = "постановление"
ANNEX = "приложение"
WHOLE = "порядок"


def folded(text: str) -> str:
    """The text with white space made single and case folded: two quotes are equal when their folds are."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True)
class DecreeText:
    """The text of decree.txt; knows its clauses."""

    text: str

    @cached_property
    def clauses(self) -> dict[str, str]:
        """Folded text by clause: «постановление» (what stands before the order), «4», «4.2», «приложение»."""
        start = _ORDER.search(self.text)
        decree, order = (self.text[: start.start()], self.text[start.start() :]) if start else ("", self.text)
        annex_start = _ANNEX.search(order)
        body, annex = (order[: annex_start.start()], order[annex_start.start() :]) if annex_start else (order, "")
        parts = {WHOLE: order, DECREE: decree, ANNEX: annex, **_cut(body, _SECTION)}
        for section in _cut(body, _SECTION).values():
            parts.update(_cut(section, _CLAUSE))
        return {name: folded(part) for name, part in parts.items() if part}

    def unknown_clauses(self, clause: str) -> list[str]:
        """Those of the cited clauses that the text does not have."""
        return [name for name in clause_names(clause) if name not in self.clauses]

    def holds(self, quote: str, clause: str) -> bool:
        """Whether the quote stands inside one of the cited clauses."""
        return any(folded(quote) in self.clauses.get(name, "") for name in clause_names(clause))

    def clauses_with(self, quote: str) -> list[str]:
        """Where the quote really stands, narrowest first: help for one who cited the wrong clause."""
        wanted = folded(quote)
        found = [name for name, part in self.clauses.items() if wanted in part and name != WHOLE]
        return sorted(found, key=lambda name: len(self.clauses[name]))


def clause_names(clause: str) -> list[str]:
    """Keys of `DecreeText.clauses` that a citation means: «2.1, 4.2», «п. 3 постановления», «Приложение»."""
    if DECREE[:-1] in clause.casefold():
        return [DECREE]
    return [part.strip().casefold() for part in clause.split(",") if part.strip()]


def _cut(text: str, heading: re.Pattern[str]) -> dict[str, str]:
    """Parts of the text by the number of their heading; a number seen twice keeps both parts."""
    found = list(heading.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    parts: dict[str, str] = {}
    for match, end in zip(found, ends, strict=False):
        number = match.group(1)
        parts[number] = parts.get(number, "") + text[match.start() : end]
    return parts
