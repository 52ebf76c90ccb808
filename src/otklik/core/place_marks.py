"""Which place a free text speaks of: streets, houses, routes, flats, entrances; times and quantities left aside.

Two texts that read alike and name different places are different matters.
"""

import re
from dataclasses import dataclass, field

from otklik.core.dictionary_forms import forms_of
from otklik.core.text_terms import Token, plain, tokens_of

_MONTH = "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_UNIT = (
    "дн|ден|сут|час|мин|лет|год|мес|недел|раз|руб|тыс|млн|км|метр|м(?![а-я])|м2|кв\\. ?м|см|градус|человек|чел|шт|сем|"
    "дет|ребен|жител|квартир(?!а)|процент|ватт|вольт|утра|вечера|дня|ночи|г(?![а-я])|ч(?![а-я])"
)
#: Numbers that tell no place: dates, times, quantities, laws, telephones.
_ELSE = re.compile(
    rf"\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}}:\d{{2}}|24/7|\d{{4}}\s*(?:-\s*\d{{4}}\s*)?г|\d+\s*-?\s*фз"
    rf"|\d{{1,2}}(?:\s*-\s*\d{{1,2}})?(?:-?(?:го|е|ое))?\s+(?:{_MONTH})"
    rf"|\d+(?:[.,]\d+)?\s*(?:-?(?:й|ти|х|и|ый|го)\s+)?(?:{_UNIT})"
    r"|\d+(?:[.,]\d+)?\s*[%°]|\+?\d[\d ()-]{8,}\d",
    re.IGNORECASE,
)
_FLATS = frozenset({"кв", "квартира", "квартире", "квартиры", "квартиру"})
_ENTRANCES = frozenset({"подъезд", "подъезде", "подъезда", "подъезду", "под"})
#: Words before a number that are no name of a street, though a sentence may begin with them.
_NO_NAMES = frozenset({"автобус", "маршрут", "трамвай", "троллейбус", "маршрутка", "школа", "сад", "лицей", "гимназия"})
_STREETS = frozenset(
    ("ул", "улица", "улице", "улицу", "улицы", "улиц", "пер", "переулок", "переулке", "переулка", "проспект",
     "проспекте", "проспекта", "проезд", "проезде", "шоссе", "площадь", "площади", "бульвар", "бульваре", "набережная",
     "набережной",
     "мкр", "микрорайон", "микрорайоне", "микрорайона", "деревня", "деревне", "деревни", "село", "селе", "села", "снт",
     "поселок", "поселке", "поселка", "пос", "хутор", "хуторе", "тракт", "остановка", "остановке", "станция", "станции")
)  # fmt: skip
_HOUSES = frozenset({"дом", "дома", "доме", "дому", "домом", "домов", "домах", "д", "строение", "корпус", "корп", "к"})
#: Words of a street's name that stand after its kind at most.
_LONGEST_NAME = 3
NUMBERS = frozenset({"house", "fraction", "number"})


@dataclass(frozen=True)
class PlaceMarks:
    """Names of places (every dictionary form of each word), numbers of houses, routes, schools; flats; entrances."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    flats: frozenset[str] = frozenset()
    entrances: frozenset[str] = frozenset()
    shown_names: tuple[str, ...] = field(default=(), compare=False)

    def is_same_place(self, other: "PlaceMarks") -> bool:
        """Nothing that both name contradicts, and numbers are named by both or by neither."""
        if bool(self.numbers) != bool(other.numbers) or not _within(self.numbers, other.numbers):
            return False
        pairs = ((self.names, other.names), (self.flats, other.flats), (self.entrances, other.entrances))
        return not any(ours and theirs and not ours & theirs for ours, theirs in pairs)

    def shares_with(self, other: "PlaceMarks") -> bool:
        """Both name the same number or the same street."""
        return bool(self.numbers & other.numbers or self.names & other.names)

    @property
    def shown(self) -> str:
        """«Лесная 12, кв. 5»."""
        place = " ".join([", ".join(self.shown_names), *sorted(self.numbers)]).strip()
        return ", ".join([place, *(f"кв. {flat}" for flat in sorted(self.flats))]).strip(", ")


def _within(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return ours <= theirs or theirs <= ours


def place_marks(text: str) -> PlaceMarks:
    """The marks of a text; put the place of the matter, where it is known apart, before or after the text."""
    text = _ELSE.sub(lambda found: " " * len(found.group()), text)
    tokens = list(tokens_of(text))
    words = [plain(text[token.start : token.end]) for token in tokens]
    numbers: dict[str, set[str]] = {"flat": set(), "entrance": set(), "": set()}
    names: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind in NUMBERS:
            numbers[_label(text, tokens, words, at)].add(token.terms[0])
            names += _name_before(text, tokens, words, at)
        elif words[at] in _STREETS:
            names += _name_after(text, tokens, words, at)
    shown = tuple(dict.fromkeys(names))
    forms = frozenset(form for name in shown for form in forms_of(plain(name)))
    houses, flats, entrances = (frozenset(numbers[kind]) for kind in ("", "flat", "entrance"))
    return PlaceMarks(forms, houses, flats, entrances, shown_names=shown)


def _label(text: str, tokens: list[Token], words: list[str], at: int) -> str:
    """«кв. 5», «подъезд 2», «2 подъезд» (but «Лесная 5, подъезд 2»)."""
    before = words[at - 1] if at else ""
    if before in _FLATS:
        return "flat"
    is_last = at + 1 == len(words)
    after = "" if is_last or text[tokens[at].end : tokens[at + 1].start].strip(" -й") else words[at + 1]
    return "entrance" if before in _ENTRANCES or after in _ENTRANCES else ""


def _name_after(text: str, tokens: list[Token], words: list[str], at: int) -> list[str]:
    """«улица Карла Маркса», «ул. лесная»: what follows the kind; or what stands before it: «по Лесной улице»."""
    found: list[str] = []
    for place in range(at + 1, min(at + 1 + _LONGEST_NAME, len(tokens))):
        word = text[tokens[place].start : tokens[place].end]
        gap = text[tokens[place - 1].end : tokens[place].start]
        is_name = tokens[place].kind == "word" and words[place] not in _STREETS | _HOUSES
        if not is_name or gap.strip(' .«"') or (found and not word[0].isupper()):
            break
        found.append(word)
    before = tokens[at - 1] if at else None
    is_before = before is not None and before.kind == "word" and text[before.start].isupper()
    if before and is_before and not (found and found[0][0].isupper()):
        return [text[before.start : before.end]]
    return found


def _name_before(text: str, tokens: list[Token], words: list[str], at: int) -> list[str]:
    """«Ленина, 5», «Лесной, д. 12»: a word with a capital before the house."""
    place = at - 1
    while place >= 0 and words[place] in _HOUSES:
        place -= 1
    if place < 0 or tokens[place].kind != "word" or words[place] in _NO_NAMES | _STREETS:
        return []
    gap = text[tokens[place].end : tokens[place + 1].start]
    is_name = text[tokens[place].start].isupper() and not gap.strip(" ,.№")
    return [text[tokens[place].start : tokens[place].end]] if is_name else []
