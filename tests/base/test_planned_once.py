"""PostgreSQL plans what every page asks once, and nothing else (ADR 0054)."""

import pytest
from django.db import connection

from otklik.accounts.models import User
from otklik.base.planned_once import planned_once

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its statements by itself"),
]


def kept(word: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%{word}%'")  # noqa: S608
        return int(cursor.fetchone()[0])


def ask(column: str) -> None:
    for number in range(8):
        assert not User.objects.filter(**{column: f"nobody {number}"}).exists()


def test_what_is_asked_inside_is_kept_by_the_database():
    with planned_once():
        ask("full_name")
    ask("email")
    assert kept('"full_name" =') == 1
    assert kept('"email" =') == 0
