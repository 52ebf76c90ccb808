"""Requests made up from the description, good and bad, keep to it: schemathesis finds nothing.

The suite tries a few of each operation; `make fuzz` tries many (FUZZ_EXAMPLES).
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from tests.api.conftest import SystemWith
from tests.intake.conftest import Receive

from otklik.api.reference import described
from otklik.interchange.models import ApiKey

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "2"))
IS_LONG = EXAMPLES >= 10
#: Words of the registry's filter that the short run makes up values for: all of them cost seconds.
FEW_FILTERS = 4
#: A value of the right shape that names nothing (a channel, a topic, a file) is refused with 422, bytes that are no
#: document with 415.
CONFIG: dict[str, Any] = {
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "415", "422"]}}
}
OPERATIONS = [f"{method.upper()} {path}" for path, methods in described()["paths"].items() for method in methods]


def for_one_administration(item_id: int, number: str) -> dict[str, Any]:
    """The description with the one administration that there is, and an item to be found."""
    schema: dict[str, Any] = json.loads(json.dumps(described()))
    schema["servers"] = [{"url": "/"}]
    known = {"slug": ["murashi"], "item_id": [item_id, item_id + 1], "number": [number], "quarter": ["2025Q3"]}
    if not IS_LONG:
        listed = schema["paths"]["/api/v1/{slug}/items"]["get"]
        listed["parameters"] = listed["parameters"][: 2 + FEW_FILTERS]
    for methods in schema["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path" and parameter["name"] in known:
                    parameter["schema"]["enum"] = known[parameter["name"]]
    return schema


@pytest.fixture
def found(receive: Receive, system_with: SystemWith) -> Iterator[Any]:
    """The operations, and the headers of a key that may do everything."""
    item = receive("Не вывозят мусор", name="Петрова Мария")
    system = system_with()
    ApiKey.objects.update(rate=100_000_000)
    config = schemathesis.Config.from_dict(CONFIG)
    schema = schemathesis.openapi.from_dict(for_one_administration(item.pk, item.number), config=config)
    schema.app = get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # as Django's own client does: the test's transaction goes on
    operations = {one.ok().label: one.ok() for one in schema.get_all_operations()}
    yield operations, {"Authorization": f"Bearer {system.secret}"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("label", OPERATIONS)
def test_an_operation_keeps_to_its_description(label: str, found: Any) -> None:
    operations, headers = found
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        _try(operations[label], mode, headers)


def _try(operation: Any, mode: GenerationMode, headers: dict[str, str]) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=not IS_LONG,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate] + ([Phase.shrink] if IS_LONG else []),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def attempt(case: Any) -> None:
        case.call_and_validate(headers=headers)

    attempt()
