"""Numbers that name a person: phones, e-mail, documents, cards, accounts, number plates, dates of birth.

A number counts by its form and its check digits, or by the words before it; every repetition of a pattern is bounded,
so that a hostile text costs no more than a long one.
"""

import re
from collections.abc import Callable, Iterator

from otklik.core.check_digits import card_number_is_valid, digits_of, inn_is_valid, snils_is_valid
from otklik.core.personal_data.spans import Kind, Span

Check = Callable[[str], bool]


def find_numbers(text: str) -> Iterator[Span]:
    """Every number and e-mail, those with the strictest form first."""
    if "@" in text:
        yield from _emails(text)
    if _HAS_DIGIT.search(text) is None:
        return
    for kind, pattern, check in _PATTERNS:
        for match in pattern.finditer(text):
            if check(match.group("n")):
                yield Span(match.start("n"), match.end("n"), kind)
    yield from _city_phones(text)


def _any(_: str) -> bool:
    return True


def _digits(*counts: int) -> Check:
    return lambda typed: sum(sign.isdecimal() for sign in typed) in counts


def _is_phone(typed: str) -> bool:
    """Eleven digits, not a free line of an organisation (8-800)."""
    digits = "".join(sign for sign in typed if sign.isdecimal())
    return len(digits) == 11 and digits[1] in "34589" and digits[1:4] != "800"  # noqa: PLR2004 - digits of a number


def _person_inn(typed: str) -> bool:
    return len(digits_of(typed)) == 12 and inn_is_valid(typed)  # noqa: PLR2004 - an organisation's has ten


def _p(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_HAS_DIGIT = re.compile(r"\d")
_GAP = r"[ \u00a0\u2009\u202f]"
_DASH = r"[ \u00a0\u2009\u202f.\-–—]"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,3}"
_DATE = (
    rf"(?:{_DAY}[./\-](?:0?[1-9]|1[0-2])[./\-](?:\d{{4}}|\d{{2}})|{_DAY}{_GAP}{_MONTH}{_GAP}\d{{4}}|(?:19|20)\d{{2}})"
)
_PLATE = "авекмнорстухabekmhopctyx"
_BIG_PLATE = _PLATE.upper()
_NUMBER = r"(?:№|N|номер[а-я]{0,2}|ном\.)"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str], Check], ...] = (
    (Kind.SNILS, _p(r"снилс[^\d\n\[]{0,20}(?P<n>\d[\d \-–]{9,13}\d)(?!\d)"), _digits(11)),
    (Kind.SNILS, _p(rf"(?<![\d-])(?P<n>\d{{3}}-\d{{3}}-\d{{3}}{_DASH}?\d{{2}})(?![\d-])"), _any),
    (Kind.SNILS, _p(r"(?<!\d)(?P<n>\d{3} \d{3} \d{3} \d{2})(?!\d)"), snils_is_valid),
    (Kind.CARD, _p(r"карт[а-я]{0,3}[^\d\n\[]{0,25}(?P<n>(?:\d{4}[ \-]?){3}\d{4})(?!\d)"), _any),
    (Kind.CARD, _p(r"(?<!\d)(?P<n>(?:\d{4}[ \-]){3}\d{4}(?:[ \-]?\d{2,3})?)(?!\d)"), card_number_is_valid),
    (Kind.CARD, _p(r"(?<!\d)(?P<n>\d{16}|\d{18,19})(?!\d)"), card_number_is_valid),
    (Kind.ACCOUNT, _p(r"(?<!\d)(?P<n>(?:40[1-9]|42[0-6]|47[4-9])\d{17})(?!\d)"), _any),
    (
        Kind.ACCOUNT,
        _p(
            r"(?:(?:лицев|расч[её]тн|абонентск)[а-я]{2,4} сч[её]т[а-я]{0,3}|лиц\.? ?сч[её]т[а-я]{0,2}"
            r"|(?<![а-я])[лр]/с[чт]?|(?<![а-я])л\.с\.|сч[её]т[а-я]{0,3} ?№)"
            r"[ :№Nn.\-–]{0,6}(?:номер[а-я]{0,2} )?(?P<n>\d[\d\-]{3,24}\d)(?!\d)"
        ),
        _any,
    ),
    (
        Kind.PASSPORT,
        _p(
            rf"паспорт[а-я]{{0,3}}[^\d\n\[]{{0,40}}"
            rf"(?P<n>\d{{2}}{_GAP}?\d{{2}}[ ,]{{0,3}}{_NUMBER}?{_GAP}?[: ]{{0,2}}\d{{6}})(?!\d)"
        ),
        _any,
    ),
    (
        Kind.PASSPORT,
        _p(
            rf"паспорт[а-я]{{0,3}}[ :]{{0,3}}{_NUMBER}{_GAP}?"
            rf"(?P<n>\d{{6}}[ ,]{{1,3}}сери[яи]{_GAP}\d{{2}} ?\d{{2}})(?!\d)"
        ),
        _any,
    ),
    (
        Kind.PASSPORT,
        _p(
            rf"сери[яи][ :№]{{0,3}}"
            rf"(?P<n>\d{{2}}{_GAP}?\d{{2}}[ ,]{{0,3}}(?:и )?{_NUMBER}?{_GAP}?[: ]{{0,2}}\d{{6}})(?!\d)"
        ),
        _any,
    ),
    (Kind.PASSPORT, _p(rf"(?<![\d.,№])(?P<n>\d{{2}} \d{{2}} (?:{_NUMBER} ?)?\d{{6}})(?!\d)"), _any),
    (Kind.PASSPORT, _p(rf"(?<![\d.,№])(?P<n>\d{{4}} ?{_NUMBER} ?\d{{6}})(?!\d)"), _any),
    (Kind.INN, _p(r"инн[^\d\n\[]{0,20}(?P<n>\d{12})(?!\d)"), _any),
    (
        Kind.PHONE,
        _p(
            rf"(?<![\w+])(?P<n>(?:\+?7|8|9(?=[ \-]\(?9)){_DASH}{{0,3}}\(?\d{{3,5}}\)?(?:{_DASH}{{0,3}}\d){{5,7}})(?!\d)"
        ),
        _is_phone,
    ),
    (Kind.PHONE, _p(r"(?<![\w+])(?P<n>\+(?:[ \-()]{0,2}\d){11,14})(?!\d)"), lambda typed: "800" not in typed[2:7]),
    (
        Kind.PHONE,
        _p(rf"(?<![\w+.,])(?P<n>\(?9\d{{2}}\)?{_DASH}{{0,2}}\d{{3}}{_DASH}?\d{{2}}{_DASH}?\d{{2}})(?![\d.])"),
        _any,
    ),
    (Kind.INN, _p(r"(?<![\d.,])(?P<n>\d{12})(?![\d])"), _person_inn),
    (
        Kind.PLATE,
        _p(rf"(?<!\w)(?P<n>[{_PLATE}]\d{{3}}[{_PLATE}]{{2}}{_GAP}?\d{{2,3}}(?:{_GAP}?rus)?)(?!\w)"),
        _any,
    ),
    (
        Kind.PLATE,
        re.compile(
            rf"(?<!\w)(?P<n>[{_BIG_PLATE}]{_GAP}?\d{{3}}{_GAP}?[{_BIG_PLATE}]{{2}}(?:{_GAP}{{0,2}}\d{{2,3}})?"
            rf"(?:{_GAP}?(?:RUS|rus))?)(?!\w)"
        ),
        _any,
    ),
    (
        Kind.PLATE,
        _p(
            r"(?:гос[а-я.]{0,13}|номер[а-я]{0,4}|авто[а-я]{0,7}|машин[а-я]{0,2})[ :№]{1,3}(?:знак[а-я]{0,2} )?"
            rf"(?P<n>[{_PLATE}]{_GAP}\d{{3}}{_GAP}?[{_PLATE}]{{2}}(?:{_GAP}?\d{{2,3}})?)(?!\w)"
        ),
        _any,
    ),
    (
        Kind.BIRTH,
        _p(rf"(?:родил(?:ся|ась|ись)|рождени[яе]|(?<!\w)д\. ?р\.)[ :,\-–]{{0,4}}(?:в )?(?P<n>{_DATE})(?!\d)"),
        _any,
    ),
    (
        Kind.BIRTH,
        _p(rf"(?<![\d.])(?P<n>{_DATE}){_GAP}?(?:г\.? ?р(?:\.|(?!\w))|(?:г\.|года?|г){_GAP}рожд)"),
        _any,
    ),
)
_CITY = re.compile(
    r"(?<![\w\-–./,])(?P<n>(?:\(\d{3,5}\) ?)?\d{1,3}[\-–]\d{2}[\-–]\d{2})(?![\w\-–/])"
    r"(?![ .]{0,5}(?:мин|лет|руб|чел|м\b))"
)
_CALLED = _p(
    r"(?:(?<![а-я])(?:тел|сот|моб|т)\.?|телефон[а-я]{0,3}|звон[а-я]{1,6})(?: сот\.?| моб\.?| дом\.?)?"
    r"[ :№\-–]{1,4}(?:по )?(?:номеру |тел\.? |телефону )?(?P<n>\d[\d \-–]{3,9}\d)(?![\d])"
)
_PLAIN_DATE = re.compile(rf"{_DAY}[\-–](?:0[1-9]|1[0-2])[\-–]\d{{2}}")
_TOLD = re.compile(r"(?:тел|звон|номер|т\.)[^.!?\n\d]{0,25}$", re.IGNORECASE)
_CITY_DIGITS = _digits(5, 6, 7)


def _city_phones(text: str) -> Iterator[Span]:
    """«2-15-67», «53-61-72», «(83348) 2-15-67»; what may be a date counts only after a word about calling."""
    for match in _CITY.finditer(text):
        typed = match.group("n")
        if not _PLAIN_DATE.fullmatch(typed) or _TOLD.search(text, max(0, match.start() - 40), match.start()):
            yield Span(match.start("n"), match.end("n"), Kind.PHONE)
    for match in _CALLED.finditer(text):
        if _CITY_DIGITS(match.group("n")):
            yield Span(match.start("n"), match.end("n"), Kind.PHONE)


_MAILBOX = re.compile(r"[\w.%+\-]{1,64} ?\Z")
_MAIL_HOST = re.compile(r" ?[\w\-]{1,63}(?:\.[\w\-]{2,63}){1,4}")
#: So many signs around «@» are looked at.
_REACH = 66


def _emails(text: str) -> Iterator[Span]:
    place = text.find("@")
    while place >= 0:
        box = _MAILBOX.search(text[max(0, place - _REACH) : place])
        host = _MAIL_HOST.match(text, place + 1)
        if box and host and box.group().strip(" ."):
            start = place - len(box.group().lstrip("."))
            yield Span(start, host.end(), Kind.EMAIL)
        place = text.find("@", place + 1)
