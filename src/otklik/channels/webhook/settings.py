"""Whom a webhook calls, and the secret by which the other system knows that it is us."""

import base64
import binascii
import secrets

from pydantic import Field, SecretStr, field_validator

from otklik.channels.contract import ChannelSettings
from otklik.channels.http import Hosts

PREFIX, SECRET_BYTES = "whsec_", 32


def new_secret() -> str:
    """A secret as Standard Webhooks writes it: «whsec_» and base64 of 32 random bytes."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


class WebhookSettings(ChannelSettings):
    """Address and secret."""

    url: str = Field(title="Адрес", description="Куда сообщать: https://sed.example.ru/hooks/otklik", max_length=500)
    secret: SecretStr = Field(title="Секрет подписи", description="Придуман программой, начинается с whsec_.")

    @field_validator("secret")
    @classmethod
    def is_secret(cls, secret: SecretStr) -> SecretStr:
        """ValueError unless bytes stand behind it."""
        try:
            base64.b64decode(secret.get_secret_value().removeprefix(PREFIX), validate=True)
        except binascii.Error:
            raise ValueError("Секрет должен начинаться с whsec_, дальше base64.") from None
        return secret

    @property
    def key(self) -> bytes:
        """The bytes that sign."""
        return base64.b64decode(self.secret.get_secret_value().removeprefix(PREFIX))

    @property
    def hosts(self) -> Hosts:
        """The one server that may be called; no redirect leads elsewhere."""
        return Hosts(self.url, ())
