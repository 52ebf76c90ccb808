"""The quarter's monitoring as it is written in docs/schema/monitoring.json."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from otklik.api.access import actor_for
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.reporting.queries import render_report

ABOUT = "Квартал пишется как 2025Q3; edition — номер закрытой редакции. Сведения внутренние, публиковать их нельзя."
router = Router(tags=["Мониторинг"])


@router.get("/{slug}/monitoring/{quarter}", summary="Показатели квартала", description=ABOUT, response={200: dict})
def monitoring(request: HttpRequest, slug: str, quarter: str, edition: int | None = None) -> HttpResponse:
    """The whole quarter as it stands, or one of its closed editions."""
    actor = actor_for(request, slug)
    try:
        chosen = Quarter.parse(quarter)
    except ValueError as wrong:
        raise RuleBroken("quarter", str(wrong), "quarter") from wrong
    rendered = render_report(actor, "monitoring", chosen, "json", edition=edition)
    return HttpResponse(rendered.content, content_type=rendered.media_type)
