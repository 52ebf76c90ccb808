"""Which rows a person's monitoring counts: the registry's own filters, so that a figure and its list agree."""

from django.db.models import QuerySet

from otklik.accounts.enums import Role
from otklik.analysis.cut import Cut
from otklik.analysis.policies import sees_whole
from otklik.base.actor import Actor
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.querysets import FeedbackItemQuerySet


def items_counted(actor: Actor, cut: Cut) -> FeedbackItemQuerySet:
    """All of the administration for those who answer for it, else what the person sees in the registry."""
    if sees_whole(actor):
        return _cut(FeedbackItem.objects.of(actor.administration_id), cut)
    return _cut(FeedbackItem.objects.visible_to(actor), cut)


def questions_counted(actor: Actor, cut: Cut, items: FeedbackItemQuerySet) -> QuerySet[AppealQuestion]:
    """Questions of the counted items: one range of an index for the whole, through the items for a part."""
    questions = AppealQuestion.objects.filter(administration_id=actor.administration_id)
    if sees_whole(actor) and cut.is_whole:
        return questions
    return questions.filter(item__in=items.order_by().values("pk"))


def part_words(actor: Actor) -> str:
    """Whose part it is when the person does not see the whole; empty for the whole."""
    if sees_whole(actor):
        return ""
    if actor.has(Role.ORGANIZER):
        return "сообщения, которые рассматривает ваше подразделение"
    return "сообщения внутренних клиентов"


def _cut(items: FeedbackItemQuerySet, cut: Cut) -> FeedbackItemQuerySet:
    lookups = {"channel__mode" if name == "mode" else name: value for name, value in cut.pairs}
    return items.filter(**lookups)
