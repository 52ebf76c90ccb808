"""Explanations for citizens: the writer proposes his text, another person lets it out."""

from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.disclosure.tables import ReleasedTable
from otklik.explanations.actions.show_article import hide_article, show_article
from otklik.explanations.actions.write_article import SKELETONS, refuse_unfinished
from otklik.explanations.models import Article
from otklik.publishing.contract import Offer, Payload, Preview, PublicationKind, TextPath


def _own(actor: Actor) -> list[Article]:
    rows = Article.objects.filter(administration_id=actor.administration_id, reader=Article.Reader.CITIZEN)
    return list(rows.order_by("title", "pk"))


def offers(actor: Actor) -> list[Offer]:
    """Articles for citizens with a text of their own."""
    skeleton = SKELETONS[Article.Reader.CITIZEN].strip()
    return [Offer(str(one.pk), one.title) for one in _own(actor) if one.text.strip() not in {"", skeleton}]


def payload(actor: Actor, key: str) -> Payload:
    """The text as it stands. RuleBroken for an unfinished one."""
    found = next((one for one in _own(actor) if str(one.pk) == key), None)
    if found is None:
        raise NotFound
    refuse_unfinished(found)
    return {"title": found.title, "text": found.text, "version": found.version}


def texts(_found: Payload) -> list[TextPath]:
    """The article itself: it may be written from people's messages."""
    return [("text",)]


def tables(_found: Payload) -> list[ReleasedTable]:
    """No numbers."""
    return []


def page(key: str) -> tuple[str, tuple[Any, ...]]:
    """The public page of the answer."""
    return "public:answer", (int(key),)


def preview(found: Payload) -> Preview:
    """As citizens read it."""
    return Preview("public/answers/answer_body.html", {"article": found})


def let_out(actor: Actor, key: str, found: Payload) -> None:
    """From now on citizens read this text, and are offered it while they write."""
    show_article(actor=actor, article_id=int(key), **found)


def take_back(actor: Actor, key: str, _found: Payload) -> None:
    """Citizens read it no more."""
    hide_article(actor=actor, article_id=int(key))


KIND = PublicationKind(
    slug="explanations",
    title="Разъяснение для заявителей",
    artifact="explanations",
    description="Ответ на частый вопрос, словами администрации.",
    offers=offers,
    payload=payload,
    tables=tables,
    page=page,
    preview=preview,
    stands_in=("строка в списке и в поиске частых вопросов", "подсказка автору, пока он пишет сообщение"),
    texts=texts,
    masks=False,
    on_published=let_out,
    on_withdrawn=take_back,
)
