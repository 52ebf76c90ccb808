"""Reads JSON values one after another from a text stream, with a bounded window."""

import json
from typing import TextIO

_CHUNK = 1 << 20
_LONGEST_VALUE = 1 << 26
_DECODER = json.JSONDecoder()
_SPACES = " \t\r\n\ufeff"


class Tape:
    """A window that moves over the text of a file; reading stands at one place of it."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._text = ""
        self._place = 0
        self._ended = False
        self.list_seen = False

    def peek(self) -> str:
        """The next sign that is no white space; '' at the end."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in _SPACES:
                self._place += 1
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def take(self) -> str:
        """The next sign that is no white space, passed by."""
        sign = self.peek()
        self._place += 1
        return sign

    def opens_records(self) -> bool:
        """Whether a list begins here whose first element is an object."""
        while True:
            opening = self._text[self._place : self._place + _CHUNK]
            inner = opening[1:].lstrip(_SPACES) if opening.startswith("[") else "no list"
            if inner:
                return inner.startswith("{")
            if not self._more():
                return False

    def value(self) -> object:
        """The whole value that begins here. Raises json.JSONDecodeError."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError:
                if len(self._text) - self._place > _LONGEST_VALUE or not self._more():
                    raise
            else:
                if end < len(self._text) or not self._more():
                    self._place = end
                    return found

    def _more(self) -> bool:
        if self._ended:
            return False
        rest = self._text[self._place :]
        chunk = self._file.read(max(_CHUNK, len(rest)))
        self._text, self._place, self._ended = rest + chunk, 0, not chunk
        return bool(chunk)
