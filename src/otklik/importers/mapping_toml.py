"""Writes a mapping as the TOML that mapping_from_toml reads: what the wizard saves and a person may edit."""

import json
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf

from otklik.importers.mapping import Mapping

_UNWRITTEN = {"labelled", "optional"}


def mapping_to_toml(mapping: Mapping) -> str:
    """TOML text of a mapping, without what has its usual value."""
    content = mapping.model_dump(mode="json", exclude_defaults=True)
    content |= {name: sorted(content[name]) for name in _UNWRITTEN & content.keys()}
    return "\n".join(_lines(content)) + "\n"


def _lines(content: MappingOf[str, object]) -> Iterator[str]:
    for name, value in content.items():
        if not _is_table(value):
            yield f"{name} = {_written(value)}"
    for name, value in content.items():
        if _is_table(value):
            yield from _tables(name, value)


def _tables(name: str, value: object) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from ("", f"[[{name}]]", *_pairs(entry))
    elif isinstance(value, dict):
        inner = {key: part for key, part in value.items() if isinstance(part, dict)}
        if not inner:
            yield from ("", f"[{name}]", *_pairs(value))
        for key, part in inner.items():
            yield from ("", f"[{name}.{key}]", *_pairs(part))


def _pairs(table: MappingOf[str, object]) -> Iterator[str]:
    return (f"{_written(key)} = {_written(value)}" for key, value in table.items())


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(entry, dict) for entry in value))


def _written(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_written(part) for part in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
