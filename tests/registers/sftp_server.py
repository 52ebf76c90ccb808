"""An SFTP server of paramiko's own server side over a folder of the test: one user, a password or a key."""

import os
import socket
import threading
from pathlib import Path

import paramiko


class _Handle(paramiko.SFTPHandle):
    def stat(self) -> paramiko.SFTPAttributes:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))  # type: ignore[attr-defined]


# ruff: noqa: ARG002 - the signatures are the interface of paramiko
class _Folder(paramiko.SFTPServerInterface):
    root: Path

    def _path(self, name: str) -> Path:
        return self.root / self.canonicalize(name).lstrip("/")

    def list_folder(self, path: str) -> list[paramiko.SFTPAttributes] | int:
        try:
            entries = sorted(self._path(path).iterdir())
        except OSError as wrong:
            return paramiko.SFTPServer.convert_errno(wrong.errno or 0)
        found = []
        for entry in entries:
            attributes = paramiko.SFTPAttributes.from_stat(entry.stat())
            attributes.filename = entry.name
            found.append(attributes)
        return found

    def stat(self, path: str) -> paramiko.SFTPAttributes | int:
        try:
            return paramiko.SFTPAttributes.from_stat(self._path(path).stat())
        except OSError as wrong:
            return paramiko.SFTPServer.convert_errno(wrong.errno or 0)

    lstat = stat

    def open(self, path: str, flags: int, attr: object) -> paramiko.SFTPHandle | int:
        try:
            number = os.open(self._path(path), flags, 0o600)
        except OSError as wrong:
            return paramiko.SFTPServer.convert_errno(wrong.errno or 0)
        stream = os.fdopen(number, "wb" if flags & os.O_WRONLY else "rb")
        handle = _Handle(flags)
        handle.readfile = handle.writefile = stream  # type: ignore[attr-defined]
        return handle

    def remove(self, path: str) -> int:
        self._path(path).unlink()
        return paramiko.SFTP_OK

    def rename(self, oldpath: str, newpath: str) -> int:
        self._path(oldpath).rename(self._path(newpath))
        return paramiko.SFTP_OK

    def mkdir(self, path: str, attr: object) -> int:
        self._path(path).mkdir()
        return paramiko.SFTP_OK


class _Door(paramiko.ServerInterface):
    def __init__(self, server: "SftpServer") -> None:
        self.server = server

    def check_auth_password(self, username: str, password: str) -> int:
        fits = (username, password) == ("otklik", self.server.password)
        self.server.seen.append(username)
        return paramiko.AUTH_SUCCESSFUL if fits else paramiko.AUTH_FAILED

    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        self.server.seen.append(username)
        return paramiko.AUTH_SUCCESSFUL if key == self.server.user_key else paramiko.AUTH_FAILED

    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    def check_channel_request(self, kind: str, chanid: int) -> int:
        return paramiko.OPEN_SUCCEEDED


class SftpServer:
    """Listens on a port of 127.0.0.1 until it is closed; `seen` are the names that anybody told it."""

    def __init__(self, root: Path) -> None:
        self.password, self.seen = "пароль сервера", list[str]()
        self.key, self.user_key = paramiko.ECDSAKey.generate(), paramiko.ECDSAKey.generate()
        self.folder = type("_Here", (_Folder,), {"root": root})
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._transports: list[paramiko.Transport] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            transport = paramiko.Transport(line)
            transport.add_server_key(self.key)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, self.folder)
            transport.start_server(server=_Door(self))
            self._transports.append(transport)

    def close(self) -> None:
        self._socket.close()
        for transport in self._transports:
            transport.close()
