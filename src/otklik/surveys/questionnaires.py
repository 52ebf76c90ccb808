"""Questionnaires of the administration: the list, an edition with its words, the bank of questions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.questionnaire import schema
from otklik.surveys.launch import audiences_run
from otklik.surveys.models import BankQuestion, Questionnaire, QuestionnaireVersion
from otklik.surveys.version_columns import questionnaire_of


@dataclass(frozen=True)
class Edition:
    """One version of a questionnaire, read; `stamp` tells it from what another person made of it meanwhile."""

    questionnaire: Questionnaire
    version: QuestionnaireVersion
    content: schema.Questionnaire

    @property
    def stamp(self) -> str:
        """Changes with every change of the words."""
        return stamp_of(self.version)


@dataclass(frozen=True)
class ListedQuestionnaire:
    """A row of the list."""

    id: int
    slug: str
    title: str
    audience: str
    is_active: bool
    from_profile: bool
    number: int
    is_frozen: bool
    question_count: int
    short_count: int
    minutes: int
    surveys: tuple[str, ...]
    unverified: str
    survey_count: int


def stamp_of(version: QuestionnaireVersion) -> str:
    """Short digest of a version's content with its id."""
    words = json.dumps(version.content, sort_keys=True, ensure_ascii=False)
    return f"{version.pk}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def questionnaires_of(actor: Actor) -> QuerySet[Questionnaire]:
    """Those whose audience the actor may ask."""
    return Questionnaire.objects.filter(
        administration_id=actor.administration_id, audience__in=list(audiences_run(actor))
    )


def questionnaire_for(actor: Actor, questionnaire_id: int) -> Questionnaire:
    """The questionnaire if the actor may change it; NotFound otherwise."""
    found = questionnaires_of(actor).filter(pk=questionnaire_id).first()
    if found is None:
        raise NotFound("Такой анкеты нет или у вас нет к ней доступа.")
    return found


def edition_for(actor: Actor, questionnaire_id: int, number: int | None = None) -> Edition:
    """The newest version, or the one of that number; NotFound when there is none such."""
    questionnaire = questionnaire_for(actor, questionnaire_id)
    versions = questionnaire.versions.all()
    version = versions.filter(number=number).first() if number is not None else versions.first()
    if version is None:
        raise NotFound("Такой редакции у анкеты нет.")
    return Edition(questionnaire, version, questionnaire_of(version))


def edition_of_version(actor: Actor, version_id: int) -> Edition:
    """The version by its id, for those who may ask its audience."""
    found = QuestionnaireVersion.objects.filter(pk=version_id, questionnaire__in=questionnaires_of(actor))
    version = found.select_related("questionnaire").first()
    if version is None:
        raise NotFound("Такой редакции анкеты нет или у вас нет к ней доступа.")
    return Edition(version.questionnaire, version, questionnaire_of(version))


def versions_of(questionnaire: Questionnaire) -> list[QuestionnaireVersion]:
    """Versions from the newest, each with `survey_count` and the person who changed it."""
    versions = questionnaire.versions.select_related("changed_by").annotate(survey_count=Count("surveys"))
    return list(versions)


def questionnaires_listed(actor: Actor) -> list[ListedQuestionnaire]:
    """Questionnaires with what their newest version holds: those in use first, switched off last; two queries."""
    rows = questionnaires_of(actor).annotate(newest=Max("versions__pk"), asked=Count("versions__surveys"))
    rows = rows.order_by("-is_active", "title", "pk")
    versions = {one.pk: one for one in QuestionnaireVersion.objects.filter(pk__in=rows.values("newest"))}
    return [_listed(row, versions[row.newest]) for row in rows if row.newest in versions]


def _listed(row: Questionnaire, version: QuestionnaireVersion) -> ListedQuestionnaire:
    questions = version.content.get("questions", [])
    return ListedQuestionnaire(
        id=row.pk,
        slug=row.slug,
        title=row.title,
        audience=row.get_audience_display(),
        is_active=row.is_active,
        from_profile=row.from_profile,
        number=version.number,
        is_frozen=version.is_frozen,
        question_count=len(questions),
        short_count=sum(one.get("form", "both") == "both" for one in questions),
        minutes=version.content.get("minutes", 2),
        surveys=tuple(version.content.get("surveys", ())),
        unverified=version.content.get("unverified", ""),
        survey_count=getattr(row, "asked", 0),
    )


@dataclass(frozen=True)
class Banked:
    """A question of the bank, read."""

    id: int
    slug: str
    theme: str
    question: schema.Question


def bank_questions(actor: Actor) -> list[Banked]:
    """Questions kept for questionnaires to come, by theme."""
    rows = BankQuestion.objects.filter(administration_id=actor.administration_id, is_active=True)
    return [Banked(row.pk, row.slug, row.theme, bank_words(row.content)) for row in rows]


def bank_words(content: Mapping[str, object]) -> schema.Question:
    """The question as it stands in a row of the bank."""
    return schema.Question.model_validate_json(json.dumps(content))
