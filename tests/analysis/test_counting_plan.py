"""The monitoring's counts are read out of indexes alone: not one row of a table is fetched for them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.analysis.queries import monitoring
from otklik.base.actor import Actor
from otklik.core.periods import Quarter

pytestmark = pytest.mark.django_db


def test_counts_of_a_quarter_are_read_from_indexes_alone(actor: Callable[..., Actor]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a database without statistics and rows reads the table")
    with CaptureQueriesContext(connection) as asked:
        monitoring(actor("coordinator"), Quarter(2025, 3))
    counts = [query["sql"] for query in asked if "COUNT(*)" in query["sql"]]
    with connection.cursor() as cursor:
        plans = [" ".join(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in counts]
    indexes = ("item_monitoring", "item_monitoring", "question_topics", "question_reasons")
    assert len(plans) == len(indexes)
    for plan, index in zip(plans, indexes, strict=True):
        assert f"COVERING INDEX {index}" in plan
