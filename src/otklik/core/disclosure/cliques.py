"""Which dimensions have to be thought of together.

Counts that agree on what they share belong to some population if the sets of dimensions form a tree (Vorob'ev, 1962;
Lauritzen, Graphical Models, 1996, ch. 2): so bounds are exact when they are sought over the cliques of the
triangulated graph of dimensions, and the whole crossing of all dimensions need never be written out.
"""

from collections.abc import Iterable
from itertools import combinations

Clique = tuple[str, ...]


def cliques_of(sets: Iterable[Iterable[str]]) -> list[Clique]:
    """Greatest cliques of the graph that joins dimensions of one table, after filling it by least degree."""
    beside: dict[str, set[str]] = {}
    for names in map(set, sets):
        for name in names:
            beside.setdefault(name, set()).update(names - {name})
    found: list[set[str]] = []
    while beside:
        name = min(beside, key=lambda one: (len(beside[one]), one))
        around = beside.pop(name)
        for one, other in combinations(around, 2):
            beside[one].add(other)
            beside[other].add(one)
        for one in around:
            beside[one].discard(name)
        if not any(around | {name} <= clique for clique in found):
            found.append(around | {name})
    return [tuple(sorted(clique)) for clique in found] or [()]


def separators(cliques: list[Clique]) -> list[tuple[int, int, Clique]]:
    """Pairs of cliques that must agree on what they share: a tree of the widest shared sets."""
    pairs = sorted(
        combinations(range(len(cliques)), 2),
        key=lambda pair: -len(set(cliques[pair[0]]) & set(cliques[pair[1]])),
    )
    group = list(range(len(cliques)))
    found = []
    for one, other in pairs:
        if group[one] != group[other]:
            old, new = group[one], group[other]
            group = [new if at == old else at for at in group]
            found.append((one, other, tuple(sorted(set(cliques[one]) & set(cliques[other])))))
    return found
