"""What the directory says of a person, and whether it has closed the way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

Attributes = Mapping[str, Sequence[bytes]]

#: Asked for by name, for some are never told otherwise.
ASKED = (
    "entryUUID", "objectGUID", "ipaUniqueID", "uid", "sAMAccountName", "cn", "displayName", "mail", "title", "memberOf",
    "userAccountControl", "accountExpires", "pwdAccountLockedTime", "nsAccountLock", "shadowExpire", "loginShell",
)  # fmt: skip
KEYS = ("entryUUID", "ipaUniqueID", "objectGUID")
#: Bit of userAccountControl of Active Directory and Samba: the account is disabled.
DISABLED = 0x2
#: «accountExpires» counts tenths of a microsecond from 1601; these two mean never.
NEVER = {0, 2**63 - 1}
_ACTIVE_DIRECTORY_BEGINS = datetime(1601, 1, 1, tzinfo=UTC)
#: An administrator's lock of OpenLDAP; other values are locks after wrong passwords, which pass by themselves.
LOCKED_FOR_GOOD = "000001010000Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the directory; `key` stays when the entry is renamed or moved, and is empty where there is none."""

    key: str
    name: str
    login: str
    full_name: str
    email: str
    position: str
    groups: tuple[str, ...]
    is_closed: bool


def entry_of(name: str, attributes: Attributes, now: datetime, groups: Sequence[str] = ()) -> Entry:
    """The person as the directory tells him; `groups` are those that were found beside «memberOf»."""
    told = {key.lower(): values for key, values in attributes.items()}
    login = _first(told, "uid") or _first(told, "sAMAccountName")
    member_of = [_text(value) for value in told.get("memberof", ())]
    return Entry(
        key=_key(told),
        name=name,
        login=login,
        full_name=(_first(told, "displayName") or _first(told, "cn") or login)[:200],
        email=_first(told, "mail")[:254],
        position=_first(told, "title")[:300],
        groups=tuple(dict.fromkeys(group_title(one) for one in [*member_of, *groups])),
        is_closed=is_closed(told, now),
    )


def is_closed(told: Attributes, now: datetime) -> bool:
    """Disabled, locked for good, or past its last day."""
    control, expires = _number(told, "userAccountControl"), _number(told, "accountExpires")
    shadow = _number(told, "shadowExpire")
    return (
        bool((control or 0) & DISABLED)
        or (expires is not None and expires not in NEVER and _from_1601(expires, now) <= now)
        or (shadow is not None and 0 <= shadow <= (now - datetime(1970, 1, 1, tzinfo=UTC)).days)
        or _first(told, "pwdAccountLockedTime") == LOCKED_FOR_GOOD
        or _first(told, "nsAccountLock").lower() == "true"
    )


def group_title(name: str) -> str:
    """«cn=otklik-registrars,ou=groups,…» → «otklik-registrars»."""
    first = name.replace("\\,", "\0").split(",", 1)[0]
    return first.partition("=")[2].replace("\0", ",").strip() if "=" in first else name.replace("\0", "").strip()


def _from_1601(tenths: int, now: datetime) -> datetime:
    try:
        return _ACTIVE_DIRECTORY_BEGINS + timedelta(microseconds=tenths / 10)
    except OverflowError:
        return now + timedelta(days=1)


def _key(told: Attributes) -> str:
    for name in KEYS:
        values = told.get(name.lower())
        if values:
            return _guid(values[0]) if name == "objectGUID" else _text(values[0]).lower()
    return ""


def _guid(value: bytes) -> str:
    try:
        return str(UUID(bytes_le=value))
    except ValueError:  # of another length than any directory writes: it is nobody's key
        return ""


def _first(told: Attributes, name: str) -> str:
    values = told.get(name.lower())
    return _text(values[0]) if values else ""


def _text(value: bytes) -> str:
    """Without what no database keeps."""
    return value.decode("utf-8", "replace").replace("\0", "").strip()


def _number(told: Attributes, name: str) -> int | None:
    try:
        return int(_first(told, name))
    except ValueError:
        return None
