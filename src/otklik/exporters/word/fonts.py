"""PT Serif inside the Word file, so that the paper looks the same where the typeface is not installed.

Faces are stored as ECMA-376 part 4 (§ 2.8.1) asks: the first 32 bytes crossed with a key. The licence (OFL) permits it.
"""

from functools import cache
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from otklik.exporters.typefaces import FALLBACKS, SERIF, font_folder
from otklik.exporters.word.xml import element

_FACES = {"embedRegular": "Regular", "embedBold": "Bold", "embedItalic": "Italic"}
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def embed_typeface(word: WordDocument) -> None:
    """Puts the faces into the package and rewrites the font table to name them and their fallbacks."""
    table = word.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    links = []
    for tag, face in _FACES.items():
        uri = PackURI(f"/word/fonts/{face.lower()}.odttf")
        relation = table.relate_to(Part(uri, _CONTENT_TYPE, _hidden(face), word.part.package), RELATIONSHIP_TYPE.FONT)
        links.append(f'<w:{tag} r:id="{relation}" w:fontKey="{_key(face)}"/>')
    table._blob = _font_table("".join(links))  # noqa: SLF001 - a part without a class of its own
    settings = word.settings.element.find(qn("w:zoom"))
    settings.addnext(element("embedTrueTypeFonts", val="true"))


@cache
def _hidden(face: str) -> bytes:
    content = bytearray((font_folder() / f"PT_Serif-Web-{face}.ttf").read_bytes())
    key = bytes.fromhex(_key(face).strip("{}").replace("-", ""))[::-1]
    for position in range(32):
        content[position] ^= key[position % 16]
    return bytes(content)


def _key(face: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, f'{SERIF} {face}')}}}".upper()


def _font_table(links: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {_NAMESPACES}>'
        f'<w:font w:name="{SERIF}"><w:altName w:val="{FALLBACKS[0]}"/><w:panose1 w:val="020A0603040505020204"/>'
        f'<w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/>{links}</w:font></w:fonts>'
    ).encode()
