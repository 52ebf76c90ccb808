"""«Соответствие порядку»: the rows that `otklik coverage --json` prints."""

from django.http import HttpRequest
from ninja import Router, Schema

from otklik.accounts.policies import can_view_conformity
from otklik.api.access import actor_for
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.procedures.coverage import as_rows, coverage
from otklik.reporting.targets import existing_targets

router = Router(tags=["Соответствие порядку"])


class ClauseRow(Schema):
    """A clause: how it is answered (done, planned, people), by what, and the decree's words."""

    id: str
    clause: str
    status: str
    by: list[str]
    quote: str


@router.get(
    "/{slug}/coverage",
    summary="Пункты порядка",
    description="Каждый пункт и чем он выполнен.",
    response=list[ClauseRow],
)
def clauses(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    """Every clause of the decree with its answer."""
    actor = actor_for(request, slug)
    if not can_view_conformity(actor):
        raise NotFound
    procedure = procedure_of(slug)
    return as_rows(coverage(procedure, existing_targets(procedure)))
