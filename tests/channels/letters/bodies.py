"""Parts: alternatives, pages, invitations, empty letters, broken borders."""

from tests.channels.letters.build import PIT, Case, Part, file, letter, page, together, words

_HTML = (
    "<html><head><style>p {{color: red}}</style><title>Письмо</title></head><body><p>Добрый день!</p>{}</body></html>"
)

ALTERNATIVES = [
    Case("words and page", letter(together("alternative", words(PIT), page(_HTML.format("")))), text=PIT, files=()),
    Case("page and words", letter(together("alternative", page(_HTML), words(PIT))), text=PIT),
    Case(
        "words are empty",
        letter(together("alternative", words("  \n"), page(_HTML.format("<p>Яма.</p>")))),
        text="Добрый день!\n\nЯма.",
    ),
    Case(
        "words say: open as a page",
        letter(
            together(
                "alternative", words("This message contains HTML, your client cannot show it."), page(_HTML.format(""))
            )
        ),
        text="Добрый день!",
    ),
    Case(
        "alternative within related within mixed",
        letter(
            together(
                "mixed",
                together(
                    "related",
                    together("alternative", words(PIT), page(_HTML)),
                    file(b"\x89PNG picture", kind="image/png", disposition='inline; filename="p.png"'),
                ),
                file(),
            )
        ),
        text=PIT,
        files=("p.png", "schet.pdf"),
    ),
    Case(
        "words, picture, words (Apple Mail)",
        letter(
            together(
                "mixed",
                words("Вот яма:"),
                file(b"\xff\xd8 photo", kind="image/jpeg", disposition='inline; filename="IMG_1.jpeg"'),
                words("А вот двор."),
            )
        ),
        text="Вот яма:\n\nА вот двор.",
        files=("IMG_1.jpeg",),
    ),
    Case(
        "flowed lines",
        letter(words("Во дворе \nяма.\n-- \nАнна", more="; format=flowed")),
        text="Во дворе яма.\n-- \nАнна",
    ),
    Case(
        "flowed lines without the space",
        letter(words("Во дво \nре яма.", more="; format=flowed; delsp=yes")),
        text="Во дворе яма.",
    ),
    Case(
        "signature stays",
        letter(f"{PIT}\n\n--\nАнна Петрова\nтел. 8 900 000-00-00"),
        has=("Анна Петрова", "8 900 000-00-00"),
    ),
]

PAGES = [
    Case(
        "a page alone",
        letter(page(_HTML.format("<p>Не горит <b>фонарь</b>.</p>"))),
        text="Добрый день!\n\nНе горит фонарь.",
    ),
    Case("a page in koi8-r", letter(page("<p>Не горит фонарь</p>", charset="koi8-r")), text="Не горит фонарь"),
    Case(
        "a page in cp1251 called nothing",
        letter(page("<p>Не горит фонарь</p>", charset="cp1251", told="")),
        text="Не горит фонарь",
    ),
    Case("lists", letter(page("<ul><li>двор</li><li>дорога</li></ul>")), has=("* двор", "* дорога")),
    Case(
        "a table",
        letter(page("<table><tr><td>Улица</td><td>Садовая</td></tr><tr><td>Дом</td><td>12</td></tr></table>")),
        has=("Садовая", "12"),
    ),
    Case("breaks", letter(page("Первая<br>Вторая<br/>Третья")), text="Первая\nВторая\nТретья"),
    Case("entities", letter(page("Дом&nbsp;5 &laquo;Заря&raquo; &mdash; яма")), text="Дом 5 «Заря» — яма"),
    Case("tags never closed", letter(page("<p>Яма<p>Двор<b>Дорога")), has=("Яма", "Двор", "Дорога")),
    Case("script and style", letter(page("<script>alert(1)</script><style>p{}</style><p>Яма</p>")), text="Яма"),
    Case("a comment of Word", letter(page("<!--[if gte mso 9]><xml>Office</xml><![endif]--><p>Яма</p>")), text="Яма"),
    Case("a declaration of XML", letter(page('<?xml version="1.0" encoding="utf-8"?><p>Яма</p>')), text="Яма"),
    Case(
        "a picture only, no words",
        letter(
            together(
                "related",
                page('<img src="cid:1">'),
                file(b"\x89PNG picture", kind="image/png", disposition='inline; filename="skan.png"'),
            ),
            subject="Скан",
        ),
        has=("Скан", "skan.png"),
        files=("skan.png",),
    ),
    Case("deep nesting", letter(page("<div>" * 400 + "Яма" + "</div>" * 400)), text="Яма"),
    Case("invisible spaces", letter(page("<p>\u200b Яма \u200b</p>")), text="Яма"),
]
_EVENT = """BEGIN:VCALENDAR
METHOD:{method}
BEGIN:VEVENT
SUMMARY:Собрание жильцов
DTSTART;TZID=Europe/Moscow:20250314T180000
LOCATION:Садовая\\, 12
END:VEVENT
END:VCALENDAR
"""


def _calendar(method: str) -> bytes:
    return letter(
        together(
            "alternative",
            words(""),
            words(_EVENT.format(method=method), kind="text/calendar", more=f"; method={method}"),
        ),
        subject="Собрание жильцов",
    )


CALENDARS = [
    Case(
        "an invitation",
        _calendar("REQUEST"),
        has=("Собрание жильцов", "Когда: 14.03.2025, 18:00", "Где: Садовая, 12"),
        files=("файл 1.ics",),
    ),
    Case("an invitation accepted", _calendar("REPLY"), passed_over="Ответ календаря"),
    Case("an invitation withdrawn", _calendar("CANCEL"), passed_over="Ответ календаря"),
    Case("another time proposed", _calendar("COUNTER"), passed_over="Ответ календаря"),
]

EMPTY = [
    Case("nothing at all", letter("", subject=""), passed_over="Пустое письмо"),
    Case("spaces only", letter(" \n\t\n", subject=" "), passed_over="Пустое письмо"),
    Case("an empty page", letter(page("<html><body><br></body></html>"), subject=""), passed_over="Пустое письмо"),
    Case("no bytes", b"", passed_over="Пустое письмо"),
    Case("a subject only", letter("", subject="Уберите снег на Садовой"), text="Уберите снег на Садовой"),
    Case("Re: and nothing more", letter("", subject="Re:"), passed_over="Пустое письмо"),
    Case(
        "a file only",
        letter(together("mixed", words(""), file()), subject=""),
        has=("schet.pdf",),
        files=("schet.pdf",),
    ),
]


def _deep(levels: int) -> Part:
    return together("mixed", _deep(levels - 1)) if levels else words(PIT)


_PARTS = together("mixed", words(PIT), file())
BROKEN = [
    Case("no last border", letter(together("mixed", words(PIT), file(), ends=False)), text=PIT, files=("schet.pdf",)),
    Case(
        "border that never comes",
        letter(Part((("Content-Type", 'multipart/mixed; boundary="nowhere"'),), PIT.encode())),
        text=PIT,
    ),
    Case("multipart without a border", letter(Part((("Content-Type", "multipart/mixed"),), PIT.encode())), text=PIT),
    Case("no type", letter(Part((), PIT.encode())), text=PIT),
    Case("rubbish for a type", letter(Part((("Content-Type", ";;;"),), PIT.encode())), text=PIT),
    Case(
        "type in capitals without a charset",
        letter(Part((("CONTENT-TYPE", "TEXT/PLAIN"),), PIT.encode("koi8-r"))),
        text=PIT,
    ),
    Case(
        "two types",
        letter(
            Part((("Content-Type", "text/plain; charset=koi8-r"), ("Content-Type", "text/html")), PIT.encode("koi8-r"))
        ),
        text=PIT,
    ),
    Case("no empty line before the words", b"From: a@b.example\nSubject: Yama\n" + PIT.encode(), has=("яма",)),
    Case("words without headers", PIT.encode(), has=("яма",)),
    Case("border within words", letter(together("mixed", words(f"{PIT}\n--\nАнна"))), has=(PIT, "Анна")),
    Case("cut in the middle of a file", letter(_PARTS)[:-40], text=PIT),
    Case("a header too long", letter(x_rubbish="a" * 100_000), text=PIT),
    Case("eight multiparts deep", letter(_deep(8)), text=PIT),
    Case("a hundred multiparts deep", letter(_deep(100), subject="Яма"), title="Яма"),
    Case(
        "no MIME-Version",
        letter(together("mixed", words(PIT), file()), without=("MIME-Version",)),
        text=PIT,
        files=("schet.pdf",),
    ),
    Case("no date, no number", letter(f"{PIT} Жду.", without=("Date", "Message-ID")), text=f"{PIT} Жду."),
    Case(
        "a mailing list's footer",
        letter(together("mixed", words(PIT), words("Отправлено с телефона"))),
        has=(PIT, "Отправлено с телефона"),
    ),
    Case(
        "kept only in its beginning",
        b"X-Otklik-Cut: yes\r\n" + letter(together("mixed", words(PIT), file(b"x" * 5000)))[:2000],
        has=(PIT, "слишком велико"),
    ),
]

CASES = [*ALTERNATIVES, *PAGES, *CALENDARS, *EMPTY, *BROKEN]
