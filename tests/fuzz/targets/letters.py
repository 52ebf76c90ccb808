"""Letters, Outlook's winmail.dat, invitations."""

from datetime import UTC, datetime

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.email.calendars import event_in
from otklik.channels.email.html import text_of_html
from otklik.channels.email.reading import read
from otklik.channels.email.settings import EmailSettings
from otklik.channels.email.tnef import unwrap
from tests.channels.letters import bodies, charsets, files, machines, quotations
from tests.channels.letters.build import OWN
from tests.channels.letters.winmail import winmail
from tests.fuzz.target import Target, as_text, storable

NOW = datetime(2025, 6, 1, tzinfo=UTC)
SETTINGS = EmailSettings.model_validate(
    {"imap_host": "localhost", "user": OWN, "password": "x", "from_address": OWN, "staff_addresses": "@adm.example"}
)
LETTERS = tuple(
    case.body
    for group in (charsets, bodies, files, quotations, machines)
    for case in group.CASES
    if len(case.body) < 100_000
)
OUTLOOK = (winmail("Яма у дома.", {"Счёт.pdf": b"%PDF-1.7 x", "b.txt": b"adres"}), winmail("", {}, "cp1252"))
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:\xd0\x92\xd1\x81\xd1\x82\xd1\x80\xd0\xb5\xd1\x87\xd0\xb0\r\n"
    b"DTSTART;TZID=Europe/Moscow:20250601T100000\r\nLOCATION:a\\, b\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
MARKS = (
    b"Content-Type: multipart/mixed; boundary=\"x\"\r\n", b"Content-Type: message/rfc822\r\n", b"--x\r\n", b"--x--\r\n",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n", b"=?koi8-r?Q?=F0?=",
    b"Content-Type: text/plain; charset=utf-7\r\n", b"Content-Type: text/html; charset=idna\r\n",
    b"Content-Type: application/ms-tnef; name=winmail.dat\r\n", b"Content-Type: text/calendar\r\n",
    b"From: a@b\r\n", b"Reply-To: <>,,\r\n", b"Date: Thu, 99 Foo 99999\r\n", b"References: <a@b> <\r\n", b"\r\n\r\n",
    b"filename*0*=utf-8''%D0; filename*1=\"x\"", b"Auto-Submitted: auto-replied\r\n", b"> ", b"<html><table>",
)  # fmt: skip


def check_arrival(arrival: Arrival) -> None:
    """What is handed on can be kept."""
    storable(arrival.talker, arrival.passed_over, arrival.quoted, arrival.bounced, arrival.bounce_reason)
    storable(*arrival.thread.values(), *arrival.threads, *arrival.own_keys)
    for file in arrival.files:
        storable(file.name, file.reference)
        assert file.size is None or 0 <= file.size < 2**63
    if arrival.incoming is None:
        assert arrival.passed_over
        return
    said = arrival.incoming
    storable(said.text, said.title, said.name, said.email, said.phone, said.place, said.content_key())
    for attachment in said.attachments:
        storable(attachment.name)
        assert "/" not in attachment.name


def _letter(content: bytes) -> None:
    check_arrival(read(SETTINGS, RawArrival("1", content, NOW)))


def _tnef(content: bytes) -> None:
    found = unwrap(content)
    storable(*(file.name for file in found.files))


TARGETS = (
    Target("letter", _letter, LETTERS, marks=MARKS),
    Target("tnef", _tnef, OUTLOOK),
    Target("invitation", lambda content: event_in(as_text(content)), (CALENDAR,), marks=(b"BEGIN:VEVENT", b"\r\n ")),
    Target(
        "html", lambda content: text_of_html(as_text(content)), (b"<p>A <b>b</b><table><tr><td>c</td></tr></table>",)
    ),
)
