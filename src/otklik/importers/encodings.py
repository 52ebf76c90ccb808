"""Which encoding a text file of a Russian office is in."""

import codecs
import re
from functools import lru_cache
from pathlib import Path

from otklik.importers.contract import UnreadableFile

_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ONE_BYTE = ("cp1251", "koi8-r", "cp866")
# Share of each letter in Russian text, in thousandths: public knowledge of frequency dictionaries
_LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_THOUSANDTHS = (
    *(110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20),
    *(19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1),
)
_FREQUENCY = dict(zip(_LETTERS, _THOUSANDTHS, strict=True))
_WORD = re.compile(r"[^\W\d_]{2,}")
_ODD_SIGN, _ODD_CASE = -60, -100


def detect_encoding(path: Path) -> str:
    """Python's name of the encoding: UTF by its mark or by being valid, else the likeliest of cp1251, koi8-r, cp866."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    wide = _wide(head)
    if wide:
        return wide
    sample = _first_undecodable(path)
    return "utf-8" if sample is None else _likeliest(sample)


def refuse_undecodable(path: Path) -> UnreadableFile:
    """The error to raise when a file breaks its own encoding half-way."""
    return UnreadableFile(f"Текст файла «{path.name}» повреждён: сохраните его заново в кодировке UTF-8.")


def error_policy(encoding: str) -> str:
    """One-byte encodings have a few undefined bytes that must not stop a long import; UTF is read strictly."""
    return "replace" if encoding in _ONE_BYTE else "strict"


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is 0x00 (Latin, digits) or 0x04 (Cyrillic)."""
    even, odd = head[0::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high and (high.count(0) + high.count(4)) / len(high) > 0.9 and low.count(0) < len(low) / 10:  # noqa: PLR2004
            return name
    return None


def _first_undecodable(path: Path) -> bytes | None:
    """None when the whole file is UTF-8; else a piece of it around the first byte that is not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _around_first_high(chunk)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _around_first_high(decoder.getstate()[0])
    return None


def _around_first_high(chunk: bytes) -> bytes:
    start = next((place for place, byte in enumerate(chunk) if byte > 127), 0)  # noqa: PLR2004 - not ASCII
    return chunk[start : start + _SAMPLE]


def _likeliest(sample: bytes) -> str:
    return max(_ONE_BYTE, key=lambda name: _russianness(sample.decode(name, "replace")))


def _russianness(text: str) -> int:
    """Higher for text whose letters are as frequent as in Russian and whose capitals stand where they do."""
    signs = [sign for sign in text if ord(sign) > 127]  # noqa: PLR2004 - not ASCII
    frequency = sum(_score(sign) for sign in signs)
    case = sum(_ODD_CASE for word in _WORD.findall(text) if _odd_case(word))
    return frequency + case


@lru_cache(maxsize=4096)
def _score(sign: str) -> int:
    return _FREQUENCY.get(sign.lower(), 0 if sign in "«»—–№… " else _ODD_SIGN)


@lru_cache(maxsize=65536)
def _odd_case(word: str) -> bool:
    return not (word.islower() or word.isupper() or word[1:].islower())
