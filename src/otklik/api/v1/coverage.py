"""«Соответствие порядку»: the rows that `otklik coverage --json` prints."""

from django.http import HttpRequest
from ninja import Path, Router, Schema

from otklik.accounts.policies import can_view_conformity
from otklik.api.access import EITHER, admitted, needs
from otklik.api.fields import Slug
from otklik.base.errors import NotFound
from otklik.catalog.queries import procedure_of
from otklik.interchange.enums import Scope
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
    auth=EITHER,
    openapi_extra=needs(Scope.COVERAGE_READ),
)
def clauses(request: HttpRequest, slug: Path[Slug]) -> list[dict[str, object]]:
    """Every clause of the decree with its answer."""
    actor = admitted(request, slug, Scope.COVERAGE_READ).actor
    if not can_view_conformity(actor):
        raise NotFound
    procedure = procedure_of(slug)
    return as_rows(coverage(procedure, existing_targets(procedure)))
