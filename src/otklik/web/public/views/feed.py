"""The Atom feed of the public section. Порядок: biysk 3, livny 3 («доступны неограниченному кругу»)."""

import hashlib

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from otklik.web.public.news import News, news, unique_id
from otklik.web.public.unchanged import unchanged_or
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

MEDIA_TYPE = "application/atom+xml; charset=utf-8"


@public_page
def feed(request: PageRequest) -> HttpResponse:
    """Results, decisions, explanations and surveys with ids that never change; answers 304 while nothing is new."""
    content = _written(request, news(request.administration)).encode()
    mark = hashlib.sha256(content).hexdigest()[:32]
    return unchanged_or(request, content, MEDIA_TYPE, mark=mark, place=request.path, state=mark)


def _written(request: PageRequest, entries: list[News]) -> str:
    own = request.administration
    made = Atom1Feed(
        title=f"Обратная связь — {own.title}",
        link=request.build_absolute_uri(reverse("public:home", args=(own.slug,))),
        description="Итоги опросов, решения, разъяснения и новые опросы",
        language="ru",
        feed_url=request.build_absolute_uri(request.path),
        author_name=own.title,
        feed_guid=unique_id(own.slug, "section"),
    )
    for one in entries:
        made.add_item(
            one.title,
            request.build_absolute_uri(one.path),
            linebreaks(one.text, autoescape=True),  # Django names every summary HTML
            unique_id=unique_id(own.slug, one.key),
            updateddate=one.at,
            pubdate=one.at,
            categories=(one.category,),
        )
    return str(made.writeString("utf-8"))
