"""What notices with thanks keep on a person, and how they forget it."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from otklik.base.events import SurveyContactErased
from otklik.base.personal_data import Held, Holder, Person
from otklik.core.personal_data import mask
from otklik.delivery.actions.forget_recipient import forget_recipient
from otklik.improvement.models import MeasureSuggestion, OutcomeNotice
from otklik.improvement.thanks_ways import ERASED

State = OutcomeNotice.State


def _notices_of(person: Person) -> QuerySet[OutcomeNotice]:
    own = OutcomeNotice.objects.filter(administration_id=person.administration_id)
    return own.filter(Q(item_id__in=person.item_ids) | Q(covered__item_id__in=person.item_ids)).distinct()


def held_notices(person: Person) -> Iterable[Held]:
    """Every notice with its way, state and words."""
    for notice in _notices_of(person).order_by("pk"):
        facts = (
            ("Способ", notice.get_way_display()),
            ("Состояние", notice.get_state_display()),
            ("Текст", notice.text),
        )
        yield Held("Благодарность за предложение", notice.made_at, tuple(fact for fact in facts if fact[1]))


@transaction.atomic
def forget_notices(person: Person) -> int:
    """Blank words, key and letters; that somebody was thanked, or cannot be any more, stays as a fact."""
    notices = list(_notices_of(person))
    for notice in notices:
        forget_recipient(target=notice)
        if notice.state != State.SENT:
            notice.state, notice.reason = State.IMPOSSIBLE, ERASED
        notice.text = notice.told_how = ""
        notice.author_key = f"forgotten {secrets.token_hex(16)}"
        notice.letter_facts = {}
        notice.save()
    for link in MeasureSuggestion.objects.filter(item_id__in=person.item_ids):
        link.accepted = mask(link.accepted)
        link.save(update_fields=["accepted"])
    return len(notices)


def forget_contact_letters(event: SurveyContactErased) -> None:
    """Listener: the contact goes, its notices go with it, and what was written to it is blanked."""
    for notice in OutcomeNotice.objects.filter(survey_contact_id__in=event.contact_ids):
        forget_recipient(target=notice)


HOLDER = Holder(
    slug="improvement.notices",
    title="Благодарности за предложения",
    kinds="имя в тексте благодарности; способ связи",
    held=held_notices,
    forget=forget_notices,
)
