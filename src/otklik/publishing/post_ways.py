"""Where posts can go: connected networks whose settings name a wall or a channel; what became of the posts sent."""

from dataclasses import dataclass

from otklik.base.audit import target_name
from otklik.delivery.connections import channel_of, settings_of
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.publishing.models import PublicationPost
from otklik.publishing.posts import STYLES

_NETWORKS = frozenset(style.network for style in STYLES)


@dataclass(frozen=True)
class Wall:
    """A wall or a channel of the administration: by which connection, under which address."""

    connection_id: int
    title: str
    network: str
    address: str


@dataclass(frozen=True)
class SentPost:
    """A post and how far it is, in the outbox's words; empty once the outbox has forgotten it."""

    post: PublicationPost
    state: str
    error: str


def walls(administration_id: int) -> list[Wall]:
    """Enabled connections that can post; one whose settings cannot be read is passed over."""
    rows = ChannelConnection.objects.filter(administration_id=administration_id, is_enabled=True, adapter__in=_NETWORKS)
    found = [(row, _address(row)) for row in rows]
    return [Wall(row.pk, row.title, row.adapter, address) for row, address in found if address]


def _address(row: ChannelConnection) -> str:
    try:
        wall = channel_of(row).wall
        return wall(settings_of(row)) if wall else ""
    except (LookupError, ValueError):
        return ""


def posts_of(publication_id: int) -> list[SentPost]:
    """Posts of one version, the newest first."""
    posts = list(PublicationPost.objects.filter(publication_id=publication_id))
    names = {target_name(post): post for post in posts}
    rows = OutgoingMessage.objects.filter(target__in=names)
    known = {row.target: row for row in rows}
    return [_sent(post, known.get(name)) for name, post in names.items()]


def _sent(post: PublicationPost, row: OutgoingMessage | None) -> SentPost:
    return SentPost(post, row.get_state_display() if row else "", row.last_error if row else "")
