"""Check digits of the numbers that people write: «ИНН», «СНИЛС», «ОГРН» and the numbers of bank cards.

Every function takes the number as somebody typed it (spaces and hyphens between the digits are allowed) and answers
whether it can exist; none of them knows whether it was ever given to anyone.
"""

import re

_SEPARATORS = re.compile(r"[\s\u00a0\u2009\u202f-]+")
_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, *_INN_10)
_INN_12 = (3, *_INN_11)
#: Lengths of the numbers of cards that are issued in Russia.
_CARD_LENGTHS = range(13, 20)
#: СНИЛС up to this one (001-001-998) bear no check digits, so nothing can be said of them.
_SNILS_WITHOUT_CHECK = 1_001_998


def digits_of(typed: str) -> str:
    """The digits alone, when nothing but digits, spaces and hyphens stands there; else an empty string."""
    bare = _SEPARATORS.sub("", typed)
    return bare if bare.isascii() and bare.isdigit() else ""


def inn_is_valid(typed: str) -> bool:
    """ИНН of an organisation (10 digits) or of a person (12), by its one or two check digits."""
    digits = digits_of(typed)
    if not digits.strip("0"):
        return False
    if len(digits) == len(_INN_10) + 1:
        return _inn_digit(digits, _INN_10) == digits[-1]
    if len(digits) == len(_INN_12) + 1:
        return _inn_digit(digits, _INN_11) + _inn_digit(digits, _INN_12) == digits[-2:]
    return False


def _inn_digit(digits: str, weights: tuple[int, ...]) -> str:
    return str(sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10)


def snils_is_valid(typed: str) -> bool:
    """СНИЛС: eleven digits, the last two are the weighted sum of the first nine modulo 101 (100 and 101 give 00)."""
    digits = digits_of(typed)
    if len(digits) != 11 or int(digits[:9]) <= _SNILS_WITHOUT_CHECK:  # noqa: PLR2004 - the length of a СНИЛС
        return False
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


def card_number_is_valid(typed: str) -> bool:
    """Number of a bank card: 13 to 19 digits whose Luhn sum ends with zero."""
    digits = digits_of(typed)
    if len(digits) not in _CARD_LENGTHS or not digits.strip("0"):
        return False
    return luhn_sum(digits) % 10 == 0


def luhn_sum(digits: str) -> int:
    """The sum by which the last digit of a card's number is checked (ISO/IEC 7812)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)  # noqa: PLR2004 - two digits are added up


def ogrn_is_valid(typed: str) -> bool:
    """ОГРН of an organisation (13 digits) or ОГРНИП of a person in business (15), by its check digit."""
    digits = digits_of(typed)
    divisor = {13: 11, 15: 13}.get(len(digits))
    if divisor is None or digits[0] == "0":
        return False
    return int(digits[:-1]) % divisor % 10 == int(digits[-1])
