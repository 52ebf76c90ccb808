"""Replies with what they quote, forwards, threads, letters of employees."""

from tests.channels.letters.build import CITIZEN, KEY, OUR_ID, Case, letter, page, together, words

_OWN = "Яму засыпали щебнем, асфальта нет."
_OURS = "> Здравствуйте!\n>\n> Ваше обращение зарегистрировано."
_BARE = "Здравствуйте!\n\nВаше обращение зарегистрировано."


def _reply(text: str, **facts: str) -> bytes:
    return letter(text, subject="Re: Яма на Садовой", in_reply_to=OUR_ID, **facts)


_ATTRIBUTIONS = {
    "Thunderbird": "10.03.2025 10:00, Администрация города пишет:",
    "Yandex": '10.03.2025, 10:00, "Администрация города" <priem@gorod.example>:',
    "Yandex, long": "10 марта 2025 г., 10:00, Администрация города <priem@gorod.example> пишет:",
    "Gmail in Russian": "пн, 10 мар. 2025 г. в 10:00, Администрация города <priem@gorod.example>:",
    "Gmail over two lines": "пн, 10 мар. 2025 г. в 10:00, Администрация города\nс окрестностями <priem@gorod.example>:",
    "Gmail in English": "On Mon, Mar 10, 2025 at 10:00 AM Administration <priem@gorod.example> wrote:",
    "Mail.ru": "Понедельник, 10 марта 2025, 10:00 +03:00 от Администрация города <priem@gorod.example>:",
    "The Bat": "Администрация города <priem@gorod.example> писал(а) 10.03.2025 в 10:00:",
    "Apple Mail": "10 марта 2025 г., в 10:00, Администрация <priem@gorod.example> написал(а):",
    "German": "Am 10.03.2025 um 10:00 schrieb Administration <priem@gorod.example>:",
    "French": "Le 10 mars 2025 à 10:00, Administration <priem@gorod.example> a écrit :",
    "a woman": "10.03.2025 в 10:00 Анна Ивановна написала:",
}
_HEADERS_RU = (
    "От: Администрация города [mailto:priem@gorod.example]\nОтправлено: 10 марта 2025 г. 10:00\nКому: Анна\nТема: Яма"
)
_HEADERS_EN = (
    "From: Administration <priem@gorod.example>\nSent: Monday, March 10, 2025 10:00 AM\nTo: Anna\nSubject: Pit"
)
_TAILS = {
    "Outlook in Russian": _HEADERS_RU,
    "Outlook in English": _HEADERS_EN,
    "Outlook under a rule": f"________________________________\n{_HEADERS_RU}",
    "old Outlook": f"-----Исходное сообщение-----\n{_HEADERS_RU}",
    "old Outlook in English": f"-----Original Message-----\n{_HEADERS_EN}",
    "Outlook with bold labels": "*От:* Администрация\n*Отправлено:* 10 марта\n*Кому:* Анна\n*Тема:* Яма",
    "a phone of Samsung": "---- Исходное сообщение ----\nОт: priem@gorod\nДата: 10.03.2025\nКому: Анна\nТема: Яма",
    "Lotus": "-----Первоначальное сообщение-----",
}

PREFIXED = [
    Case(f"quotation of {name}", _reply(f"{_OWN}\n\n{line}\n{_OURS}"), text=_OWN, quoted=f"{line}\n{_OURS}")
    for name, line in _ATTRIBUTIONS.items()
]
BARE = [
    Case(f"bare quotation of {name}", _reply(f"{_OWN}\n\n{line}\n\n{_BARE}"), text=_OWN, has_not=("зарегистрировано",))
    for name, line in _ATTRIBUTIONS.items()
    if "@" in line
]
TAILS = [
    Case(f"quotation of {name}", _reply(f"{_OWN}\n\n{head}\n\n{_BARE}"), text=_OWN, quoted=f"{head}\n\n{_BARE}")
    for name, head in _TAILS.items()
]
_FORWARDED = (
    '-------- Пересылаемое сообщение --------\n10.03.2025, 10:00, "УК" <uk@b.example>:\n\nВоды не будет неделю.'
)
_STORY = "5 марта 2025 г. в 10:00 сосед Иван <i@b.example> мне написал:\n«Убери машину».\nПрошу разобраться."
REPLIES = [
    Case("answer below the quotation", _reply(f"{_ATTRIBUTIONS['Yandex']}\n{_OURS}\n\n{_OWN}"), text=_OWN),
    Case(
        "answers between quoted lines",
        _reply("> Когда засыпали?\nВчера.\n> Чем?\nЩебнем."),
        text="Вчера.\nЩебнем.",
        quoted="> Когда засыпали?\n> Чем?",
    ),
    Case("quotation of a quotation", _reply(f"{_OWN}\n> > Старое\n> Новое"), text=_OWN, quoted="> > Старое\n> Новое"),
    Case(
        "signature above the quotation stays",
        _reply(f"{_OWN}\n\nАнна\n\n{_ATTRIBUTIONS['Yandex']}\n{_OURS}"),
        text=f"{_OWN}\n\nАнна",
    ),
    Case("only a quotation", _reply(_OURS), passed_over="только цитата", quoted=_OURS),
    Case(
        "only a quotation with its line",
        _reply(f"{_ATTRIBUTIONS['Thunderbird']}\n{_OURS}"),
        passed_over="только цитата",
    ),
    Case("nothing quoted", _reply(_OWN), text=_OWN, quoted=""),
    Case(
        "a page with Gmail's quotation",
        letter(
            page(
                f"<div>{_OWN}</div><div class='gmail_quote'>"
                "<div>пн, 10 мар. 2025 г. в 10:00, Администрация &lt;priem@gorod.example&gt;:<br></div>"
                "<blockquote><p>Ваше обращение</p><blockquote>Старое</blockquote>зарегистрировано</blockquote></div>"
            ),
            subject="Re: Яма",
            in_reply_to=OUR_ID,
        ),
        text=_OWN,
        has_not=("Старое", "зарегистрировано"),
    ),
    Case(
        "a page with Outlook's quotation",
        letter(
            page(
                f"<p>{_OWN}</p><div style='border-top:solid 1pt'>"
                "<p><b>От:</b> Администрация<br><b>Отправлено:</b> 10 марта 2025 г.<br>"
                "<b>Кому:</b> Анна<br><b>Тема:</b> Яма</p></div><p>Ваше обращение зарегистрировано</p>"
            ),
            subject="Re: Яма",
            in_reply_to=OUR_ID,
        ),
        text=_OWN,
        has_not=("зарегистрировано",),
    ),
    Case(
        "a page with a quotation in the first letter stays whole",
        letter(page("<p>Пишут:</p><blockquote>Воды нет</blockquote>")),
        has=("Воды нет",),
    ),
    Case(
        "both forms in one letter",
        letter(
            together("alternative", words(f"{_OWN}\n\n{_ATTRIBUTIONS['Yandex']}\n{_OURS}"), page(f"<p>{_OWN}</p>")),
            subject="Re: Яма",
            in_reply_to=OUR_ID,
        ),
        text=_OWN,
    ),
]
NOT_QUOTED = [
    Case("a story with «написал:»", letter(_STORY), text=_STORY, quoted=""),
    Case("one line with «>»", letter("Ждём > 5 лет.\n> 5 лет обещают."), text="Ждём > 5 лет.\n> 5 лет обещают."),
    Case(
        "От: and Кому: of a statement",
        letter("Кому: главе города\nОт: Петровой А. П.\n\nЗаявление\nПрошу убрать снег."),
        has=("Прошу убрать снег.", "Петровой"),
    ),
    Case(
        "a forward by Yandex",
        letter(f"Разберитесь!\n\n{_FORWARDED}", subject="Fwd: Вода"),
        has=("Разберитесь!", "Воды не будет неделю."),
        title="Вода",
    ),
    Case(
        "a forward without own words",
        letter(_FORWARDED, subject="Fwd: Вода"),
        has=("Воды не будет неделю.",),
        quoted="",
    ),
    Case("a forward called Re: by its sender", _reply(f"Смотрите\n\n{_FORWARDED}"), has=("Воды не будет неделю.",)),
    Case(
        "a forward by Gmail",
        letter(
            "---------- Forwarded message ---------\n"
            "От: УК <uk@b.example>\nDate: пн\nSubject: Вода\nTo: Анна\n\nВоды нет.",
            subject="Fwd: Вода",
        ),
        has=("Воды нет.",),
    ),
    Case(
        "a forward by Apple",
        letter("Начало переадресованного сообщения:\n\n> От: УК\n> Тема: Вода\n>\n> Воды нет.", subject="Fwd: Вода"),
        has=("Воды нет.",),
    ),
    Case(
        "a forward by Outlook, subject in Russian",
        letter(f"Для сведения.\n\n{_HEADERS_RU}\n\nВоды нет.", subject="Пер: Вода"),
        has=("Воды нет.",),
    ),
]

THREADS = [
    Case("a first letter", letter("Первое письмо."), threads=()),
    Case("answer to our letter", letter(in_reply_to=OUR_ID), threads=(OUR_ID, f"outgoing:{KEY}")),
    Case(
        "the nearest first",
        letter(in_reply_to="<c@x>", references="<a@x> <b@x> <c@x>"),
        threads=("<c@x>", "<b@x>", "<a@x>"),
    ),
    Case(
        "references folded over lines", letter(references="<a@x>\n <b@x>\n\t<c@x>"), threads=("<c@x>", "<b@x>", "<a@x>")
    ),
    Case("references with commas", letter(references="<a@x>, <b@x>"), threads=("<b@x>", "<a@x>")),
    Case("numbers without brackets", letter(in_reply_to="a@x"), threads=("<a@x>",)),
    Case("words beside the number", letter(in_reply_to='Message of "Mon" <a@x>'), threads=("<a@x>",)),
    Case(
        "the registration number in the subject",
        letter(subject="Ещё о № Ж-00012/2025, дополнение"),
        threads=("number:Ж-00012/2025",),
    ),
    Case("the number at the end of a sentence", letter(subject="По обращению №17."), threads=("number:17",)),
    Case(
        "thread before number",
        letter(subject="Re: обращение № 17", in_reply_to="<a@x>"),
        threads=("<a@x>", "number:17"),
    ),
    Case(
        "forty references",
        letter(references=" ".join(f"<n{one}@x>" for one in range(40))),
        threads=tuple(f"<n{one}@x>" for one in range(39, 19, -1)),
    ),
    Case("rubbish for references", letter(references="<<<>>> @ <a b@x>"), threads=("<b@x>",)),
]

STAFF = [
    Case("an employee's address", letter(sender="kadry@mail.example"), is_internal=True),
    Case("an employee's address in capitals", letter(sender="Кадры <KADRY@Mail.Example>"), is_internal=True),
    Case("an employee's domain", letter(sender="ivanov@adm.gorod.example"), is_internal=True),
    Case("the same domain in another one", letter(sender="ivanov@adm.gorod.example.com"), is_internal=False),
    Case("a domain below", letter(sender="ivanov@x.adm.gorod.example"), is_internal=False),
    Case("an employee answers from home", letter(reply_to="ivanov@adm.gorod.example"), is_internal=True),
    Case("sent by an employee for another", letter(Sender="ivanov@adm.gorod.example"), is_internal=True),
    Case("a citizen", letter(sender=f"Анна <{CITIZEN}>"), is_internal=False),
    Case("an employee only in the name", letter(sender=f'"kadry@mail.example" <{CITIZEN}>'), is_internal=False),
    Case("the way back is an employee's", letter(return_path="<ivanov@adm.gorod.example>"), is_internal=True),
]

CASES = [*PREFIXED, *BARE, *TAILS, *REPLIES, *NOT_QUOTED, *THREADS, *STAFF]
