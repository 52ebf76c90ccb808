"""Words of the region's view."""

from django.db import models


class MemberState(models.TextChoices):
    """Whether an administration shows its figures to the region."""

    ASKED = "asked", "приглашена"
    JOINED = "joined", "участвует"
    REFUSED = "refused", "отказалась"
    LEFT = "left", "вышла"


class RegionRole(models.TextChoices):
    """What a person of the region may do beside looking."""

    KEEPER = "keeper", "ответственный региона"
    VIEWER = "viewer", "просмотр"
