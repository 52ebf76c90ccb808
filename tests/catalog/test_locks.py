"""The administration's lock: one at a time holds it, and nobody who only writes beside it waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration, Department

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def meanwhile(act: Callable[[], object]) -> None:
    """Done by somebody else, who does not wait for a lock."""

    def work() -> None:
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '50ms'")
                act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def test_who_holds_it_holds_up_the_next_and_nobody_else(administration: Administration) -> None:
    with transaction.atomic():
        lock_administration(administration.pk)
        meanwhile(lambda: Department.objects.create(administration=administration, title="Отдел дорог"))
        with pytest.raises(OperationalError):
            meanwhile(lambda: lock_administration(administration.pk))
    meanwhile(lambda: lock_administration(administration.pk))
