"""What other servers answer: the directory of employees, single sign-on, the networks, the antivirus."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from otklik.accounts.directory.client import Directory, DirectoryAway, DirectorySettings
from otklik.accounts.directory.entry import entry_of
from otklik.accounts.provider_claims import Unproven, claims_of, object_of, person_told
from otklik.base import clamd_client
from otklik.base.virus_check import verdict_of
from otklik.channels.contract import Refused, TryLater
from otklik.channels.http import Answer, Hosts
from otklik.channels.max import api as max_api
from otklik.channels.ok import api as ok_api
from otklik.channels.ok.wall import topic_number
from otklik.channels.telegram import api as telegram_api
from otklik.channels.vk import api as vk_api
from tests.fuzz.target import Target, as_text, storable

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
REFUSED = (Refused, TryLater)
ISSUER, CLIENT = "https://sso.example.ru", "otklik"
LINUX = """uid: ivanova
entryUUID: 4f0c-1
displayName: Иванова Ольга
mail: a@example.ru
title: Специалист
memberOf: cn=otklik\\, heads,ou=groups
shadowExpire: 20000
pwdAccountLockedTime: 000001010000Z
"""
WINDOWS = """sAMAccountName: ivanova
objectGUID: 0123456789abcdef
userAccountControl: 512
accountExpires: 133500000000000000
nsAccountLock: TRUE
cn: B
"""
PERSON = (LINUX.encode(), WINDOWS.encode())
#: To the bind, to the search for a person, to the search for groups: as a directory answers them.
REPLIES = b"||".join(
    bytes.fromhex(reply)
    for reply in (
        "300c02010161070a010004000400",
        "3030020102642b04067569643d61613021300b0403756964310404026161"
        + "30120409656e7472795555494431050403312d32300c02010265070a010004000400",
        "300c02010365070a010004000400",
    )
)


def _entry(content: bytes) -> None:
    """Lines «attribute: value», as an administrator would write them down."""
    told: dict[str, list[bytes]] = {}
    for line in content.split(b"\n"):
        name, _, value = line.partition(b": ")
        told.setdefault(name.decode("latin-1"), []).append(value)
    entry = entry_of(as_text(content[:40]), told, NOW, ["cn=a,b"])
    storable(entry.key, entry.login, entry.full_name, entry.email, entry.position, *entry.groups)


def _directory(content: bytes) -> None:
    with _server(content) as port:
        wanted = DirectorySettings(
            (f"ldap://127.0.0.1:{port}",), "dc=ru", "cn=a", "b", "(uid={login})", may_be_plain=True
        )
        found = Directory(wanted).person("ivanova", NOW)
        assert found is None or isinstance(found.key, str)


def _antivirus(content: bytes) -> None:
    with _server(content) as port:
        storable(verdict_of(clamd_client.scan(f"tcp://127.0.0.1:{port}", b"x", 2)).found)


@contextmanager
def _server(content: bytes) -> Iterator[int]:
    """Answers what is asked with these bytes, one piece after another, and hangs up; its port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=_say, args=(server, content), daemon=True).start()
        yield server.getsockname()[1]


def _say(server: socket.socket, content: bytes) -> None:
    with suppress(OSError):
        line, _ = server.accept()
        with closing(line):
            line.settimeout(1)
            for reply in content.split(b"||"):
                line.recv(4096)
                line.sendall(reply)


_SIGNER = ec.derive_private_key(7**20, ec.SECP256R1())
_KEYS = {"keys": [{**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(_SIGNER.public_key())), "kid": "1", "use": "sig"}]}
_CLAIMS = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "exp": 4102444800, "preferred_username": "ivanova"}
_TOLD = {**_CLAIMS, "name": "Иванова Ольга", "email": "a@example.ru", "email_verified": True, "groups": ["/heads"]}
_TOKEN = jwt.encode(_CLAIMS, _SIGNER, "ES256", {"kid": "1"})
SIGN_IN = tuple(
    json.dumps({"keys": _KEYS, "told": _TOLD, **token}).encode()
    for token in ({"id_token": _TOKEN}, {"claims": _CLAIMS})
)


def _provider(content: bytes) -> None:
    """The keys, the signed answer and what is told of the person."""
    given = object_of(content)
    person = person_told(object_of(json.dumps(given.get("told")).encode()), "s-1", "")
    storable(person.name, person.login, person.full_name, person.email, *person.groups)
    token = given.get("id_token")
    if isinstance(given.get("claims"), dict):  # signed as it is: what a key proves may be nonsense all the same
        token = jwt.encode({**given["claims"]}, _SIGNER, "ES256", {"kid": "1"})
    claims = claims_of(given.get("keys"), str(token), ISSUER, CLIENT)
    assert claims["iss"] == ISSUER


def _network(read: Callable[[Answer], object]) -> Callable[[bytes], None]:
    """The first byte says how the server answered; the rest is its body."""

    def feed(content: bytes) -> None:
        status = (200, 200, 200, 400, 403, 404, 409, 429, 500, 503)[(content[:1] or b"\0")[0] % 10]
        told = read(Answer(status, content[1:], {"retry-after": as_text(content[1:9])}))
        storable(*([told] if isinstance(told, str) else ()))

    return feed


def _address(content: bytes) -> None:
    """What an event, an answer or a redirect names as the place of a file."""
    hosts = Hosts("https://api.vk.com", ("vk.com", "userapi.com"))
    hosts.allow(as_text(content))
    hosts.is_api(as_text(content))


def _answers(*bodies: Any) -> tuple[bytes, ...]:
    return tuple(b"\0" + json.dumps(body).encode() for body in bodies)


TARGETS = (
    Target("directory-entry", _entry, PERSON, marks=(b"\n", b": ", b"shadowExpire: 9", b"objectGUID: ", b"\\,", b"=")),
    Target("directory-reply", _directory, (REPLIES,), (DirectoryAway,), marks=(b"||", b"\x30", b"\x84"), weight=0.15),
    Target("provider-reply", _provider, SIGN_IN, (Unproven,), form="json", weight=0.7),
    Target(
        "vk-reply",
        _network(vk_api.response_of),
        _answers({"response": {"a": 1}}),
        REFUSED,
        marks=(b'{"error": {"error_code": 6}}', b'"error_code"'),
    ),
    Target("ok-reply", _network(ok_api.object_of), _answers({"success": True}), REFUSED, marks=(b'"error_code": 2',)),
    Target("ok-topic", _network(lambda answer: topic_number(answer.body)), (b'\0"64"', b"\x0064"), REFUSED),
    Target(
        "telegram-reply",
        _network(telegram_api.result_of),
        _answers({"ok": True, "result": {}}, {"ok": True, "parameters": {"retry_after": 5}, "description": "chat"}),
        REFUSED,
    ),
    Target("max-reply", _network(max_api.object_of), _answers({"success": True, "code": "a", "message": "b"}), REFUSED),
    Target("file-address", _address, (b"https://sun1-1.userapi.com/a.jpg", b"http://[::1]:80/"), marks=(b"//[", b"]:")),
    Target(
        "antivirus-reply",
        _antivirus,
        (b"stream: OK\0", b"stream: Eicar FOUND\0", b"INSTREAM size limit exceeded. ERROR\0"),
        (OSError,),
        weight=0.3,
    ),
)
