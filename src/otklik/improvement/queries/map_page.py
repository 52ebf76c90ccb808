"""A map as a page shows it: its lines by groups, what waits outside it, what the actor may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.core.grades import Grade
from otklik.core.periods import Quarter
from otklik.improvement.access import PainMap
from otklik.improvement.enums import Level, MapState, MeasureState, PainKind, PainState, Trend
from otklik.improvement.map_payload import line_payload, shown_payload
from otklik.improvement.models import PainEvidence, PainLine
from otklik.improvement.policies import may_change_map
from otklik.procedures.schema import Procedure

#: What lines are grouped by, as the address names it. Порядок: biysk 4, livny 4.
GROUPINGS = {"process": "по процессам", "touchpoint": "по точкам взаимодействия", "subject": "по группам процессов"}
#: «Воздействие» is neuter.
IMPACT = {Level.HIGH: "высокое", Level.MEDIUM: "среднее", Level.LOW: "низкое"}
NOWHERE = {"process": "Без процесса", "touchpoint": "Точка не указана", "subject": "Группа не указана"}


@dataclass(frozen=True)
class MeasureShown:
    """A measure as a line names it."""

    pk: int
    title: str
    who: str
    due: date | None
    state: str
    is_over: bool


@dataclass(frozen=True)
class LineShown:
    """A line in words ready to be shown; `facts` is the line of the payload."""

    number: int
    facts: Mapping[str, Any]
    measures: Sequence[MeasureShown]

    @property
    def is_need(self) -> bool:
        """A need, not a problem."""
        return bool(self.facts["kind"] == PainKind.NEED)

    @property
    def is_closed(self) -> bool:
        """The map tells it removed."""
        return bool(self.facts["state"] == PainState.CLOSED)

    @property
    def trend(self) -> str:
        """«растёт»; empty of a pain that marks alone speak for: there is nothing to count."""
        if self.satisfied is not None and not self.facts["previous_count"]:
            return ""
        is_other = self.facts["previous_count"] not in {None, self.facts["item_count"]}
        trend = Trend(self.facts["trend"])
        return "без заметных изменений" if trend is Trend.STEADY and is_other else str(trend.label)

    @property
    def satisfied(self) -> float | None:
        """Share of good marks, 0..1, of a pain that marks alone speak for; else None."""
        displeased = self._weighed.get("unsatisfied")
        return None if displeased is None or self.facts["item_count"] else 1 - float(displeased)

    @property
    def share(self) -> float | None:
        """Of the quarter's messages about what it touches, 0..1, as the level was counted; None without messages."""
        base, items = self.base, self.facts["item_count"]
        return items / base if items and items <= base else None

    @property
    def base(self) -> int:
        """Messages that the share is of."""
        return int(self._weighed.get("base") or self.facts["base_count"])

    @property
    def base_words(self) -> str:
        """«о процессе»."""
        return str(self._weighed.get("base_words") or ("о процессе" if self.facts["process"] else "за квартал"))

    @property
    def _weighed(self) -> Mapping[str, Any]:
        return self.facts["figures"].get("prevalence") or {}

    @property
    def more(self) -> int:
        """Measures beyond the two that a row names."""
        return max(len(self.measures) - 2, 0)

    @property
    def prevalence(self) -> str:
        """«высокая»; empty while it is not weighed."""
        return _level(self.facts["prevalence"])

    @property
    def priority(self) -> str:
        """The priority in force."""
        return _level(self.facts["priority_in_force"])

    @property
    def impact(self) -> str:
        """How grave, «высокое»; empty while it is not weighed."""
        return IMPACT.get(self.facts["impact"], "")

    @property
    def feasibility(self) -> str:
        """Whether it can be removed; empty while nobody judged it."""
        value = self.facts["feasibility"]
        return Grade(value).word if value else ""

    @property
    def is_own_priority(self) -> bool:
        """A person put it in the place of the formula's."""
        return bool(self.facts["own_priority"])


@dataclass(frozen=True)
class Group:
    """Lines of one process, touchpoint or group of processes, of one audience."""

    title: str
    lines: Sequence[LineShown]


@dataclass(frozen=True)
class MapShown:
    """The map of a page."""

    map: PainMap
    payload: Mapping[str, Any]
    #: Audience's title («» where there is only one) and its groups.
    parts: Sequence[tuple[str, Sequence[Group]]]
    line_count: int
    remainder_count: int
    explained_count: int
    may_change: bool

    @property
    def quarter(self) -> Quarter:
        """The quarter told."""
        return Quarter.from_key(self.map.quarter)

    @property
    def is_draft(self) -> bool:
        """It can be changed."""
        return self.map.state == MapState.DRAFT

    @property
    def is_approved(self) -> bool:
        """It stands as it was approved."""
        return self.map.state == MapState.APPROVED


def map_shown(actor: Actor, pain_map: PainMap, procedure: Procedure, by: str = "process") -> MapShown:
    """The map by groups; an approved one from what was frozen."""
    payload = shown_payload(pain_map, actor)
    lines = [_line(number, facts) for number, facts in enumerate(payload["lines"], 1)]
    subjects = {one.slug: one.title for one in procedure.subjects}
    parts = []
    for audience, title in ((Audience.EXTERNAL, "Жители и организации"), (Audience.INTERNAL, "Сотрудники")):
        own = [line for line in lines if line.facts["audience"] == audience]
        if own:
            parts.append((title, _groups(own, by, subjects)))
    return MapShown(
        pain_map,
        payload,
        parts if len(parts) > 1 else [("", groups) for _, groups in parts],
        len(lines),
        remainder_count(actor, pain_map),
        sum(one["count"] for one in payload["left_out"] if one["reason"]),
        pain_map.state == MapState.DRAFT and may_change_map(actor, pain_map.department_id),
    )


def remainder_count(actor: Actor, pain_map: PainMap) -> int:
    """«Не вошло в карту»: how much waits, of what the actor may see."""
    return PainEvidence.objects.visible_to(actor).filter(pain_map=pain_map).remainder().count()


def lines_named(actor: Actor, pain_map: PainMap) -> list[tuple[int, str]]:
    """Lines to choose from, by name."""
    lines = PainLine.objects.visible_to(actor).filter(pain_map=pain_map).select_related("pain__process")
    found = sorted((line.title, line.pain.process.title if line.pain.process else "", line.pk) for line in lines)
    return [(pk, f"{title} — {process}" if process else title) for title, process, pk in found]


def _line(number: int, facts: Mapping[str, Any]) -> LineShown:
    return LineShown(number, facts, [_measure(one) for one in facts["measures"]])


def _measure(facts: Mapping[str, Any]) -> MeasureShown:
    state = MeasureState(facts["state"])
    who = facts["owner"] or facts["department"]
    over = state in {MeasureState.DONE, MeasureState.CANCELLED}
    due = date.fromisoformat(facts["due_on"]) if facts["due_on"] else None
    return MeasureShown(facts["measure"], facts["title"], who, due, str(state.label), over)


def _level(value: str) -> str:
    return str(Level(value).label) if value else ""


def _groups(lines: Sequence[LineShown], by: str, subjects: Mapping[str, str]) -> list[Group]:
    found: dict[str, list[LineShown]] = {}
    for line in lines:
        found.setdefault(_place(line.facts, by, subjects) or NOWHERE[by], []).append(line)
    return [Group(title, own) for title, own in found.items()]


def _place(facts: Mapping[str, Any], by: str, subjects: Mapping[str, str]) -> str:
    if by == "touchpoint":
        return str(facts["touchpoint"])
    process = facts["process"]
    if not process:
        return ""
    return subjects.get(process["subject"], "") if by == "subject" else str(process["title"])


def quarter_of(pain_map: PainMap) -> Quarter:
    """The quarter that the map tells."""
    return Quarter.from_key(pain_map.quarter)


def line_shown(line: PainLine, actor: Actor) -> LineShown | None:
    """One line in words; of an approved map as it was frozen."""
    if line.pain_map.frozen is None:
        return _line(0, line_payload(line))
    lines = shown_payload(line.pain_map, actor)["lines"]
    return next((_line(number, one) for number, one in enumerate(lines, 1) if one["line"] == line.pk), None)


def neighbours(actor: Actor, line: PainLine) -> tuple[int | None, int | None]:
    """Ids of the lines before and after, in the map's order."""
    own = PainLine.objects.visible_to(actor).filter(pain_map=line.pain_map_id)
    ids = list(own.order_by("position", "pk").values_list("pk", flat=True))
    place = ids.index(line.pk) if line.pk in ids else 0
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)
