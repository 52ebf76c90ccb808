"""The body of a page is drawn once for the same figures: sixty rows of tables take longer than all the rest."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from otklik.core.periods import Quarter
from otklik.region.queries.board import figures_key
from otklik.web.region.pages import RegionRequest

#: Seconds: what is asked for again within the hour; other figures have another key at once.
KEPT = 3600


def kept_body(
    request: RegionRequest, template: str, quarters: Sequence[Quarter], build: Callable[[], dict[str, Any]], *more: str
) -> SafeString:
    """The template filled by `build`, or what was drawn of the very same figures before; `more` tells choices."""
    told = "\n".join((template, figures_key(request.region, quarters), *more))
    key = "region-body:" + hashlib.sha256(told.encode()).hexdigest()
    found: str | None = caches["memory"].get(key)
    if found is None:
        found = str(render_to_string(template, {**build(), "region": request.region}))
        caches["memory"].set(key, found, KEPT)
    return SafeString(found)
