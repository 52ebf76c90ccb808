"""A short Latin name for an entry that a person titled in Russian."""

from collections.abc import Container

_ONE_TO_ONE = dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziyklmnoprstufhye", strict=True))
_LETTERS = _ONE_TO_ONE | {
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
_LONGEST = 60


def slug_of(title: str, taken: Container[str]) -> str:
    """«Окно на Ленина, 5» → «okno_na_lenina_5», with a number behind it when the name is taken."""
    latin = "".join(_LETTERS.get(sign, sign if sign.isascii() and sign.isalnum() else " ") for sign in title.lower())
    bare = "_".join(latin.split())[:_LONGEST].strip("_") or "entry"
    slug, number = bare, 1
    while slug in taken:
        number += 1
        slug = f"{bare}_{number}"
    return slug
