"""What the administrator fills in for a group of Odnoklassniki."""

from pydantic import Field, SecretStr

from otklik.channels.http import Hosts
from otklik.channels.network_settings import NetworkSettings, hook_secret_field, hook_url_field

DOMAINS = ("ok.ru", "odnoklassniki.ru", "mycdn.me", "okcdn.ru", "userapi.com", "vkuser.net")


class OkSettings(NetworkSettings):
    """The key of a group."""

    token: SecretStr = Field(
        title="Ключ доступа группы",
        description="Группа → Настройки → Сообщения → Получить ключ доступа. Новый ключ отменяет прежний.",
    )
    group_id: str = Field(
        default="",
        title="Номер группы для публикаций",
        description="Цифры из адреса группы. Нужен, только если программа будет публиковать записи в группе.",
        max_length=30,
        json_schema_extra={"advanced": True},
    )
    application_key: str = Field(
        default="",
        title="Публичный ключ приложения",
        description="Нужен для публикаций: ok.ru → Разработчикам → ваше приложение, право GROUP_CONTENT.",
        max_length=100,
        json_schema_extra={"advanced": True},
    )
    post_token: SecretStr = Field(
        default=SecretStr(""),
        title="Вечный токен приложения",
        description="Нужен для публикаций: показан в карточке приложения как «Вечный access_token».",
        json_schema_extra={"advanced": True},
    )
    post_secret: SecretStr = Field(
        default=SecretStr(""),
        title="Секретный ключ сессии приложения",
        description="Нужен для публикаций: показан в карточке приложения рядом с токеном. Им подписываются запросы.",
        json_schema_extra={"advanced": True},
    )
    hook_url: str = hook_url_field()
    hook_secret: SecretStr = hook_secret_field()
    api_url: str = Field(
        default="https://api.ok.ru",
        title="Адрес API",
        description="Менять не нужно; поле для закрытых сетей, где к Одноклассникам ходят через посредника.",
    )

    @property
    def hosts(self) -> Hosts:
        """To whom requests may go."""
        return Hosts(self.api_url.rstrip("/"), DOMAINS)

    @property
    def can_post(self) -> bool:
        """Whether everything that mediatopic.post needs is filled in."""
        secrets = (self.post_token.get_secret_value(), self.post_secret.get_secret_value())
        return all((self.group_id, self.application_key, *secrets))

    @property
    def hook_address(self) -> str:
        """OK signs nothing and sends no header: the secret stands in the address itself."""
        mark = "&" if "?" in self.hook_url else "?"
        return f"{self.hook_url}{mark}secret={self.hook_secret.get_secret_value()}"
