"""Names that are no person's in their place: a street's, a school's, a head's of power."""

import re
from collections.abc import Sequence

from otklik.core.personal_data import words
from otklik.core.personal_data.tokens import Token, next_token

_HOUSE_AFTER = re.compile(r"[, ]{0,3}(?:д\.?|дом|д\.№)? ?№? ?\d{1,3}(?!\d|[.:]\d)")


def is_named_after(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """«улица Гагарина», «школа имени А. С. Пушкина», «Гагарина, 5», «улицы Титова и Гагарина»."""
    if length > 1 and tokens[at + 1].is_initial and not tokens[at].is_initial:
        return False  # a street or a school puts initials first
    if _stands_by_a_place(tokens, at, length):
        return True
    if length > 1:
        surname = tokens[at + 1].form
        is_street = surname.is_genitive_surname and surname.lemma in words.STREET_PEOPLE
        return length == 2 and is_street and (tokens[at].is_initial or tokens[at].lower == "карла")  # noqa: PLR2004
    has_house = _HOUSE_AFTER.match(text, tokens[at].end) and tokens[at].form.is_genitive_surname
    return bool(has_house) or _is_way_to_a_place(tokens, at) or _is_chained(tokens, at)


def _stands_by_a_place(tokens: Sequence[Token], at: int, length: int) -> bool:
    """The place's word before the name (titles such as «маршала» between) or right after it."""
    before = at - 1
    while before >= 0 and tokens[before].lower in words.PLACE_TITLES and tokens[before + 1].follows:
        before -= 1
    if before >= 0 and tokens[before].lower in words.PLACE and _is_abutting(tokens[before], tokens[before + 1].before):
        return True
    after = next_token(tokens, at + length)
    return after is not None and after.lower in words.PLACE and len(after.text) > 1


def _is_way_to_a_place(tokens: Sequence[Token], at: int) -> bool:
    """«в Вяземском», «по Пирогова», «на Пирожкова» (but «жалуюсь на Петрова» is about a person)."""
    if not at or not tokens[at].follows:
        return False
    preposition, form = tokens[at - 1].lower, tokens[at].form
    if form.is_place and preposition in {"в", "во", "из", "до", "под"}:
        return True
    if form.is_given and not form.is_surname:
        return False
    if preposition in {"в", "во"}:
        return True
    if preposition == "по":
        return form.is_genitive_surname
    about = at > 1 and tokens[at - 2].lower.startswith(("жал", "заявл", "подаю", "подал", "пожал", "напис", "вниман"))
    return preposition == "на" and form.is_genitive_surname and not about


def _is_abutting(place: Token, gap: str) -> bool:
    """Only a dot or blanks between; a capital initial («С. Иванов») is no abbreviation of a place."""
    if place.lower in {"с", "х"} and "." not in gap:
        return False
    return not place.is_initial and gap in {" ", ".", ". ", " . ", "  ", "\u00a0", ".\u00a0", ": ", " «", ' "'}


def _is_chained(tokens: Sequence[Token], at: int) -> bool:
    """A street beside a street: «перекрёсток Титова и улицы Гагарина», «улицы Ленина, Титова»."""
    if at < 2:  # noqa: PLR2004 - a word and its place word stand before
        return False
    joined = tokens[at].before == ", "
    earlier = at - 1
    if not joined and tokens[at - 1].lower in {"и", "с"}:
        earlier, joined = at - 2, True
    known = tokens[earlier].form.lemma in words.STREET_PEOPLE
    behind = earlier > 0 and tokens[earlier - 1].lower in words.PLACE
    return joined and tokens[earlier].is_capital and (known or behind)


#: An office stands at most so many words before the name («главе администрации города Н. Иванову»).
_OFFICE_REACH = 6


def is_office_holder(tokens: Sequence[Token], at: int, length: int) -> bool:
    """«глава города Иванов И.И.», «Иванов И.И., глава района»."""
    after = tokens[at + length] if at + length < len(tokens) else None
    if after is not None and after.lower in words.OFFICES and after.before.strip(" .") in {",", "–", "-", "—"}:
        return True
    for place in range(at - 1, max(-1, at - 1 - _OFFICE_REACH), -1):
        if tokens[place].lower in words.OFFICES:
            return True
        if any(sign in tokens[place + 1].before for sign in ",.!?;:\n") and not _is_short(tokens[place]):
            return False
        if tokens[place].form.is_verb:
            return False
    return False


def _is_short(token: Token) -> bool:
    """«г.», «р-на.»: a dot after it ends no sentence."""
    return len(token.text) <= 3  # noqa: PLR2004 - letters of an abbreviation
