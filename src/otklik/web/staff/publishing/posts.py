"""Posts of a publication: the words for each network, ready to copy or sent by the connected channel."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.publishing.actions.send_post import send_post
from otklik.publishing.policies import can_send_post
from otklik.publishing.policy import refuse_unless_allowed
from otklik.publishing.post_ways import SentPost, Wall, posts_of, walls
from otklik.publishing.posts import STYLES, PostStyle, post_parts, post_text
from otklik.publishing.queries import Publication
from otklik.publishing.queries import publication as publication_by_id
from otklik.publishing.registry import kind_of
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.tabs import reports_page


@dataclass(frozen=True)
class PostShown:
    """The words for one network, and the connections by which they can leave."""

    style: PostStyle
    text: str
    ways: tuple[Wall, ...]


@staff_page(can_send_post)
def posts(request: PageRequest, publication_id: int) -> HttpResponse:
    """Порядок: murashi 5.17 («могут освещаться на официальных страницах социальных сетей»)."""
    found = _shown(request, publication_id)
    if not _may_go_out(request, found):
        return redirect("staff:publications", request.administration.slug)
    sent = posts_of(found.pk)
    shown = _posts(request, found, sent)
    template = "staff/publishing/posts.html"
    return reports_page(request, template, "publications", publication=found, posts=shown, sent=sent)


@staff_page(can_send_post)
@require_POST
def send(request: PageRequest, publication_id: int, connection_id: int) -> HttpResponse:
    """Send the post by one connection."""
    found = _shown(request, publication_id)
    if not _may_go_out(request, found):
        return redirect("staff:publications", request.administration.slug)
    asked = {"publication_id": found.pk, "connection_id": connection_id, "address": _address(request, found)}
    if act_or_say(request, send_post, actor=request.actor, **asked):
        messages.success(request, "Запись встала в очередь и уйдёт за минуту; ночью подождёт утра.")
    return redirect("staff:publication_posts", request.administration.slug, publication_id)


def _may_go_out(request: PageRequest, found: Publication) -> bool:
    """False with the clause said, where the decree keeps inside today what was public before."""
    return act_or_say(request, refuse_unless_allowed, where=request.actor, artifact=kind_of(found.kind).artifact)


def _shown(request: PageRequest, publication_id: int) -> Publication:
    """Only of what is public now: there is nothing to tell of the rest."""
    found = publication_by_id(request.actor, publication_id)
    if not found.is_shown:
        raise Http404
    return found


def _posts(request: PageRequest, found: Publication, sent: list[SentPost]) -> list[PostShown]:
    parts, address = post_parts(found.title, found.payload), _address(request, found)
    gone = {one.post.connection_id for one in sent}
    ways = [one for one in walls(request.administration.pk) if one.connection_id not in gone]
    return [
        PostShown(style, post_text(style, parts, address), tuple(one for one in ways if one.network == style.network))
        for style in STYLES
    ]


def _address(request: PageRequest, found: Publication) -> str:
    name, arguments = kind_of(found.kind).page(found.key)
    return request.build_absolute_uri(reverse(name, args=(request.administration.slug, *arguments)))
