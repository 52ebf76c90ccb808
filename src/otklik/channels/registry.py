"""Finds the channels that stand in this folder, and those that can serve a channel of the decree."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from otklik.channels.contract import Channel


@lru_cache(maxsize=1)
def channels() -> Mapping[str, Channel]:
    """All channels by slug: every package of this folder exports one constant CHANNEL."""
    folder = import_module("otklik.channels")
    names = sorted(module.name for module in iter_modules(folder.__path__) if module.ispkg)
    found: list[Channel] = [import_module(f"otklik.channels.{name}").CHANNEL for name in names]
    return MappingProxyType({channel.slug: channel for channel in found})


def channel(slug: str) -> Channel:
    """The channel by slug. Raises LookupError with a Russian message for an unknown one."""
    if slug not in channels():
        raise LookupError(f"Канала «{slug}» в программе нет. Есть: {', '.join(channels())}.")
    return channels()[slug]


def channels_for(kind: str) -> tuple[Channel, ...]:
    """Those that can serve a channel of this kind (`procedures.ChannelKind`)."""
    return tuple(one for one in channels().values() if kind in one.kinds)
