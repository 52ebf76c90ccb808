"""Hand-written texts: scenarios, phrases, names, journeys and answer templates, read from `texts/`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from otklik.demonstration.place import Entry


class Scenario(Entry):
    """One matter that people write about, with hand-written variants of every part of the text and of the answer.

    `season` has one digit of weight for each month, January first. `tags` limits it to places that have one of them,
    `dwelling` = "flats" to areas with blocks of flats. `transfer` names whom such a matter may be forwarded to.
    """

    slug: str
    process: str
    touchpoint: str
    reason: str
    topic: str = ""
    kinds: dict[str, int]
    audience: str = "external"
    weight: int = 4
    season: str = "555555555555"
    tags: tuple[str, ...] = ()
    dwelling: str = ""
    transfer: str = ""
    categories: tuple[str, ...] = ()
    titles: tuple[str, ...]
    question: str
    problem: tuple[str, ...]
    detail: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    supported: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()


class Touchpoint(Entry):
    """A point of contact inside a stage."""

    key: str
    title: str


class Stage(Entry):
    """A stage of a journey with its points of contact."""

    key: str
    title: str
    touchpoints: tuple[Touchpoint, ...]


class AnswerTemplate(Entry):
    """A ready plain answer with blanks in square brackets for the specialist to fill."""

    slug: str
    title: str
    outcome: str
    text: str


def _read(*names: str) -> dict[str, Any]:
    path = resources.files("otklik.demonstration").joinpath("texts", *names)
    return tomllib.loads(path.read_text("utf-8"))


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios in a fixed order (file name, then place in the file)."""
    folder = resources.files("otklik.demonstration") / "texts" / "scenarios"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    rows = [row for name in names for row in _read("scenarios", name)["scenario"]]
    return tuple(Scenario.model_validate(row) for row in rows)


@cache
def phrases() -> Mapping[str, tuple[str, ...]]:
    """Openings, closings and other turns of speech by key."""
    return {key: tuple(values) for key, values in _read("phrases.toml").items()}


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Invented name parts: surnames, male and female first names and patronymics."""
    return {key: tuple(values) for key, values in _read("names.toml").items()}


@cache
def journeys() -> Mapping[str, tuple[Stage, ...]]:
    """Stages with touchpoints by the journey's key."""
    rows = _read("journeys.toml")["journey"]
    return {row["key"]: tuple(Stage.model_validate(stage) for stage in row["stages"]) for row in rows}


@cache
def answer_templates() -> tuple[AnswerTemplate, ...]:
    """Plain answer templates for the specialist."""
    return tuple(AnswerTemplate.model_validate(row) for row in _read("answer_templates.toml")["template"])
