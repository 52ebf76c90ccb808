"""A postal address as people write it: which words are the street, which number is the house, which the flat.

The line itself is kept as it was typed; what is read out of it serves to find neighbours and earlier messages, and is
shown so that a clerk sees whether it was understood. No reference book of streets is asked.
"""

import re
from dataclasses import dataclass, field

_KINDS = (
    "ул|улица|пер|переулок|пр|пр-т|просп|проспект|пр-д|проезд|пл|площадь|б-р|бул|бульвар|ш|шоссе|тракт|наб|набережная|"
    "туп|тупик|мкр|мкрн|микрорайон|кв-л|г|гор|город|пгт|рп|п|пос|поселок|с|село|д|дер|деревня|х|хутор|ст|станция|"
    "обл|область|р-н|район|край|респ|республика|россия|рф|мо|го|округ|снт"
)
#: Words that say what a thing is, not what it is called.
KINDS = frozenset(_KINDS.split("|"))
_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_NUMBER = r"\d{1,4}(?:\s?[а-я](?![а-я]))?(?:\s?/\s?\d{1,4}[а-я]?)?"
_FLAT = re.compile(r"(?<![а-я])(?:квартира|кварт|кв|офис|оф|комната|комн|ком|помещение|пом)\.?\s*№?\s*(\d{1,5}[а-я]?)")
_BLOCK = re.compile(r"(?<![а-я])(?:корпус|корп|к|строение|стр)\.?\s*№?\s*(\d{1,3}[а-я]?)(?![а-я])")
_HOUSE = re.compile(rf"(?<![а-я])(?:дом|домовладение|д|владение|вл|здание|зд|участок|уч)\.?\s*№?\s*({_NUMBER})")
#: «Лесная, 3-12», «Лесная, 3, 12», «Лесная 3»: what stands at the end.
_TAIL = re.compile(rf"(?<![\d-])({_NUMBER})(?:\s*[-–—,]\s*(\d{{1,4}}[а-я]?))?\s*[.,;]*\s*$")
_WORD = re.compile(r"\d+(?:-[а-я]{1,2})?|[а-яa-z]+(?:-[а-яa-z]+)*")


@dataclass(frozen=True)
class Address:
    """The words of the place in lower case, in no order; the house with its block («12а к2»); the flat."""

    words: frozenset[str] = frozenset()
    house: str = ""
    flat: str = ""
    #: The word before the house, most often of the street: by it the address is looked for.
    street: str = field(default="", compare=False)

    @property
    def is_home(self) -> bool:
        """A street and a house are known, so that two addresses can be compared."""
        return bool(self.words and self.house)

    @property
    def shown(self) -> str:
        """«дом 12а, квартира 5»; empty when no house was recognised."""
        parts = (f"дом {self.house}" if self.house else "", f"квартира {self.flat}" if self.flat else "")
        return ", ".join(part for part in parts if part)

    def is_same_house(self, other: "Address") -> bool:
        """One house: the same number, and the words of one address stand among the other's («г. Киров» may lack)."""
        if not (self.is_home and other.is_home) or self.house != other.house:
            return False
        return self.words <= other.words or other.words <= self.words

    def is_same_home(self, other: "Address") -> bool:
        """One house and one flat."""
        return self.is_same_house(other) and self.flat == other.flat


def read_address(typed: str) -> Address:
    """What the line says; an empty house for what has none, never an error."""
    line = _POSTCODE.sub(" ", typed.lower().replace("ё", "е")).replace("\N{NO-BREAK SPACE}", " ")
    line, flat = _taken(_FLAT, line)
    line, house = _taken(_HOUSE, line)
    line, block = _taken(_BLOCK, line) if house else (line, "")
    if not house:
        line, house, block, flat = _tail(line, flat)
    words = [word for word in _WORD.findall(line) if word not in KINDS]
    number = " ".join(part for part in (_bare(house), f"к{block}" if block else "") if part)
    return Address(frozenset(words), number, flat, words[-1] if words else "")


def _taken(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    """The line without what the pattern found, and the number in it."""
    found = pattern.search(line)
    return (line, "") if found is None else (f"{line[: found.start()]} , {line[found.end() :]}", found[1])


def _tail(line: str, flat: str) -> tuple[str, str, str, str]:
    """House, block and flat written without words, at the end of the line and after the name of a street."""
    line, block = _taken(_BLOCK, line)
    found = _TAIL.search(line.rstrip(" ,"))
    if found is None or not _WORD.search(line[: found.start()]):
        return line, "", "", flat
    return line[: found.start()], found[1], block, flat or found[2] or ""


def _bare(number: str) -> str:
    return re.sub(r"\s", "", number)
