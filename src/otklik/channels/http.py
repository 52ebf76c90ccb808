"""Requests to the networks: bounded in time and size, to their own hosts only, no secret in the words of an error."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from otklik.channels.contract import Refused, TryLater

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS, READ_SECONDS = 7.0, 25.0
#: Bytes of an answer of an interface; files have a bound of their own.
ANSWER_BYTES = 8 * 1024 * 1024
_SERVER_FAULT, _UNAVAILABLE, _TOO_MANY = 500, 503, 429


@dataclass(frozen=True)
class Hosts:
    """To whom a network's requests may go: its own domains over https, and wherever the setting `api_url` points."""

    api_url: str
    domains: tuple[str, ...]

    def allow(self, url: str) -> bool:
        """Whether the address belongs to the network; one that is no address belongs to nobody."""
        try:
            asked = urlsplit(url)
        except ValueError:
            return False
        if self.is_api(url):
            return True
        host = (asked.hostname or "").rstrip(".")
        return asked.scheme == "https" and any(host == one or host.endswith(f".{one}") for one in self.domains)

    def is_api(self, url: str) -> bool:
        """Whether the address stands on the very server that the setting names."""
        try:
            asked, own = urlsplit(url), urlsplit(self.api_url)
        except ValueError:
            return False
        return (asked.scheme, asked.netloc) == (own.scheme, own.netloc)


@dataclass(frozen=True)
class Answer:
    """What the other side answered; names of headers in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """The answer as an object; an answer that is none may still have done its work: TryLater, uncertain."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise TryLater("Сеть ответила непонятно.", after=60, is_uncertain=True)
        return found

    def pause(self) -> int | None:
        """Seconds that the header Retry-After asks for."""
        asked = self.headers.get("retry-after", "")
        return min(int(asked), 24 * 3600) if asked.isascii() and asked.isdigit() else None


def ask(
    method: str,
    url: str,
    hosts: Hosts,
    *,
    params: Mapping[str, str] | None = None,
    content: Mapping[str, Any] | None = None,
    body: bytes | None = None,
    form: Mapping[str, str] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = READ_SECONDS,
    limit: int = ANSWER_BYTES,
) -> Answer:
    """Ask once; `content` goes as JSON, `body` as it is, `form` and `files` as a form.

    Raises Refused for a foreign host or an answer longer than `limit` bytes; TryLater where the network cannot be
    reached, `is_uncertain` where the request had left and no answer came.
    """
    if not hosts.allow(url):
        raise Refused("Адрес не принадлежит сети: запрос не отправлен.")
    import httpx  # noqa: PLC0415 - half a second that pages do not need

    with_content: dict[str, Any] = {"json": content} if content is not None else {"data": form, "files": files}
    if body is not None:
        with_content = {"content": body}
    timeout = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
    try:
        with _client().stream(method, url, params=params, headers=headers, timeout=timeout, **with_content) as response:
            return Answer(response.status_code, _body(response, limit), _headers(response))
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
        raise TryLater(f"Нет связи с {urlsplit(url).hostname}.") from None
    except httpx.HTTPError:
        message = f"Связь с {urlsplit(url).hostname} оборвалась: ответа не дождались."
        raise TryLater(message, is_uncertain=True) from None
    except (httpx.InvalidURL, UnicodeError):
        raise Refused("Адрес записан с ошибкой.") from None


def refuse_faults(answer: Answer, network: str) -> None:
    """TryLater for an answer that says nothing but that the network is ill or asks for a pause."""
    if answer.status == _TOO_MANY:
        raise TryLater(f"{network}: слишком много запросов.", after=answer.pause() or 1)
    if answer.status == _UNAVAILABLE:
        raise TryLater(f"{network}: служба временно недоступна.", after=answer.pause())
    if answer.status >= _SERVER_FAULT:
        raise TryLater(f"{network}: ошибка на стороне сети ({answer.status}).", is_uncertain=True)


@lru_cache(maxsize=1)
def _client() -> "httpx.Client":
    """One for the process. No connection is kept: one that the network closed meanwhile would look like a loss."""
    import httpx  # noqa: PLC0415 - half a second that pages do not need

    # At INFO it writes whole addresses, and some networks want the key in the address.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    trust = httpx.create_ssl_context()
    # Certificates that the administrator put into the system: MAX answers under the national authority.
    trust.load_default_certs()
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(verify=trust, limits=limits, follow_redirects=False)


def _headers(response: "httpx.Response") -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _body(response: "httpx.Response", limit: int) -> bytes:
    found = bytearray()
    for piece in response.iter_bytes():
        found += piece
        if len(found) > limit:
            raise Refused(f"Ответ больше допустимого: предел {limit // 1024} КБ.")
    return bytes(found)
