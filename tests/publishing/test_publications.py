"""Two persons publish: what is frozen, who may approve, what the public address says afterwards."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.delivery.models import OutgoingMessage
from otklik.intake.queries import today_of
from otklik.publishing.actions.decide_publication import (
    approve_publication,
    return_publication,
    withdraw_publication,
)
from otklik.publishing.actions.propose_publication import propose_publication, recall_proposal
from otklik.publishing.models import Publication
from otklik.publishing.queries import published, published_on, published_one, versions_of
from otklik.surveys.models import Survey

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]
Finished = Callable[..., Survey]
KIND = "survey_results"


def proposed(actor: Actors, survey: Survey) -> Publication:
    return propose_publication(actor=actor("organizer"), kind=KIND, key=str(survey.pk))


def test_what_two_persons_approved_is_public(actor: Actors, finished: Finished, client: Client) -> None:
    survey = finished()
    address = f"/murashi/surveys/{survey.pk}/results/"
    made = proposed(actor, survey)
    assert client.get(address).status_code == 404

    approve_publication(actor=actor("head"), publication_id=made.pk, seen_digest=made.digest)
    page = client.get(address).content.decode()

    assert "40 человек ответили" in page
    assert "Довольны 65,0" in page
    assert published(survey.administration_id, KIND)[0].digest == made.digest
    assert published_on(survey.administration_id, "survey_results", "2026Q1") == today_of(actor("head"))
    assert published_on(survey.administration_id, "survey_results", "2025Q4") is None
    verbs = AuditEntry.objects.filter(verb__in=["propose_publication", "approve_publication"])
    assert [entry.details["digest"] for entry in verbs] == [made.digest] * 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_what_is_approved_at_once_is_weighed_one_after_another(actor: Actors, finished: Finished) -> None:
    made = proposed(actor, finished())
    with CaptureQueriesContext(connection) as queries:
        approve_publication(actor=actor("head"), publication_id=made.pk)
    asked = [one["sql"] for one in queries]
    locked = next(place for place, sql in enumerate(asked) if "administration" in sql and "FOR NO KEY UPDATE" in sql)
    weighed = next(place for place, sql in enumerate(asked) if "publishing_release" in sql)
    assert locked < weighed


def test_what_was_proposed_does_not_change(
    actor: Actors, finished: Finished, respond: Callable[..., object], client: Client
) -> None:
    survey = finished()
    made = proposed(actor, survey)
    respond(survey, on=survey.opens_on, whole=1)

    approve_publication(actor=actor("head"), publication_id=made.pk)

    assert "40 человек ответили" in client.get(f"/murashi/surveys/{survey.pk}/results/").content.decode()


@pytest.mark.parametrize("act", [approve_publication, return_publication])
def test_nobody_decides_alone(actor: Actors, finished: Finished, act: Callable[..., object]) -> None:
    coordinator = actor("coordinator")
    made = propose_publication(actor=coordinator, kind=KIND, key=str(finished().pk))

    with pytest.raises(RuleBroken) as broken:
        act(actor=coordinator, publication_id=made.pk, **({} if act is approve_publication else {"why": "так"}))

    assert broken.value.code == "same_person"
    assert Publication.objects.get().state == Publication.State.PROPOSED


def test_who_looked_at_another_version_does_not_approve(actor: Actors, finished: Finished) -> None:
    made = proposed(actor, finished())

    with pytest.raises(RuleBroken) as broken:
        approve_publication(actor=actor("head"), publication_id=made.pk, seen_digest="0" * 64)

    assert broken.value.code == "changed"


def test_an_organiser_does_not_approve(actor: Actors, finished: Finished) -> None:
    made = proposed(actor, finished())

    with pytest.raises(NotFound):
        approve_publication(actor=actor("organizer"), publication_id=made.pk)


def test_a_returned_proposal_is_made_anew(actor: Actors, finished: Finished) -> None:
    survey = finished()
    first = proposed(actor, survey)
    return_publication(actor=actor("head"), publication_id=first.pk, why="Добавьте период")
    with pytest.raises(RuleBroken) as decided:
        approve_publication(actor=actor("head"), publication_id=first.pk)

    second = proposed(actor, survey)

    assert decided.value.code == "decided"
    assert (first.version, second.version) == (1, 2)
    assert Publication.objects.get(pk=first.pk).remarks == "Добавьте период"


def test_the_same_is_not_proposed_twice(actor: Actors, finished: Finished) -> None:
    survey = finished()
    made = proposed(actor, survey)
    with pytest.raises(RuleBroken) as waits:
        proposed(actor, survey)
    approve_publication(actor=actor("head"), publication_id=made.pk)
    with pytest.raises(RuleBroken) as same:
        proposed(actor, survey)

    assert (waits.value.code, same.value.code) == ("waits", "same")


def test_one_takes_back_ones_own_proposal_only(actor: Actors, finished: Finished) -> None:
    organizer = actor("organizer")
    made = propose_publication(actor=organizer, kind=KIND, key=str(finished().pk))
    with pytest.raises(NotFound):
        recall_proposal(actor=actor("coordinator"), publication_id=made.pk)

    assert recall_proposal(actor=organizer, publication_id=made.pk).state == Publication.State.RETURNED


def test_a_withdrawn_page_says_when_and_why(actor: Actors, finished: Finished, client: Client) -> None:
    survey = finished()
    made = approve_publication(actor=actor("head"), publication_id=proposed(actor, survey).pk)
    with pytest.raises(RuleBroken, match="причину"):
        withdraw_publication(actor=actor("head"), publication_id=made.pk, why=" ")

    withdraw_publication(actor=actor("head"), publication_id=made.pk, why="Ошибка в вопросе 3")
    reply = client.get(f"/murashi/surveys/{survey.pk}/results/")

    assert reply.status_code == 410
    assert "Ошибка в вопросе 3" in reply.content.decode()
    assert "40 человек" not in reply.content.decode()
    assert published(survey.administration_id, KIND) == []
    assert published_on(survey.administration_id, "survey_results", "2026Q1") is None
    found = published_one(survey.administration_id, KIND, str(survey.pk))
    assert found is not None
    assert (found.is_withdrawn, dict(found.payload)) == (True, {})


def test_a_new_version_replaces_the_former(actor: Actors, finished: Finished, respond: Callable[..., object]) -> None:
    survey = finished()
    approve_publication(actor=actor("head"), publication_id=proposed(actor, survey).pk)
    for _ in range(10):
        respond(survey, on=survey.opens_on, whole=1)

    approve_publication(actor=actor("head"), publication_id=proposed(actor, survey).pk)

    assert [one.version for one in versions_of(survey.administration_id, KIND, str(survey.pk))] == [2, 1]
    assert [one.version for one in published(survey.administration_id)] == [2]


def test_what_is_not_ready_is_not_proposed(actor: Actors, surveys: Finished, finished: Finished) -> None:
    few = surveys(opens_on=finished().opens_on, closes_on=finished().closes_on, state=Survey.State.CLOSED)

    with pytest.raises(RuleBroken) as broken:
        propose_publication(actor=actor("organizer"), kind=KIND, key=str(few.pk))

    assert broken.value.code == "few"


def test_internal_surveys_and_other_administrations_are_not_there(actor: Actors, finished: Finished) -> None:
    inner, other = finished(audience="internal"), finished("biysk")

    for key in (str(inner.pk), str(other.pk), "x", "0"):
        with pytest.raises(NotFound):
            propose_publication(actor=actor("coordinator"), kind=KIND, key=key)


def test_the_second_person_is_written_to_and_the_first_is_told(actor: Actors, finished: Finished) -> None:
    head = actor("head")
    User.objects.filter(pk=head.user_id).update(email="head@example.org")
    made = proposed(actor, finished())
    asked = OutgoingMessage.objects.get()
    assert (asked.to, asked.subject) == ("head@example.org", f"Ждёт вашего решения: {made.title}")
    assert f"/murashi/staff/reports/publications/{made.pk}/" in asked.text

    User.objects.filter(pk=made.proposed_by_id).update(email="organizer@example.org")
    return_publication(actor=head, publication_id=made.pk, why="Нет периода")

    told = OutgoingMessage.objects.get()
    assert (told.to, told.subject) == ("organizer@example.org", f"Возвращено с замечаниями: {made.title}")
    assert "Нет периода" in told.text
