"""The lexicon and the offices of one place, read from `places/<slug>.toml`."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """A strict, frozen row of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Area(Entry):
    """A settlement or a part of the town. `inside` bears its preposition: «в Заречье»."""

    nom: str
    gen: str
    inside: str
    short: str
    streets: tuple[str, ...]
    flats: bool = False
    weight: int = 3


class Channel(Entry):
    """A channel of the profile as the demonstration uses it; `habit` sets hours, style and whether names are known."""

    slug: str
    habit: str
    weight: int


class Department(Entry):
    """A unit or a subordinate organisation (`subordinate`) with the name a citizen would read."""

    key: str
    title: str
    phone: str
    subordinate: bool = False


class Process(Entry):
    """A process of the catalogue; `covers` lists the scenario keys it stands for, `journey` its stages."""

    key: str
    title: str
    type: str
    subject: str
    department: str
    journey: str
    covers: tuple[str, ...] = ()


class Surge(Entry):
    """A wave of one scenario that a reader of the year can discover."""

    scenario: str
    first_on: str
    last_on: str
    cases: int


class Lift(Entry):
    """What people felt of a measure: from the day it was done their marks of the process rise by so much on average.

    `indicator`: the profile's indicator by which the measure is judged.
    """

    process: str
    since: date
    mood: float
    indicator: str


class StaffMember(Entry):
    """An invented employee and the role he or she is appointed to."""

    login: str
    name: str
    role: str
    department: str
    position: str


class Place(Entry):
    """Everything that makes one administration's feedback its own."""

    slug: str
    title: str
    town: str
    head: str
    time_zone: str
    cases: int
    internal_share: float
    growth: float
    tags: tuple[str, ...]
    areas: tuple[Area, ...]
    contacts: dict[str, str]
    words: dict[str, tuple[str, ...]]
    transfer: dict[str, str]
    surnames: tuple[str, ...] = ()
    channels: tuple[Channel, ...]
    internal_channels: tuple[Channel, ...]
    departments: tuple[Department, ...]
    processes: tuple[Process, ...]
    categories: dict[str, str]
    surges: tuple[Surge, ...]
    lifts: tuple[Lift, ...] = ()
    staff: tuple[StaffMember, ...]

    def process_of(self, scenario_process: str) -> Process | None:
        """The process that stands here for a scenario's process key, or None when this place has no such work."""
        for process in self.processes:
            if scenario_process == process.key or scenario_process in process.covers:
                return process
        return None

    def department(self, key: str) -> Department:
        """The unit with this key; KeyError when the file names an unknown one."""
        for unit in self.departments:
            if unit.key == key:
                return unit
        raise KeyError(key)


def _folder() -> resources.abc.Traversable:
    return resources.files("otklik.demonstration") / "places"


@cache
def place_slugs() -> tuple[str, ...]:
    """Slugs of the places that have a file, in alphabetical order."""
    return tuple(sorted(item.name.removesuffix(".toml") for item in _folder().iterdir() if item.name.endswith(".toml")))


@cache
def load_place(slug: str) -> Place:
    """The place of this slug; LookupError with a Russian message when it has no file."""
    if slug not in place_slugs():
        raise LookupError(f"Для профиля «{slug}» нет демонстрационных данных")
    return Place.model_validate(tomllib.loads((_folder() / f"{slug}.toml").read_text("utf-8")))
