"""A person's whole name in the dative, as a letter is addressed."""

from otklik.core.russian import analyzer

_WHOLE = 3
_MALE, _FEMALE = "masc", "femn"
_FEMALE_ENDINGS = ("ова", "ева", "ёва", "ина", "ына")
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


def _as_written(word: str, declined: str) -> str:
    """Capitals where the name has them: «Петрова-Водкина» keeps both."""
    if word.isupper():
        return declined.upper()
    return "-".join(part.capitalize() for part in declined.split("-"))
