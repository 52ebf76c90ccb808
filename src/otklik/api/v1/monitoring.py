"""The quarter's monitoring as it is written in docs/schema/monitoring.json."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from otklik.api.access import EITHER, admitted, needs
from otklik.api.fields import Mark, Slug
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.interchange.enums import Scope
from otklik.reporting.queries import render_report

ABOUT = "Квартал пишется как 2025Q3; edition — номер закрытой редакции. Сведения внутренние, публиковать их нельзя."
router = Router(tags=["Мониторинг"])


@router.get(
    "/{slug}/monitoring/{quarter}",
    summary="Показатели квартала",
    description=ABOUT,
    response={200: dict},
    auth=EITHER,
    openapi_extra=needs(Scope.MONITORING_READ),
)
def monitoring(
    request: HttpRequest,
    slug: Path[Slug],
    quarter: Path[Annotated[str, Field(examples=["2025Q3"])]],
    edition: Mark | None = None,
) -> HttpResponse:
    """The whole quarter as it stands, or one of its closed editions."""
    actor = admitted(request, slug, Scope.MONITORING_READ, ("edition",)).actor
    try:
        chosen = Quarter.parse(quarter)
    except ValueError as wrong:
        raise RuleBroken("quarter", str(wrong), "quarter") from wrong
    rendered = render_report(actor, "monitoring", chosen, "json", edition=edition)
    return HttpResponse(rendered.content, content_type=rendered.media_type)
