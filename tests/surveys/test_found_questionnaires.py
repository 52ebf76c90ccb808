"""Questionnaires of the profile come into the administration once, follow an upgrade, and spare what was changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.base.actor import system_actor
from otklik.catalog.models import Administration, Department
from otklik.core.questionnaire.editing import with_facts
from otklik.procedures.registry import procedures
from otklik.procedures.schema import Procedure
from otklik.surveys.actions.edit_questionnaire import change_questionnaire, restore_questionnaire
from otklik.surveys.actions.found_questionnaires import found_everywhere, found_questionnaires
from otklik.surveys.models import Questionnaire, QuestionnaireVersion
from otklik.surveys.questionnaires import edition_for
from otklik.surveys.version_columns import questionnaire_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(administrations: Callable[..., Any]) -> Callable[..., int]:
    """Found the questionnaires of Мураши, of another edition of its procedure when one is given."""
    owner = administrations("murashi")
    actor = system_actor(owner.pk, "murashi")
    return lambda procedure=None: found_questionnaires(actor=actor, procedure=procedure or procedures()["murashi"])


def renamed(slug: str) -> Procedure:
    """The procedure whose questionnaire has got another title by an upgrade."""
    shipped = procedures()["murashi"]
    sheets = tuple(
        with_facts(one, title="Новое название") if one.slug == slug else one for one in shipped.questionnaires
    )
    return shipped.model_copy(update={"questionnaires": sheets})


def versions(slug: str) -> list[QuestionnaireVersion]:
    return list(QuestionnaireVersion.objects.filter(questionnaire__slug=slug).order_by("number"))


def test_founding_twice_changes_nothing(found: Callable[..., int]) -> None:
    assert found() == len(procedures()["murashi"].questionnaires)
    assert found() == 0
    assert Questionnaire.objects.get(slug="staff").audience == "internal"


def test_every_administration_gets_its_own(administrations: Callable[..., Any]) -> None:
    administrations("livny")
    assert found_everywhere() > 0
    staff = QuestionnaireVersion.objects.get(questionnaire__slug="staff", questionnaire__administration__slug="livny")
    assert questionnaire_of(staff).unverified
    assert found_everywhere() == 0


def test_a_clock_that_asks_every_minute_composes_nothing_until_something_changes(
    administrations: Callable[..., Any],
) -> None:
    owner = administrations("murashi")
    assert found_everywhere() > 0
    with CaptureQueriesContext(connection) as captured:
        assert found_everywhere() == 0
    assert len(captured) <= 1 + 2 * Administration.objects.count()
    Department.objects.create(administration=owner, slug="first", title="Первый отдел")
    assert found_everywhere() == 0  # nothing to choose from yet
    Department.objects.create(administration=owner, slug="second", title="Второй отдел")
    assert found_everywhere() > 0
    Questionnaire.objects.filter(administration=owner).delete()
    assert found_everywhere() == len(procedures()["murashi"].questionnaires)


def test_units_are_put_in_and_follow_the_catalogue(
    found: Callable[..., int], administrations: Callable[..., Any]
) -> None:
    owner = administrations("murashi")
    Department.objects.filter(administration=owner).delete()
    found()
    assert "department" not in {one.slug for one in questionnaire_of(versions("staff")[0]).questions}
    for slug in ("finance", "housing-2"):
        Department.objects.create(administration=owner, slug=slug, title=slug.title())
    assert found() == 1
    asked = questionnaire_of(versions("staff")[-1]).question("department")
    assert [option.slug for option in asked.options] == ["finance", "housing_2"]
    assert len(versions("staff")) == 1


def test_an_upgrade_renews_the_version_that_nobody_answered(found: Callable[..., int]) -> None:
    found()
    assert found(renamed("service")) == 1
    assert [one.content["title"] for one in versions("service")] == ["Новое название"]
    assert Questionnaire.objects.get(slug="service").title == "Новое название"


def test_an_upgrade_makes_the_next_version_of_one_that_was_answered(found: Callable[..., int]) -> None:
    found()
    before = versions("service")[0]
    QuestionnaireVersion.objects.filter(pk=before.pk).update(frozen_on=date(2026, 9, 1))
    found(renamed("service"))
    kept, new = versions("service")
    assert kept.content == before.content
    assert (new.number, new.content["title"], new.frozen_on) == (2, "Новое название", None)


def test_what_the_administration_changed_stays_until_it_takes_the_shipped_one_back(found: Callable[..., int]) -> None:
    found()
    row = Questionnaire.objects.get(slug="service")
    actor = system_actor(row.administration_id, "murashi")
    edition = edition_for(actor, row.pk)
    words = with_facts(edition.content, title="Наша анкета")
    change_questionnaire(actor=actor, questionnaire_id=row.pk, stamp=edition.stamp, words=words)
    assert found(renamed("service")) == 0
    assert versions("service")[-1].content["title"] == "Наша анкета"
    restore_questionnaire(actor=actor, questionnaire_id=row.pk)
    assert versions("service")[-1].content["title"] == "Как вам предоставили услугу"
    assert found(renamed("service")) == 1
