"""The administration's own words of thanks, and the text for one person."""

from dataclasses import dataclass

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.models import Administration
from otklik.catalog.options import keep_options
from otklik.core.periods import local_date
from otklik.core.thanks import DEFAULT, DEFAULT_SURVEY, FIELDS, LONGEST_TEMPLATE, ThanksWords, thanks_text
from otklik.core.thanks import unknown_fields as misspelt
from otklik.improvement.authors import Source
from otklik.improvement.measure_plan import plain
from otklik.improvement.models import Measure
from otklik.improvement.policies import can_word_thanks

#: Without these a text of thanks says nothing.
_NEEDED = ("предложение", "сделано")


@dataclass(frozen=True)
class ThanksTemplates:
    """Words for who wrote to us, and for who left a contact after a survey."""

    suggestion: str = DEFAULT
    survey: str = DEFAULT_SURVEY


def thanks_templates(administration: Administration) -> ThanksTemplates:
    """As set, else the words that come with the program."""
    given = administration.options.get("thanks", {})
    return ThanksTemplates(str(given.get("suggestion") or DEFAULT), str(given.get("survey") or DEFAULT_SURVEY))


def text_for(administration: Administration, measure: Measure, source: Source) -> str:
    """The words for one person. Порядок: murashi 2.4 («с выражением благодарности»)."""
    item = source.item
    words = ThanksWords(
        name=source.name,
        number=item.number if item else "",
        on=(item.registered_on or local_date(item.received_at, administration.time_zone)) if item else None,
        is_appeal=bool(item and item.is_appeal),
        suggestion=source.accepted,
        result=measure.result,
        measure=measure.title,
        survey=source.survey.title if source.survey else "",
        administration=administration.title,
    )
    templates = thanks_templates(administration)
    return thanks_text(templates.survey if source.survey else templates.suggestion, words)


@transaction.atomic
def change_thanks(*, actor: Actor, suggestion: str, survey: str) -> None:
    """Set the words; notices already prepared keep theirs. Empty words take the program's again.

    RuleBroken for a field that nobody fills, and for words without what was proposed and what was done.
    """
    if not can_word_thanks(actor):
        raise NotFound
    administration = lock_administration(actor.administration_id)
    kept = {"suggestion": _checked(suggestion, "suggestion"), "survey": _checked(survey, "survey")}
    keep_options(administration, thanks=kept)
    audit.record(actor, "change_thanks", administration, "Изменены слова благодарности")


def _checked(template: str, field: str) -> str:
    text = plain(template)
    if not text:
        return ""
    if len(text) > LONGEST_TEMPLATE:
        raise RuleBroken("long", f"Длиннее {LONGEST_TEMPLATE} знаков. Благодарят коротко.", field)
    if wrong := misspelt(text):
        listed = ", ".join(f"{{{name}}}" for name in FIELDS)
        raise RuleBroken("unknown_field", f"Поля {{{wrong[0]}}} нет. Есть: {listed}.", field)
    missing = [name for name in _NEEDED if f"{{{name}}}" not in text.lower()]
    if missing:
        raise RuleBroken("field_missing", f"Добавьте {{{missing[0]}}}: без него непонятно, за что благодарят.", field)
    return text
