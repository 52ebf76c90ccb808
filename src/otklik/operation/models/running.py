"""What runs where: every process of the system says every half minute that it lives."""

from django.db import models

from otklik.operation.enums import PartKind


class Node(models.Model):
    """A machine that has run a part of the system, with what it last said of itself."""

    name = models.CharField(max_length=120, unique=True)
    seen_at = models.DateTimeField()
    version = models.CharField(max_length=40)
    python = models.CharField(max_length=40)
    disk_size = models.BigIntegerField(default=0)
    disk_free = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class RunningPart(models.Model):
    """A process: pages, a worker of a queue, the clock, the receiver. Whose row grows old has died."""

    #: Unlike that of any other process, also of one with the same number after a restart; a worker's is its worker id.
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=PartKind)
    queue = models.CharField(max_length=64, blank=True, default="")
    node = models.CharField(max_length=120)
    process_number = models.PositiveIntegerField()
    version = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["-seen_at"], name="running_part_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.node}:{self.process_number}"


class Observation(models.Model):
    """The last answer to a question that is asked by the clock and not while somebody waits for a page."""

    slug = models.SlugField(max_length=60, unique=True)
    content = models.JSONField(default=dict)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug
