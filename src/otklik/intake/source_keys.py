"""By what a message is known when it comes again."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b

from otklik.core.incoming import IncomingFeedback, content_key

_BYTES = 16


def source_key_hex(incoming: IncomingFeedback) -> str:
    """32 hex digits of channel and source number, or of the content where the source numbers nothing."""
    if incoming.source_number:
        return number_keys_hex([incoming.channel], [incoming.source_number])[0]
    return _content_key_hex(incoming.content_key())


def number_keys_hex(channels: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """The same for many messages that their source numbers."""
    return [
        blake2b(f"{channel}\x1f{number}".encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
        for channel, number in zip(channels, numbers, strict=True)
    ]


def content_keys_hex(rows: Iterable[tuple[str, str, str, str, str]]) -> list[str]:
    """The same for many: channel, number (may be empty), receipt in UTC («2025-03-28 11:30:05»), text, name of each."""
    return [
        number_keys_hex([channel], [number])[0]
        if number
        else _content_key_hex(content_key(channel, datetime.fromisoformat(f"{received}+00:00"), text, name))
        for channel, number, received, text, name in rows
    ]


def _content_key_hex(key: str) -> str:
    return blake2b(key.encode("ascii"), digest_size=_BYTES).hexdigest()
