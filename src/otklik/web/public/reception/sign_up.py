"""What a visitor has answered so far, and the order of the questions; kept in the server's session."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from otklik.web.public.reception.forms import (
    ConsentForm,
    DayForm,
    PersonForm,
    SignUpForm,
    TimeForm,
    TopicForm,
    WhoForm,
)
from otklik.web.shared.requests import PageRequest


@dataclass(frozen=True)
class Step:
    """One question on one page."""

    slug: str
    title: str
    form: type[SignUpForm]


STEPS = (
    Step("who", "К кому", WhoForm),
    Step("day", "День", DayForm),
    Step("time", "Время", TimeForm),
    Step("topic", "Вопрос", TopicForm),
    Step("person", "О вас", PersonForm),
    Step("consent", "Согласие", ConsentForm),
)
#: What another answer makes void: a day belongs to a person who receives, a time to a day.
VOIDED_BY = {"who": ("day", "time"), "day": ("time",)}
FIELDS = {"who": "schedule", "day": "on", "time": "at"}


@dataclass
class SignUp:
    """Answers by field name; `token` makes a double click one visit; `done` are the steps that passed."""

    answers: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    token: str = ""

    def said(self, name: str) -> str:
        """The answer to a field, empty before it was given."""
        return self.answers.get(name, "")

    @property
    def schedule_id(self) -> int | None:
        """Who was chosen."""
        return int(self.said("schedule")) if self.said("schedule").isdecimal() else None

    @property
    def on(self) -> date | None:
        """The chosen day."""
        return date.fromisoformat(self.said("on")) if self.said("on") else None

    @property
    def at(self) -> time | None:
        """The chosen time."""
        return time.fromisoformat(self.said("at")) if self.said("at") else None

    def put(self, values: Mapping[str, object]) -> None:
        """Remember answers of one step as text."""
        self.answers |= {name: str(value or "").strip() for name, value in values.items()}

    def answer(self, slug: str, values: Mapping[str, object]) -> None:
        """Pass a step; what the new answer makes void is asked again."""
        name = FIELDS.get(slug, "")
        if name and self.said(name) != str(values.get(name, "")):
            for later in VOIDED_BY.get(slug, ()):
                self.ask_again(later)
        self.put(values)
        self.done = [*(step for step in self.done if step != slug), slug]

    def ask_again(self, slug: str) -> None:
        """The step's answer holds no more."""
        self.done = [step for step in self.done if step != slug]
        self.answers.pop(FIELDS.get(slug, ""), None)


def step_by_slug(slug: str) -> Step | None:
    """The step, or None for an address that is not one."""
    return next((step for step in STEPS if step.slug == slug), None)


def first_missing(draft: SignUp, before: Step | None = None) -> Step | None:
    """The earliest step not passed yet, looking no further than `before`."""
    for step in STEPS:
        if step == before:
            return None
        if step.slug not in draft.done:
            return step
    return None


def _key(request: PageRequest, what: str) -> str:
    return f"visit-{what}:{request.administration.slug}"


def read_sign_up(request: PageRequest) -> SignUp:
    """The visitor's answers in this administration, or none yet."""
    kept = request.session.get(_key(request, "draft"))
    return SignUp(**kept) if kept else SignUp(token=secrets.token_hex(16))


def keep_sign_up(request: PageRequest, draft: SignUp) -> None:
    """Write the answers into the session."""
    request.session[_key(request, "draft")] = vars(draft)


def drop_sign_up(request: PageRequest) -> None:
    """Forget everything typed."""
    request.session.pop(_key(request, "draft"), None)


def open_visit(request: PageRequest, number: str, code: str, *, is_new: bool = False) -> None:
    """Remember on this device which sign-up is shown; a new one with its code in large type."""
    request.session[_key(request, "own")] = [number, code, is_new]


def opened_visit(request: PageRequest) -> tuple[str, str, bool] | None:
    """Number and code of the sign-up that is shown, and whether it was made a moment ago."""
    kept = request.session.get(_key(request, "own"))
    return (kept[0], kept[1], kept[2]) if kept else None


def close_visit(request: PageRequest) -> None:
    """Forget on this device which sign-up was shown."""
    request.session.pop(_key(request, "own"), None)
