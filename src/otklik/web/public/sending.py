"""From the visitor's draft to the message that intake takes in."""

from dataclasses import replace

from django.utils import timezone

from otklik.base.errors import NotFound
from otklik.catalog.queries import channels
from otklik.core.appeals import Audience
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.public.draft import Draft
from otklik.web.public.files import files_of
from otklik.web.public.forms.feedback import ANSWER_BY_EMAIL, ANSWER_BY_POST
from otklik.web.shared.requests import PageRequest

WEB_FORM = "web_form"


def send_draft(request: PageRequest, draft: Draft) -> Receipt:
    """Hand the message to intake; the draft's token makes a second click the same message.

    RuleBroken with a message for the visitor; NotFound where the decree has no such form. Порядок: murashi 2.2.
    """
    return receive_feedback(
        actor=request.actor,
        incoming=_incoming(draft, WEB_FORM),
        files=files_of(request, draft),
        consent_version=CONSENT_VERSION if draft.is_named else "",
    )


def web_form_slug(request: PageRequest) -> str:
    """The channel that this form is, in the administration's decree."""
    channel = channels(request.administration.pk, Audience.EXTERNAL.value).filter(kind=WEB_FORM).first()
    if channel is None:
        raise NotFound("У этой администрации нет формы на сайте.")
    return channel.slug


def _incoming(draft: Draft, channel: str) -> IncomingFeedback:
    message = IncomingFeedback(
        text=draft.said("text"),
        channel=channel,
        received_at=timezone.now(),
        kind=draft.kind,
        audience=Audience.EXTERNAL,
        sender_kind=draft.sender,
        place=draft.said("place"),
        source_number=draft.token,
    )
    return _with_contact(message, draft) if draft.is_named else message


def _with_contact(message: IncomingFeedback, draft: Draft) -> IncomingFeedback:
    """Only what the chosen way of answering needs: the rest stays with the visitor."""
    way = draft.said("way")
    return replace(
        message,
        name=draft.said("name"),
        organization=draft.said("organization"),
        inn=draft.said("inn"),
        phone=draft.said("phone"),
        email=draft.said("email") if way == ANSWER_BY_EMAIL else "",
        address=draft.said("address") if way == ANSWER_BY_POST else "",
    )
