"""A folder of an SFTP server whose key is pinned; nothing is sent to a server that shows another key."""

import base64
import hashlib
import io
import logging
import socket
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hmac import compare_digest
from typing import TYPE_CHECKING

from otklik.registers.places.contract import Found, PlaceRefused, PlaceSettings
from otklik.registers.places.naming import free_name

if TYPE_CHECKING:
    import paramiko

CONNECT_SECONDS, ANSWER_SECONDS = 10.0, 60.0
_PIECE = 1 << 18


@contextmanager
def open_sftp(given: PlaceSettings) -> Iterator["SftpFolder"]:
    """The place; PlaceRefused for an unknown server, a wrong key or password, a broken connection."""
    import paramiko  # noqa: PLC0415 - heavy, and only jobs speak SFTP

    logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # its words are ours to tell, by PlaceRefused
    try:
        with (
            socket.create_connection((given.host, given.port), CONNECT_SECONDS) as line,
            closing(paramiko.Transport(line)) as transport,
        ):
            _greet(transport, given)
            with closing(_session(transport)) as session:
                yield SftpFolder(session, given)
    except paramiko.AuthenticationException:
        raise PlaceRefused("Сервер не принял имя, пароль или ключ.") from None
    except (paramiko.SSHException, EOFError):
        raise PlaceRefused(f"Разговор с сервером {given.host} оборвался.") from None
    except OSError as wrong:
        raise PlaceRefused(f"Сервер {given.host}: {wrong.strerror or wrong or 'нет связи'}.") from None


def fingerprint(key: bytes) -> str:
    """«SHA256:…» of a public key, as `ssh-keygen -lf` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def _greet(transport: "paramiko.Transport", given: PlaceSettings) -> None:
    """Check the server's key first; only then tell it who we are."""
    transport.start_client(timeout=CONNECT_SECONDS)
    shown = fingerprint(transport.get_remote_server_key().asbytes())
    if not given.host_key:
        told = f"Сервер показал ключ {shown}. Сверьте его с администратором сервера и впишите в поле «Ключ сервера»."
        raise PlaceRefused(told)
    if not compare_digest(shown, given.host_key):
        told = f"Сервер показал другой ключ: {shown}. Ничего не отправлено. Выясните, сменился ли ключ на самом деле."
        raise PlaceRefused(told)
    if given.private_key.get_secret_value():
        transport.auth_publickey(given.user, _private_key(given))
    else:
        transport.auth_password(given.user, given.password.get_secret_value())


def _session(transport: "paramiko.Transport") -> "paramiko.SFTPClient":
    import paramiko  # noqa: PLC0415 - heavy, and only jobs speak SFTP

    session = paramiko.SFTPClient.from_transport(transport)
    if session is None:
        raise PlaceRefused("Сервер не даёт SFTP.")
    channel = session.get_channel()
    if channel is not None:
        channel.settimeout(ANSWER_SECONDS)
    return session


def _private_key(given: PlaceSettings) -> "paramiko.PKey":
    import paramiko  # noqa: PLC0415 - heavy, and only jobs speak SFTP

    text, password = given.private_key.get_secret_value(), given.password.get_secret_value() or None
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(text.strip() + "\n"), password)
        except (paramiko.SSHException, ValueError):
            continue
    raise PlaceRefused("Личный ключ не читается: нужен ключ OpenSSH (ed25519, ecdsa, rsa) целиком.")


class SftpFolder:
    """An open folder of the server."""

    def __init__(self, session: "paramiko.SFTPClient", given: PlaceSettings) -> None:
        self._session = session
        self._folder = given.folder.rstrip("/") or "."
        self._back = given.back_folder.rstrip("/") or f"{self._folder}/ответы"

    def listing(self) -> list[Found]:
        """Plain files."""
        entries = [one for one in self._session.listdir_attr(self._folder) if stat.S_ISREG(one.st_mode or 0)]
        told = [Found(one.filename, one.st_size or 0, float(one.st_mtime or 0)) for one in entries]
        return sorted(told, key=lambda one: one.name)

    def read(self, name: str) -> Iterator[bytes]:
        """Pieces of the file, asked for ahead."""
        with self._session.open(f"{self._folder}/{name}", "rb") as stream:
            stream.prefetch()
            while piece := stream.read(_PIECE):
                yield piece

    def move(self, name: str, subfolder: str) -> str:
        """By renaming."""
        target = f"{self._folder}/{subfolder}"
        self._make(target)
        there = free_name(name, lambda one: self._exists(f"{target}/{one}"))
        self._session.rename(f"{self._folder}/{name}", f"{target}/{there}")
        return there

    def put(self, subfolder: str, name: str, content: bytes) -> None:
        """Beside the moved file."""
        self._write(f"{self._folder}/{subfolder}", name, content)

    def put_back(self, name: str, content: bytes) -> None:
        """Into the folder of answers, made when it is absent."""
        self._write(self._back, name, content)

    def _write(self, folder: str, name: str, content: bytes) -> None:
        self._make(folder)
        part, whole = f"{folder}/.{name}.part", f"{folder}/{name}"
        with self._session.open(part, "wb") as stream:
            stream.set_pipelined(True)
            stream.write(content)
        if self._exists(whole):
            self._session.remove(whole)
        self._session.rename(part, whole)

    def _make(self, folder: str) -> None:
        if not self._exists(folder):
            self._session.mkdir(folder)

    def _exists(self, path: str) -> bool:
        try:
            self._session.stat(path)
        except FileNotFoundError:
            return False
        return True
