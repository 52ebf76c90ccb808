"""The attacker's programmes: each part of the system by itself, with every solution remembered as a witness."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from otklik.core.disclosure.reached import Group
from otklik.core.disclosure.solving import Numbers, System
from otklik.core.disclosure.space import Places

_NEAR = 1e-7
_SOLVED, _UNBOUNDED = 0, 3


@dataclass(frozen=True)
class Target:
    """A group to be bounded: what is settled of it, and its unknowns by the parts in which they stand."""

    group: Group
    settled: float
    pieces: tuple[tuple[int, Places], ...]


def targets_of(system: System, groups: Iterable[tuple[Group, Places]]) -> list[Target]:
    """What is left to find of each group; those with unknowns that no equation holds have no bound and are left out."""
    held = np.zeros(len(system.settled), dtype=bool)
    held[system.matrix.indices] = True
    free = np.isnan(system.settled) & ~held
    found = []
    for group, places in groups:
        if free[places].any():
            continue
        values = system.settled[places]
        unknown = places[np.isnan(values)]
        parts = system.part[unknown]
        pieces = tuple((int(part), unknown[parts == part]) for part in np.unique(parts))
        found.append(Target(group, float(np.nansum(values)), pieces))
    return found


class Programmes:
    """Greatest and smallest counts that agree with the equations."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._parts: dict[int, Part] = {}

    def most(self, target: Target, enough: float) -> float:
        """The greatest count of the group; or any that is `enough`, seen or found."""
        seen = target.settled + sum(self._part(part).seen_most(places) for part, places in target.pieces)
        if seen >= enough - _NEAR:
            return seen
        return target.settled + sum(self._part(part).bound(places, -1.0) for part, places in target.pieces)

    def least(self, target: Target, enough: float = -1.0) -> float:
        """The smallest count of the group; or any that is not above `enough`, seen or found."""
        seen = target.settled + sum(self._part(part).seen_least(places) for part, places in target.pieces)
        if seen <= enough + _NEAR:
            return seen
        return target.settled + sum(self._part(part).bound(places, 1.0) for part, places in target.pieces)

    def _part(self, number: int) -> "Part":
        if number not in self._parts:
            self._parts[number] = Part(self.system, number)
        return self._parts[number]


class Part:
    """The equations of one part."""

    def __init__(self, system: System, number: int) -> None:
        columns = np.flatnonzero(np.isnan(system.settled) & (system.part == number))
        touched = system.matrix[:, columns].tocsr()
        kept = np.flatnonzero(np.diff(touched.indptr) > 0)
        self.matrix, self.value = touched[kept], system.value[kept]
        self.first, self.columns = columns, len(columns)
        self.witnesses: list[Numbers] = []

    def seen_most(self, places: Places) -> float:
        """The greatest sum among the solutions seen; 0 before the first."""
        at = np.searchsorted(self.first, places)
        return max((float(one[at].sum()) for one in self.witnesses), default=0.0)

    def seen_least(self, places: Places) -> float:
        """The smallest sum among the solutions seen; without bound before the first."""
        at = np.searchsorted(self.first, places)
        return min((float(one[at].sum()) for one in self.witnesses), default=np.inf)

    def bound(self, places: Places, sign: float) -> float:
        """The greatest (sign -1) or smallest (sign 1) sum that agrees with the equations."""
        goal = np.zeros(self.columns)
        goal[np.searchsorted(self.first, places)] = sign
        solved = linprog(goal, A_eq=self.matrix, b_eq=self.value, method="highs")
        if solved.status not in (_SOLVED, _UNBOUNDED):
            self._reconcile()
            solved = linprog(goal, A_eq=self.matrix, b_eq=self.value, method="highs")
        if solved.status == _UNBOUNDED:
            return np.inf
        self.witnesses.append(solved.x)
        return float(sign * solved.fun)

    def _reconcile(self) -> None:
        """Counts corrected since contradict each other: the attacker takes the nearest ones that agree."""
        rows = len(self.value)
        slack = np.eye(rows)
        wide = np.hstack([self.matrix.toarray(), slack, -slack])
        goal = np.concatenate([np.zeros(self.columns), np.ones(2 * rows)])
        solved = linprog(goal, A_eq=wide, b_eq=self.value, method="highs")
        self.value = self.matrix @ solved.x[: self.columns]
