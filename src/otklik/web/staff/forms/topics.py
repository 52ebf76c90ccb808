"""A topic as it is typed: by code, by code and name, or by words that only one topic has."""

import re
from typing import Any

from django import forms
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog

_CODE = re.compile(r"\d{4}(?:\.\d{4}){3,4}")
VARIANTS = 5
#: So many topics are sent with the page; of a larger edition the page asks while one types.
INLINE_MOST = 300


class TopicField(forms.CharField):
    """Cleans to the topic's id, or None for an empty field."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        attrs = {"list": "topics", "autocomplete": "off", "placeholder": "код или слова"}
        super().__init__(required=False, max_length=600, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        """The id; the error lists what the words could mean."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        own, today = self.actor.administration_id, timezone.localdate()
        if code := _CODE.match(text):
            topic = catalog.assignable_topics(own, today).filter(code=code[0]).first()
            if topic is None:
                raise forms.ValidationError(f"Кода {code[0]} нет среди тем, которые можно присвоить.")
            return topic.pk
        found = catalog.topics_matching(own, today, text, limit=VARIANTS + 1)
        if len(found) == 1:
            return found[0].pk
        if not found:
            raise forms.ValidationError(f"Темы со словами «{text}» нет. Попробуйте другое слово или код.")
        variants = "; ".join(str(topic) for topic in found[:VARIANTS])
        raise forms.ValidationError(f"Подходит несколько тем, уточните: {variants}.")


def topic_choices(actor: Actor) -> list[str]:
    """Codes with names for the list under the field; empty for an edition too large to send with every page."""
    topics = catalog.assignable_topics(actor.administration_id, timezone.localdate())
    shown = [str(topic) for topic in topics[: INLINE_MOST + 1]]
    return shown if len(shown) <= INLINE_MOST else []
