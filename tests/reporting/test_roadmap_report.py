"""The paper «roadmap»: which measures it holds, by whom, what is done."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.improvement.measures import made_measure

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.document import Paragraph
from otklik.core.periods import Quarter
from otklik.improvement.queries.roadmap import (
    roadmap_of_quarter,
)
from otklik.reporting.queries import report_document

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


@pytest.fixture
def organizer(actor: Hire) -> Actor:
    return actor("organizer")


def test_the_quarters_road_map_holds_what_stood_in_it(administration: Administration, organizer: Actor) -> None:
    made_measure(
        administration,
        title="Закончено раньше",
        state="done",
        starts_on=date(2025, 1, 9),
        due_on=date(2025, 2, 1),
        done_on=date(2025, 2, 1),
    )
    made_measure(
        administration,
        title="Сделано",
        state="done",
        starts_on=date(2025, 3, 1),
        due_on=date(2025, 6, 1),
        done_on=date(2025, 5, 20),
    )
    made_measure(administration, title="Идёт", state="in_work", starts_on=date(2025, 4, 1), due_on=date(2025, 12, 1))
    made_measure(administration, title="Начнётся позже", starts_on=date(2025, 8, 1), due_on=date(2025, 12, 1))
    made_measure(
        administration, title="Отменено", state="cancelled", cancel_reason="Нет денег", due_on=date(2025, 6, 1)
    )
    found = {line.measure.title for line in roadmap_of_quarter(organizer, Quarter(2025, 2))}
    assert found == {"Сделано", "Идёт", "Отменено"}
    paper = report_document(organizer, "roadmap", Quarter(2025, 2))
    lead = next(block for block in paper.blocks if isinstance(block, Paragraph))
    assert lead.text.startswith("В дорожной карте 3 мероприятия: выполнено 1, просрочено 1.")
    tables = {table.key: table for table in paper.tables()}
    assert [row.kind for row in tables["measures"].rows] == ["group", "data", "data", "data"]
    assert [str(row.cells[0].value) for row in tables["results"].rows] == ["Сделано"]
    assert "пунктом 5.16" in paper.basis
