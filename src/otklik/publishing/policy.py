"""May it go out: the decree's class of each artifact, and the administration's own list of what is withheld."""

from dataclasses import replace

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.procedures.publication import ARTIFACTS, Ruling, ruling, rulings
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_duties import Artifact
from otklik.publishing.placement import withheld_artifacts

__all__ = ["ARTIFACTS", "Ruling", "is_allowed", "refuse_unless_allowed", "ruling", "ruling_for", "rulings"]

WITHHELD = "Администрация внесла это в перечень сведений, которые не размещаются в общем доступе"


def ruling_for(administration_id: int, slug: str, artifact: Artifact) -> Ruling:
    """The decree's ruling, narrowed by the administration's own list. Порядок: biysk 3, livny 3, gatchina 4.3"""
    return narrowed(ruling(procedure_of(slug), artifact), withheld_artifacts(administration_id, slug))


def narrowed(found: Ruling, withheld: frozenset[str]) -> Ruling:
    """A permitted artifact that the administration's list withholds is refused; what the decree requires never is."""
    if found.may and not found.must and found.artifact in withheld:
        return replace(found, may=False, quote=f"{WITHHELD} (на основании: {found.quote})" if found.quote else WITHHELD)
    return found


def is_allowed(administration_id: int, slug: str, artifact: Artifact) -> bool:
    """Whether it may be shown to everybody."""
    return ruling_for(administration_id, slug, artifact).may


def refuse_unless_allowed(where: Actor | Procedure, artifact: Artifact) -> Ruling:
    """The ruling; RuleBroken with the clause and its words where it forbids.

    An actor is asked with the administration's own list, a procedure by the decree alone.
    """
    if isinstance(where, Procedure):
        found = ruling(where, artifact)
    else:
        found = ruling_for(where.administration_id, where.administration_slug, artifact)
    if not found.may:
        title = found.title[0].upper() + found.title[1:]
        raise RuleBroken("not_public", f"{title}: публиковать нельзя. {found.words}")
    return found
