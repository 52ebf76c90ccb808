"""PostgreSQL plans what is asked again and again once (ADR 0054)."""

import pytest
from django.db import connection

from otklik.accounts.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its statements by itself"),
]


def test_a_statement_asked_many_times_is_kept_by_the_database():
    for pk in range(8):
        assert not User.objects.filter(pk=-pk - 1, username="prepared-once").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%accounts_user%'")
        assert cursor.fetchone()[0] >= 1
