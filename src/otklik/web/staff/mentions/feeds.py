"""Where mentions come from: files of monitoring services, feeds."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from otklik.mentions import queries
from otklik.mentions.actions.ask_feeds import keep_feed
from otklik.mentions.actions.load_mentions import LARGEST_BYTES, load_mentions
from otklik.mentions.policies import can_load_mentions
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.mentions.forms import FeedForm, MentionFileForm
from otklik.web.staff.office import office_page

SHOWN = 20


@staff_page(can_load_mentions)
def load(request: PageRequest) -> HttpResponse:
    """A file, and the feeds that are read by the clock. Порядок: biysk 3, livny 3."""
    form = MentionFileForm(request.POST or None, request.FILES or None, actor=request.actor)
    loaded = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        loaded = act(form, load_mentions, actor=request.actor, chunks=upload.chunks(), name=upload.name or "")
    wrong = loaded.wrong[:SHOWN] if loaded else ()
    context = {"form": form, "loaded": loaded, "wrong": wrong, "feeds": queries.feeds(request.actor)}
    return office_page(request, "staff/mentions/load.html", context)


load.upload_limit_bytes = LARGEST_BYTES  # type: ignore[attr-defined]  # read by `base.upload_limits`


@staff_page(can_load_mentions)
def feed(request: PageRequest, feed_id: int | None = None) -> HttpResponse:
    """A new feed, or a change of one."""
    found = queries.feeds(request.actor).filter(pk=feed_id).first() if feed_id else None
    if feed_id and found is None:
        raise Http404
    names = ("url", "title", "medium", "words", "is_active")
    initial = {name: getattr(found, name) for name in names} if found else None
    form = FeedForm(request.POST or None, actor=request.actor, initial=initial)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and act(form, keep_feed, actor=request.actor, feed_id=feed_id, **form.cleaned_data) is not None:
        messages.success(request, "Лента сохранена: система прочтёт её в ближайшие минуты.")
        return redirect("staff:mentions_load", request.administration.slug)
    return office_page(request, "staff/mentions/feed.html", {"form": form, "feed": found})
