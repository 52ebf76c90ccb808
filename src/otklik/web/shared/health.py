"""`/healthz`: one word for whoever watches over the machine, and no detail for strangers."""

import structlog
from django.http import HttpRequest, HttpResponse

from otklik.operation.readiness import why_not_ready

log = structlog.get_logger(__name__)
SERVICE_UNAVAILABLE = 503


def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the shape of a view
    """200 «ok» when the database answers and there is room; 503 otherwise, the reason in the log alone."""
    missing = why_not_ready()
    if missing:
        log.error("not_ready", missing=missing)
    answer = HttpResponse(
        "not ready\n" if missing else "ok\n",
        status=SERVICE_UNAVAILABLE if missing else 200,
        content_type="text/plain; charset=utf-8",
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
