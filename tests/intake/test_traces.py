import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.base.traces import traces_of
from otklik.intake.models import FeedbackItem
from otklik.web.staff.panels.registry import PANELS

TOLD = {name for _, told in PANELS for name in told}


def test_every_table_that_the_panels_tell_of_is_asked_at_once(receive: Receive) -> None:
    item = receive()
    item.additions.create(text="Ещё одна яма", token="1", at=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        found = traces_of(item, TOLD)
    assert found == {"additions"}
    assert len(captured) == 1


def test_each_answer_is_the_relations_own(receive: Receive) -> None:
    receive().additions.create(text="К другому обращению", token="1", at=timezone.now())
    item = receive()
    relations = {one.name: one.field for one in FeedbackItem._meta.related_objects}
    rows = {name: field.model._default_manager.filter(**{field.name: item}) for name, field in relations.items()}
    expected = {name for name, found in rows.items() if found.exists()}
    assert traces_of(item, relations) == expected
    assert expected >= {"appeal", "questions"}


def test_nothing_asked_is_nothing_found_and_an_unknown_relation_is_a_fault(receive: Receive) -> None:
    item = receive()
    assert traces_of(item, ()) == frozenset()
    with pytest.raises(KeyError):
        traces_of(item, ["dreams"])
