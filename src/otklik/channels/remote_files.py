"""Bringing a file of a network: by its own hosts, over few redirects, never from an inner address."""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from otklik.channels.contract import Refused, TryLater
from otklik.channels.http import Hosts, ask, refuse_faults

REDIRECTS = 4
_OK, _MOVED, _CLIENT_FAULT = 200, 300, 400


def download(url: str, hosts: Hosts, limit: int, network: str) -> bytes:
    """At most `limit` bytes of the file. Refused: larger, foreign or gone. TryLater: no answer."""
    for _ in range(REDIRECTS):
        require_public(url, hosts)
        answer = ask("GET", url, hosts, limit=limit)
        refuse_faults(answer, network)
        if answer.status == _OK:
            return answer.body
        if answer.status >= _CLIENT_FAULT or not answer.headers.get("location"):
            raise Refused(f"{network}: файл больше не выдаётся ({answer.status}).")
        url = _moved(url, answer.headers["location"])
    raise Refused(f"{network}: файл переадресуют слишком много раз.")


def _moved(url: str, to: str) -> str:
    try:
        return urljoin(url, to)
    except ValueError:
        raise Refused("Адрес, куда переадресован файл, записан с ошибкой.") from None


def require_public(url: str, hosts: Hosts) -> None:
    """Refuse an address of another's or of the inner network; the server of the setting `api_url` is trusted."""
    if hosts.is_api(url):
        return
    if not hosts.allow(url) or not is_public(urlsplit(url).hostname or ""):
        raise Refused("Файл лежит не у сети: он не загружен.")


def is_public(host: str) -> bool:
    """Whether no address of the host lies in the inner network."""
    return all(one.is_global for one in _addresses(host))


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except socket.gaierror:
        # Behind a proxy names are resolved by the proxy; otherwise the request itself will say so.
        return []
    except UnicodeError:
        raise TryLater("Адрес файла записан с ошибкой.") from None
    return [ipaddress.ip_address(str(one[4][0]).split("%")[0]) for one in found]
