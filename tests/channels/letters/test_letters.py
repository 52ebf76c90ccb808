"""Each letter of the project's own making becomes what it must."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr
from tests.channels.letters import bodies, charsets, files, machines, quotations
from tests.channels.letters.build import OWN, Case

from otklik.channels.contract import Arrival, RawArrival
from otklik.channels.email import CHANNEL
from otklik.channels.email.settings import EmailSettings
from otklik.core.appeals import Audience

CASES = [*charsets.CASES, *bodies.CASES, *files.CASES, *quotations.CASES, *machines.CASES]
SETTINGS = EmailSettings(
    imap_host="imap.gorod.example",
    user=OWN,
    password=SecretStr("x"),
    from_address=OWN,
    staff_addresses="kadry@mail.example\n@adm.gorod.example",
)
MOMENT = datetime(2025, 3, 10, 6, 12, 44, tzinfo=UTC)


def read(body: bytes) -> Arrival:
    return CHANNEL.read(SETTINGS, RawArrival("key", body, MOMENT))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_letter_becomes_what_it_must(case: Case) -> None:
    arrival = read(case.body)
    if case.passed_over or case.bounced is not None:
        assert arrival.incoming is None
        assert case.passed_over in arrival.passed_over
        assert arrival.passed_over
        assert arrival.bounced == (case.bounced or "")
        assert case.reason in arrival.bounce_reason
    else:
        assert arrival.incoming is not None, arrival.passed_over
        _compare(case, arrival)
    if case.quoted is not None:
        assert arrival.quoted == case.quoted
    if case.threads is not None:
        assert tuple(arrival.threads) == case.threads


def _compare(case: Case, arrival: Arrival) -> None:
    incoming = arrival.incoming
    assert incoming is not None
    named = {
        "text": (case.text, incoming.text),
        "title": (case.title, incoming.title),
        "author": (case.author, incoming.name),
        "email": (case.email, incoming.email),
        "talker": (case.talker, arrival.talker),
        "files": (case.files, tuple(one.name for one in incoming.attachments)),
        "is_internal": (case.is_internal, incoming.audience == Audience.INTERNAL),
    }
    for name, (wanted, found) in named.items():
        assert wanted is None or found == wanted, name
    contents = {one.name: one.content for one in incoming.attachments}
    assert {name: contents.get(name) for name in case.contents} == dict(case.contents)
    assert [one for one in case.has if one not in incoming.text] == []
    assert [one for one in case.has_not if one in incoming.text] == []


def test_there_are_two_hundred_of_them_and_each_is_another() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 200
    assert len({case.body for case in CASES}) == len(CASES)
