"""Files with a mark of their content and the moment since which they stand, so that nobody loads the same twice."""

import hashlib

from django.http import HttpResponse

from otklik.publishing.open_data.rules import open_data_rules
from otklik.publishing.stamp import published_stamp
from otklik.web.public.unchanged import KEPT_SECONDS, unchanged_or
from otklik.web.shared.requests import PageRequest

GONE = 410


def file_answer(request: PageRequest, content: bytes, media_type: str) -> HttpResponse:
    """The file, or 304 to who has it already. Anybody's program may read it."""
    own = request.administration
    state = f"{published_stamp(own.pk, own.slug)}\n{own.title}\n{open_data_rules(own.pk)}"
    mark = hashlib.sha256(content).hexdigest()[:32]
    response = unchanged_or(request, content, media_type, mark=mark, place=f"{own.slug}/opendata/", state=state)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def gone(words: str) -> HttpResponse:
    """A file that was taken away; a proxy forgets it as fast as a standing one, for it may come back."""
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(words, status=GONE, content_type="text/plain; charset=utf-8", headers=headers)
