"""The owner of the whole database and of every log tries to match invitations with answers.

200 known people redeem their invitations in a known order; each answers as nobody else does. The owner reads every
table with the marks that the database keeps by itself (rowid, ctid, xmin), the file, the log, the letters, and lines
the answers up by whatever can be lined up. Guessing at random gets 1 of 200 right on average (Poisson): 8 or more right
happens once in 100,000 times. So a matcher that gets fewer than 8 does not beat chance.
"""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as installed
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.surveys.conftest import link_of

from otklik.base.visitor_limits import forget_tries
from otklik.surveys.actions.seal_days import seal_days
from otklik.surveys.codes import invitation_digest, invitation_secret
from otklik.surveys.compiled import forget_compiled
from otklik.surveys.models import Invitation, OpenAnswer, Survey, SurveyLink, SurveyResponse
from otklik.surveys.models.questionnaire import QuestionnaireVersion

PEOPLE, CHANCE_BOUND = 200, 8
CONTENT: dict[str, Any] = {
    "slug": "known",
    "title": "Опрос известных людей",
    "audience": "internal",
    "languages": {"tt": "Татарча"},
    "questions": [
        {"slug": "number", "kind": "number", "title": "Число, которое знаете только вы"},
        {"slug": "mark", "kind": "scale", "title": "Оценка"},
        {"slug": "words", "kind": "text", "title": "Своими словами"},
    ],
}
AGENT, ADDRESS = "Zapominayuschiy-agent/7.3", "203.0.113.77"


@pytest.fixture(autouse=True)
def _anew(settings: Any) -> Iterator[None]:
    settings.SURVEY_RATE = "100000/second"
    forget_compiled()
    forget_tries()
    yield
    forget_compiled()


@pytest.fixture
def redeemed(surveys: Callable[..., Survey], caplog: pytest.LogCaptureFixture) -> tuple[SurveyLink, list[str]]:
    """The survey after everybody answered: person n answered with the number 1000 + n, one after another."""
    caplog.set_level(logging.DEBUG)
    way = link_of(surveys(content=CONTENT, audience="internal", entry="invited"), source="invitation")
    secrets = [invitation_secret() for _ in range(PEOPLE)]
    Invitation.objects.bulk_create(Invitation(digest=invitation_digest(one), survey=way.survey) for one in secrets)
    for person, secret in enumerate(secrets):
        answer(way, secret, person)
    assert not Invitation.objects.exists()
    return way, secrets


def answer(way: SurveyLink, secret: str, person: int) -> None:
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT)
    client.cookies["sessionid"] = f"session-of-{person}"
    place = f"/murashi/s/{way.code}/{secret}/"
    token = re.search(rb'name="token" value="([^"]+)"', client.get(place).content)
    assert token
    typed = {"number": str(1000 + person), "mark": str(1 + person % 5), "words": f"Слова человека {1000 + person}"}
    language = {"lang": "tt"} if person == 7 else {}
    sent = client.post(place, {"token": token[1].decode(), **typed, **language})
    assert sent.status_code == 303


def seal() -> None:
    caches["memory"].clear()
    later = timezone.now() + timedelta(days=2)
    assert seal_days(now=later.replace(hour=9)) == 1  # UTC: the hour of sealing has passed in every zone


def order_by(mark: str) -> list[int]:
    """Persons in the order of a mark, as the rows' answers tell them; the raw text where it can be read at all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT answers FROM surveys_surveyresponse ORDER BY {mark}")  # noqa: S608 - our own names
        texts = [str(row[0]) for row in cursor.fetchall()]
    found = [re.search(r"number\D+(1\d\d\d)", text) for text in texts]
    return [int(one[1]) - 1000 for one in found if one]


def marks() -> list[str]:
    """Everything that orders rows: of the database itself, and the columns."""
    own = (
        ["rowid"] if connection.vendor == "sqlite" else ["ctid", "xmin::text::bigint, ctid", "cmin::text::bigint, ctid"]
    )
    return [*own, "id", "answered_on, id", "link_id, id"]


def right(order: list[int]) -> int:
    return sum(person == place for place, person in enumerate(order))


def test_before_the_seal_nothing_readable_lies_in_the_order_of_answering(redeemed: Any) -> None:
    for mark in marks():
        assert order_by(mark) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, language FROM surveys_surveyresponse")
        rows = cursor.fetchall()
    assert len({len(str(answers)) for answers, _ in rows}) == 1
    assert {language for _, language in rows} == {""}
    assert "number" not in str(rows)


def test_after_the_seal_no_matcher_beats_chance(redeemed: Any) -> None:
    seal()
    for mark in marks():
        order = order_by(mark)
        assert len(order) == PEOPLE
        assert right(order) < CHANCE_BOUND, mark
        assert right(order[::-1]) < CHANCE_BOUND, f"{mark}, backwards"
        assert abs(rank_correlation(order)) < 0.32, mark  # 4.5 deviations of 1/sqrt(199)


def test_the_texts_are_in_no_order_and_lead_to_no_answer(redeemed: Any) -> None:
    seal()
    own = "rowid" if connection.vendor == "sqlite" else "ctid"
    for mark in (own, "id"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT text FROM surveys_openanswer ORDER BY {mark}")  # noqa: S608 - our own names
            order = [int(text[-4:]) - 1000 for (text,) in cursor.fetchall()]
        assert right(order) < CHANCE_BOUND
        assert right(order_by(own)) < CHANCE_BOUND
        beside = [one == other for one, other in zip(order, order_by(own), strict=True)]
        assert sum(beside) < CHANCE_BOUND
    assert set(OpenAnswer.objects.values_list("id", flat=True)).isdisjoint(
        SurveyResponse.objects.values_list("id", flat=True)
    )


def test_what_is_kept_elsewhere_leads_nowhere(redeemed: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Neither table, log, letter nor file holds a secret, its digest, an address, an agent, a cookie, a moment."""
    _, secrets = redeemed
    seal()
    everything = "\n".join([*all_rows(), caplog.text, *(str(letter.message()) for letter in mail.outbox)])
    for secret in secrets:
        assert secret not in everything
        assert invitation_digest(secret) not in everything
    assert AGENT not in everything
    assert ADDRESS not in everything
    assert "session-of-" not in everything


def test_no_moment_is_kept_with_an_answer(redeemed: Any) -> None:
    fields = {field.name: field.get_internal_type() for field in SurveyResponse._meta.get_fields()}
    assert fields == {
        "id": "BigIntegerField",
        "survey": "ForeignKey",
        "version_id": "BigIntegerField",
        "link_id": "BigIntegerField",
        "answered_on": "DateField",
        "language": "CharField",
        "answers": "JSONField",
    }
    assert QuestionnaireVersion.objects.get().frozen_on == timezone.localdate()


def test_the_file_of_the_database_holds_no_answer_of_the_running_day(redeemed: Any) -> None:
    """SQLite: the file and its journal as bytes, free pages included. PostgreSQL keeps no file of ours to read."""
    if connection.vendor != "sqlite":
        pytest.skip("read as rows in the other tests")
    path = str(connection.settings_dict["NAME"])
    assert installed.SECRET_KEY.encode() not in content(path)
    assert b"\\u0421\\u043b\\u043e\\u0432\\u0430 \\u0447" not in content(path)
    assert "Слова человека".encode() not in content(path)


def content(path: str) -> bytes:
    from pathlib import Path

    return b"".join(one.read_bytes() for end in ("", "-wal") if (one := Path(path + end)).exists())


def all_rows() -> Iterator[str]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in virtual_tables():
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of tables
                yield from (str(row) for row in cursor.fetchall())


def virtual_tables() -> set[str]:
    """Indexes of words look like tables to SQLite; what they hold stands in tables beside them."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%%'")
        return {name for (name,) in cursor.fetchall()}


def rank_correlation(order: list[int]) -> float:
    count = len(order)
    return 1 - 6 * sum((place - person) ** 2 for place, person in enumerate(order)) / (count * (count**2 - 1))
