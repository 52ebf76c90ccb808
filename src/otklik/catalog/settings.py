"""Names and bounds of what an administration sets for itself."""

from collections.abc import Mapping
from types import MappingProxyType

LONGEST_DAYS = 365
#: Working hours that a network's channel may have for an answer: ten days of work.
LONGEST_HOURS = 80
UNITS: Mapping[str, str] = MappingProxyType(
    {"calendar": "календарных дней", "working": "рабочих дней", "working_hours": "рабочих часов"}
)
DAY_OFF_RULES: Mapping[str, str] = MappingProxyType(
    {
        "preceding": "ответить до него: срок переносится на предыдущий рабочий день",
        "following": "срок переносится на следующий рабочий день",
        "same": "срок не переносится",
    }
)
#: Contacts that pages, letters and the consent document print.
CONTACTS: Mapping[str, str] = MappingProxyType(
    {
        "address": "Почтовый адрес",
        "reception": "Личный приём: где и когда",
        "phone": "Телефон",
        "email": "Электронная почта",
        "site": "Сайт",
        "pos": "Платформа обратной связи и Госуслуги (ссылка)",
        "vk": "ВКонтакте (ссылка)",
        "ok": "Одноклассники (ссылка)",
        "telegram": "Телеграм (ссылка)",
        "max": "MAX (ссылка)",
        "regional_portal": "Региональный портал (ссылка)",
        "vash_kontrol": "«Ваш контроль» (ссылка)",
    }
)
