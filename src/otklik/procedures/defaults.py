"""Lists that decrees leave open: kinds, categories, touchpoints, reasons. A profile states what its decree names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

_FILE = Path(__file__).parent / "defaults.toml"


def add_defaults(blocks: dict[str, Any]) -> None:
    """Append to each list the default entries whose slug the profile does not state itself, marked as defaults."""
    for name, entries in _defaults().items():
        own = blocks.get(name, [])
        if not isinstance(own, list):
            continue
        stated = {entry.get("slug") for entry in own if isinstance(entry, dict)}
        blocks[name] = [*own, *({**entry, "source": "default"} for entry in entries if entry["slug"] not in stated)]


@cache
def _defaults() -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(_FILE.read_text(encoding="utf-8")))
