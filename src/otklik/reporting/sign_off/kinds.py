"""The kinds of paper that are signed off. Each names a module with its `SIGNABLE`: no kind knows of another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.reporting.queries import RenderedReport


@dataclass(frozen=True)
class Signed:
    """A frozen paper as it is signed: `digest` is that of its snapshot.

    `refusal` says why nobody signs it any more, though its signatures are still read.
    """

    title: str
    digest: str
    refusal: str = ""


@dataclass(frozen=True)
class Signable:
    """How a kind of paper is signed: by which roles (in their order), what exactly, and as which file.

    `load` raises NotFound outside the actor's rights and RuleBroken while the paper may still change.
    """

    slug: str
    title: str
    roles: tuple[str, ...]
    load: Callable[[Actor, int], Signed]
    render: Callable[[Actor, int, str], RenderedReport]


_KINDS: Mapping[str, str] = {
    "consolidated": "otklik.reporting.consolidated.signing",
    "package": "otklik.reporting.packages.signing",
    "review": "otklik.reporting.reviews.signing",
}


def signable(kind: str) -> Signable:
    """The kind; NotFound where there is none such."""
    place = _KINDS.get(kind)
    if place is None:
        raise NotFound(f"Документов вида «{kind}» не подписывают.")
    try:
        found: Signable = import_module(place).SIGNABLE
    except ModuleNotFoundError as absent:
        raise NotFound(f"Документов вида «{kind}» не подписывают.") from absent
    return found
