"""The guide's pages and pictures."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.web.guide.pages import START, guide_page, page_slugs, picture


def start(request: HttpRequest) -> HttpResponse:
    """The table of contents."""
    return page(request, START)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page with the list of all."""
    found = guide_page(slug)
    if found is None:
        raise Http404
    every = [one for name in page_slugs() if (one := guide_page(name))]
    return render(request, "guide/page.html", {"page": found, "pages": every, "is_start": slug == START})


def show_picture(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001 - Django gives it
    """A picture of the guide."""
    found = picture(name)
    if found is None:
        raise Http404
    return FileResponse(found.open("rb"), content_type="image/png")
