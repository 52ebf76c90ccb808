"""Files of the networks within bounds and from nowhere else; settings that take only safe addresses."""

from typing import Any

import pytest
from tests.channels.servers.base import Reply, Trouble
from tests.channels.servers.vk import VkServer

from otklik.channels.contract import Channel, Refused, RemoteFile
from otklik.channels.registry import channels

Network = tuple[str, Any]


def opened(network: Network) -> tuple[Channel, Any, Any]:
    """The channel, its settings, the server."""
    slug, server = network
    channel = channels()[slug]
    return channel, channel.settings(**server.settings()), server


def remote(network: Network, content: bytes) -> RemoteFile:
    """A file at the network, as an event would name it."""
    slug, server = network
    if slug == "telegram":
        server.remote_files["documents/F1"] = content
        return RemoteFile("акт.pdf", "F1")
    server.remote_files["/files/1"] = content
    return RemoteFile("акт.pdf", f"{server.url}/files/1")


def test_a_file_is_brought_within_its_bound(network: Network) -> None:
    channel, settings, _ = opened(network)
    assert channel.fetch
    assert channel.fetch(settings, remote(network, b"%PDF" * 10), 100) == b"%PDF" * 10
    with pytest.raises(Refused, match="больше допустимого"):
        channel.fetch(settings, remote(network, b"%PDF" * 1000), 2048)


def test_a_file_that_is_gone_is_refused(network: Network) -> None:
    channel, settings, server = opened(network)
    file = remote(network, b"x")
    server.remote_files.clear()
    assert channel.fetch
    with pytest.raises(Refused):
        channel.fetch(settings, file, 100)


@pytest.mark.parametrize("slug", ["vk", "ok", "max"])
@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:8000/",
        "https://evil.example/vk.com",
        "https://vk.com.evil.example/",
        "https://vk.com@10.0.0.1/",
        "http://vk.com/plain",
        "file:///etc/passwd",
    ],
)
def test_no_file_is_brought_from_elsewhere(slug: str, address: str, network_servers: dict[str, Any]) -> None:
    channel, settings, _ = opened((slug, network_servers[slug]))
    assert channel.fetch
    with pytest.raises(Refused):
        channel.fetch(settings, RemoteFile("f", address), 1000)


def test_a_redirect_leads_nowhere_else(vk_server: VkServer) -> None:
    channel, settings, _ = opened(("vk", vk_server))
    assert channel.fetch
    file = remote(("vk", vk_server), b"found")
    vk_server.trouble(Trouble(reply=Reply(b"", 302, {"Location": "/files/1"})))
    assert channel.fetch(settings, file, 100) == b"found"
    vk_server.trouble(Trouble(reply=Reply(b"", 302, {"Location": "http://10.0.0.1/"})))
    with pytest.raises(Refused, match="не у сети"):
        channel.fetch(settings, file, 100)


@pytest.mark.parametrize("slug", ["vk", "ok", "telegram", "max"])
def test_settings_take_only_safe_addresses_and_describe_themselves(slug: str, network_servers: dict[str, Any]) -> None:
    model = channels()[slug].settings
    own = network_servers[slug].settings()
    for field in model.model_fields.values():
        assert field.title
        assert field.description
    for wrong in ("http://api.example.org", "ftp://127.0.0.1", "vk.com"):
        with pytest.raises(ValueError, match="https://"):
            model(**own | {"api_url": wrong})
    with pytest.raises(ValueError, match="Секрет"):
        model(**own | {"hook_secret": "тайна"})
    assert model(**{name: value for name, value in own.items() if name != "api_url"}).api_url.startswith("https://")  # type: ignore[attr-defined]
