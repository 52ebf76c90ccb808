"""What every network is asked in its settings."""

import ipaddress
import re
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from otklik.channels.contract import ChannelSettings


def new_secret() -> str:
    """Of signs that every network takes: letters, digits, hyphen and underscore; 32 of them."""
    return secrets.token_urlsafe(24)


def hook_url_field() -> Any:
    """Empty means that we ask, the network does not call. Each network puts the field where it is filled in."""
    return Field(
        default="",
        title="Адрес для уведомлений",
        description=(
            "Пусто — программа спрашивает сеть о новом сама; так она работает и на сервере, закрытом от интернета. "
            "Чтобы сеть сообщала о новом сразу, впишите сюда адрес со страницы этого подключения."
        ),
    )


def hook_secret_field() -> Any:
    """By what a call of the network is known; made by the program."""
    return Field(
        default_factory=lambda: SecretStr(new_secret()),
        title="Секрет уведомлений",
        description="По нему программа узнаёт, что уведомление прислала сеть. Оставьте пустым: она придумает его сама.",
    )


class NetworkSettings(ChannelSettings):
    """What the settings of all networks have in common; the fields stand in each network's own order."""

    if TYPE_CHECKING:
        hook_url: str
        hook_secret: SecretStr
        api_url: str

    @field_validator("api_url", "hook_url", check_fields=False)
    @classmethod
    def is_safe(cls, url: str, info: ValidationInfo) -> str:
        """Plain http only within the own network."""
        if not url and info.field_name == "hook_url":
            return url
        asked = urlsplit(url)
        if asked.scheme == "https" and asked.hostname:
            return url
        if asked.scheme == "http" and _is_inner(asked.hostname or ""):
            return url
        raise ValueError("Адрес начинается с https://; http:// — только для сервера внутри вашей сети.")

    @field_validator("hook_secret", check_fields=False)
    @classmethod
    def is_takeable(cls, secret: SecretStr) -> SecretStr:
        """Of signs and of a length that every network takes."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{8,50}", secret.get_secret_value()):
            raise ValueError("Секрет: от 8 до 50 латинских букв, цифр, знаков «-» и «_».")
        return secret

    @property
    def is_called(self) -> bool:
        """Whether the network calls us; otherwise we ask it."""
        return bool(self.hook_url)


def _is_inner(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"
