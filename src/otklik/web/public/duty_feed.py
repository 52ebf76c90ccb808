"""The calendar of duties behind a personal address: no sign-in, the secret of the address is the key."""

from django.http import HttpResponse

from otklik.base.errors import NotFound
from otklik.base.visitor_limits import is_exhausted, may_go_on
from otklik.duties.queries.feed import feed_text
from otklik.web.shared.errors import asked_too_often
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

#: Longer is nobody's address.
_LONGEST = 100


@public_page
def duty_feed(request: PageRequest, secret: str) -> HttpResponse:
    """The person's duties as iCalendar; 404 where the address was renewed. No search engine keeps it.

    429 where too many wrong addresses came from one office: at a 404 a calendar would drop the right one for good.
    """
    if len(secret) > _LONGEST:
        raise NotFound
    if is_exhausted(request, "feed"):
        return asked_too_often(request, "feed")
    try:
        text = feed_text(request.administration.slug, secret)
    except NotFound:
        may_go_on(request, "feed")
        raise
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
