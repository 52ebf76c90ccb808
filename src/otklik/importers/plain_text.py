"""Cleans text of a source: HTML remnants and control signs go, line breaks stay."""

import re
from html import unescape

_TAGS = (
    "a|abbr|address|article|b|big|blockquote|body|br|center|code|col|dd|div|dl|dt|em|font|footer|form|h[1-6]|head|header|"
    "hr|html|i|img|input|label|li|link|main|meta|noscript|o:p|ol|p|pre|s|section|small|span|strike|strong|sub|sup|table|"
    "tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|wbr|xml"
)
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote|table|ul|ol)\s*>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_MANY_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")


def clean_text(text: str) -> str:
    """A message as a person would have typed it: no tags, one kind of line break, at most one empty line in a row."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text or "&" in text:
        text = without_html(text)
    if not text.isprintable():
        text = _MANY_BREAKS.sub("\n\n", _CONTROL.sub("", text))
    return text.strip()


def clean_line(text: str) -> str:
    """A short field on one line, white space folded."""
    if "<" in text or "&" in text:
        text = without_html(text)
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(_CONTROL.sub("", line).split())


def without_html(text: str) -> str:
    """Known tags removed, line-making ones turned into line breaks, entities read; «a < b» and <mail@host> stay."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", text)))
    return unescape(text) if "&" in text else text
