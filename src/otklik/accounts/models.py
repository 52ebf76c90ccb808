"""People of the staff, and the acts that appoint them."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models

from otklik.accounts.enums import Role
from otklik.catalog.models import Administration, Department


class User(AbstractUser):
    """A person of the staff of one administration."""

    administration = models.ForeignKey(Administration, models.CASCADE, null=True, related_name="staff")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="staff")
    full_name = models.CharField(max_length=200)
    position = models.CharField(max_length=300, blank=True)
    #: The administrator gave the password; the person must set one of their own before anything else.
    password_is_temporary = models.BooleanField(default=False)
    #: Keeps the machine on which all administrations stand: its state, mail, backups. Gives no right to their messages.
    is_node_keeper = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return self.full_name or self.username


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Filters by the day an appointment is in force."""

    def in_force(self, on: date) -> "AppointmentQuerySet":
        """Begun by the day and not ended before it."""
        return self.filter(valid_from__lte=on).exclude(valid_to__lt=on)


class Appointment(models.Model):
    """A role given to a person by an act, from a date to a date («Порядок: murashi 5.9, livny 3»)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    act_title = models.CharField(max_length=200)
    act_number = models.CharField(max_length=60, blank=True)
    act_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    #: The directory's group that gave the role; empty for an appointment that a person made.
    outside_group = models.CharField(max_length=200, blank=True, default="", db_default="")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "role", "valid_from"], name="appointment_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Filters by the day."""

    def in_force(self, on: date) -> "DelegationQuerySet":
        """Begun by the day, not ended before it, not called off."""
        return self.filter(valid_from__lte=on, valid_to__gte=on, called_off_at__isnull=True)


class Delegation(models.Model):
    """While the giver is away, the taker acts in his place: his roles and his desk, for the days of a leave."""

    giver = models.ForeignKey(User, models.CASCADE, related_name="delegations_given")
    taker = models.ForeignKey(User, models.CASCADE, related_name="delegations_taken")
    valid_from = models.DateField()
    valid_to = models.DateField()
    ground = models.CharField(max_length=200)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        indexes = (models.Index(fields=["taker", "valid_from", "valid_to"], name="delegation_taken_days"),)

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"


class Recommendation(models.Model):
    """What a responsible person proposes to better in the feedback system itself («Порядок: murashi 5.9»)."""

    class State(models.TextChoices):
        NEW = "new", "ждёт решения"
        ACCEPTED = "accepted", "принято"
        DECLINED = "declined", "отклонено"
        DONE = "done", "выполнено"

    administration = models.ForeignKey(Administration, models.CASCADE, related_name="+")
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, related_name="+")
    #: Key of the quarter whose package it belongs to (20253).
    quarter = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    decision = models.CharField(max_length=1000, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-quarter", "-pk")
        indexes = (models.Index(fields=["administration", "-quarter", "-id"], name="recommendation_by_quarter"),)

    def __str__(self) -> str:
        return self.text[:60]


class MessengerLink(models.Model):
    """Where in a network a staff member reads the own alerts; made by a one-time code that the person sends there.

    Until the code comes, `talker` is empty and the code's digest waits; then the digest is erased.
    """

    person = models.OneToOneField(User, models.CASCADE, related_name="messenger", primary_key=True)
    connection = models.ForeignKey("delivery.ChannelConnection", models.CASCADE, null=True, related_name="+")
    talker = models.CharField(max_length=200, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True)
    code_until = models.DateTimeField(null=True)
    linked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id}: {'привязан' if self.talker else 'ждёт кода'}"


class OutsideAccount(models.Model):
    """A person's entry in the directory of the organisation, or at its provider of single sign-on.

    Who has one signs in there: the password here is nobody's. `closed_at` says that the way in was closed because the
    directory closed it, so that it opens again with the directory.
    """

    class Source(models.TextChoices):
        DIRECTORY = "ldap", "каталог сотрудников"
        PROVIDER = "oidc", "единый вход"

    person = models.OneToOneField(User, models.CASCADE, related_name="outside", primary_key=True)
    source = models.CharField(max_length=4, choices=Source)
    #: What stays when the entry is renamed or moved: entryUUID, objectGUID, `sub`.
    key = models.CharField(max_length=255)
    name = models.CharField(max_length=500)
    linked_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    #: Enciphered; with it the provider is asked whether the person is still there.
    refresh_token = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="outside_account_once"),)

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.name}"
