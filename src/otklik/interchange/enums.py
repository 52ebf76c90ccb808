"""What a key may do, and what a webhook tells of."""

from django.db import models


class Scope(models.TextChoices):
    """A right of a key; each operation of the interface asks for one, texts and contacts for their own."""

    ITEMS_READ = "items:read", "номера, статусы и сроки обращений, без текстов"
    TEXTS_READ = "texts:read", "тексты обращений и ответов, вложения"
    CONTACTS_READ = "contacts:read", "имена и адреса авторов"
    ITEMS_WRITE = "items:write", "подавать обращения и мнения"
    ANSWERS_WRITE = "answers:write", "возвращать номера, результаты и ответы"
    STATUS_READ = "status:read", "узнавать статус по номеру и коду автора"
    CATALOG_READ = "catalog:read", "справочники: каналы, темы, процессы, точки взаимодействия"
    MONITORING_READ = "monitoring:read", "показатели квартала"
    COVERAGE_READ = "coverage:read", "соответствие порядку"


#: What a key needs a stated reason for: personal data leave by these.
PERSONAL = frozenset({Scope.TEXTS_READ, Scope.CONTACTS_READ})


class Told(models.TextChoices):
    """An event of a webhook."""

    RECEIVED = "item.received", "принято обращение или мнение"
    STATUS_CHANGED = "item.status_changed", "изменился статус"
    ANSWERED = "item.answered", "дан ответ"
    MEASURE_DONE = "measure.done", "выполнено мероприятие дорожной карты"
