"""Words with clamd of ClamAV over its socket, as its manual describes them (clamd(8): zINSTREAM, zVERSION).

The clients that the package index has are either unmaintained or under GPL-2.0, which Apache-2.0 cannot be joined with;
what we need of the protocol is two commands.
"""

import socket
import struct
from contextlib import suppress
from io import BytesIO
from mmap import mmap
from typing import IO
from urllib.parse import urlsplit

DEFAULT_PORT = 3310
TOO_LONG = "INSTREAM size limit exceeded"
#: In memory, or a large file as it lies on the disk or comes from a store.
Content = bytes | mmap | IO[bytes]
_PIECE = 64 * 1024
_LONGEST_REPLY = 4096


def scan(address: str, content: Content, seconds: float) -> str:
    """The reply: «stream: OK», «stream: NAME FOUND», or an error's words. OSError where clamd does not answer."""
    with _connected(address, seconds) as line:
        # clamd ends what is over its limit at once, while we still send: its reply waits to be read
        with suppress(BrokenPipeError, ConnectionResetError):
            _send(line, content)
        return _reply(line)


def version(address: str, seconds: float) -> str:
    """Engine and database as clamd tells them. OSError where it does not answer."""
    with _connected(address, seconds) as line:
        line.sendall(b"zVERSION\0")
        return _reply(line)


def _connected(address: str, seconds: float) -> socket.socket:
    """A line to `unix:///path` or `tcp://host:port`."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or DEFAULT_PORT), seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, content: Content) -> None:
    line.sendall(b"zINSTREAM\0")
    stream = BytesIO(content) if isinstance(content, bytes) else content
    while piece := stream.read(_PIECE):
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _reply(line: socket.socket) -> str:
    """Up to its closing NUL; ConnectionError for a line that ends without a word."""
    found = b""
    while b"\0" not in found and len(found) < _LONGEST_REPLY:
        piece = line.recv(_LONGEST_REPLY)
        if not piece:
            break
        found += piece
    if not found:
        raise ConnectionError("clamd ended the line without a reply")
    return found.partition(b"\0")[0].decode("utf-8", "replace").strip()
