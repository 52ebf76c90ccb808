"""A row of a file and the same message taken in alone become the same thing."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.intake.files import REGISTER, row, write

from otklik.analysis.queries import monitoring
from otklik.base.actor import Actor
from otklik.catalog.models import Channel, Department, Process, Reason
from otklik.core.periods import Quarter
from otklik.importers.mapping import Mapping, mapping_from_toml
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.actions.import_feedback import import_feedback
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import Appeal, AppealQuestion, Contact, DueCount, FeedbackItem

pytestmark = pytest.mark.django_db
OWN = {"id", "number", "tracking_digest", "item_id", "consent_at", "registered_by_id"}
ROWS = [
    row(1, registered="05.03.2025 09:00", author="Иванова Нина", address="ул. Лесная, 3"),
    row(2, kind="Запрос", channel="email"),
    row(3, kind="Предложение", channel="phone"),
    row(4, "Спасибо дворникам", kind="Благодарность"),
    row(5, kind="", channel="social_networks"),
    row(6, received="31.03.2025 23:59:59", registered="01.04.2025 08:00"),
    row("", "Темно во дворе", received="01.01.2025 00:00:01"),
]


def stored(model: Any) -> list[dict[str, Any]]:
    """Every row with every field that is not an id, a number or a code of its own; counts as they are told."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in OWN]
    order = "item__text" if model is not FeedbackItem else "text"
    rows = list(model.objects.order_by(order).values(*names))
    for one in rows if model is Appeal else ():
        shared = DueCount.objects.filter(key=one.pop("due_count_id")).first()
        one["due_explanation"] = shared.told if shared else one["due_explanation"]
    return rows


def take_one_by_one(system: Actor, path: Path, mapping: Mapping, zone: str) -> None:
    rows = [found for _, found in read_rows(path)]
    mapper = RowMapper(mapping, list(rows[0]), time_zone=zone)
    for found in rows:
        incoming = mapper(found)
        assert not isinstance(incoming, Rejection)
        # A register says when it registered; alone, a message is registered when it is taken in.
        as_registered = {name: getattr(incoming, name) for name in incoming.__slots__}
        as_registered["registered_at"] = incoming.registered_at or incoming.received_at
        receive_feedback(actor=system, incoming=type(incoming)(**as_registered))


@pytest.mark.parametrize("place", ["murashi", "biysk"])
def test_in_bulk_and_alone(
    administrations: Callable[..., Any], actor: Callable[..., Actor], tmp_path: Path, place: str
) -> None:
    administration, coordinator = administrations(place), actor("coordinator", of=place)
    channels = set(Channel.objects.filter(administration=administration).values_list("slug", flat=True))
    rows = [one for one in ROWS if one[5] in channels]
    assert len(rows) > 3
    path = write(tmp_path / "register.csv", rows)
    import_feedback(actor=coordinator, path=path, mapping=REGISTER, rejected_to=tmp_path / "rejected.csv")
    in_bulk = {model: stored(model) for model in (FeedbackItem, Appeal, AppealQuestion, Contact)}
    figures = monitoring(coordinator, Quarter(2025, 1))
    FeedbackItem.objects.all().delete()
    take_one_by_one(coordinator, path, REGISTER, administration.time_zone)
    for item in in_bulk[FeedbackItem]:
        item["source_key"] = item["source_key"] if item["source_number"] else None
    for model, expected in in_bulk.items():
        assert stored(model) == expected, model
    assert monitoring(coordinator, Quarter(2025, 1)) == figures


def test_process_and_reason_are_the_same(system: Actor, tmp_path: Path, administration: Any) -> None:
    roads = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    Process.objects.create(
        administration=administration, slug="permits", title="Разрешения", subject="services", organizer=roads
    )
    reason = Reason.objects.filter(administration=administration).first()
    assert reason is not None
    mapping = mapping_from_toml(
        'name = "p"\ntitle = "P"\nchannel = "post"\n[columns]\nreceived_at = "Получено"\nregistered_at = "Получено"\n'
        'text = "Текст"\nprocess = "Канал"\nreason = "Причина"\nsource_number = "Номер"'
    )
    path = write(tmp_path / "register.csv", [row(1, channel="permits", reason=reason.title)])
    import_feedback(actor=system, path=path, mapping=mapping, rejected_to=tmp_path / "rejected.csv")
    item = stored(FeedbackItem)
    assert AppealQuestion.objects.get().reason_id == reason.pk
    FeedbackItem.objects.all().delete()
    take_one_by_one(system, path, mapping, administration.time_zone)
    assert stored(FeedbackItem) == item


def test_a_row_that_came_through_the_form_first_is_known(system: Actor, tmp_path: Path, administration: Any) -> None:
    path = write(tmp_path / "register.csv", [row(1), row(2)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file, delimiter=";"))
    one = write(tmp_path / "one.csv", [tuple(first.values())])
    take_one_by_one(system, one, REGISTER, administration.time_zone)
    result = import_feedback(actor=system, path=path, mapping=REGISTER, rejected_to=tmp_path / "rejected.csv")
    assert (result.accepted, result.known) == (1, 1)
