"""What the administrator fills in for a bot of MAX."""

from pydantic import Field, SecretStr

from otklik.channels.http import Hosts
from otklik.channels.network_settings import NetworkSettings, hook_secret_field, hook_url_field

DOMAINS = ("max.ru", "oneme.ru", "okcdn.ru", "mycdn.me", "vkuser.net", "userapi.com")


class MaxSettings(NetworkSettings):
    """A bot."""

    token: SecretStr = Field(
        title="Токен бота",
        description="Платформа MAX для партнёров → Чат-боты → ваш бот → ⋮ → Настройки: значок копирования у токена.",
    )
    hook_url: str = hook_url_field()
    channel: str = Field(
        default="",
        title="Канал для публикаций",
        description="Номер канала (chat_id). Бот должен быть его администратором. Пусто — не публиковать.",
        pattern=r"^(-?\d{1,19})?$",
    )
    hook_secret: SecretStr = hook_secret_field()
    api_url: str = Field(
        default="https://platform-api2.max.ru",
        title="Адрес API",
        description="Менять не нужно. Сервер MAX отвечает по сертификату Минцифры: он должен стоять в системе.",
    )

    @property
    def hosts(self) -> Hosts:
        """To whom requests may go."""
        return Hosts(self.api_url.rstrip("/"), DOMAINS)
