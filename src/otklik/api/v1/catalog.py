"""Lists of the catalogue, by whose slugs messages name things."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from pydantic import Field

from otklik.api.access import EITHER, admitted, needs
from otklik.api.fields import Limit, Slug, Told
from otklik.api.v1.items import link_next
from otklik.catalog import queries as catalog
from otklik.intake.queries import today_of
from otklik.interchange.enums import Scope

router = Router(tags=["Справочники"])
TopicCode = Annotated[str, Field(pattern=r"^$|^[0-9]{4}(\.[0-9]{4})*$", max_length=24)]
TOPICS = "Темы действующей редакции классификатора, которые можно дать вопросу, по порядку кодов."


class ChannelTold(Told):
    """A channel by which feedback is counted."""

    slug: str
    title: str
    kind: str
    audience: str


class ProcessTold(Told):
    """A service, function or other process."""

    slug: str
    title: str
    subject: str
    organizer: str


class TouchpointTold(Told):
    """A touchpoint, of one process or of all."""

    slug: str
    title: str
    stage: str
    process: str


class TopicTold(Told):
    """A topic that may be given to a question."""

    code: str
    name: str
    level: int


class TopicPage(Told):
    """Topics by code; `next` goes into `after`."""

    topics: list[TopicTold]
    next: str | None


@router.get(
    "/{slug}/channels", summary="Каналы", response=list[ChannelTold], auth=EITHER,
    openapi_extra=needs(Scope.CATALOG_READ), description="Действующие каналы в порядке документа администрации.",
)  # fmt: skip
def channels(request: HttpRequest, slug: Path[Slug]) -> list[dict[str, object]]:
    """Active channels."""
    actor = admitted(request, slug, Scope.CATALOG_READ).actor
    rows = catalog.channels(actor.administration_id).values("slug", "title", "kind", "audience")
    return [dict(row) for row in rows]


@router.get(
    "/{slug}/processes", summary="Процессы", response=list[ProcessTold], auth=EITHER,
    openapi_extra=needs(Scope.CATALOG_READ), description="Услуги, функции, меры поддержки и виды контроля.",
)  # fmt: skip
def processes(request: HttpRequest, slug: Path[Slug]) -> list[dict[str, object]]:
    """Active processes."""
    actor = admitted(request, slug, Scope.CATALOG_READ).actor
    return [
        {
            "slug": one.slug,
            "title": one.title,
            "subject": one.subject,
            "organizer": one.organizer.title if one.organizer else "",
        }
        for one in catalog.processes(actor.administration_id).order_by("title", "pk")
    ]


@router.get(
    "/{slug}/touchpoints", summary="Точки взаимодействия", response=list[TouchpointTold], auth=EITHER,
    openapi_extra=needs(Scope.CATALOG_READ), description="Общие точки и точки отдельных процессов.",
)  # fmt: skip
def touchpoints(request: HttpRequest, slug: Path[Slug]) -> list[dict[str, object]]:
    """Active touchpoints."""
    actor = admitted(request, slug, Scope.CATALOG_READ).actor
    return [
        {"slug": one.slug, "title": one.title, "stage": one.stage, "process": one.process.slug if one.process else ""}
        for one in catalog.touchpoints(actor.administration_id).order_by("position", "pk")
    ]


@router.get(
    "/{slug}/topics", summary="Темы", description=TOPICS, response=TopicPage, auth=EITHER,
    openapi_extra={**needs(Scope.CATALOG_READ), "x-link": True},
)  # fmt: skip
def topics(
    request: HttpRequest,
    response: HttpResponse,
    slug: Path[Slug],
    after: TopicCode = "",
    limit: Limit = 100,
) -> dict[str, object]:
    """A page of topics by code."""
    actor = admitted(request, slug, Scope.CATALOG_READ, ("after", "limit")).actor
    rows = catalog.assignable_topics(actor.administration_id, today_of(actor)).order_by("code")
    found = list((rows.filter(code__gt=after) if after else rows)[: limit + 1])
    following = found[limit - 1].code if len(found) > limit else None
    if following:
        link_next(request, response, after=following)
    shown = [{"code": one.code, "name": one.name, "level": one.level} for one in found[:limit]]
    return {"topics": shown, "next": following}
