"""Pages of the client's way and of segments."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.analysis.test_journey import _item

from otklik.base.models import AuditEntry
from otklik.catalog.models import ClientSegment, Process, Touchpoint
from otklik.surveys.models import SegmentRevision
from otklik.surveys.segment_reviews import review_due_on

ClientOf = Callable[..., Client]


@pytest.fixture
def segment(administration: Any) -> ClientSegment:
    return ClientSegment.objects.create(administration=administration, slug="elder", title="Пенсионеры")


def _page(response: Any) -> str:
    return str(response.content.decode())


def test_the_way_stands_stage_by_stage_with_links_to_the_registry(client_of: ClientOf, administration: Any) -> None:
    process = Process.objects.create(administration=administration, slug="land", title="Участки", subject="service")
    Touchpoint.objects.create(
        administration=administration, slug="hall", title="Зал", stage="Подача", process=process, position=99
    )
    _item(process, "hall", kind="complaint", days=3)
    page = _page(client_of("coordinator").get("/murashi/staff/surveys/journey/?process=land&quarter=2026Q3"))
    assert "<h2>Подача</h2>" in page
    assert "process=land&amp;touchpoint=hall&amp;quarter=2026Q3" in page


def test_an_unknown_process_is_no_error(client_of: ClientOf, administration: Any) -> None:
    assert client_of("head").get("/murashi/staff/surveys/journey/?process=nothing").status_code == 200


def test_a_segment_is_described_by_dated_revisions(client_of: ClientOf, segment: ClientSegment) -> None:
    client, address = client_of("organizer"), f"/murashi/staff/surveys/segments/{segment.pk}/"
    sent = {"portrait": "Живут далеко", "needs": "Не ездить в округ", "changed": "Впервые", "seen_number": "0"}
    assert client.post(address, sent).status_code == 302
    page = _page(client.get(address))
    assert "Редакция 1 от" in page
    assert "Не ездить в округ" in page
    assert AuditEntry.objects.filter(verb="revise_segment").exists()
    assert "Не ездить в округ" in _page(client.get("/murashi/staff/surveys/segments/"))


def test_two_people_at_once_do_not_overwrite_each_other(client_of: ClientOf, segment: ClientSegment) -> None:
    client, address = client_of("organizer"), f"/murashi/staff/surveys/segments/{segment.pk}/"
    sent = {"needs": "А", "changed": "Б", "seen_number": "0"}
    client.post(address, sent)
    again = client.post(address, sent | {"needs": "Моё"})
    assert "описал другой сотрудник" in _page(again)
    assert "Моё" in _page(again)
    assert SegmentRevision.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"needs": "", "changed": "а"}, {"needs": "а", "changed": ""}, {"needs": "а" * 10_001, "changed": "б"}]
)
def test_what_is_missing_is_said_and_nothing_is_lost(
    client_of: ClientOf, segment: ClientSegment, wrong: dict[str, str]
) -> None:
    response = client_of("organizer").post(f"/murashi/staff/surveys/segments/{segment.pk}/", wrong)
    assert response.status_code == 200
    assert not SegmentRevision.objects.exists()


def test_who_only_reads_does_not_write(client_of: ClientOf, segment: ClientSegment) -> None:
    client, address = client_of("head"), f"/murashi/staff/surveys/segments/{segment.pk}/"
    assert "Записать редакцию" not in _page(client.get(address))
    assert client.post(address, {"needs": "а", "changed": "б"}).status_code == 404


def test_the_look_is_due_after_a_year() -> None:
    from datetime import date

    assert review_due_on(date(2026, 3, 5)) == date(2027, 3, 5)
    assert review_due_on(date(2028, 2, 29)) == date(2029, 3, 1)
