"""E-mail: letters in by IMAP, answers out by SMTP, one thread one case. Порядок: murashi 2.2, 3.2."""

from pathlib import Path

from otklik.channels.contract import Channel, Sample
from otklik.channels.email.checking import check
from otklik.channels.email.polling import poll, wait
from otklik.channels.email.reading import read
from otklik.channels.email.sending import send
from otklik.channels.email.settings import EmailSettings

_SAMPLES = Path(__file__).parent / "samples"

CHANNEL = Channel(
    slug="email",
    title="Электронная почта",
    description="Почтовый ящик: письма берутся по IMAP, ответы уходят по SMTP в той же переписке.",
    kinds=frozenset({"email"}),
    settings=EmailSettings,
    samples=(
        Sample("Письмо с вложением", _SAMPLES / "letter.eml"),
        Sample("Ответ с цитатой", _SAMPLES / "reply.eml"),
        Sample("Автоответ", _SAMPLES / "auto-reply.eml"),
        Sample("Возврат недоставленного письма", _SAMPLES / "bounce.eml"),
    ),
    check=check,
    read=read,
    send=send,
    is_repeatable=True,
    poll=poll,
    wait=wait,
)
