"""What machines send: answers, receipts, returned letters, loops, spam, newsletters; and what only looks so."""

from tests.channels.letters.build import KEY, OUR_ID, OWN, PIT, Case, Part, letter, together, words

_AWAY = "Я в отпуске до 31 марта."

AUTO = [
    Case("Auto-Submitted: auto-replied", letter(_AWAY, auto_submitted="auto-replied"), passed_over="Автоответ"),
    Case("Auto-Submitted: auto-generated", letter(_AWAY, auto_submitted="auto-generated"), passed_over="Автоответ"),
    Case(
        "Auto-Submitted with parameters",
        letter(_AWAY, auto_submitted="auto-replied (rejected)"),
        passed_over="Автоответ",
    ),
    Case("X-Autoreply", letter(_AWAY, x_autoreply="yes"), passed_over="Автоответ"),
    Case("X-Autorespond", letter(_AWAY, x_autorespond="1"), passed_over="Автоответ"),
    Case("Precedence: auto_reply", letter(_AWAY, precedence="auto_reply"), passed_over="Автоответ"),
    Case("subject «Автоответ»", letter(_AWAY, subject="Автоответ: Ваше обращение"), passed_over="Автоответ"),
    Case(
        "subject «Автоматический ответ» of Outlook",
        letter(_AWAY, subject="Автоматический ответ: Яма"),
        passed_over="Автоответ",
    ),
    Case("subject «Автоответчик»", letter(_AWAY, subject="Re: Автоответчик"), passed_over="Автоответ"),
    Case("subject «Automatic reply»", letter(_AWAY, subject="Automatic reply: Pit"), passed_over="Автоответ"),
    Case("subject «Out of Office»", letter(_AWAY, subject="Out of Office: Re: Pit"), passed_over="Автоответ"),
    Case("subject «Вне офиса»", letter(_AWAY, subject="Вне офиса: Яма"), passed_over="Автоответ"),
    Case("subject «Ваше письмо получено»", letter("Спасибо!", subject="Ваше письмо получено"), passed_over="Автоответ"),
    Case("nobody to answer to", letter(_AWAY, return_path="<>"), passed_over="Служебное письмо"),
    Case(
        "a server speaks",
        letter("Storage is low.", sender="postmaster@mail.example", subject="Quota"),
        passed_over="Служебное письмо",
    ),
]
NOT_AUTO = [
    Case("Auto-Submitted: no", letter(auto_submitted="no"), text=PIT),
    Case("a person on holiday complains", letter(subject="Я в отпуске, а отпускные не выплатили"), text=PIT),
    Case("a question about an answering machine", letter(subject="Ваш автоответчик не работает"), text=PIT),
    Case("a question about a bus that is late", letter(subject="Задержка автобуса: не доставлен вовремя"), text=PIT),
    Case(
        "Outlook asks not to be answered by machines", letter(x_auto_response_suppress="DR, OOF, AutoReply"), text=PIT
    ),
    Case("a question about spam", letter(subject="Спам от управляющей компании"), text=PIT),
    Case("an important letter", letter(precedence="first-class", x_priority="1"), text=PIT),
    Case("a letter read aloud", letter(subject="Прочитано: книга жалоб"), text=PIT),
]

LOOPS = [
    Case("from ourselves", letter(sender=f"Администрация <{OWN}>"), passed_over="собственного адреса"),
    Case("our letter comes back", letter(x_otklik_key=f"{KEY}@gorod.example"), passed_over="собственное письмо"),
    Case("forwarded forty-one times", b"Received: by a.example\n" * 41 + letter(), passed_over="по кругу"),
    Case("forwarded ten times", b"Received: by a.example\n" * 10 + letter(), text=PIT),
    Case("another administration's program", letter(x_otklik_key=f"{KEY}@other.example"), text=PIT),
]

_SPAM_MARKS = {
    "SpamAssassin": ("X-Spam-Flag", "YES"),
    "SpamAssassin's status": ("X-Spam-Status", "Yes, score=7.1 required=5.0"),
    "Rspamd": ("X-Spam", "Yes"),
    "Yandex": ("X-Yandex-Spam", "4"),
    "Mail.ru": ("X-Mras", "PROBABLE_SPAM"),
    "Mail.ru's mark": ("X-Mailru-Spam", "yes"),
    "Kaspersky": ("X-KLMS-AntiSpam-Status", "spam"),
    "Dr.Web": ("X-DrWeb-SpamState", "yes"),
    "Exchange": ("X-MS-Exchange-Organization-SCL", "6"),
    "Microsoft 365": ("X-Forefront-Antispam-Report", "CIP:192.0.2.1;SFV:SPM;"),
}
_CLEAN_MARKS = {
    "SpamAssassin": ("X-Spam-Flag", "NO"),
    "SpamAssassin's status": ("X-Spam-Status", "No, score=-1.2"),
    "Yandex": ("X-Yandex-Spam", "1"),
    "Mail.ru": ("X-Mras", "Ok"),
    "Kaspersky": ("X-KLMS-AntiSpam-Status", "not scanned, disabled by settings"),
    "Exchange": ("X-MS-Exchange-Organization-SCL", "-1"),
    "Microsoft 365": ("X-Forefront-Antispam-Report", "SFV:NSPM;"),
}
SPAM = [
    *(
        Case(f"spam for {name}", letter(**{header: value}), passed_over="Спам")
        for name, (header, value) in _SPAM_MARKS.items()
    ),
    *(Case(f"clean for {name}", letter(**{header: value}), text=PIT) for name, (header, value) in _CLEAN_MARKS.items()),
    Case("spam in the subject", letter(subject="[SPAM] Купите"), passed_over="Спам"),
    Case("spam in the subject, in Russian", letter(subject="***СПАМ*** Купите"), passed_over="Спам"),
    Case("a newsletter", letter(list_unsubscribe="<mailto:off@x>"), passed_over="Рассылка"),
    Case("Precedence: bulk", letter(precedence="bulk"), passed_over="рассылка"),
    Case("Precedence: list", letter(precedence="list", list_id="<news.x>"), passed_over="Рассылка"),
]


def _report(
    status: str, said: str, *, action: str = "failed", kind: str = "text/rfc822-headers", ours: str = OUR_ID
) -> bytes:
    fields = "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; nikto@mail.example\n"
    fields += f"Action: {action}\nStatus: {status}\n"
    fields += f"Diagnostic-Code: smtp; {said}\n" if said else ""
    back = f"From: {OWN}\nSubject: Re: Yama\nMessage-ID: {ours}\n\n"
    return letter(
        together(
            "report",
            words("Sorry, it was not delivered."),
            Part((("Content-Type", "message/delivery-status"),), fields.encode()),
            Part((("Content-Type", kind),), back.encode()),
            params="; report-type=delivery-status",
        ),
        sender="MAILER-DAEMON@mx.example (Mail Delivery System)",
        subject="Undelivered Mail Returned to Sender",
        return_path="<>",
        auto_submitted="auto-replied",
    )


_QMAIL = f"""Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<nikto@mail.example>:
192.0.2.5 does not like recipient.
Remote host said: 550 5.1.1 sorry, no mailbox here by that name

--- Below this line is a copy of the message.

Message-ID: {OUR_ID}
Subject: Re: Yama

Text
"""
_EXIM = f"""This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its recipients.

  nikto@mail.example
    SMTP error from remote mail server after RCPT TO: 550 Message was not accepted -- invalid mailbox.

------ This is a copy of the message's headers ------

Message-ID: {OUR_ID}
"""
_MAIL_RU = f"""Это письмо создано автоматически сервером Mail.Ru, отвечать на него не нужно.

К сожалению, Ваше письмо не может быть доставлено одному или нескольким получателям:

**********************
nikto@mail.example: ящик переполнен
**********************

Message-ID: {OUR_ID}
"""
_YANDEX = f"""Это письмо отправлено почтовым сервером yandex.ru.

К сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может быть отправлено.

<nikto@mail.example>: host mx.mail.example said: 550 5.7.1 Message rejected as spam (in reply to end of DATA command)

Message-ID: {OUR_ID}
"""
_EXCHANGE = f"""Your message did not reach some or all of the intended recipients.

nikto@mail.example on 10.03.2025 10:00
The e-mail account does not exist at the organization this message was sent to. <mx.example #5.1.1>

Original Message-ID: {OUR_ID}
"""
BOUNCES = [
    Case(
        "no such address",
        _report("5.1.1", "550 5.1.1 <nikto@mail.example>: User unknown"),
        bounced=KEY,
        reason="Нет такого адреса. Ответ сервера: 550 5.1.1",
    ),
    Case("a full box", _report("5.2.2", "552 5.2.2 Over quota"), bounced=KEY, reason="Ящик переполнен"),
    Case("a policy", _report("5.7.26", "550 SPF fails"), bounced=KEY, reason="Сервер получателя отклонил письмо"),
    Case("no such domain", _report("5.1.2", ""), bounced=KEY, reason="Нет такого почтового сервера"),
    Case("no answer for days", _report("4.4.7", "delivery time expired"), bounced=KEY, reason="не ответил вовремя"),
    Case(
        "the whole letter comes back",
        _report("5.1.1", "550", kind="message/rfc822"),
        bounced=KEY,
        reason="Нет такого адреса",
    ),
    Case(
        "capital letters in the report",
        _report("5.1.1", "550 x", action="FAILED"),
        bounced=KEY,
        reason="Нет такого адреса",
    ),
    Case(
        "a letter of somebody else",
        _report("5.1.1", "550", ours="<other@gorod.example>"),
        passed_over="недоставке",
        bounced="",
    ),
    Case(
        "our form at another domain",
        _report("5.1.1", "550", ours=f"<otklik.{KEY}@other.example>"),
        passed_over="недоставке",
        bounced="",
    ),
    Case("it is late", _report("4.4.1", "connect timeout", action="delayed"), passed_over="задерживается"),
    Case("it has arrived", _report("2.0.0", "250 OK", action="delivered"), passed_over="Уведомление о доставке"),
    Case("handed over", _report("2.0.0", "250 OK", action="relayed"), passed_over="Уведомление о доставке"),
    Case(
        "qmail",
        letter(_QMAIL, sender="MAILER-DAEMON@mx.example", subject="failure notice", return_path="<>"),
        bounced=KEY,
        reason="550 5.1.1 sorry, no mailbox here",
    ),
    Case(
        "Exim",
        letter(
            _EXIM,
            sender="Mail Delivery System <Mailer-Daemon@mx.example>",
            subject="Mail delivery failed: returning message to sender",
            x_failed_recipients="nikto@mail.example",
        ),
        bounced=KEY,
        reason="invalid mailbox",
    ),
    Case(
        "old Mail.ru",
        letter(_MAIL_RU, sender="mailer-daemon@corp.mail.ru", subject="Mail failure notice: недоставленное письмо"),
        bounced=KEY,
        reason="Ящик переполнен",
    ),
    Case(
        "Yandex",
        letter(_YANDEX, sender="mailer-daemon@yandex.ru", subject="Недоставленное сообщение"),
        bounced=KEY,
        reason="отклонил письмо",
    ),
    Case(
        "old Exchange",
        letter(_EXCHANGE, sender="postmaster@mail.example", subject="Undeliverable: Re: Yama"),
        bounced=KEY,
        reason="Нет такого адреса",
    ),
    Case(
        "a bounce in koi8-r",
        letter(
            words(_YANDEX, charset="koi8-r", encoding="base64"),
            sender="mailer-daemon@yandex.ru",
            subject="Недоставленное сообщение",
        ),
        bounced=KEY,
        reason="отклонил письмо",
    ),
    Case(
        "a citizen writes about a letter that was not delivered",
        letter(subject="Не доставлено заказное письмо"),
        text=PIT,
    ),
]


def _read_receipt(kind: str = "report", params: str = "; report-type=disposition-notification") -> bytes:
    mdn = Part((("Content-Type", "message/disposition-notification"),), b"Disposition: manual-action; displayed\n")
    return letter(
        together(kind, words("Прочитано."), mdn, params=params), subject="Прочитано: Re: Яма", in_reply_to=OUR_ID
    )


RECEIPTS = [
    Case("read", _read_receipt(), passed_over="Уведомление о прочтении"),
    Case(
        "read, told by the subject only",
        letter("Сообщение прочитано 10.03.2025", subject="Прочтено: Re: Яма", in_reply_to=OUR_ID),
        passed_over="прочтении",
    ),
    Case("deleted unread", letter("", subject="Не прочтено: Re: Яма", in_reply_to=OUR_ID), passed_over="прочтении"),
    Case(
        "read, in English",
        letter("Your message was read", subject="Read: Pit", references=OUR_ID),
        passed_over="прочтении",
    ),
    Case(
        "a complaint about a letter",
        letter(together("report", words("abuse"), params="; report-type=feedback-report")),
        passed_over="Отчёт",
    ),
]

CASES = [*AUTO, *NOT_AUTO, *LOOPS, *SPAM, *BOUNCES, *RECEIPTS]
