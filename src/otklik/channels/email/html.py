"""HTML to text as a person reads it; a quotation in it gets the «>» that plain letters have."""

import re
from html import unescape

_OPEN, _CLOSE = "\ue000", "\ue001"
_SPACES = re.compile(r"[ \t\u00a0\u200b\ufeff]+\n")
_MANY_LINES = re.compile(r"\n{3,}")
_TAG = re.compile(r"<[^>]*>")
_LONGEST = 2_000_000


def text_of_html(html: str) -> str:
    """Plain text; never fails: what no parser reads loses its tags only."""
    try:
        text = _laid_out(html[:_LONGEST])
    except (ValueError, RecursionError):
        text = unescape(_TAG.sub(" ", html[:_LONGEST]))
    text = _SPACES.sub("\n", _with_marks(text).replace("\u00a0", " ").replace("\u200b", "") + "\n")
    return _MANY_LINES.sub("\n\n", text).strip()


def _laid_out(html: str) -> str:
    from inscriptis import Inscriptis  # noqa: PLC0415 - only a worker that reads letters needs it
    from inscriptis.css_profiles import STRICT_CSS_PROFILE  # noqa: PLC0415
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415
    from lxml.etree import ParserError  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    clean = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace(_OPEN, "").replace(_CLOSE, "")
    if not clean.strip():
        return ""
    try:
        tree = document_fromstring(clean, parser=HTMLParser(encoding=None, remove_comments=True, huge_tree=True))
    except ParserError:  # nothing but comments
        return ""
    _mark_quotations(tree)
    return str(Inscriptis(tree, ParserConfig(css=STRICT_CSS_PROFILE)).get_text())


def _mark_quotations(tree: object) -> None:
    """Put marks around each outermost quotation, and drop what nobody sees."""
    for element in list(tree.iter("blockquote", "style", "script", "title")):  # type: ignore[attr-defined]
        if element.tag != "blockquote":
            element.drop_tree()
        elif not any(parent.tag == "blockquote" for parent in element.iterancestors()):
            element.text = f"{_OPEN}{element.text or ''}"
            last = element[-1] if len(element) else None
            if last is None:
                element.text += _CLOSE
            else:
                last.tail = f"{last.tail or ''}{_CLOSE}"


def _with_marks(text: str) -> str:
    """Lines between the marks begin with «> »."""
    made, depth = [], 0
    for line in text.split("\n"):
        opened = depth > 0 or _OPEN in line
        depth = max(depth + line.count(_OPEN) - line.count(_CLOSE), 0)
        bare = line.replace(_OPEN, "").replace(_CLOSE, "")
        made.append(f"> {bare.strip()}" if opened and (bare.strip() or depth) else bare)
    return "\n".join(made)
