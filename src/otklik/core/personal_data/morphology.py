"""What the dictionary knows of one word as a part of a person's name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from otklik.core.russian import analyzer

_PATRONYMIC = re.compile(r"[а-яё]{3,}(?:[оеё]вич|[оеё]вн|ьич|инич|ничн|[лмт]ич)(?:[аеуыий]|ем|ой|ою|ею|ей|ами?|ах|ом)?")
_SURNAME = re.compile(
    r"[а-яё]{2,}(?:(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ы|ых|ыми)?|[сц]к(?:ий|ая|ого|ому|им|ой|ую)|енко|чук|чука|чуку"
    r"|юк|юка|юку|[шх]ко|дзе|швили|[ая]нц?|[ая]на|[ая]ну|[ыи]х|пулос|оглу|зян|баев(?:а|у|ой)?)"
)
_ADJECTIVE = re.compile(r"[а-яё]+(?:ск|цк)(?:ий|ая|ого|ому|им|ой|ую|ое|ие|их)")
#: A reading that the dictionary gives less weight than this does not count.
_WEIGHT = 0.05
#: A capital letter speaks for a name, so its reading may be rarer.
_NAME_WEIGHT = 0.002
_NAMES = ("Name", "Surn", "Patr")
_CASES_OF_STREETS = frozenset({"gent", "accs"})


@dataclass(frozen=True)
class WordForm:
    """One word: which part of a name it may be, and what else it may be."""

    lemma: str
    is_given: bool = False
    is_surname: bool = False
    is_patronymic: bool = False
    is_common: bool = False
    is_place: bool = False
    is_unknown: bool = False
    is_verb: bool = False
    is_adjective: bool = False
    is_animate: bool = False
    is_genitive_surname: bool = False
    looks_like_surname: bool = False

    @property
    def may_be_surname(self) -> bool:
        """Known as a surname, or unknown with the ending of one."""
        return self.is_surname or (self.is_unknown and self.looks_like_surname)

    @property
    def may_be_stranger(self) -> bool:
        """Enough beside initials or a patronymic: a surname, or a word that the dictionary does not know at all."""
        return self.is_surname or (self.is_unknown and not self.is_patronymic)

    @property
    def may_be_nickname(self) -> bool:
        """A usual word that serves as a surname beside a given name or two initials: «Мельник», «Вольная»."""
        return self.may_be_stranger or self.is_animate or (self.is_adjective and not self.is_verb)

    @property
    def is_sure(self) -> bool:
        """A part of a name and no usual word or town."""
        return (self.is_given or self.may_be_surname) and not self.is_common

    @property
    def is_sure_given(self) -> bool:
        """A given name and nothing else."""
        return self.is_given and not (self.is_common or self.is_place or self.is_unknown or self.is_surname)

    @property
    def is_sure_surname(self) -> bool:
        """A surname of the dictionary and nothing else."""
        return self.is_surname and not (self.is_common or self.is_place or self.is_given or self.is_unknown)


_EMPTY = WordForm("")


def form_of(word: str) -> WordForm:
    """What the word may be; digits, Latin words and single letters are nothing."""
    return _form(word.lower())


@lru_cache(maxsize=200_000)
def _form(word: str) -> WordForm:
    if len(word) < 2 or not "а" <= word[0] <= "ё":  # noqa: PLR2004 - a letter is no word
        return WordForm(word)
    parts = [part for part in word.split("-") if len(part) > 1]
    if len(parts) > 1 and "-" in word:
        return _double(word, parts)
    return _plain(word)


def _double(word: str, parts: list[str]) -> WordForm:
    """«Петрова-Водкина» is a surname when its parts are; «юго-западный» is none."""
    forms = [_form(part) for part in parts]
    whole = _plain(word)
    if all(form.may_be_surname for form in forms):
        return WordForm(word, is_surname=True, is_common=any(form.is_common for form in forms))
    if all(form.is_given for form in forms):
        return WordForm(word, is_given=True)
    return whole


def _plain(word: str) -> WordForm:
    parses = [parse for parse in analyzer().parse(word) if parse.score >= _weight(parse)]
    if not parses:
        return WordForm(word)
    known = bool(analyzer().word_is_known(word))
    if not known:
        return _unknown(word, parses)
    has = {name: [one for one in parses if name in one.tag and not _is_plural_given(one)] for name in (*_NAMES, "Geox")}
    named = {id(parse) for found in has.values() for parse in found}
    others = [parse for parse in parses if id(parse) not in named and not _is_label(parse)]
    return WordForm(
        lemma=_lemma(has["Surn"] or has["Name"] or parses),
        is_given=bool(has["Name"]),
        is_surname=bool(has["Surn"]),
        is_patronymic=bool(has["Patr"]),
        is_common=bool(others),
        is_place=bool(has["Geox"]),
        is_verb=any(parse.tag.POS in {"VERB", "INFN"} for parse in parses),
        is_adjective=any(parse.tag.POS == "ADJF" for parse in others),
        is_animate=any(_is_a_being(parse) for parse in others),
        is_genitive_surname=any(parse.tag.case in _CASES_OF_STREETS for parse in has["Surn"]),
    )


def _weight(parse: Any) -> float:
    return _NAME_WEIGHT if any(mark in parse.tag for mark in _NAMES) else _WEIGHT


def _unknown(word: str, parses: list[Any]) -> WordForm:
    """The dictionary only guesses: endings decide."""
    surnames = [parse for parse in parses if "Surn" in parse.tag]
    return WordForm(
        lemma=_lemma(surnames or parses),
        is_patronymic=bool(_PATRONYMIC.fullmatch(word)) and len(word) > 6,  # noqa: PLR2004 - «ович» alone is none
        is_unknown=True,
        is_adjective=bool(_ADJECTIVE.fullmatch(word)),
        looks_like_surname=bool(_SURNAME.fullmatch(word)),
        is_genitive_surname=bool(_SURNAME.fullmatch(word)) and word[-1] in "аойх",
    )


def _is_a_being(parse: Any) -> bool:
    return bool(parse.tag.POS == "NOUN" and parse.tag.animacy == "anim" and parse.tag.number == "sing")


def _is_label(parse: Any) -> bool:
    """Names of firms, initials; «петров» as "Peter's"; «Иванов» as "of the Ivans"."""
    return any(mark in parse.tag for mark in ("Orgn", "Trad", "Abbr", "Init", "Poss")) or _is_plural_given(parse)


def _is_plural_given(parse: Any) -> bool:
    return "Name" in parse.tag and parse.tag.number == "plur"


def _lemma(parses: list[Any]) -> str:
    return str(parses[0].normal_form).replace("ё", "е")
