"""Making and changing questionnaires. A version that was answered is not touched: the next one is made."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import procedure_of
from otklik.catalog.slugs import slug_of
from otklik.core.questionnaire.editing import with_facts, written
from otklik.core.questionnaire.schema import Questionnaire as Words
from otklik.surveys.actions.found_questionnaires import store_words
from otklik.surveys.filling import filled, option_slug
from otklik.surveys.launch import audiences_run
from otklik.surveys.models import Questionnaire, QuestionnaireVersion
from otklik.surveys.questionnaires import questionnaire_for, stamp_of


@transaction.atomic
def make_questionnaire(*, actor: Actor, words: Words) -> Questionnaire:
    """A questionnaire of the administration's own, under a free name. Порядок: murashi 5.6."""
    if words.audience not in audiences_run(actor):
        raise RuleBroken("audience", "Анкеты для этих клиентов составляет другой сотрудник.", "audience")
    taken = frozenset(
        Questionnaire.objects.filter(administration_id=actor.administration_id).values_list("slug", flat=True)
    )
    slug = option_slug(slug_of(words.title, taken))
    named = with_facts(filled(words, actor.administration_id), slug=slug if slug not in taken else f"{slug[:56]}_new")
    row = Questionnaire.objects.create(
        administration_id=actor.administration_id, slug=named.slug, title=named.title, audience=named.audience
    )
    row.versions.create(number=1, content=written(named), changed_at=timezone.now(), changed_by_id=actor.user_id)
    audit.record(actor, "make_questionnaire", row, f"Создана анкета «{row.title}»")
    return row


@transaction.atomic
def change_questionnaire(*, actor: Actor, questionnaire_id: int, stamp: str, words: Words) -> QuestionnaireVersion:
    """Store the changed words; RuleBroken «stale» when another person changed them after `stamp`.

    The version that somebody has answered stays as it is, and the words make the next one. Порядок: murashi 5.6.
    """
    row = questionnaire_for(actor, questionnaire_id)
    row = Questionnaire.objects.select_for_update().get(pk=row.pk)
    newest = row.versions.first()
    if newest is None or stamp_of(newest) != stamp:
        raise RuleBroken(
            "stale",
            "Пока вы правили, анкету изменил другой сотрудник. Ваша правка не записана. "
            "Посмотрите, как анкета выглядит сейчас, и внесите правку снова: всё введённое осталось в форме.",
        )
    content = written(with_facts(words, slug=row.slug, audience=row.audience))
    if newest.content == content:
        return newest
    row.title, row.from_profile = words.title, False
    row.save(update_fields=["title", "from_profile"])
    version = store_words(row, newest, content, user_id=actor.user_id)
    told = f"Изменена анкета «{row.title}», редакция {version.number}"
    audit.record(actor, "change_questionnaire", row, told, version=version.number)
    return version


@transaction.atomic
def restore_questionnaire(*, actor: Actor, questionnaire_id: int) -> QuestionnaireVersion:
    """Back to the words that ship with the product; later upgrades renew them again."""
    row = questionnaire_for(actor, questionnaire_id)
    shipped = next(
        (one for one in procedure_of(actor.administration_slug).questionnaires if one.slug == row.slug), None
    )
    if shipped is None:
        raise RuleBroken("not_shipped", "У этой анкеты нет исходной: её составила администрация.")
    row = Questionnaire.objects.select_for_update().get(pk=row.pk)
    row.title, row.from_profile = shipped.title, True
    row.save(update_fields=["title", "from_profile"])
    content = written(filled(shipped, actor.administration_id))
    version = store_words(row, row.versions.first(), content, user_id=actor.user_id)
    audit.record(actor, "restore_questionnaire", row, f"Анкета «{row.title}» возвращена к исходной")
    return version


@transaction.atomic
def set_questionnaire_active(*, actor: Actor, questionnaire_id: int, is_active: bool) -> None:
    """Offer it for new surveys, or no longer; surveys that run are not touched."""
    row = questionnaire_for(actor, questionnaire_id)
    Questionnaire.objects.filter(pk=row.pk).update(is_active=is_active)
    done = "снова предлагается" if is_active else "больше не предлагается"
    audit.record(actor, "set_questionnaire_active", row, f"Анкета «{row.title}» {done}")


def shipped_words(actor: Actor, slug: str) -> Words:
    """The questionnaire that ships with the product; NotFound when there is none such."""
    for one in procedure_of(actor.administration_slug).questionnaires:
        if one.slug == slug:
            return one
    raise NotFound("Такой анкеты среди исходных нет.")
