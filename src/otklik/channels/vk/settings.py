"""What the administrator fills in for a group of VK."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr

from otklik.channels.http import Hosts
from otklik.channels.network_settings import NetworkSettings, hook_secret_field, hook_url_field

DOMAINS = (
    "vk.com", "vk.ru", "vk.me", "userapi.com", "vkuser.net", "vkuserphoto.ru", "vkuserlive.com", "vk-cdn.net",
    "vkuservideo.net", "vkuseraudio.net", "mycdn.me", "okcdn.ru",
)  # fmt: skip


_ADDRESS = re.compile(r"(?:.*/)?(?:club|public|event|-)(\d+)/?", re.IGNORECASE)


def number_in_address(given: object) -> object:
    """«https://vk.com/club123456», «public123456», «-123456» -> «123456»; anything else stays as it is."""
    found = _ADDRESS.fullmatch(given.strip()) if isinstance(given, str) else None
    return found.group(1) if found else given


class VkSettings(NetworkSettings):
    """A group and its key."""

    group_id: Annotated[int, BeforeValidator(number_in_address)] = Field(
        title="Номер группы",
        description="Номер или адрес с номером: 123456, vk.com/club123456. У группы с именем вместо номера он виден "
        "в «Управление → Настройки».",
        ge=1,
    )
    token: SecretStr = Field(
        title="Ключ доступа группы",
        description="Управление → Работа с API → Создать ключ. Отметьте сообщения, стену, файлы и управление.",
    )
    hook_url: str = hook_url_field()
    hook_secret: SecretStr = hook_secret_field()
    confirmation: str = Field(
        default="",
        title="Строка подтверждения",
        description="Заполните, только если добавляете сервер в настройках группы вручную: строка показана там же.",
        max_length=64,
    )
    api_url: str = Field(
        default="https://api.vk.com",
        title="Адрес API",
        description="Менять не нужно; поле для закрытых сетей, где к ВКонтакте ходят через посредника.",
    )

    @property
    def is_by_hand(self) -> bool:
        """The administrator adds the server in the group: a key without the right to manage is enough."""
        return self.is_called and bool(self.confirmation)

    @property
    def hosts(self) -> Hosts:
        """To whom requests may go."""
        return Hosts(self.api_url.rstrip("/"), DOMAINS)
