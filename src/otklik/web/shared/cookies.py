"""Names of cookies: behind HTTPS with the prefix that ties them to this very host."""

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest


def cookie_name(name: str) -> str:
    """The name with «__Host-» where cookies are secure: neither a neighbour's host nor plain HTTP can set it."""
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else name


class _HostCookieStorage(CookieStorage):
    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.cookie_name = cookie_name("messages")


class MessageStorage(FallbackStorage):
    """Messages between two pages: in a cookie of this host, long ones in the session."""

    storage_classes: tuple[type[BaseStorage], ...] = (_HostCookieStorage, SessionStorage)
