"""The outbox: what must leave, until it has left; and the connections by which it leaves and by which things come."""

from uuid import uuid4

from django.db import models

from otklik.base.models import StoredFile

#: The plug-in that is a mailbox; all the others are networks.
EMAIL_ADAPTER = "email"


class ChannelConnection(models.Model):
    """A mailbox, a group, a bot: a channel of the outside world as the administrator connected it."""

    administration_id = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=120)
    #: Slug of the plug-in in `otklik.channels`.
    adapter = models.SlugField(max_length=40)
    #: Slug of the administration's channel (`catalog.Channel`) under which what comes in is counted.
    channel = models.SlugField(max_length=80)
    #: The settings as JSON, enciphered: they hold passwords and keys.
    sealed_settings = models.TextField()
    is_enabled = models.BooleanField(default=False)
    #: Where polling goes on; the plug-in's own words.
    cursor = models.JSONField(default=dict)
    #: Part of the address that the network calls: nobody guesses it.
    hook_key = models.CharField(max_length=43, unique=True)
    checked_at = models.DateTimeField(null=True)
    is_check_good = models.BooleanField(null=True)
    check_said = models.CharField(max_length=500, blank=True)
    last_arrival_at = models.DateTimeField(null=True)
    last_polled_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    last_error_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration_id", "title"], name="connection_title"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class PostalList(models.Model):
    """A list of letters handed to the post on one day, as the post stamps it («реестр почтовых отправлений»)."""

    administration_id = models.BigIntegerField()
    number = models.CharField(max_length=60)
    posted_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration_id", "number"], name="postal_list_number"),)
        ordering = ("-posted_on", "-id")

    def __str__(self) -> str:
        return f"№ {self.number}"


class OutgoingMessage(models.Model):
    """A letter or a network message to send; written in the transaction of what it belongs to, sent by the worker.

    `key` is the same at every attempt, so that the other side, where it can, takes it once. Before each attempt the row
    is claimed (SENDING, with a lease) in a transaction of its own: who finds an ended lease knows that an attempt broke
    off. Where the other side knows keys it is sent again; elsewhere it becomes UNCERTAIN, and a person decides.
    A letter on paper goes PRINT, PRINTED, SENT by the hands of people.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт отправки"
        SENDING = "sending", "отправляется"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не отправлено"
        UNCERTAIN = "uncertain", "неизвестно, дошло ли"
        PRINT = "print", "напечатать"
        PRINTED = "printed", "напечатано, не отправлено"

    administration_id = models.BigIntegerField()
    #: None: the installation's own SMTP server.
    connection = models.ForeignKey(ChannelConnection, models.PROTECT, null=True, related_name="outgoing")
    key = models.UUIDField(default=uuid4, unique=True)
    thread = models.JSONField(default=dict)
    choices = models.JSONField(default=list)
    #: The other side's number of the message.
    external_id = models.CharField(max_length=200, blank=True)
    leased_until = models.DateTimeField(null=True)
    target = models.CharField(max_length=80, db_index=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    #: The text holds a secret: it is kept enciphered while it waits, and erased when it has left or failed for good.
    is_secret = models.BooleanField(default=False, db_default=False)
    #: Leaves at once, whatever the hour: an answer under the law, an alert, a step of a dialogue.
    is_urgent = models.BooleanField(default=False, db_default=False)
    #: No person wrote it (a receipt, a step of a dialogue): other machines must not answer it.
    is_automatic = models.BooleanField(default=False, db_default=False)
    #: A letter on paper: people print it and carry it to the post; `to` is the name, `file_ids` what is printed.
    is_paper = models.BooleanField(default=False, db_default=False)
    address = models.CharField(max_length=500, blank=True)
    #: Outgoing number of the letter on paper.
    number = models.CharField(max_length=100, blank=True)
    printed_at = models.DateTimeField(null=True)
    #: The sheet that was made for this letter and stands nowhere else; it goes when the letter is forgotten.
    sheet = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    postal_list = models.ForeignKey(PostalList, models.PROTECT, null=True, related_name="letters")
    file_ids = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: How many of them ended with our own process: they say nothing against the other side.
    broken_off = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["connection", "next_attempt_at"], condition=models.Q(state="waiting"), name="outbox_waiting"
            ),
            models.Index(fields=["leased_until"], condition=models.Q(state="sending"), name="outbox_sending"),
            models.Index(
                fields=["connection", "to", "id"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="outbox_order",
            ),
            models.Index(fields=["administration_id", "-id"], name="outbox_newest"),
            models.Index(fields=["administration_id", "state", "-id"], name="outbox_state"),
            models.Index(fields=["connection", "-id"], name="outbox_connection"),
            models.Index(fields=["administration_id", "-id"], condition=models.Q(is_paper=True), name="outbox_paper"),
        )

    #: Nothing of them has left: they can be taken back, or lose their words.
    NOT_LEFT = (State.WAITING, State.PRINT)
    #: Not settled yet: what is said in them is still needed.
    ON_THE_WAY = (State.WAITING, State.SENDING, State.UNCERTAIN, State.PRINT, State.PRINTED)

    def __str__(self) -> str:
        return f"{self.subject} → {self.state}"

    @property
    def failures(self) -> int:
        """Attempts that the other side, or the way to it, failed."""
        return self.attempts - self.broken_off
