"""Letters of mail servers that say: not delivered. RFC 3464 reports and the older forms without one."""

import re
from dataclasses import dataclass
from email.message import Message

from otklik.channels.email.headers import header, person_in
from otklik.channels.email.message_ids import key_in
from otklik.channels.email.mime import Parts, raw_bytes

_ROBOT = re.compile(r"^(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|double-bounce|mdaemon|bounce\w*)@")
_SUBJECT = re.compile(
    r"(undeliver|returned mail|delivery (status notification|failure|has failed)|"
    r"mail delivery (failed|failure|system)|failure notice|delivery report|message not delivered|"
    r"не ?доставлен|недоставк|ошибка доставки|невозможно доставить|не может быть доставлен|возврат письма|"
    r"rejected mail|nondeliverable)", re.IGNORECASE
)  # fmt: skip
_FIELD = re.compile(
    r"^(action|status|diagnostic-code|final-recipient)\s*:\s*(.+(?:\n[ \t].+)*)", re.IGNORECASE | re.MULTILINE
)
_CODE = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
_REPLY = re.compile(r"(?:^|[\s:<(])((?:55[0-9]|45[0-9]|42[0-9]|57[0-9])[ -].{5,250})", re.MULTILINE)
_SAID_PLAINLY = re.compile(
    r"(no such user|user unknown|unknown user|mailbox (is )?full|quota|does not exist|invalid mailbox|not found|"
    r"пользовател\w+ не (существует|найден)|ящик переполнен|несуществу\w+|no mailbox here|mailbox unavailable|"
    r"account .{0,40}disabled|rejected|blocked|spam)[^\n]{0,120}", re.IGNORECASE
)  # fmt: skip
#: A larger file is no report.
_LARGEST_FILE = 300_000
_MEANINGS = {
    "1.1": "нет такого адреса", "1.2": "нет такого почтового сервера", "1.3": "адрес написан с ошибкой",
    "1.10": "адрес не принимает почту", "2.1": "ящик отключён", "2.2": "ящик переполнен",
    "2.3": "письмо слишком велико для ящика", "3.4": "письмо слишком велико для сервера",
    "4.1": "сервер получателя не отвечает", "4.4": "почтовый сервер получателя не найден",
    "4.7": "сервер получателя не ответил вовремя",
}  # fmt: skip
_BY_CLASS = {"1": "неверный адрес", "2": "ящик не принимает писем", "7": "сервер получателя отклонил письмо"}
_WORDS = (
    (re.compile(r"full|quota|переполнен", re.IGNORECASE), "ящик переполнен"),
    (re.compile(r"spam|block|reject|policy", re.IGNORECASE), "сервер получателя отклонил письмо"),
    (
        re.compile(r"unknown|no such|not exist|invalid|not found|несуществ|не найден|no mailbox", re.IGNORECASE),
        "нет такого адреса",
    ),
)


@dataclass(frozen=True)
class Bounce:
    """A server's word on a letter of ours. `is_final`: it will not arrive; else it is late or has arrived."""

    is_final: bool
    key: str
    reason: str


def bounce_in(letter: Message, parts: Parts, domain: str) -> Bounce | None:
    """What a mail server says on delivery; None where it is no such letter."""
    is_report = str(letter.get_param("report-type") or "").lower() == "delivery-status"
    if not (is_report or header(letter, "x-failed-recipients") or _looks_so(letter)):
        return None
    whole = _everything(letter, parts)
    fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(whole)}
    if fields.get("action", "failed").lower() != "failed":
        return Bounce(is_final=False, key="", reason=_unfinished(fields["action"].lower()))
    return Bounce(is_final=True, key=key_in(whole, domain), reason=_reason(fields, whole))


def _looks_so(letter: Message) -> bool:
    """The old forms: a robot's address, or no return path, and a subject that says it."""
    is_robot = bool(_ROBOT.match(person_in(letter, "from").address))
    has_no_path = header(letter, "return-path").replace(" ", "") == "<>"
    return (is_robot or has_no_path) and bool(_SUBJECT.search(header(letter, "subject")))


def _everything(letter: Message, parts: Parts) -> str:
    """All that the letter holds, packed parts told: the report, the words, the letter that comes back."""
    files = [one.content.decode("utf-8", "replace") for one in parts.files if len(one.content) < _LARGEST_FILE]
    reports = [str(one) for one in letter.walk() if one.get_content_type() == "message/delivery-status"]
    nested = [raw_bytes(one).decode("utf-8", "replace") for one in parts.nested]
    references = f"{letter.get('in-reply-to') or ''} {letter.get('references') or ''}"
    return "\n".join([*reports, *parts.plain, *parts.html, *files, *nested, references]).replace("\r\n", "\n")


def _unfinished(action: str) -> str:
    if action.startswith("delay"):
        return "Письмо задерживается: почтовый сервер ещё пробует его доставить"
    return "Уведомление о доставке"


def _reason(fields: dict[str, str], whole: str) -> str:
    """What it means in Russian, with the server's own words, so that a person can decide."""
    said = fields.get("diagnostic-code", "")
    said = re.sub(r"^smtp;\s*", "", said, flags=re.IGNORECASE)
    if not said and (found := _REPLY.search(whole) or _SAID_PLAINLY.search(whole)):
        said = " ".join((found[1] if found.re is _REPLY else found[0]).split())
    meaning = _meaning(fields.get("status", "") or said) or _meaning(said) or _in_words(said)
    told = meaning or "письмо не доставлено"
    return f"{told[0].upper()}{told[1:]}. Ответ сервера: {said}"[:400] if said else f"{told[0].upper()}{told[1:]}."


def _meaning(text: str) -> str:
    code = _CODE.search(text)
    if not code:
        return ""
    return _MEANINGS.get(f"{int(code[2])}.{int(code[3])}") or _BY_CLASS.get(str(int(code[2])), "")


def _in_words(said: str) -> str:
    return next((meaning for pattern, meaning in _WORDS if pattern.search(said)), "")
