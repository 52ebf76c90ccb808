"""The same report, the same bytes: file properties from the report, no clock in the archive."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument

from otklik.core.document import Document
from otklik.exporters.wording import full_title

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST = 255  # letters that Word keeps in a property
_EPOCH = (1980, 1, 1, 0, 0, 0)


def set_properties(word: WordDocument, document: Document) -> None:
    """Title, author, language and dates; the template's own are overwritten."""
    properties = word.core_properties
    moment = (document.created_at or _UNDATED).astimezone(UTC).replace(tzinfo=None)
    properties.title, properties.subject = full_title(document)[:_LONGEST], document.basis[:_LONGEST]
    properties.author = properties.last_modified_by = document.administration[:_LONGEST]
    properties.language, properties.comments, properties.keywords = "ru-RU", "", ""
    properties.created = properties.modified = moment
    properties.revision = 1
    _drop_thumbnail(word)


def _drop_thumbnail(word: WordDocument) -> None:
    """The template's picture of itself is not ours."""
    relations = word.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def packed(word: WordDocument) -> bytes:
    """The file's bytes: every part undated."""
    raw, clean = BytesIO(), BytesIO()
    word.save(raw)
    with ZipFile(raw) as source, ZipFile(clean, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(entry, source.read(name))
    return clean.getvalue()
