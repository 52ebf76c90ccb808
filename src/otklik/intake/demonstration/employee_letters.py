"""Employees' letters of the demonstration: some wait for the head, with one the talk has begun."""

from datetime import date

from otklik.accounts.enums import Role
from otklik.accounts.queries import people_with_role
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.intake.employee_letters import CHANNEL_KINDS, is_unnamed, person_title, unnamed_moment
from otklik.intake.models import Answer, AuthorAddition, EmployeeLetter, FeedbackItem, LetterTo
from otklik.intake.querysets import OPEN

MOST = 6
REPLY = "Спасибо, что написали. Скажите, пожалуйста, как часто это бывает и что помогло бы вам больше всего?"
MORE = "Примерно раз в неделю. Больше всего помогло бы, если бы об изменениях предупреждали заранее."


def load_employee_letters(administration: Administration, today: date) -> None:
    """The newest internal messages become letters to the head; the first has a question and an answer to it."""
    head = people_with_role(administration.pk, Role.HEAD, today).first()
    kinds = CHANNEL_KINDS[LetterTo.LEADER]
    inside = FeedbackItem.objects.of(administration.pk).filter(audience=Audience.INTERNAL, channel__kind__in=kinds)
    items = list(inside.select_related("contact", "administration").order_by("-received_at", "-pk")[:MOST])
    if head is None:
        return
    title = person_title(head)
    EmployeeLetter.objects.bulk_create(
        EmployeeLetter(item=item, to=LetterTo.LEADER, addressee=head, addressee_title=title) for item in items
    )
    talked = next((item for item in items if item.status in OPEN and is_unnamed(item)), None)
    if talked is None:
        return
    at = talked.received_at.replace(microsecond=0)
    Answer.objects.create(item=talked, text=REPLY, is_interim=True, way=Answer.Way.STATUS, signed_by=head, at=at)
    AuthorAddition.objects.create(item=talked, text=MORE, token=f"demo-{talked.pk}", at=unnamed_moment(talked, at))
