"""What a panel is; a module of panels imports it from here, so that the registry can import the module."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Place = Literal["top", "main", "side"]


@dataclass(frozen=True)
class Panel:
    """A part of the page: its template, what the template is told, and where it stands."""

    template: str
    context: Mapping[str, Any]
    place: Place = "side"
