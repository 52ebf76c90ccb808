"""Words of the node's own life."""

from django.db import models


class PartKind(models.TextChoices):
    """What a process of the system does."""

    PAGES = "pages", "страницы"
    WORKER = "worker", "фоновые задания"
    CLOCK = "clock", "часы"
    RECEIVER = "receiver", "приём сообщений"


class Level(models.TextChoices):
    """How a part of the node fares."""

    GOOD = "good", "в порядке"
    NOTICE = "notice", "обратите внимание"
    TROUBLE = "trouble", "неполадка"
    UNKNOWN = "unknown", "не проверено"
