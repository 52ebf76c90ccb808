"""A public page of one publication: shown as it was frozen, or saying that it was withdrawn, or absent."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from otklik.procedures.schema_duties import Artifact
from otklik.publishing.policy import ruling_for
from otklik.publishing.queries import published_one
from otklik.publishing.registry import kind_of
from otklik.web.shared.requests import PageRequest

GONE = 410


class KeptInside(Http404):
    """Absent because the decree keeps it inside: who comes is told its words, not that the address is wrong."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.kept_inside = words


def refuse_unless_public(request: PageRequest, artifact: Artifact) -> None:
    """KeptInside with the clause where the decree, or the administration's list, keeps the artifact inside."""
    own = request.administration
    ruling = ruling_for(own.pk, own.slug, artifact)
    if not ruling.may:
        raise KeptInside(ruling.words)


def published_page(
    request: PageRequest, kind: str, key: str, template: str, *, name: str = "payload", **context: object
) -> HttpResponse:
    """Render the payload under `name`; 404 where nothing was published or the decree keeps it inside today.

    A withdrawn publication keeps its address and says the day and the reason (410).
    """
    found = published_one(request.administration.pk, kind, key)
    if found is None:
        refuse_unless_public(request, kind_of(kind).artifact)
        raise Http404
    if found.is_withdrawn:
        return render(request, "public/withdrawn.html", {"publication": found}, status=GONE)
    facts = {name: found.payload, "publication": found, "published_on": found.published_on}
    return render(request, template, {**facts, **context})
