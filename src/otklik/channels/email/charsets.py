"""Bytes to Russian text where the letter names a wrong charset, or none."""

import codecs
import math
import re
from functools import lru_cache

#: What mailers write and Python does not know.
_ALIASES = {
    "windows-1251": "cp1251", "win-1251": "cp1251", "win1251": "cp1251", "cp-1251": "cp1251", "x-cp1251": "cp1251",
    "koi8": "koi8-r", "koi8r": "koi8-r", "x-koi8-r": "koi8-r", "utf8mb4": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "x-mac-cyrillic": "mac-cyrillic", "unicode": "utf-8", "dos-866": "cp866", "ibm-866": "cp866", "x-unknown": "",
    "unknown-8bit": "", "default": "", "iso-8859-1": "cp1252", "us-ascii": "", "ascii": "",
}  # fmt: skip
_CANDIDATES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: How often a letter stands in Russian texts, per mille.
_OFTEN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4,
         3, 3, 1, 1),
        strict=True,
    )
)  # fmt: skip
_WEIGHTS = {letter: math.log(count * 33 / 1000) for letter, count in _OFTEN.items()}
_CASE_FLIP = re.compile(r"[а-яё][А-ЯЁ]")
_SAMPLE = 3000
_EVERY_BYTE = bytes(range(256))
#: The charset that the letter names wins a tie.
_TOLD_BONUS = 0.4

#: Some charsets hide in plain bytes what no database keeps.
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


def decode_text(content: bytes, told: str = "") -> str:
    """The text; never fails: what no charset can read is replaced. `told` is what the letter says of itself."""
    return _UNKEPT.sub("", _decoded(content, _known(told)))


def _decoded(content: bytes, name: str) -> str:
    for bom, charset in _BOMS:
        if content.startswith(bom):
            return content.decode(charset, "replace")
    if content.isascii():
        return _ascii(content, name)
    as_unicode = _as_utf8(content)
    return _best(content, name) if as_unicode is None else as_unicode


@lru_cache(maxsize=200)
def _known(told: str) -> str:
    """The codec's name; empty where the letter names none or an unknown one."""
    name = told.strip().strip("\"'").lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    try:
        _EVERY_BYTE.decode(name or "no charset", "replace")
        return codecs.lookup(name).name
    except (LookupError, ValueError):  # unknown, or no charset of texts: «idna» knows no replacing
        return ""


def _ascii(content: bytes, name: str) -> str:
    """Seven bits: some charsets hide letters in them."""
    if name in {"utf-7", "iso2022_jp", "hz"}:
        return content.decode(name, "replace")
    return content.decode("ascii")


def _as_utf8(content: bytes) -> str | None:
    """UTF-8 with at most a stray break (a text cut in the middle of a letter), else None."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for one in text[:_SAMPLE] if one > "\x7f")
    return text if broken == 0 or broken * 50 < letters else None


def _best(content: bytes, name: str) -> str:
    """The reading that looks most like Russian; another language keeps the charset that the letter names."""
    names = list(dict.fromkeys((*([name] if name and name != "utf-8" else []), *_CANDIDATES)))
    sample = content[:_SAMPLE]
    scores = {one: _likeness(sample.decode(one, "replace")) for one in names}
    if name in scores:
        scores[name] += _TOLD_BONUS
    best = max(names, key=lambda one: scores[one])
    if name in scores and scores[best] <= 0:
        best = name
    return content.decode(best, "replace")


def _likeness(text: str) -> float:
    """Above 0 for Russian words, below it for signs that no Russian writes; per letter beyond ASCII."""
    beyond = [one for one in text if one > "\x7f"]
    if not beyond:
        return 0.0
    weight = sum(_WEIGHTS.get(one.lower(), _foreign(one)) for one in beyond)
    return (weight - 3.0 * len(_CASE_FLIP.findall(text))) / len(beyond)


def _foreign(letter: str) -> float:
    """Marks of print are usual in a Russian text; other letters and box drawing are not."""
    return 0.0 if letter in "«»—–№…“”„’\xa0°§" else -4.0
