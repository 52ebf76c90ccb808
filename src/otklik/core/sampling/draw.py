"""A draw that anybody can repeat: the seed and the list decide, and no generator of random numbers has to be kept.

Each person gets the number SHA-256(seed, ref); in every stratum the least numbers are drawn. The numbers do not depend
on the order of the list, and the same seed gives the same people in any language and any version («permanent random
numbers», Ohlsson 1995).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence


def draw(refs: Mapping[int, Iterable[str]], sizes: Sequence[int], seed: str) -> list[tuple[int, str]]:
    """(stratum, ref) of those drawn, in the order of their numbers: the first part of the order is a sample too.

    Where a stratum has fewer people than wanted, all of them are drawn.
    """
    chosen = []
    for stratum, size in enumerate(sizes):
        order = sorted((_number(seed, ref), ref) for ref in set(refs.get(stratum, ())))
        chosen += [(number, stratum, ref) for number, ref in order[:size]]
    return [(stratum, ref) for _, stratum, ref in sorted(chosen)]


def population_digest(cells: Iterable[tuple[Sequence[str], int]], refs: Iterable[str] = ()) -> str:
    """SHA-256 over cells with counts and refs, whatever their order: the same population has the same digest."""
    sha = hashlib.sha256()
    for codes, count in sorted((tuple(codes), count) for codes, count in cells):
        sha.update("\x1f".join([*codes, str(count)]).encode() + b"\x1e")
    for ref in sorted(refs):
        sha.update(ref.encode() + b"\x1d")
    return sha.hexdigest()


def _number(seed: str, ref: str) -> str:
    return hashlib.sha256(f"{seed}\x1f{ref}".encode()).hexdigest()
