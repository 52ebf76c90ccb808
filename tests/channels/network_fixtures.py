"""Protocol servers of the four networks for any test: `vk_server`, `ok_server`, `telegram_server`, `max_server`.

Each is started once a session and comes to a test as new. `network` runs a test with each of the four.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from tests.channels.servers.base import NetworkServer, serving
from tests.channels.servers.max import MaxServer
from tests.channels.servers.ok import OkServer
from tests.channels.servers.telegram import TelegramServer
from tests.channels.servers.vk import VkServer

from otklik.channels.vk.names import forget_names

NETWORKS: dict[str, type[NetworkServer]] = {
    "vk": VkServer,
    "ok": OkServer,
    "telegram": TelegramServer,
    "max": MaxServer,
}


@pytest.fixture(scope="session")
def network_servers() -> Iterator[dict[str, Any]]:
    """All four, answering."""
    with ExitStack() as stack:
        yield {slug: stack.enter_context(serving(make())) for slug, make in NETWORKS.items()}


def _fresh(servers: dict[str, Any], slug: str) -> Any:
    servers[slug].forget()
    forget_names()
    return servers[slug]


@pytest.fixture
def vk_server(network_servers: dict[str, Any]) -> VkServer:
    """VK."""
    return _fresh(network_servers, "vk")


@pytest.fixture
def ok_server(network_servers: dict[str, Any]) -> OkServer:
    """Odnoklassniki."""
    return _fresh(network_servers, "ok")


@pytest.fixture
def telegram_server(network_servers: dict[str, Any]) -> TelegramServer:
    """Telegram."""
    return _fresh(network_servers, "telegram")


@pytest.fixture
def max_server(network_servers: dict[str, Any]) -> MaxServer:
    """MAX."""
    return _fresh(network_servers, "max")


@pytest.fixture(params=sorted(NETWORKS))
def network(request: pytest.FixtureRequest, network_servers: dict[str, Any]) -> tuple[str, Any]:
    """Each of the four in turn: its slug and its server."""
    return request.param, _fresh(network_servers, request.param)
