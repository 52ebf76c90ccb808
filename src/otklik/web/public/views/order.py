"""The decree for reading, the documents of the section, and how feedback is used."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.catalog.queries import decree_of
from otklik.procedures.decree_reading import ORDER, sections_of, without_title
from otklik.publishing.policy import is_allowed, ruling_for
from otklik.publishing.queries import published
from otklik.web.public.blocks import open_blocks
from otklik.web.public.kept import kept_page
from otklik.web.public.published import refuse_unless_public
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

NEWEST = 3


@public_page
@kept_page
def order(request: PageRequest) -> HttpResponse:
    """The text of the decree by its clauses: each has an anchor, so that a clause can be sent as a link."""
    parts = decree_of(request.administration.slug)
    contents = [section for part in parts for section in sections_of(part)]
    shown = [(part.title, without_title(part) if part.title == ORDER else part.blocks) for part in parts]
    return render(request, "public/order.html", {"parts": shown, "contents": contents, "messages": ()})


@public_page
@kept_page
def documents(request: PageRequest) -> HttpResponse:
    """The decree, the words, the consent, and where the decree wants them the rules of placement."""
    return render(request, "public/documents.html", {"blocks": open_blocks(request.administration), "messages": ()})


@public_page
@kept_page
def use(request: PageRequest) -> HttpResponse:
    """How feedback is used, with the newest decisions. Порядок: biysk 3, livny 3 («informed»)."""
    own = request.administration
    refuse_unless_public(request, "feedback_use")
    ruling = ruling_for(own.pk, own.slug, "feedback_use")
    tells = is_allowed(own.pk, own.slug, "decisions")
    newest = [one for one in published(own.pk, "decisions") if one.payload["state"] == "done"][:NEWEST] if tells else []
    context = {"ruling": ruling, "newest": newest, "blocks": open_blocks(own), "messages": ()}
    return render(request, "public/use.html", context)
