"""What the paper of a map is made of: the profile, the map as frozen or as it stands, effects of its measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.access import PainMap
from otklik.improvement.enums import MapState, MeasureState
from otklik.improvement.map_payload import shown_payload
from otklik.improvement.queries.paper import Effect, effects_of, map_of_quarter
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_pains import PainColumn
from otklik.procedures.schema_pains import PainMap as Stated

Line = Mapping[str, Any]
#: The layout where no decree names one.
_COLUMNS: tuple[tuple[Any, str], ...] = (
    ("process", "Процесс"),
    ("problem", "Проблема или потребность"),
    ("prevalence", "Распространённость"),
    ("priority", "Приоритетность"),
    ("measures", "Мероприятия"),
    ("responsible", "Ответственный"),
    ("due", "Срок"),
)


@dataclass(frozen=True)
class Found:
    """One map for one paper; `unit` is the unit whose list it is."""

    procedure: Procedure
    stated: Stated
    pain_map: PainMap
    payload: Mapping[str, Any]
    effects: Mapping[int, Effect]
    grouping: str = ""
    unit: str = ""

    @property
    def quarter(self) -> Quarter:
        """The quarter told."""
        return Quarter.parse(self.payload["quarter"])

    @property
    def is_approved(self) -> bool:
        """Whether the paper shows what was approved."""
        return bool(self.pain_map.state == MapState.APPROVED)

    @property
    def lines(self) -> Sequence[Line]:
        """Lines in their order."""
        return list(self.payload["lines"])

    @property
    def units(self) -> list[tuple[int | None, str]]:
        """Units that own a pain of the map, by name; those without an owner last."""
        known = {line["department_id"]: line["department"] for line in self.payload["lines"]}
        return sorted(known.items(), key=lambda one: (one[0] is None, one[1]))

    def of_unit(self, department_id: int | None) -> "Found":
        """The same map, only what the unit owns."""
        own = [line for line in self.payload["lines"] if line["department_id"] == department_id]
        return replace(self, payload={**self.payload, "lines": own, "left_out": []})

    @property
    def columns(self) -> tuple[PainColumn, ...]:
        """The decree's columns in its order, else the product's."""
        return self.stated.columns or tuple(PainColumn(slug=slug, title=title) for slug, title in _COLUMNS)


def gather(actor: Actor, quarter: Quarter, edition: int | None = None) -> Found:
    """The map of the quarter for the actor. NotFound where there is none."""
    pain_map = map_of_quarter(actor, quarter, edition)
    if pain_map is None:
        raise NotFound(f"Карты болей за {quarter.title} ещё нет.")
    return found_of(actor, pain_map)


def found_of(actor: Actor, pain_map: PainMap, *, grouping: str = "") -> Found:
    """What the actor may see of this map; whether he may see the map at all is decided before."""
    procedure = procedure_of(actor.administration_slug)
    payload = shown_payload(pain_map, actor)
    ids = [one["measure"] for line in payload["lines"] for one in line["measures"]]
    stated = procedure.pain_map or Stated(source="default", form="map", title="Карта болей", every="quarter")
    return Found(procedure, stated, pain_map, payload, effects_of(ids), grouping)


def measures_of(line: Line) -> list[Mapping[str, Any]]:
    """What is planned or done, without what was cancelled."""
    return [one for one in line["measures"] if one["state"] != MeasureState.CANCELLED]
