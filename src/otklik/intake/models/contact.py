"""Who sent it, and with which files."""

from django.db import models

from otklik.base.models import StoredFile
from otklik.intake.models.answer import Answer
from otklik.intake.models.author_word import AuthorAddition
from otklik.intake.models.item import FeedbackItem


class Contact(models.Model):
    """Who sent it: erasable without touching a count."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="contact", primary_key=True)
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=500, blank=True)
    organization = models.CharField(max_length=300, blank=True)
    inn = models.CharField(max_length=12, blank=True)
    #: Who signed a collective appeal first, where that is not the one who is answered; null so that the table of a
    #: million rows got the column without being rewritten.
    first_signatory = models.CharField(max_length=300, null=True)  # noqa: DJ001
    #: Version of the separate consent document and when it was given (152-ФЗ); kept when the contact is erased.
    consent_version = models.CharField(max_length=40, blank=True)
    consent_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "стёрт" if self.erased_at else "контакт"


class Attachment(models.Model):
    """A file of the sender or of the answer."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    is_answer = models.BooleanField(default=False)
    #: Which answer, or which addition of the author, it came with.
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, related_name="files")
    addition = models.ForeignKey(AuthorAddition, models.CASCADE, null=True, related_name="files")

    def __str__(self) -> str:
        return f"{self.file_id}"
