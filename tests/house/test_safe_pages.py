"""Opening a page changes nothing: what changes something is sent off by a button (POST)."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.house.test_rights import STAFF, address

from otklik.accounts.enums import Role

pytestmark = pytest.mark.django_db
#: Opening a page may note who looked, when the person was there, and what was made ready for him.
MAY_BE_WRITTEN = re.compile(r"session|originallook|otklik_cache|auditentry", re.IGNORECASE)


def test_opening_a_page_changes_nothing(client_of: Callable[..., Client]) -> None:
    client = client_of(*[role.value for role in Role])
    client.get("/murashi/staff/registry/")
    written = []
    for route, _ in STAFF:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address(route, "murashi"))
        written += [
            f"{route}: {one['sql'][:120]}"
            for one in asked
            if re.match(r"\s*(?:INSERT|UPDATE|DELETE)\b", one["sql"]) and not MAY_BE_WRITTEN.search(one["sql"][:80])
        ]
    assert not written, "\n".join(written)
