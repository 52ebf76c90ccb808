"""Asking the directory by LDAP: finding a person, trying a password, looking whether people are still there.

Knows no database. Imported late: the site's start stays light where there is no directory.
"""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ldap3 import FIRST, NONE, SIMPLE, Connection, Server, ServerPool, Tls
from ldap3.core.exceptions import LDAPException
from ldap3.utils.conv import escape_bytes, escape_filter_chars
from pyasn1.error import PyAsn1Error

from otklik.accounts.directory.entry import ASKED, Entry, entry_of

CONNECT_SECONDS, ANSWER_SECONDS = 5, 10
#: People that one question names.
BATCH = 50
#: Wrong name or password, also an account that is locked or disabled.
INVALID_CREDENTIALS = 49
#: Groups inside groups are told by Active Directory and Samba only; the others know no such rule and skip it.
GROUPS = "(|(member={name})(uniqueMember={name})(memberUid={login})(member:1.2.840.113556.1.4.1941:={name}))"

#: What comes of an answer that is no LDAP, as from a wrong port: ldap3 lets through whatever breaks within it.
UNREAD = (
    *(LDAPException, PyAsn1Error, OSError, LookupError, AttributeError),
    *(TypeError, ValueError, ArithmeticError, RecursionError),
)


class DirectoryAway(Exception):  # noqa: N818 - named as `RuleBroken` is
    """The directory does not answer, or not as it should; the message is for the log, without anybody's name."""


@dataclass(frozen=True, slots=True)
class DirectorySettings:
    """Where the directory is, and how people are found in it."""

    urls: tuple[str, ...] = ()
    base: str = ""
    bind_name: str = ""
    bind_password: str = ""
    person_filter: str = ""
    authority_file: str = ""
    may_be_plain: bool = False


class Directory:
    """The directory named by the settings; every question opens a connection of its own and closes it."""

    def __init__(self, settings: DirectorySettings) -> None:
        self._settings = settings

    def person(self, login: str, now: datetime) -> Entry | None:
        """The one person of that sign-in name; None where there is none, or more than one. DirectoryAway."""
        wanted = self._settings.person_filter.replace("{login}", escape_filter_chars(login))
        with self._opened() as connection:
            found = self._search(connection, wanted)
            return self._entry(connection, found[0], now) if len(found) == 1 else None

    def admits(self, entry: Entry, password: str) -> bool:
        """Whether the directory takes the password. An empty one would be taken for a visitor: never asked."""
        if not password or "\0" in password:
            return False
        connection = self._connection(entry.name, password)
        try:
            self._encipher(connection)
            if connection.bind():
                return True
            if connection.result["result"] == INVALID_CREDENTIALS:
                return False
            raise DirectoryAway(f"bind: {connection.result['description']}")
        except UNREAD as refused:
            raise DirectoryAway(_reason(refused)) from refused
        finally:
            _close(connection)

    def people(self, keys: Sequence[str], now: datetime) -> dict[str, Entry]:
        """Those of the keys that are still there, with their groups; DirectoryAway says nothing of anybody."""
        found: dict[str, Entry] = {}
        with self._opened() as connection:
            for start in range(0, len(keys), BATCH):
                wanted = "".join(_by_key(key) for key in keys[start : start + BATCH])
                for one in self._search(connection, f"(|{wanted})"):
                    entry = self._entry(connection, one, now)
                    found[entry.key] = entry
        return found

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        connection = self._connection(self._settings.bind_name, self._settings.bind_password)
        try:
            self._encipher(connection)
            if not connection.bind():
                raise DirectoryAway(f"bind: {connection.result['description']}")
            yield connection
        except UNREAD as refused:
            raise DirectoryAway(_reason(refused)) from refused
        finally:
            _close(connection)

    def _connection(self, name: str, password: str) -> Any:
        tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=self._settings.authority_file or None)
        servers = [Server(url, tls=tls, get_info=NONE, connect_timeout=CONNECT_SECONDS) for url in self._settings.urls]
        pool = ServerPool(servers, FIRST, active=1, exhaust=False) if len(servers) > 1 else servers[0]
        given = {"user": name, "password": password, "authentication": SIMPLE} if name else {}
        return Connection(
            pool, receive_timeout=ANSWER_SECONDS, auto_referrals=False, check_names=False, read_only=True, **given
        )

    def _encipher(self, connection: Any) -> None:
        """ldap:// goes on enciphered, or not at all."""
        connection.open(read_server_info=False)
        if not connection.server.ssl and not self._settings.may_be_plain and not connection.start_tls(False):
            raise DirectoryAway("StartTLS")

    def _search(self, connection: Any, wanted: str) -> list[dict[str, Any]]:
        connection.search(self._settings.base, wanted, attributes=list(ASKED), size_limit=0)
        if connection.result["result"] not in {0, 32}:
            raise DirectoryAway(f"search: {connection.result['description']}")
        return [one for one in connection.response if one["type"] == "searchResEntry"]

    def _entry(self, connection: Any, found: dict[str, Any], now: datetime) -> Entry:
        name = found["dn"]
        plain = entry_of(name, found["raw_attributes"], now)
        wanted = GROUPS.format(name=escape_filter_chars(name), login=escape_filter_chars(plain.login))
        connection.search(self._settings.base, wanted, attributes=["cn"])
        groups = [one["dn"] for one in connection.response or () if one["type"] == "searchResEntry"]
        return entry_of(name, found["raw_attributes"], now, groups)


def _by_key(key: str) -> str:
    """A filter that finds the entry by whichever key its directory has."""
    text = escape_filter_chars(key)
    try:
        binary = f"(objectGUID={escape_bytes(UUID(key).bytes_le)})"
    except ValueError:
        binary = ""
    return f"(entryUUID={text})(ipaUniqueID={text}){binary}"


def _reason(refused: Exception) -> str:
    return type(refused).__name__ if isinstance(refused, LDAPException | OSError) else "unreadable answer"


def _close(connection: Any) -> None:
    with suppress(*UNREAD):
        connection.unbind()
