"""Names of people in a Russian text: whole, with initials, declined, after words that announce a person.

The dictionary says of each word whether it is a given name, a patronymic or a surname; the neighbours decide. A name
behind «улица» or «имени» belongs to the place and stays, the name of a head of power after the office stays as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from otklik.core.personal_data import words
from otklik.core.personal_data.places import is_named_after, is_office_holder
from otklik.core.personal_data.spans import Kind, Span
from otklik.core.personal_data.tokens import Token, next_token, tokens_of

#: «оглы», «кызы» end a patronymic of its own kind.
_ENDING_WORDS = frozenset({"оглы", "кызы", "оглу", "гызы"})
_OPENING = "«\"“„'`"
_GLUE = re.compile(r"[ \u00a0]{1,2}|\. ?|[ \u00a0]?,[ \u00a0]")
_SENTENCE = re.compile(r"[.!?\n…]\s*$")
_COLONS = frozenset({": ", " – ", " - ", " — "})


def find_names(text: str) -> Iterator[Span]:
    """Every name of a person, in order."""
    tokens = tokens_of(text)
    place = 0
    while place < len(tokens):
        length = _name_at(text, tokens, place)
        if length and not _belongs_elsewhere(text, tokens, place, length):
            last = tokens[place + length - 1]
            end = last.end + 1 if last.is_initial and text[last.end : last.end + 1] == "." else last.end
            yield Span(tokens[place].start, end, Kind.NAME)
        place += max(length, 1)


def _belongs_elsewhere(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """The name is a place's or stands for a public office."""
    named_after = is_named_after(text, tokens, at, length) and not (tokens[at].is_capital and _is_announced(tokens, at))
    return named_after or is_office_holder(tokens, at, length)


def _name_at(text: str, tokens: Sequence[Token], at: int) -> int:
    """How many words from here are one name; 0 when none begins here."""
    first = tokens[at]
    if not first.is_capital:
        return _in_small_letters(tokens, at)
    if first.is_initial:
        return _initials_first(tokens, at)
    return _whole(tokens, at) or _with_initials(tokens, at) or _single(text, tokens, at)


def _is_surname(token: Token | None) -> bool:
    return token is not None and token.is_capital and not token.is_initial and token.form.may_be_surname


def _whole(tokens: Sequence[Token], at: int) -> int:
    """«Иванов Иван Иванович», «Иван Иванович Иванов», «Иван Иванов», «Иванова Мария»."""
    first, second, third = tokens[at], next_token(tokens, at + 1), next_token(tokens, at + 2)
    if second is None or not second.is_capital:
        return _patronymic(tokens, at)
    ending = next((n for n in (2, 3) if (word := next_token(tokens, at + n)) and word.lower in _ENDING_WORDS), 0)
    if ending and (_is_given(first) or _is_given(second)):
        return ending + 1
    if _is_given(first) and second.form.is_patronymic:
        return 3 if _is_surname_after(third) else 2
    if third is not None and third.is_capital and _is_given(second) and third.form.is_patronymic:
        return 3 if _may_be_nickname(first) else 0
    return 2 if _is_pair(first, second) else _patronymic(tokens, at)


def _is_pair(first: Token, second: Token) -> bool:
    """«Иван Иванов», «Иванова Мария», «Олег Мельник», «Анна Шмидт»."""
    if _is_given(first) and _is_surname(second):
        return not second.is_shouted or second.form.is_sure
    if _is_surname(first) and _is_given(second):
        return first.form.is_sure or second.form.is_sure
    beside = _may_be_nickname(second) and not second.is_shouted
    return first.form.is_given and not first.form.is_place and beside


def _may_be_nickname(token: Token) -> bool:
    return token.form.may_be_nickname and token.lower not in _NO_SURNAMES


#: Capitalised beside a name for their own reasons.
_NO_SURNAMES = words.PERSON | words.OFFICES | words.PLACE | words.NO_NAMES | words.ADDRESSING


def _is_given(token: Token) -> bool:
    return token.form.is_given and not token.is_initial


def _is_surname_after(token: Token | None) -> bool:
    return _is_surname(token) and token is not None and not token.form.is_common


def _patronymic(tokens: Sequence[Token], at: int) -> int:
    """«Петровна» alone, or a surname and a patronymic."""
    first, second = tokens[at], next_token(tokens, at + 1)
    if first.form.is_patronymic and not first.is_shouted:
        return 2 if _is_surname_after(second) else 1
    return 2 if _is_surname(first) and second is not None and second.form.is_patronymic else 0


def _initial(tokens: Sequence[Token], at: int, gaps: frozenset[str]) -> bool:
    return at < len(tokens) and tokens[at].is_initial and tokens[at].before in gaps


_BEFORE_INITIAL = frozenset({" ", "", "\u00a0", ", "})
_AFTER_INITIAL = frozenset({".", ". ", ".\u00a0", " .", " "})


def _with_initials(tokens: Sequence[Token], at: int) -> int:
    """«Иванов И.И.», «Иванов И.»; an unknown capitalised word is enough before two initials."""
    first = tokens[at]
    if not _may_be_nickname(first) or len(first.text) < 2 or not _initial(tokens, at + 1, _BEFORE_INITIAL):  # noqa: PLR2004
        return 0
    if _initial(tokens, at + 2, _AFTER_INITIAL):
        return 3 if first.form.may_be_stranger or not _initials_first(tokens, at + 1) else 0
    dotted = at + 2 >= len(tokens) or tokens[at + 2].before.startswith(".")
    return 2 if first.form.may_be_surname and not first.form.is_common and dotted else 0


def _initials_first(tokens: Sequence[Token], at: int) -> int:
    """«И.И. Иванов», «И. Иванов»."""
    two = _initial(tokens, at + 1, _AFTER_INITIAL)
    place = at + 2 if two else at + 1
    if place >= len(tokens) or tokens[place].before not in _AFTER_INITIAL or not tokens[place].before.startswith("."):
        return 0
    surname = tokens[place]
    if not surname.is_capital or surname.is_initial:
        return 0
    fits = _may_be_nickname(surname) if two else surname.form.may_be_surname and not surname.form.is_common
    return place - at + 1 if fits else 0


def _single(text: str, tokens: Sequence[Token], at: int) -> int:
    """One word: after a word that announces a person, or known to be a name and nothing else."""
    token = tokens[at]
    if text[max(0, token.start - 1) : token.start] in _OPENING and token.start:
        return 0
    if token.lower in words.NO_NAMES:
        return 0
    if _is_announced(tokens, at) and not token.form.is_adjective:
        return 1
    if token.is_shouted:
        return 0
    if token.form.is_sure_given:
        return 1
    begins = at == 0 or bool(_SENTENCE.search(token.before))
    return 1 if token.form.is_sure_surname and not begins and token.form.lemma not in words.STREET_PEOPLE else 0


#: Between «председатель» and the name so many words of a firm may stand («председатель ТСЖ Крючков»).
_ANNOUNCING_REACH = 2


#: After these even a word that the dictionary does not know is a name.
_BEFORE_ANY_NAME = frozenset({"зовут", "уважением"})
_SIGNED = re.compile(r"\s?,?\s{0,3}")


def _is_announced(tokens: Sequence[Token], at: int) -> bool:
    """A word such as «гражданин» or «врач» stands before, maybe with its place of work between."""
    if not at:
        return False
    token, before = tokens[at], tokens[at - 1].lower
    if before in _BEFORE_ANY_NAME and _SIGNED.fullmatch(token.before) and token.form.may_be_stranger:
        return True
    if not (token.form.may_be_surname or token.form.is_given or token.form.is_animate):
        return False
    if before in words.PERSON and (_GLUE.fullmatch(token.before) or token.before in _COLONS):
        return True
    return not token.form.is_animate and _is_announced_from_afar(tokens, at)


def _is_announced_from_afar(tokens: Sequence[Token], at: int) -> bool:
    for place in range(at - 1, max(0, at - 1 - _ANNOUNCING_REACH), -1):
        between = tokens[place]
        is_firm = between.is_shouted or (between.form.is_common and between.text.islower())
        if not tokens[place + 1].follows or not is_firm or between.form.is_verb:
            return False
        if tokens[place - 1].lower in words.PERSON and between.follows:
            return True
    return False


def _in_small_letters(tokens: Sequence[Token], at: int) -> int:
    """«иванова мария петровна», «мария петровна»; «меня зовут мария»."""
    first, second = tokens[at], next_token(tokens, at + 1)
    if at and tokens[at - 1].lower == "зовут" and first.form.is_given:
        return 2 if second is not None and (second.form.may_be_surname or second.form.is_patronymic) else 1
    if second is None:
        return 0
    if first.form.is_given and second.form.is_patronymic:
        third = next_token(tokens, at + 2)
        return 3 if third is not None and third.form.is_sure_surname else 2
    third = next_token(tokens, at + 2)
    whole = third is not None and second.form.is_given and third.form.is_patronymic
    return 3 if whole and first.form.may_be_surname else 0


@lru_cache(maxsize=256)
def known_words(names: tuple[str, ...]) -> frozenset[str]:
    """Dictionary forms of the words of known names: a person's own surname is found in every case of it."""
    return frozenset(
        token.form.lemma
        for name in names
        for token in tokens_of(name)
        if len(token.text) > 2  # noqa: PLR2004
    )


def find_known(text: str, names: tuple[str, ...]) -> Iterator[Span]:
    """Words of the text that are words of known names, whatever their case; small letters count too."""
    known = known_words(names)
    if known:
        for token in tokens_of(text):
            if token.form.lemma in known and (token.is_capital or not token.form.is_common):
                yield Span(token.start, token.end, Kind.NAME)
