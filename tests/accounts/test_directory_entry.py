"""What directories of several makes say of a person is read alike; the one that is closed is told."""

from datetime import UTC, datetime

import pytest

from otklik.accounts.directory.entry import entry_of, group_title

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
#: The day before and the day after as Active Directory counts: tenths of a microsecond from 1601.
_SINCE_1601 = int((NOW - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
_DAY = 86_400 * 10**7


def test_active_directory() -> None:
    entry = entry_of(
        "CN=Иванова Ольга,OU=Отдел,DC=example,DC=ru",
        {
            "objectGUID": [bytes(range(16))],
            "sAMAccountName": [b"ivanova"],
            "displayName": ["Иванова Ольга Петровна".encode()],
            "memberOf": ["CN=Otklik-Registrars,OU=Группы,DC=example,DC=ru".encode()],
            "userAccountControl": [b"512"],
            "accountExpires": [b"9223372036854775807"],
        },
        NOW,
    )
    assert entry.key == "03020100-0504-0706-0809-0a0b0c0d0e0f"
    assert (entry.login, entry.full_name) == ("ivanova", "Иванова Ольга Петровна")
    assert entry.groups == ("Otklik-Registrars",)
    assert not entry.is_closed


@pytest.mark.parametrize(
    ("attribute", "value", "is_closed"),
    [
        ("userAccountControl", b"514", True),
        ("userAccountControl", b"66048", False),
        ("accountExpires", b"0", False),
        ("accountExpires", str(_SINCE_1601 - _DAY).encode(), True),
        ("accountExpires", str(_SINCE_1601 + _DAY).encode(), False),
        ("accountExpires", b"9223372036854775806", False),
        ("nsAccountLock", b"TRUE", True),
        ("nsAccountLock", b"FALSE", False),
        ("pwdAccountLockedTime", b"000001010000Z", True),
        ("pwdAccountLockedTime", b"20260302115900Z", False),
        ("shadowExpire", b"20000", True),
        ("shadowExpire", b"-1", False),
        ("shadowExpire", b"30000", False),
        ("userAccountControl", b"not a number", False),
    ],
)
def test_who_is_closed(attribute: str, value: bytes, is_closed: bool) -> None:
    assert entry_of("uid=a", {"uid": [b"a"], attribute: [value]}, NOW).is_closed is is_closed


def test_an_entry_without_a_lasting_key_has_none() -> None:
    assert entry_of("uid=a", {"uid": [b"a"]}, NOW).key == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [("cn=otklik,ou=groups", "otklik"), ("cn=Отдел\\, второй,ou=x", "Отдел, второй"), ("plain", "plain")],
)
def test_group_is_named_by_its_first_part(name: str, title: str) -> None:
    assert group_title(name) == title
