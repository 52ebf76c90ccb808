"""What a typed or scanned letter says of itself: who writes, where from, of what day; proposed, never decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from otklik.core.declension import nominative_name
from otklik.core.personal_data.masking import find
from otklik.core.personal_data.spans import Kind

#: Below this a reader of scans guesses.
SURE = 70
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
)  # fmt: skip
_DAY_IN_WORDS = re.compile(rf"(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})")
_DAY_IN_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_FROM = re.compile(r"(?:^|\n)\s*(?:от|заявитель:?|ф\.?\s?и\.?\s?о\.?:?)\s+", re.IGNORECASE)
_LIVES = re.compile(
    r"(?:^|\n)\s*(?:прожива\w+(?:\s+по\s+адресу)?|адрес(?:\s+проживания)?|(?=(?:\d{6},?\s*)?(?:г|ул|пер|пр|пр-т|просп|пл|мкр|с|д|п|пос|пгт|дер)\.\s))"
    r"[:,]?\s*([^\n]+(?:\n(?!\s*(?:тел|эл|e-?mail|жалоба|заявление|обращение))[^\n]*(?:д|дом|кв)\.?\s*\d[^\n]*)?)",
    re.IGNORECASE,
)
_LONGEST_ADDRESS = 200
#: A letter of another year is answered too, but its day was most likely misread.
_DAYS_BACK = 366


@dataclass(frozen=True)
class Word:
    """A word as it was read; unsure ones are marked for the eye."""

    text: str
    is_sure: bool


@dataclass(frozen=True)
class Proposed:
    """What the letter seems to say; an empty field says nothing."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    written_on: date | None = None

    def __bool__(self) -> bool:
        return any((self.name, self.address, self.phone, self.email, self.written_on))


def words_of(lines: Sequence[Sequence[tuple[str, int]]]) -> list[list[Word]]:
    """Words of each line with whether the reader was sure."""
    return [[Word(text, sure >= SURE) for text, sure in line] for line in lines]


def text_of(lines: Sequence[Sequence[tuple[str, int]]]) -> str:
    """The text: lines of a paragraph run on, hyphens at their ends are joined, paragraphs stand apart."""
    paragraphs: list[str] = [""]
    for line in lines:
        words = " ".join(text for text, _ in line)
        if not words:
            paragraphs.append("")
        elif paragraphs[-1].endswith("-") and words[:1].islower():
            paragraphs[-1] = f"{paragraphs[-1][:-1]}{words}"
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {words}".strip()
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def lines_of(lines: Sequence[Sequence[tuple[str, int]]]) -> str:
    """The same, line by line as on the paper: by lines a heading is understood."""
    return "\n".join(" ".join(text for text, _ in line) for line in lines)


def propose(text: str, today: date) -> Proposed:
    """What the letter's lines say of its author. A day in the future or long ago is a misread one."""
    spans = find(text)
    first = {kind: next((text[s.start : s.end] for s in spans if s.kind is kind), "") for kind in Kind}
    return Proposed(
        name=_author(text, [(s.start, s.end) for s in spans if s.kind is Kind.NAME]),
        address=_address(text) or first[Kind.ADDRESS],
        phone=first[Kind.PHONE],
        email=first[Kind.EMAIL],
        written_on=_day(text, today),
    )


def _author(text: str, names: Sequence[tuple[int, int]]) -> str:
    """The name after «от», else the last one: a letter is signed at its end. In the nominative where it can be."""
    begins = {match.end() for match in _FROM.finditer(text)}
    announced = next((text[start:end] for start, end in names if start in begins), "")
    if announced:
        return nominative_name(" ".join(announced.split()))
    return " ".join(text[names[-1][0] : names[-1][1]].split()) if names else ""


def _address(text: str) -> str:
    found = _LIVES.search(text)
    line = " ".join(found[1].split())[:_LONGEST_ADDRESS].strip(" ,.;") if found else ""
    return line if any(letter.isdigit() for letter in line) else ""


def _day(text: str, today: date) -> date | None:
    """The last day written in the letter that can be its own."""
    days = [_made(int(y), _MONTHS.index(m.lower()) + 1, int(d)) for d, m, y in _DAY_IN_WORDS.findall(text)]
    days += [_made(int(y), int(m), int(d)) for d, m, y in _DAY_IN_NUMBERS.findall(text)]
    likely = [day for day in days if day is not None and 0 <= (today - day).days <= _DAYS_BACK]
    return max(likely, default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
