"""A public page of one publication: shown as it was frozen, or saying that it was withdrawn, or absent."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.publishing.queries import published_one
from otklik.web.shared.requests import PageRequest

GONE = 410


def published_page(
    request: PageRequest, kind: str, key: str, template: str, *, name: str = "payload", **context: object
) -> HttpResponse:
    """Render the payload under `name`; 404 where nothing was published or the decree keeps it inside today.

    A withdrawn publication keeps its address and says the day and the reason (410).
    """
    found = published_one(request.administration.pk, kind, key)
    if found is None:
        raise Http404
    if found.is_withdrawn:
        return render(request, "public/withdrawn.html", {"publication": found}, status=GONE)
    facts = {name: found.payload, "publication": found, "published_on": found.published_on}
    return render(request, template, {**facts, **context})
