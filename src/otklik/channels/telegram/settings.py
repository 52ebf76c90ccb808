"""What the administrator fills in for a bot of Telegram."""

import re

from pydantic import Field, SecretStr, field_validator

from otklik.channels.http import Hosts
from otklik.channels.network_settings import NetworkSettings, hook_secret_field, hook_url_field


class TelegramSettings(NetworkSettings):
    """A bot and whether it hears the discussion group of the channel."""

    token: SecretStr = Field(
        title="Ключ бота",
        description="Его выдаёт @BotFather, когда бот создан: цифры, двоеточие, буквы и цифры.",
    )
    hook_url: str = hook_url_field()
    takes_comments: bool = Field(
        default=True,
        title="Принимать комментарии под записями канала",
        description="Бот должен быть администратором группы обсуждений, привязанной к каналу.",
    )
    channel: str = Field(
        default="",
        title="Канал для публикаций",
        description="Имя с «@», например @admprimer; бот должен быть администратором канала. Пусто — не публиковать.",
        pattern=r"^(@[A-Za-z0-9_]{4,32}|-100\d{5,16})?$",
    )
    hook_secret: SecretStr = hook_secret_field()
    api_url: str = Field(
        default="https://api.telegram.org",
        title="Адрес API",
        description="Менять не нужно; поле для закрытых сетей, где стоит свой сервер Bot API или посредник.",
    )

    @field_validator("token")
    @classmethod
    def is_token(cls, token: SecretStr) -> SecretStr:
        """It becomes a part of the address: nothing else may stand there."""
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError("Ключ бота состоит из цифр, двоеточия и латинских букв с цифрами.")
        return token

    @property
    def hosts(self) -> Hosts:
        """To whom requests may go; files of Telegram lie on the same server."""
        return Hosts(self.api_url.rstrip("/"), ())
