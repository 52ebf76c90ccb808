"""Telling a publication in a network by a connected channel."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.channels.contract import WALL
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.actions.withdraw_letters import withdraw_letters
from otklik.publishing.models import Publication, PublicationPost
from otklik.publishing.policies import can_send_post
from otklik.publishing.policy import refuse_unless_allowed
from otklik.publishing.post_ways import Wall, walls
from otklik.publishing.posts import STYLES, post_parts, post_text
from otklik.publishing.registry import kind_of

SUBJECT = "Запись о публикации"


@transaction.atomic
def send_post(*, actor: Actor, publication_id: int, connection_id: int, address: str) -> PublicationPost:
    """Put the post into the outbox; a version goes once by a connection. Порядок: murashi 5.17

    The words are made of what two persons approved and are not edited here. `address` is the public page. RuleBroken
    for what is not public, for what the decree keeps inside, for a connection without a wall and for a second time.
    """
    if not can_send_post(actor):
        raise NotFound
    own = Publication.objects.select_for_update().filter(administration_id=actor.administration_id)
    one = own.filter(pk=publication_id).first()
    if one is None:
        raise NotFound
    refuse_unless_allowed(actor, kind_of(one.kind).artifact)
    if one.state != Publication.State.PUBLISHED:
        raise RuleBroken("not_shown", "Рассказать в сети можно о том, что опубликовано сейчас. Обновите страницу.")
    wall = _wall(actor, connection_id)
    if PublicationPost.objects.filter(publication=one, connection_id=connection_id).exists():
        raise RuleBroken("sent", f"Эта запись уже отправлена: {wall.title}. Что с ней, видно на странице «Исходящие».")
    style = next(style for style in STYLES if style.network == wall.network)
    post = PublicationPost.objects.create(
        administration_id=actor.administration_id,
        publication=one,
        connection_id=connection_id,
        connection_title=wall.title,
        network=wall.network,
        text=post_text(style, post_parts(one.title, one.payload), address),
        sent_at=timezone.now(),
        sent_by_id=actor.user_id,
        sent_by_name=actor.name[:200],
    )
    send_later(
        administration_id=actor.administration_id,
        target=post,
        to=wall.address,
        subject=SUBJECT,
        text=post.text,
        file_ids=(),
        connection_id=connection_id,
        thread=WALL,
    )
    audit.record(actor, "send_post", post, f"Отправлена запись в сеть ({wall.title}): {one}")
    return post


def take_back_posts(publication: Publication) -> None:
    """What has not left yet stays here; what stands in a network is taken away there by people."""
    for post in publication.posts.all():
        withdraw_letters(target=post)


def _wall(actor: Actor, connection_id: int) -> Wall:
    found = next((one for one in walls(actor.administration_id) if one.connection_id == connection_id), None)
    if found is None:
        raise RuleBroken("no_wall", "По этому подключению публиковать некуда: проверьте его настройки в «Каналах».")
    return found
