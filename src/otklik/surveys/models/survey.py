"""A survey and the ways to it."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import Audience
from otklik.surveys.models.questionnaire import QuestionnaireVersion
from otklik.surveys.querysets import SurveyQuerySet


class Survey(catalog.OfAdministration):
    """A survey («опрос»): who is asked what about which object, from when until when. Порядок: murashi 5.2 to 5.4."""

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        OPEN = "open", "идёт"
        CLOSED = "closed", "завершён"

    class Entry(models.TextChoices):
        ANYBODY = "anybody", "по общей ссылке"
        INVITED = "invited", "по личным одноразовым ссылкам"

    class HypothesisOutcome(models.TextChoices):
        CONFIRMED = "confirmed", "подтвердилась"
        PARTLY = "partly", "подтвердилась отчасти"
        NOT_CONFIRMED = "refuted", "не подтвердилась"

    #: Slug of the profile's kind of survey; empty for a survey by itself («по иным вопросам»).
    kind = models.SlugField(max_length=60, blank=True)
    title = models.CharField(max_length=300)
    lead = models.CharField(max_length=2000, blank=True)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    entry = models.CharField(max_length=8, choices=Entry, default=Entry.ANYBODY)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="surveys")
    #: True: the short form of the questionnaire is asked.
    is_short = models.BooleanField(default=False)
    #: Object of assessment (slug of the profile), process, touchpoint that the survey is about.
    subject = models.SlugField(max_length=80, blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, blank=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Organiser of assessment: the unit whose survey it is.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Target audience in words.
    target = models.CharField(max_length=500, blank=True)
    opens_on = models.DateField()
    #: True of a draft: launched ahead of its day, opens by itself on it.
    opens_itself = models.BooleanField(default=False)
    #: Null: without an end («постоянный сбор»).
    closes_on = models.DateField(null=True, blank=True)
    #: Order or act for an extraordinary survey.
    basis = models.CharField(max_length=500, blank=True)
    hypothesis = models.CharField(max_length=1000, blank=True)
    hypothesis_outcome = models.CharField(max_length=9, choices=HypothesisOutcome, blank=True)
    #: Why so: the reasons of the outcome, in words.
    verdict = models.CharField(max_length=2000, blank=True)
    #: In the public list; announced on the front page.
    is_listed = models.BooleanField(default=False)
    is_announced = models.BooleanField(default=False)
    #: A group smaller than this is not shown anywhere.
    minimum_group = models.PositiveSmallIntegerField()
    #: A person may leave a contact, stored apart from the answers.
    takes_contacts = models.BooleanField(default=False)
    #: Address of an outside survey service whose results are imported.
    outside_url = models.URLField(blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ("-opens_on", "-pk")
        indexes = (models.Index(fields=["administration", "state", "-opens_on"], name="survey_by_state"),)

    def __str__(self) -> str:
        return self.title


class SurveyLink(models.Model):
    """A way to the survey: one for each source, so that answers are counted by the way they came."""

    class Source(models.TextChoices):
        SITE = "site", "сайт"
        VK = "vk", "ВКонтакте"
        OK = "ok", "Одноклассники"
        TELEGRAM = "telegram", "Телеграм"
        MAX = "max", "MAX"
        EMAIL = "email", "электронная почта"
        ANSWER = "answer", "ответ на обращение"
        POSTER = "poster", "плакат с QR-кодом"
        KIOSK = "kiosk", "планшет в приёмной"
        EMBED = "embed", "другой сайт"
        PAPER = "paper", "бумажная анкета"
        PHONE = "phone", "консультационная линия"
        INVITATION = "invitation", "личное приглашение"
        WORKPLACE = "workplace", "внутренние ресурсы"
        OUTSIDE = "outside", "внешний сервис"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="links")
    #: What stands in the address; random, says nothing of the survey.
    code = models.CharField(max_length=12, unique=True)
    source = models.CharField(max_length=12, choices=Source)
    title = models.CharField(max_length=200, blank=True)
    #: The process and touchpoint that answers by this way are about, where they differ from the survey's.
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, blank=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, blank=True, related_name="+")
    #: Of an «embed» link: the sites that may show the survey inside their pages, as «https://host», space between.
    frame_hosts = models.CharField(max_length=500, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title or self.get_source_display()
