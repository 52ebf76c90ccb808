"""Letters that nobody wrote to the administration: answers of machines, receipts, our own, spam, newsletters."""

import re
from collections.abc import Callable
from email.message import Message

from otklik.channels.email.headers import header, person_in
from otklik.channels.email.settings import EmailSettings

OUR_HEADER = "X-Otklik-Key"
MOST_HOPS = 40
#: From this level on Exchange counts a letter as spam.
_SPAM_LEVEL = 5
_AUTO_SUBJECT = re.compile(
    r"^\W*((re|на|отв)\W+)?(автоответ(чик)?\b|автоматический ответ\b|автоматическое уведомление\b|"
    r"auto(matic)?[ -]?(reply|response|answer)\b|autoreply\b|out of (the )?office\b|"
    r"вне офиса\b|нет на месте\s*[:!.]|я в отпуске\s*[:!.]|"
    r"уведомление об отсутствии\b|отсутствие на рабочем месте\b|abwesenheitsnotiz\b|on vacation\b|"
    r"ваше (письмо|сообщение|обращение) (получено|принято|доставлено)\W*$)", re.IGNORECASE
)  # fmt: skip
_RECEIPT_SUBJECT = re.compile(
    r"^\W*(прочтено|прочитано|не прочтено|не прочитано|read|not read|доставлено|delivered|gelesen|relayed|"
    r"уведомление о (прочтении|доставке)|отчет о прочтении|return receipt|read receipt)\s*(:|\(|$)", re.IGNORECASE
)  # fmt: skip
_SPAM_SUBJECT = re.compile(
    r"^\W*(\[|\*+|\{)?\s*(spam|спам|possible spam|возможно,? спам)\s*(\]|\*+|\}|:)", re.IGNORECASE
)
_YES = re.compile(r"^\s*(yes|true|да|spam|probable_?spam|1)\b", re.IGNORECASE)
_INVITED = re.compile(r"^METHOD:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_ROBOT = re.compile(r"^(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|double-bounce)@")


def why_not_said(settings: EmailSettings, letter: Message, calendars: list[str]) -> str:
    """Why the letter is nobody's word to the administration, in Russian; empty where somebody wrote it."""
    for find in (_loop, _receipt, _auto_reply, _spam, _newsletter):
        if reason := find(settings, letter):
            return reason
    return _invitation_answer(calendars)


def _loop(settings: EmailSettings, letter: Message) -> str:
    if person_in(letter, "from").address in settings.own_addresses:
        return "Письмо с собственного адреса ящика"
    if header(letter, OUR_HEADER).lower().endswith(f"@{settings.domain}"):
        return "Вернулось наше собственное письмо"
    if len(letter.get_all("received", [])) > MOST_HOPS:
        return f"Письмо ходит по кругу: больше {MOST_HOPS} пересылок"
    return ""


def _receipt(_settings: EmailSettings, letter: Message) -> str:
    report = str(letter.get_param("report-type") or "").lower()
    if report == "disposition-notification":
        return "Уведомление о прочтении"
    if report == "feedback-report":
        return "Отчёт почтовой службы о жалобе на письмо"
    if letter.get_content_type() == "message/disposition-notification":
        return "Уведомление о прочтении"
    is_answer = bool(
        letter.get("in-reply-to") or letter.get("references") or letter.get("x-ms-exchange-inbox-rules-loop")
    )
    if is_answer and _RECEIPT_SUBJECT.match(header(letter, "subject")):
        return "Уведомление о прочтении"
    return ""


def _auto_reply(_settings: EmailSettings, letter: Message) -> str:
    submitted = header(letter, "auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return "Автоответ: письмо отправила программа"
    marks = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-mail-autoreply", "x-vacation")
    if any(letter.get(name) is not None and header(letter, name).lower() != "no" for name in marks):
        return "Автоответ: письмо отправил автоответчик"
    if header(letter, "precedence").lower().replace("-", "_") in {"auto_reply", "autoreply"}:
        return "Автоответ: письмо отправил автоответчик"
    if _AUTO_SUBJECT.match(header(letter, "subject")):
        return "Автоответ: об этом говорит тема письма"
    if header(letter, "return-path").replace(" ", "") == "<>" or _ROBOT.match(person_in(letter, "from").address):
        return "Служебное письмо почтового сервера"
    return ""


def _yes(value: str) -> bool:
    return bool(_YES.match(value))


def _says_spam_level(value: str) -> bool:
    digits = re.match(r"\s*(\d+)", value)
    return digits is not None and int(digits[1]) >= _SPAM_LEVEL


#: Header of a filter and how it says «spam»: SpamAssassin, Rspamd, Yandex (4), Mail.ru, Kaspersky, Dr.Web, Exchange.
_FILTERS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("x-spam-flag", _yes),
    ("x-spam-status", _yes),
    ("x-spam", _yes),
    ("x-spamd-result", lambda value: "[yes]" in value.lower() or value.lower().startswith("default: true")),
    ("x-yandex-spam", lambda value: value.strip() in {"4", "5"}),
    ("x-mras", lambda value: "spam" in value.lower() and "not" not in value.lower()),
    ("x-mailru-spam", _yes),
    ("x-mailru-filter", lambda value: "spam" in value.lower()),
    ("x-klms-antispam-status", lambda value: value.lower().startswith(("spam", "probable"))),
    ("x-kse-antispam-status", lambda value: value.lower().startswith(("spam", "probable"))),
    ("x-drweb-spamstate", _yes),
    ("x-ms-exchange-organization-scl", _says_spam_level),
    ("x-forefront-antispam-report", lambda value: bool(re.search(r"SFV:SP[MB]", value))),
)


def _spam(_settings: EmailSettings, letter: Message) -> str:
    for name, says_spam in _FILTERS:
        value = letter.get(name)
        if value is not None and says_spam(header(letter, name)):
            return "Спам: так письмо пометил почтовый фильтр"
    return "Спам: так письмо пометил почтовый фильтр" if _SPAM_SUBJECT.match(header(letter, "subject")) else ""


def _newsletter(_settings: EmailSettings, letter: Message) -> str:
    precedence = header(letter, "precedence").lower()
    if precedence in {"bulk", "junk"}:
        return "Массовая рассылка: так её пометил отправитель"
    if letter.get("list-unsubscribe") is not None or (precedence == "list" and letter.get("list-id") is not None):
        return "Рассылка: в письме есть ссылка, чтобы от неё отписаться"
    return ""


def _invitation_answer(calendars: list[str]) -> str:
    for calendar in calendars:
        method = _INVITED.search(calendar)
        if method and method[1].upper() in {"REPLY", "COUNTER", "DECLINECOUNTER", "CANCEL", "REFRESH"}:
            return "Ответ календаря на приглашение"
    return ""
