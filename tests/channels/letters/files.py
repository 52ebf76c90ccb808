"""Files and their names, letters within letters, Outlook's wrapping."""

from tests.channels.letters.build import PIT, Case, Part, encoded, file, letter, together, words
from tests.channels.letters.winmail import winmail

_PDF = b"%PDF-1.4 tiny"
_INNER = letter(
    "Счёт за воду вдвое больше.", subject="Счёт", sender="Пётр <p@b.example>", message_id="<inner@b.example>"
)
_TNEF_KIND = "application/ms-tnef"


def _with(disposition: str | bytes, kind: str | bytes = "application/pdf") -> bytes:
    return letter(together("mixed", words(PIT), file(disposition=disposition, kind=kind)))


def _nested(inner: bytes = _INNER, *, encoding: str = "8bit", own: str = PIT) -> bytes:
    part = file(inner, kind="message/rfc822", disposition="attachment", encoding=encoding)
    return letter(together("mixed", words(own), part), subject="Счёт за воду")


_LONG = "Очень длинное название приложения " * 8
FILE_NAMES = [
    Case(
        "RFC 2231",
        _with("attachment; filename*=utf-8''%D0%A1%D1%87%D1%91%D1%82.pdf"),
        files=("Счёт.pdf",),
        contents={"Счёт.pdf": _PDF},
    ),
    Case("RFC 2231 in koi8-r", _with("attachment; filename*=koi8-r''%F3%DE%C5%D4.pdf"), files=("Счет.pdf",)),
    Case(
        "RFC 2231 in pieces",
        _with("attachment;\n filename*0*=utf-8''%D0%A1%D1%87;\n filename*1*=%D1%91%D1%82;\n filename*2=.pdf"),
        files=("Счёт.pdf",),
    ),
    Case(
        "RFC 2047 where it may not stand", _with(f'attachment; filename="{encoded("Счёт.pdf")}"'), files=("Счёт.pdf",)
    ),
    Case("RFC 2047 without quotes", _with(f"attachment; filename={encoded('Счёт.pdf')}"), files=("Счёт.pdf",)),
    Case(
        "RFC 2047 in two words",
        _with(f'attachment; filename="{encoded("Счёт ")}\n {encoded("за воду.pdf")}"'),
        files=("Счёт за воду.pdf",),
    ),
    Case("bare UTF-8", _with('attachment; filename="Счёт.pdf"'), files=("Счёт.pdf",)),
    Case("bare cp1251", _with('attachment; filename="Счёт за воду.pdf"'.encode("cp1251")), files=("Счёт за воду.pdf",)),
    Case("bare koi8-r", _with('attachment; filename="Счёт за воду.pdf"'.encode("koi8-r")), files=("Счёт за воду.pdf",)),
    Case(
        "name in the type only",
        _with("attachment", f'application/pdf; name="{encoded("Счёт.pdf", "koi8-r")}"'),
        files=("Счёт.pdf",),
    ),
    Case("no name", _with("attachment"), files=("файл 1.pdf",)),
    Case("a path of Windows", _with(r'attachment; filename="C:\\Docs\\schet.pdf"'), files=("schet.pdf",)),
    Case("a path upwards", _with('attachment; filename="../../etc/passwd"'), files=("passwd",)),
    Case("signs that turn the direction", _with('attachment; filename="photo\u202egpj.exe"'), files=("photogpj.exe",)),
    Case("a long name keeps its ending", _with(f'attachment; filename="{_LONG}.pdf"'), files=(f"{_LONG[:141]}.pdf",)),
    Case("apostrophe in a bare name", _with('attachment; filename="schet\'1.pdf"'), files=("schet'1.pdf",)),
    Case("empty file", letter(together("mixed", words(PIT), file(b""))), files=()),
    Case(
        "two files of one name",
        letter(together("mixed", words(PIT), file(), file(b"%PDF other"))),
        files=("schet.pdf", "schet.pdf"),
    ),
    Case(
        "a text file is a file",
        letter(
            together(
                "mixed", words(PIT), file(b"adres", kind="text/plain", disposition='attachment; filename="adres.txt"')
            )
        ),
        text=PIT,
        files=("adres.txt",),
    ),
    Case(
        "a page as a file",
        letter(
            together(
                "mixed", words(PIT), file(b"<p>1</p>", kind="text/html", disposition='attachment; filename="a.html"')
            )
        ),
        text=PIT,
        files=("a.html",),
    ),
    Case(
        "the letter is a file itself", letter(file(), subject="Счёт"), has=("Счёт", "schet.pdf"), files=("schet.pdf",)
    ),
    Case(
        "broken base64 of a file",
        letter(together("mixed", words(PIT), Part(file().headers, b"JVBERi0x*LjQgdGlu\neQ="))),
        files=("schet.pdf",),
    ),
    Case(
        "uuencode",
        letter(
            together(
                "mixed",
                words(PIT),
                Part(
                    (
                        ("Content-Type", "application/octet-stream"),
                        ("Content-Disposition", 'attachment; filename="a.txt"'),
                        ("Content-Transfer-Encoding", "x-uuencode"),
                    ),
                    b"begin 644 a.txt\n#861R\n`\nend\n",
                ),
            )
        ),
        files=("a.txt",),
        contents={"a.txt": b"adr"},
    ),
]

NESTED = [
    Case(
        "a letter within",
        _nested(),
        has=(PIT, "Вложенное письмо «Счёт» от Пётр", "Счёт за воду вдвое больше."),
        files=("Счёт.eml",),
        email="petrova@mail.example",
    ),
    Case("a letter within, base64 against the rules", _nested(encoding="base64"), has=("Счёт за воду вдвое больше.",)),
    Case(
        "a letter within without own words", _nested(own=""), has=("Счёт за воду вдвое больше.",), title="Счёт за воду"
    ),
    Case("a letter within a letter within a letter", _nested(_nested()), has=("Вложенное письмо «Счёт за воду»",)),
    Case("a broken letter within", _nested(b"\xff\xfe rubbish"), has=(PIT,)),
    Case("a digest", letter(together("digest", Part((), _INNER))), has=("Счёт",)),
    Case(
        "a saved letter as a file",
        letter(
            together(
                "mixed",
                words(PIT),
                file(_INNER, kind="application/octet-stream", disposition='attachment; filename="pismo.eml"'),
            )
        ),
        files=("pismo.eml",),
    ),
]

WINMAIL = [
    Case(
        "words and a file of Outlook",
        letter(
            together(
                "mixed",
                words(""),
                file(
                    winmail("Яма у дома.", {"Счёт.pdf": _PDF}),
                    kind=_TNEF_KIND,
                    disposition='attachment; filename="winmail.dat"',
                ),
            )
        ),
        text="Яма у дома.",
        files=("Счёт.pdf",),
        contents={"Счёт.pdf": _PDF},
    ),
    Case(
        "own words win",
        letter(
            together(
                "mixed",
                words(PIT),
                file(
                    winmail("Другое", {"a.txt": b"adres"}),
                    kind=_TNEF_KIND,
                    disposition='attachment; filename="winmail.dat"',
                ),
            )
        ),
        text=PIT,
        files=("a.txt",),
    ),
    Case(
        "called a stream of octets",
        letter(
            together(
                "mixed",
                words(PIT),
                file(
                    winmail("", {"a.txt": b"adres"}),
                    kind="application/octet-stream",
                    disposition='attachment; filename="WINMAIL.DAT"',
                ),
            )
        ),
        files=("a.txt",),
    ),
    Case(
        "broken: kept as it is",
        letter(
            together(
                "mixed",
                words(PIT),
                file(
                    winmail("", {"a.txt": b"adres"})[:40],
                    kind=_TNEF_KIND,
                    disposition='attachment; filename="winmail.dat"',
                ),
            )
        ),
        text=PIT,
    ),
    Case(
        "no TNEF at all: kept as it is",
        letter(
            together(
                "mixed", words(PIT), file(b"rubbish", kind=_TNEF_KIND, disposition='attachment; filename="winmail.dat"')
            )
        ),
        files=("winmail.dat",),
        contents={"winmail.dat": b"rubbish"},
    ),
    Case(
        "the letter is TNEF itself",
        letter(file(winmail("Яма у дома.", {}), kind=_TNEF_KIND, disposition='attachment; filename="winmail.dat"')),
        text="Яма у дома.",
        files=(),
    ),
]

CASES = [*FILE_NAMES, *NESTED, *WINMAIL]
