"""Doors of the programming interface and of surveys: bodies, queries, answers of a form."""

import json
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.test import RequestFactory
from pydantic import TypeAdapter, ValidationError

from otklik.api.bodies import fault_of_body
from otklik.api.fields import Day, Limit, Mark, Moment
from otklik.api.open311.reading import WrongError, asked_of, check_signs, posted_of
from otklik.base.errors import RuleBroken
from otklik.core.questionnaire.answers import read_answers
from otklik.correspondence.outbox.reading import OutboxFilter
from otklik.intake.registry import RegistryFilter
from otklik.interchange.hosts import host_of
from otklik.mentions.keys import link_core
from otklik.procedures.questionnaire_files import questionnaire_from
from otklik.reception.visit_list import VisitFilter
from otklik.web.public.surveys.tokens import new_token, response_id
from tests.fuzz.target import Target, as_text, storable
from tests.fuzz.targets.profiles import FOLDER

QUESTIONNAIRE = questionnaire_from(
    (FOLDER / "questionnaires" / "five_criteria.toml").read_text(encoding="utf-8"), "five_criteria.toml"
)
SENT = "&".join(f"{one.slug}=5&{one.slug}.own=a&{one.slug}.1=5" for one in QUESTIONNAIRE.questions).encode()
LIST = b"kind=complaint&quarter=2025Q3&late=1&wait_min=3&assignee=5&state=sent&way=mail&before=9&schedule=7&q=a"
GEO = (
    b"service_code=1&lat=59.39&long=48.96&description=Yama&first_name=Nina&start_date=2025-03-28T10:00:00Z&status=open"
)


def _body(content: bytes) -> None:
    request: HttpRequest = RequestFactory().post("/api/v1/items", content, content_type="application/json")
    if not fault_of_body(request):
        told: Any = json.loads(content)
        json.dumps(told).encode()
        storable(*told if isinstance(told, dict) else ())


def _fields(content: bytes) -> None:
    for kind in (Day, Moment, Limit, Mark):
        try:
            TypeAdapter(kind).validate_python(as_text(content))
        except ValidationError as wrong:
            wrong.errors()


def _geo(content: bytes) -> None:
    given = dict(parse_qsl(content.decode("latin-1"), keep_blank_values=True))
    check_signs(given)
    asked_of(given)
    posted = posted_of(given)
    assert posted.latitude is None or abs(posted.latitude) <= 1e308


def _addresses(content: bytes) -> None:
    """Words of a list in an address, links and hosts that people write."""
    text = as_text(content)
    for kind in (RegistryFilter, VisitFilter, OutboxFilter):
        kind.parse(text).serialise()
    link_core(text)
    with suppress(RuleBroken):
        assert host_of(text)


def _answers(content: bytes) -> None:
    sent: dict[str, list[str]] = {}
    for name, value in parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True):
        sent.setdefault(name, []).append(value)
    found = read_answers(QUESTIONNAIRE, sent)
    json.dumps(found.answers, allow_nan=False)


TARGETS = (
    Target("api-body", _body, (b'{"text": "Yama", "files": ["a"], "number": 1}',), form="json"),
    Target("api-fields", _fields, (b"2025-03-28", b"2025-03-28T10:00:00.5+03:00", b"200")),
    Target(
        "open311", _geo, (GEO,), (WrongError,), marks=(b"&lat=", b"nan", b"inf", b"+", b"0001-01-01T00:00:00%2B14:00")
    ),
    Target(
        "addresses",
        _addresses,
        (LIST, b"https://sed.example.ru:8443/hooks/otklik"),
        marks=(b"&", b"&a=1" * 300, b"%00", b"//[", b":99999", b"&late=", b"&start=", b"&after="),
    ),
    Target("survey-answers", _answers, (SENT,), marks=(b"&", b"=dk", b"=nan", b"=-0", b"=1e400")),
    Target("survey-token", lambda content: response_id("a", as_text(content)), (new_token("a", now=1).encode(),)),
)
