"""From the employees' form to intake: an anonymous message keeps no name and only the day."""

from datetime import datetime

from django.utils import timezone

from otklik.catalog.queries import Channel, channels
from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.web.internal.forms import EmployeeForm
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.shared.requests import PageRequest

#: Internal channels that a form on a page can stand for; the others have their own way in.
FORM_KINDS = ("leader", "culture", "box", "staff_form")


def form_channels(request: PageRequest) -> list[Channel]:
    """To whom an employee may write here, in the decree's order. Порядок: murashi 3.2."""
    found = channels(request.administration.pk, Audience.INTERNAL.value)
    return list(found.filter(kind__in=FORM_KINDS))


def send_from_employee(request: PageRequest, given: EmployeeForm) -> Receipt:
    """Hand a valid form to intake."""
    said, moment = given.cleaned_data, _moment(coarse=not given.is_named)
    return receive_feedback(
        actor=request.actor,
        incoming=IncomingFeedback(
            text=said["text"],
            channel=said["channel"],
            received_at=moment,
            registered_at=moment,
            kind=ItemKind(said["kind"]),
            audience=Audience.INTERNAL,
            source_number=said["token"],
            name=said["name"],
            email=said["email"],
        ),
        consent_version=CONSENT_VERSION if given.is_named else "",
    )


def _moment(*, coarse: bool) -> datetime:
    """Now, or the beginning of the local day, so that the hour tells nobody who was at work."""
    now = timezone.localtime()
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if coarse else now
