"""Which hosts may be told of events: those that the machine's administrator named, no others."""

from urllib.parse import urlsplit

from django.conf import settings

from otklik.base.errors import RuleBroken


def is_allowed(host: str) -> bool:
    """The host (with its port, where it is not the usual one) stands in OTKLIK_WEBHOOK_HOSTS."""
    return host.lower() in settings.WEBHOOK_HOSTS


def host_of(url: str) -> str:
    """The host of an address that may be called; RuleBroken for any other."""
    try:
        parts = urlsplit(url)
        host, named = parts.netloc.lower(), parts.hostname
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        host, named = "", None
    if not named or parts.scheme not in {"https", "http"} or "@" in host or not url.isascii() or " " in url:
        raise RuleBroken("url", "Это не похоже на адрес. Пример: https://sed.example.ru/hooks/otklik", "url")
    if not is_allowed(host):
        told = f"Узел {host} не разрешён: его называет в настройке OTKLIK_WEBHOOK_HOSTS тот, кто обслуживает программу."
        raise RuleBroken("host", told, "url")
    return host
