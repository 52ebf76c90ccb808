"""A visitor who walks through the questions."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.surveys.conftest import link, survey, surveys  # noqa: F401 - fixtures of the survey's pages

from otklik.base.visitor_limits import forget_tries

Walk = Callable[..., HttpResponse]
ANSWERS = {
    "kind": {"kind": "complaint"},
    "text": {"text": "Третий день не вывозят мусор у дома 5.", "place": "ул. Лесная, 5"},
    "author": {"sender": "individual", "name": "Иванова Мария Петровна"},
    "reply": {"way": "email", "email": "ivanova@example.ru"},
    "consent": {"consent": "on"},
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    forget_tries()
    yield
    forget_tries()


@pytest.fixture
def walk(administration: object, client: Client) -> Walk:
    """Answer the questions up to and including `upto`, with changes: `walk("author", author={...})`."""

    def go(upto: str = "consent", **changes: dict[str, object]) -> HttpResponse:
        answer = None
        for step, given in ANSWERS.items():
            answer = client.post(f"/murashi/feedback/{step}/", changes.get(step, given))
            if step == upto or answer["Location"].endswith("/check/"):
                break
        assert answer is not None
        return answer

    return go
