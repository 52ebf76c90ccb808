"""Words in every charset that Russian letters come in, named rightly, wrongly or not at all."""

from tests.channels.letters.build import PIT, Case, encoded, letter, page, words

_SHORT = "Когда вывезут мусор?"
_RUSSIAN = ("utf-8", "koi8-r", "cp1251", "cp866", "iso8859-5")
_MAILER_NAMES = {"cp1251": "windows-1251", "iso8859-5": "iso-8859-5", "cp866": "ibm866"}


def _told(charset: str) -> str:
    return _MAILER_NAMES.get(charset, charset)


RIGHT = [
    Case(
        f"{charset}, {encoding}", letter(words(PIT, charset=charset, told=_told(charset), encoding=encoding)), text=PIT
    )
    for charset in _RUSSIAN
    for encoding in ("8bit", "base64", "quoted-printable")
]
WRONG = [
    Case(f"{true} called {told or 'nothing'}", letter(words(PIT, charset=true, told=told)), text=PIT)
    for true in ("utf-8", "koi8-r", "cp1251", "cp866")
    for told in ("us-ascii", "iso-8859-1", "", "utf-8", "koi8-r", "windows-1251", "x-unknown", "no-such-charset")
    if _told(true) != told
]
SHORT = [
    Case(f"short text, {true} called {told or 'nothing'}", letter(words(_SHORT, charset=true, told=told)), text=_SHORT)
    for true, told in (("koi8-r", ""), ("cp1251", ""), ("koi8-r", "windows-1251"), ("cp1251", "koi8-r"))
]
ODD = [
    Case(
        "capitals only, koi8-r called nothing", letter(words(PIT.upper(), charset="koi8-r", told="")), text=PIT.upper()
    ),
    Case(
        "capitals only, cp1251 called nothing", letter(words(PIT.upper(), charset="cp1251", told="")), text=PIT.upper()
    ),
    Case("charset in quotes and capitals", letter(words(PIT, charset="koi8-r", told='"KOI8-R"')), text=PIT),
    Case("charset called win-1251", letter(words(PIT, charset="cp1251", told="win-1251")), text=PIT),
    Case("charset called cp-1251", letter(words(PIT, charset="cp1251", told="CP-1251")), text=PIT),
    Case("charset called utf8mb4", letter(words(PIT, told="utf8mb4")), text=PIT),
    Case("charset called base64", letter(words(PIT, told="base64")), text=PIT),
    Case("UTF-8 with a mark of order", letter(words(b"\xef\xbb\xbf" + PIT.encode())), text=PIT),
    Case(
        "UTF-16 with a mark of order", letter(words(PIT.encode("utf-16"), told="utf-16", encoding="base64")), text=PIT
    ),
    Case(
        "UTF-8 cut in the middle of a letter",
        letter(words((PIT * 3).encode()[:-2], encoding="base64")),
        has=("яма, прошу засыпать",),
    ),
    Case("print marks of cp1251", letter(words("Дом №5 — «Заря»", charset="cp1251", told="")), text="Дом №5 — «Заря»"),
    Case("Tatar in UTF-8", letter("Исәнмесез! Юл начар."), text="Исәнмесез! Юл начар."),
    Case("emoji", letter("Спасибо за двор 👍👍"), text="Спасибо за двор 👍👍"),
    Case("English only", letter("Street light is out at Sadovaya 12."), text="Street light is out at Sadovaya 12."),
    Case("NUL bytes", letter(words(PIT.encode().replace(b" ", b"\x00 ", 2))), text=PIT),
    Case(
        "line ends of Windows", letter("Первая строка\nВторая строка", ends="\r\n"), text="Первая строка\nВторая строка"
    ),
    Case("line ends of an old Mac", letter(words("Первая строка\rВторая")), text="Первая строка\nВторая"),
    Case("no header of encoding", letter(words(PIT, encoding="")), text=PIT),
    Case("unknown encoding", letter(words(PIT, encoding="x-unknown")), text=PIT),
    Case(
        "base64 with rubbish within",
        letter(
            words(PIT, encoding="base64").__class__(
                words(PIT, encoding="base64").headers, words(PIT, encoding="base64").body.replace(b"\n", b" !\n")
            )
        ),
        text=PIT,
    ),
    Case(
        "HTML that names another charset in itself",
        letter(
            page(
                '<html><head><meta charset="utf-8"></head><body>Яма у дома</body></html>',
                charset="cp1251",
                told="windows-1251",
            )
        ),
        text="Яма у дома",
    ),
]

_SUBJECT = "Прошу отремонтировать дорогу у школы"
_HALF = "Прошу отремон".encode()
SUBJECTS = [
    *(
        Case(
            f"subject {charset} {kind}",
            letter(subject=encoded(_SUBJECT, charset, kind, told=_told(charset))),
            title=_SUBJECT,
        )
        for charset in _RUSSIAN
        for kind in ("B", "Q")
    ),
    *(
        Case(
            f"bare bytes of {charset} in subject and name",
            letter(
                subject=_SUBJECT.encode(charset), sender="Анна Петрова".encode(charset) + b" <petrova@mail.example>"
            ),
            title=_SUBJECT,
            author="Анна Петрова",
            email="petrova@mail.example",
        )
        for charset in ("utf-8", "koi8-r", "cp1251")
    ),
    Case(
        "word split in the middle of a letter",
        letter(subject="=?utf-8?B?0J/RgNC+0YE=?= =?utf-8?B?0YzQsdA=?= =?utf-8?B?sA==?="),
        title="Просьба",
    ),
    Case(
        "words folded over lines",
        letter(subject=f"{encoded('Прошу отремонтировать')}\n {encoded(' дорогу у школы')}"),
        title=_SUBJECT,
    ),
    Case("words stuck together", letter(subject=encoded("Прошу ") + encoded("помочь")), title="Прошу помочь"),
    Case("word stuck to Latin", letter(subject="Re:" + encoded("Дорога")), title="Дорога"),
    Case("word in quotes", letter(subject=f'"{encoded("Дорога")}"'), title='"Дорога"'),
    Case("word with language (RFC 2231)", letter(subject=encoded("Дорога", told="utf-8*ru")), title="Дорога"),
    Case(
        "word without padding",
        letter(subject=encoded("Просьбы").replace("=?=", "?=").replace("=?=", "?=")),
        title="Просьбы",
    ),
    Case("spaces within Q", letter(subject="=?utf-8?Q?=D0=94=D0=BE=D0=BC 5?="), title="Дом 5"),
    Case("underscores within Q", letter(subject="=?utf-8?Q?=D0=94=D0=BE=D0=BC_5?="), title="Дом 5"),
    Case("word that names a wrong charset", letter(subject=encoded(_SUBJECT, "cp1251", told="koi8-r")), title=_SUBJECT),
    Case("word that names us-ascii", letter(subject=encoded(_SUBJECT, told="us-ascii")), title=_SUBJECT),
    Case("unknown charset of a word", letter(subject=encoded(_SUBJECT, told="x-unknown")), title=_SUBJECT),
    Case(
        "words of two charsets",
        letter(subject=f"{encoded('Дорога', 'koi8-r')} {encoded(' и дом', 'cp1251')}"),
        title="Дорога и дом",
    ),
    Case(
        "line break smuggled into a subject",
        letter(subject=encoded("Дорога\r\nBcc: vsem@mail.example")),
        title="Дорога Bcc: vsem@mail.example",
    ),
    Case("no subject", letter(without=("Subject",)), title="", text=PIT),
    Case("Re: Fwd: Отв: before the subject", letter(subject="Re: Fwd: Отв: Re[2]: Дорога"), title="Дорога"),
    Case("long subject", letter(subject=encoded("Очень " * 100)), has=("яма",)),
]

NAMES = [
    Case(
        "name encoded",
        letter(sender=f"{encoded('Анна Петрова', 'koi8-r')} <a@b.example>"),
        author="Анна Петрова",
        email="a@b.example",
    ),
    Case("name encoded in quotes", letter(sender=f'"{encoded("Анна Петрова")}" <a@b.example>'), author="Анна Петрова"),
    Case("whole header encoded", letter(sender=encoded('"Анна" <a@b.example>')), author="Анна", email="a@b.example"),
    Case(
        "comma in a name", letter(sender='"Петрова, Анна" <a@b.example>'), author="Петрова, Анна", email="a@b.example"
    ),
    Case(
        "comma in a bare name",
        letter(sender="Петрова, Анна <a@b.example>"),
        author="Петрова, Анна",
        email="a@b.example",
    ),
    Case("name in brackets", letter(sender="a@b.example (Анна Петрова)"), author="Анна Петрова", email="a@b.example"),
    Case("address only", letter(sender="A.Petrova@B.Example"), author="", email="a.petrova@b.example"),
    Case("address in a name", letter(sender='"glava@gorod.example" <a@b.example>'), author="", email="a@b.example"),
    Case("address quoted", letter(sender="'a@b.example'"), email="a@b.example"),
    Case("two authors", letter(sender="Анна <a@b.example>, Пётр <p@b.example>"), author="Анна", email="a@b.example"),
    Case("domain in punycode", letter(sender="<a@xn--e1afmkfd.xn--p1ai>"), email="a@пример.рф"),
    Case(
        "no author but Reply-To",
        letter(without=("From",), reply_to="Анна <a@b.example>"),
        author="Анна",
        email="a@b.example",
    ),
    Case(
        "answer elsewhere",
        letter(reply_to="domashniy@b.example"),
        talker="domashniy@b.example",
        email="petrova@mail.example",
    ),
    Case("answer to ourselves", letter(reply_to="priem@gorod.example"), talker="petrova@mail.example"),
    Case(
        "form of a site",
        letter(sender="noreply@sait.example", reply_to="Анна <a@b.example>"),
        author="Анна",
        email="a@b.example",
    ),
]

CASES = [*RIGHT, *WRONG, *SHORT, *ODD, *SUBJECTS, *NAMES]
