"""From the employees' form to intake: an anonymous message keeps no name and only the day."""

from datetime import datetime

from django.utils import timezone

from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.receive_feedback import Receipt
from otklik.intake.actions.write_to_leader import Chosen, write_to_leader
from otklik.intake.employee_letters import LetterTo, Receiver, channel_for, receivers
from otklik.web.internal.forms import EmployeeForm
from otklik.web.public.consent import CONSENT_VERSION
from otklik.web.shared.requests import PageRequest

WAYS = {
    LetterTo.LEADER: "Руководителю, заместителю или начальнику подразделения",
    LetterTo.CULTURE: "Специалисту по корпоративной культуре",
    LetterTo.OFFICE: "Ответственному за внутреннюю обратную связь (электронный ящик)",
}


def leaders_of(request: PageRequest) -> list[Receiver]:
    """People whom an employee may choose today."""
    found = receivers(request.administration.pk, timezone.localdate())
    return [one for one in found if one.to == LetterTo.LEADER]


def ways_of(request: PageRequest, leaders: list[Receiver]) -> list[tuple[str, str]]:
    """To whom an employee may write here. Порядок: murashi 3.2."""
    own = request.administration.pk
    named = {one.to for one in receivers(own, timezone.localdate())}
    offered = {
        LetterTo.LEADER: bool(leaders),
        LetterTo.CULTURE: LetterTo.CULTURE in named or _has_own_channel(own, LetterTo.CULTURE),
        LetterTo.OFFICE: True,
    }
    return [(to.value, title) for to, title in WAYS.items() if offered[to] and channel_for(own, to)]


def _has_own_channel(administration_id: int, to: LetterTo) -> bool:
    channel = channel_for(administration_id, to)
    return channel is not None and channel.kind == to.value


def send_from_employee(request: PageRequest, given: EmployeeForm) -> Receipt:
    """Hand a valid form to intake."""
    said, moment = given.cleaned_data, _moment(coarse=not given.is_named)
    to = LetterTo(said["to"])
    person = int(said["person"]) if to == LetterTo.LEADER else None
    return write_to_leader(
        actor=request.actor,
        incoming=IncomingFeedback(
            text=said["text"],
            channel="",
            received_at=moment,
            registered_at=moment,
            kind=ItemKind(said["kind"]),
            audience=Audience.INTERNAL,
            source_number=said["token"],
            name=said["name"],
            email=said["email"],
        ),
        chosen=Chosen(to, person),
        consent_version=CONSENT_VERSION if given.is_named else "",
    )


def _moment(*, coarse: bool) -> datetime:
    """Now, or the beginning of the local day, so that the hour tells nobody who was at work."""
    now = timezone.localtime()
    return now.replace(hour=0, minute=0, second=0, microsecond=0) if coarse else now
