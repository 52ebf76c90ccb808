"""Where a person lives: house and flat. A street is a place and stays; so does «яма у дома 5».

Masked is the part that leads to a door: every flat with the house before it, and the house after words by which a
person tells the own address («проживаю по адресу», «мой адрес»). The street before it stays, it serves the analysis.
"""

import re
from collections.abc import Iterator

from otklik.core.personal_data.spans import Kind, Span

_NUM = r"\d{1,4}(?:[а-я](?![а-я])| ?[«\"][а-я][»\"])?(?:[/\\]\d{1,4}[а-я]?)?"
_HOUSE = rf"(?:дом(?:а|е|у|ом)?|(?<![а-я])д(?:\.|(?![а-я])))[ ,]{{0,2}}№? ?{_NUM}"
_BLOCK = (
    r"(?:[ ,]{1,3}(?:корп(?:ус[а-я]{0,2}|\.)?|кор\.|к\.?|стр(?:оени[ея]|\.)?|лит(?:ера?|\.)?)"
    r" ?(?:\d{1,3}|[а-я](?![а-я])))?"
)
_ENTRANCE = r"(?:[ ,]{1,3}(?:под(?:ъезд|\.)?|эт(?:аж|\.)?) ?№? ?\d{1,2}(?:-[йм])?)?"
_FLAT_WORD = r"(?:кв(?:\.|(?![а-я]))|квартир[аеуы]|комнат[аеу]|комн?\.)"
_NOT_FLAT = (
    r"(?! ?(?:кв|м(?![а-я])|м2|м²|метр|-?комн|-?х|-?к(?![а-я])|сот|тыс|руб|лет|год|г\.|млн|%|домов|град|этаж"
    r"|[сc]? ?[°•]|,\d))"
)
_FLAT = rf"{_FLAT_WORD}[ \n]?№? ?\d{{1,4}}(?!\d){_NOT_FLAT}(?:[а-я](?![а-я]))?"
_WHOLE = re.compile(
    rf"(?P<n>(?:(?:{_HOUSE}{_BLOCK}{_ENTRANCE}[ ,;]{{0,3}}"
    rf"|(?<![\d.№-]){_NUM}(?:[\-–]\d{{1,3}})?{_BLOCK}{_ENTRANCE}[ ,;]{{1,3}}))?{_FLAT})",
    re.IGNORECASE,
)
#: «на 12 квартиру», «в 45 квартире»; «60 квартир» counts them.
_NUMBERED_FLAT = re.compile(r"(?<![\d.,-])\d{1,3}(?:-?[йюя])? квартир[уе](?![а-я])", re.IGNORECASE)
_QUARTER = re.compile(r"(?:[1-4IVХ]{1,3}|перв|втор|трет|четв)[а-я\-]{0,6} ?кв\.? ?(?:19|20)\d{2}", re.IGNORECASE)
_TELLING = re.compile(
    r"(?<![а-яё])(?:прожива(?:ю|ем|ющ[а-я]{2,4})|жив(?:у|ем)|прописан[аы]?|зарегистрирован[аы]?"
    r"|адрес[а-я]{0,2} (?:проживания|регистрации|прописки|места жительства)"
    r"|(?:мой|наш|домашний|почтовый|обратный) адрес|мест[ао] жительства|мо(?:й|ем|его) дом[еа]?"
    r"|(?:мой|наш|получили) участок"
    r"|собственни[а-я]{1,4} (?:квартиры|дома|жилья)(?: по адресу)?|в (?:нашей )?квартире по адресу"
    r"|(?:ответ|письмо)[а-я ,]{0,40} по адресу)(?![а-яё])",
    re.IGNORECASE,
)
#: So many characters after the telling words the house may stand.
_TELLING_REACH = 110
_ABBREVIATIONS = "".join(rf"(?<!{word})" for word in ("пер", "пос", "дер", "обл", "мкр", "росп", "стр", "орп", "ком"))
_SENTENCE_END = re.compile(rf"[!?\n]|(?<=[а-я]{{3}}){_ABBREVIATIONS}\.(?= [А-Я])")
_STREET = (
    r"(?:ул(?:иц[аеуы]|\.)?|пер(?:еул[а-я]{2,4}|\.)?|пр(?:осп(?:ект)?[а-я]{0,2}|-т|-кт|\.)?|бульвар[а-я]?|б-р"
    r"|проезд[а-я]?|шоссе|наб(?:\.|ережн[а-я]{2})|мкр\.?|микрорайон[а-я]?|тупик[а-я]?|кв-л|площад[ьи]|пл\.)"
)
_OWN_HOUSE = re.compile(rf"(?P<n>{_HOUSE}{_BLOCK}{_ENTRANCE})", re.IGNORECASE)
_NO_HOUSE = r"(?! ?(?:лет|год|г\.|-|этаж|подъезд|мкр|микрор|[а-я]{2,}ск))"
_OWN_NUMBER = re.compile(
    rf"(?:(?<![а-я]){_STREET}[ .]{{0,2}}[\w.\- ]{{2,40}}?|(?-i:[А-Я][а-я\-]{{3,30}}))[, ]{{1,2}}"
    rf"(?P<n>{_NUM}(?:[\-–]\d{{1,4}})?{_BLOCK}{_ENTRANCE})(?![\w\-]){_NO_HOUSE}",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:у|около|возле|напротив|рядом с|перед|за|между|вблизи)(?: наш[а-я]{1,3})? ?$", re.IGNORECASE)


def find_addresses(text: str) -> Iterator[Span]:
    """Flats with their houses, then the houses of those who tell where they live."""
    folded = text.replace("ё", "е").replace("Ё", "Е")
    yield from _flats(folded)
    for match in _NUMBERED_FLAT.finditer(folded):
        yield Span(match.start(), match.end(), Kind.ADDRESS)
    for told in _TELLING.finditer(folded):
        reach = folded[told.end() : told.end() + _TELLING_REACH]
        end = _SENTENCE_END.search(reach)
        limit = told.end() + (end.start() if end else len(reach))
        own = _own_house(folded, told.end(), limit)
        if own:
            yield own


def _flats(text: str) -> Iterator[Span]:
    for match in _WHOLE.finditer(text):
        around = text[max(0, match.start() - 12) : match.end()]
        if _QUARTER.search(around):
            continue
        yield Span(match.start("n"), match.end("n"), Kind.ADDRESS)


def _own_house(text: str, start: int, limit: int) -> Span | None:
    found = (pattern.search(text, start, limit) for pattern in (_OWN_HOUSE, _OWN_NUMBER))
    houses = [match for match in found if match and not _BESIDE.search(text, start, match.start("n"))]
    if not houses:
        return None
    first = min(houses, key=lambda match: match.start("n"))
    return Span(first.start("n"), first.end("n"), Kind.ADDRESS)
