"""A person's whole name in the dative, as a letter is addressed, and back from «от Сидоровой Нины Ивановны»."""

from otklik.core.russian import analyzer

_WHOLE = 3
_MALE, _FEMALE = "masc", "femn"
_FEMALE_ENDINGS = ("ова", "ева", "ёва", "ина", "ына")
_FEMALE_GENITIVES = ("овой", "евой", "ёвой", "иной", "ыной")
_PARTS = ("Surn", "Name", "Patr")


def dative_name(full_name: str) -> str:
    """«Сидоровой Нине Ивановне» from «Сидорова Нина Ивановна».

    A name that is not surname, first name and patronymic, or that the dictionary cannot decline, stays as it is.
    """
    words = full_name.split()
    if len(words) != _WHOLE:
        return full_name
    last = words[2].lower()
    gender = _FEMALE if last.endswith(("вна", "чна")) else _MALE if last.endswith("ич") else ""
    if not gender:
        return full_name
    declined = [_declined(word, part, gender) for word, part in zip(words, _PARTS, strict=True)]
    return " ".join(declined) if all(declined) else full_name


def _declined(word: str, part: str, gender: str) -> str:
    """Empty when the word cannot be declined; the surname of a woman goes by its ending or stays."""
    for parse in analyzer().parse(word.lower()):
        if part in parse.tag and gender in parse.tag and "nomn" in parse.tag and "sing" in parse.tag:
            found = parse.inflect({"datv", "sing"})
            return _as_written(word, found.word) if found else ""
    if part != "Surn" or gender != _FEMALE:
        return ""
    return f"{word[:-1]}ой" if word.endswith(_FEMALE_ENDINGS) else word


def nominative_name(full_name: str) -> str:
    """«Сидорова Нина Ивановна» from «Сидоровой Нины Ивановны», as a letter names its author after «от».

    What is no whole name in the genitive stays as it is.
    """
    words = full_name.split()
    if len(words) != _WHOLE:
        return full_name
    last = words[2].lower()
    gender = _FEMALE if last.endswith(("вны", "чны")) else _MALE if last.endswith("ича") else ""
    if not gender:
        return full_name
    named = [_nominative(word, part, gender) for word, part in zip(words, _PARTS, strict=True)]
    return " ".join(named) if all(named) else full_name


def _nominative(word: str, part: str, gender: str) -> str:
    """Empty when the word is not known in the genitive; the surname of a woman goes by its ending or stays."""
    for parse in analyzer().parse(word.lower()):
        if part in parse.tag and gender in parse.tag and "gent" in parse.tag and "sing" in parse.tag:
            found = parse.inflect({"nomn", "sing"})
            return _as_written(word, found.word) if found else ""
    if part != "Surn" or gender != _FEMALE:
        return ""
    ending = word[-4:].lower()
    return f"{word[:-2]}а" if ending in _FEMALE_GENITIVES else word


def _as_written(word: str, declined: str) -> str:
    """Capitals where the name has them: «Петрова-Водкина» keeps both."""
    if word.isupper():
        return declined.upper()
    return "-".join(part.capitalize() for part in declined.split("-"))
