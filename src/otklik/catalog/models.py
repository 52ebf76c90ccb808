"""What an administration is made of: units, processes, touchpoints, topics, categories, channels."""

from django.conf import settings
from django.db import models

from otklik.core.appeals import Audience


class Administration(models.Model):
    """One administration of the installation; its decree is the profile named by `procedure`."""

    slug = models.SlugField(unique=True)
    procedure = models.SlugField()
    title = models.CharField(max_length=300)
    short_title = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=60)
    number_template = models.CharField(max_length=120)
    #: Address, phone, site, e-mail as printed on letters and pages: rows that the administration changes by itself.
    contacts = models.JSONField(default=dict)
    #: Numbers that the administration may set: clocks by legal class, day-off rule, answer letter's head.
    options = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.short_title


class KeptProfile(models.Model):
    """The folder of a decree that does not ship with the program, for the nodes to which it was not brought."""

    administration = models.OneToOneField(Administration, models.CASCADE, primary_key=True, related_name="+")
    #: A ZIP of its text files.
    folder = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"порядок администрации {self.administration_id}"


class OfAdministration(models.Model):
    """A row that belongs to one administration."""

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Department(OfAdministration):
    """A unit, or a subordinate or authorised organisation."""

    class Kind(models.TextChoices):
        UNIT = "unit", "подразделение"
        SUBORDINATE = "subordinate", "подведомственная организация"
        AUTHORISED = "authorised", "уполномоченная организация"

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    code = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.UNIT)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="children")
    #: Who answers for the unit's terms: escalation, the morning digest and the load of its people go to this person.
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="department_slug"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Channel(OfAdministration):
    """A way in, from the profile or added by the administration."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    mode = models.CharField(max_length=8, blank=True)
    legal_class = models.CharField(max_length=30)
    #: Said or written (`core.appeals.Form`): how the registrar's card begins.
    form = models.CharField(max_length=8, default="written", db_default="written")
    position = models.PositiveSmallIntegerField(default=0)
    from_profile = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="channel_slug"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Process(OfAdministration):
    """A service, function, support measure, kind of control or internal process: what feedback is about."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    #: Slug of the profile's object of assessment («объект сбора и анализа обратной связи»).
    subject = models.SlugField(max_length=80)
    organizer = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="processes")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="process_slug"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Touchpoint(OfAdministration):
    """Where a client meets the administration; `stage` is the stage of interaction it belongs to."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    stage = models.CharField(max_length=200, blank=True)
    process = models.ForeignKey(Process, models.CASCADE, null=True, blank=True, related_name="touchpoints")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="touchpoint_slug"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Category(OfAdministration):
    """A category of reading («Порядок: murashi 5.11»)."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="category_slug"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Reason(OfAdministration):
    """Why people write («основные причины обращений»)."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="reason_slug"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class ReaderChoice(OfAdministration):
    """A list of the administration from which a reader chooses: titles in an order, switched off and never deleted."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="%(class)s_slug"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class ClientSegment(ReaderChoice):
    """Who the client is («клиентский сегмент»)."""


class LifeSituation(ReaderChoice):
    """What happened in the client's life («жизненная ситуация»)."""


class OutsideBody(OfAdministration):
    """Another body or organisation, to which what does not belong here is forwarded (59-ФЗ, статья 8)."""

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=300)
    #: «Руководителю департамента»: to whom the accompanying letter is addressed.
    addressee = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=254, blank=True)
    #: What it answers for, in words: shown beside its name when one chooses.
    competence = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "slug"], name="outside_body_slug"),)
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title


class TopicEdition(OfAdministration):
    """An edition of the topic classifier, in force from `effective_on`; the shipped one has levels 1 to 3 only."""

    title = models.CharField(max_length=200)
    effective_on = models.DateField()
    is_shipped = models.BooleanField(default=False)

    class Meta:
        ordering = ("-effective_on", "-pk")

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """One row of an edition, of level 1 (section) to 5 (sub-question); the key is the whole code."""

    edition = models.ForeignKey(TopicEdition, models.CASCADE, related_name="topics")
    code = models.CharField(max_length=24)
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=500)
    parent_code = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "code"], name="topic_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def is_enlarged(self) -> bool:
        """True for a heading assigned in place of a question («укрупнённо»)."""
        return self.level < 4  # noqa: PLR2004 - level 4 is «вопрос»


class CalendarDay(OfAdministration):
    """A day whose kind differs from the production calendar of the library, as the administration imported it."""

    on = models.DateField()
    is_working = models.BooleanField()
    #: Worked, but an hour shorter (Labour Code, article 95): the clocks that count hours need it.
    is_shortened = models.BooleanField(default=False, db_default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "on"], name="calendar_day"),)
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.on}"

    @property
    def told(self) -> str:
        """«рабочий день», «рабочий день, короче на час», «нерабочий день»."""
        if not self.is_working:
            return "нерабочий день"
        return "рабочий день, короче на час" if self.is_shortened else "рабочий день"
