"""Who is answered, and where, when a case came by a connection."""

from django.db import models

from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem


class ReplyAddress(models.Model):
    """The author of one item at one connection: the last place where the author spoke of it."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, primary_key=True, related_name="reply_address")
    connection = models.ForeignKey(ChannelConnection, models.CASCADE)
    talker = models.CharField(max_length=254)
    #: What the answer needs to stand beside the message: Message-ID and References, post and comment.
    thread = models.JSONField(default=dict)
    #: A talk goes step by step, elsewhere everything is said at once.
    is_talk = models.BooleanField(default=False)
    #: Everybody reads an answer there: a comment under a post.
    is_public = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["connection", "talker"], name="reply_talker"),)

    def __str__(self) -> str:
        return f"{self.item_id} → {self.connection_id}"
