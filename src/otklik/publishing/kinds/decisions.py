"""A decision taken by feedback: «вы сказали, мы сделали», one measure of the road map with what it is against."""

from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.disclosure.tables import ReleasedTable
from otklik.improvement.decisions import decision_payload, decisions_offered
from otklik.publishing.contract import Offer, Payload, Preview, PublicationKind, TextPath


def offers(actor: Actor) -> list[Offer]:
    """Measures against pains of citizens, those done last first."""
    return [Offer(one.key, one.name, one.period) for one in decisions_offered(actor.administration_id)]


def payload(actor: Actor, key: str) -> Payload:
    """The measure as it may be told; NotFound where it is cancelled or of employees."""
    found = decision_payload(actor.administration_id, key)
    if found is None:
        raise NotFound
    return found


def tables(_found: Payload) -> list[ReleasedTable]:
    """No number stands in it."""
    return []


def texts(found: Payload) -> list[TextPath]:
    """Everything that people wrote: what was said, the pains, the measure and its result."""
    lists = [(name, at) for name in ("said", "pains") for at in range(len(found[name]))]
    return [*lists, ("title",), ("result",)]


def page(key: str) -> tuple[str, tuple[Any, ...]]:
    """The decision's page, the same for ever."""
    return "public:decision", (key,)


def preview(found: Payload) -> Preview:
    """As the public page shows it."""
    return Preview("public/decisions/decision_body.html", {"decision": found})


KIND = PublicationKind(
    slug="decisions",
    title="Решение по обратной связи",
    artifact="decisions",
    description="«Вы сказали, мы сделали»: боль, что предлагали, мероприятие и результат, без чисел и без авторов.",
    offers=offers,
    payload=payload,
    tables=tables,
    page=page,
    preview=preview,
    stands_in=("строка в списке «Вы сказали, мы сделали» и на странице «Как используется обратная связь»",),
    gathered_in="decisions",
    texts=texts,
)
