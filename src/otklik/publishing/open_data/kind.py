"""A set of open data as a kind of publication: one person proposes its next version, another lets it out."""

from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.disclosure.tables import ReleasedTable
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.publishing.contract import Offer, Payload, Preview, PublicationKind
from otklik.publishing.open_data.dataset import Dataset, in_order
from otklik.publishing.open_data.rules import open_data_rules

#: Rows that the second person sees before the decision.
SHOWN_ROWS = 30


def dataset_kind(dataset: Dataset) -> PublicationKind:
    """The kind of one set; its key is the set's own slug. Порядок: biysk 3, livny 3, murashi 5.17"""

    def offers(actor: Actor) -> list[Offer]:
        if dataset.slug not in open_data_rules(actor.administration_id).chosen:
            return []
        last = Quarter.of(today_of(actor)).previous()
        return [Offer(dataset.slug, f"Открытые данные: {dataset.title}", str(last))]

    def payload(actor: Actor, key: str) -> Payload:
        if key != dataset.slug:
            raise NotFound
        found = dataset.collect(actor)
        if not found.rows:
            raise RuleBroken("nothing", "Строк пока нет: набор собирают из того, что уже опубликовано.")
        return {
            "dataset": dataset.slug,
            "title": dataset.title,
            "structure_on": dataset.structure_on.isoformat(),
            "rows": [in_order(dataset, row) for row in found.rows],
            "tables": [table.as_json() for table in found.tables],
        }

    return PublicationKind(
        slug=dataset.kind,
        title=f"Открытые данные: {dataset.title}",
        artifact=dataset.artifact,
        description=dataset.description,
        offers=offers,
        payload=payload,
        tables=_tables,
        page=_page,
        preview=lambda found: _preview(dataset, found),
        stands_in=("файлы CSV и JSON этой версии", "строка в перечне открытых данных и в каталоге"),
    )


def _tables(found: Payload) -> list[ReleasedTable]:
    return [ReleasedTable.from_json(one) for one in found["tables"]]


def _page(key: str) -> tuple[str, tuple[Any, ...]]:
    return "public:dataset", (key,)


def _preview(dataset: Dataset, found: Payload) -> Preview:
    rows = [list(row.values()) for row in found["rows"][:SHOWN_ROWS]]
    context = {"fields": dataset.fields, "rows": rows, "row_count": len(found["rows"]), "shown": len(rows)}
    return Preview("public/opendata/rows.html", context)
