"""Known weaknesses of the pins by a stored database, for a machine without the internet.

The database is the OSV archive of the PyPI ecosystem: a zip of JSON files, one an advisory, which somebody brings.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

#: An older database says little of the pins.
OLDEST_DAYS = 14


@dataclass(frozen=True, order=True)
class Weakness:
    """One advisory that names the pinned version."""

    package: str
    version: str
    advisory: str
    summary: str
    fixed: str


def age_in_days(database: Path) -> int:
    """By its newest advisory: the file itself is as young as its copy."""
    with ZipFile(database) as archive:
        newest = max((entry.date_time for entry in archive.infolist()), default=(1980, 1, 1, 0, 0, 0))
    return int((time.time() - time.mktime((*newest, 0, 0, -1))) / 86_400)


def weaknesses(database: Path, pins: Mapping[str, str]) -> list[Weakness]:
    """Every advisory of the database that names a pinned version, each once (by its oldest name)."""
    with ZipFile(database) as archive:
        advisories = (json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json"))
        return sorted(set(_found(advisories, pins)))


def _found(advisories: Iterable[Mapping[str, Any]], pins: Mapping[str, str]) -> Iterator[Weakness]:
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = canonicalize_name(str(package.get("name", "")))
            if package.get("ecosystem") == "PyPI" and name in pins and _is_hit(affected, pins[name]):
                told = str(advisory.get("summary") or advisory.get("details") or "")
                yield Weakness(name, pins[name], str(advisory["id"]), " ".join(told.split())[:120], _fixed(affected))


def _is_hit(affected: Mapping[str, Any], version: str) -> bool:
    return version in affected.get("versions", ()) or any(
        _is_within(one.get("events", ()), version)
        for one in affected.get("ranges", ())
        if one.get("type") == "ECOSYSTEM"
    )


def _is_within(events: Iterable[Mapping[str, str]], version: str) -> bool:
    """By the events in the order of their versions: introduced opens, fixed closes before, last_affected after."""
    own, is_open = Version(version), False
    for event in sorted(events, key=lambda one: _version(next(iter(one.values())))):
        if "introduced" in event and own >= _version(event["introduced"]):
            is_open = True
        if "fixed" in event and own >= _version(event["fixed"]):
            is_open = False
        if "last_affected" in event and own > _version(event["last_affected"]):
            is_open = False
    return is_open


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _fixed(affected: Mapping[str, Any]) -> str:
    fixed = [
        event["fixed"] for one in affected.get("ranges", ()) for event in one.get("events", ()) if "fixed" in event
    ]
    return max(fixed, key=_version, default="")
