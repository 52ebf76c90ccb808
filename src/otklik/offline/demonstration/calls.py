"""The telephone journal out of the cases of the consultation line."""

from random import Random
from uuid import UUID

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration
from otklik.core.periods import local_date
from otklik.core.phones import phone_key
from otklik.intake.models import FeedbackItem
from otklik.offline.demonstration.items import channel_of, newest
from otklik.offline.enums import CallEnd
from otklik.offline.models import PhoneCall

MOST = 60


def load_calls(administration: Administration, rng: Random) -> int:
    """A line for each of the newest calls; returns how many."""
    channel = channel_of(administration, "phone")
    if channel is None:
        return 0
    clerk = User.objects.filter(administration=administration, appointments__role=Role.REGISTRAR).first()
    calls = [_call(item, administration, clerk, rng) for item in newest(channel, MOST)]
    PhoneCall.objects.bulk_create(calls)
    return len(calls)


def _call(item: FeedbackItem, administration: Administration, clerk: User | None, rng: Random) -> PhoneCall:
    contact, said = getattr(item, "contact", None), next((one.text for one in item.answers.all()), "")
    end = CallEnd.CASE if not said else CallEnd.ANSWERED
    if end == CallEnd.CASE and item.department_id:
        end = CallEnd.PASSED
    return PhoneCall(
        administration=administration,
        channel_id=item.channel_id,
        at=item.received_at,
        on=local_date(item.received_at, administration.time_zone),
        name=contact.name if contact else "",
        phone=contact.phone if contact else "",
        phone_key=phone_key(contact.phone) if contact else "",
        question=item.text,
        end=end,
        said=said if end == CallEnd.ANSWERED else "",
        passed_to_id=item.department_id if end == CallEnd.PASSED else None,
        item=item,
        taken_by=clerk,
        request_key=UUID(int=rng.getrandbits(128), version=4),
    )
