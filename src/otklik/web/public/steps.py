"""The order of the questions: which step comes next, which comes before, what is still missing."""

from collections.abc import Callable
from dataclasses import dataclass

from otklik.web.public.draft import Draft
from otklik.web.public.forms.feedback import AuthorForm, ConsentForm, KindForm, ReplyForm, StepForm, TextForm


def _always(draft: Draft) -> bool:  # noqa: ARG001 - the signature of a condition
    return True


def _named(draft: Draft) -> bool:
    """Until the visitor says otherwise, the longer way is announced."""
    return draft.is_named or not draft.said("sender")


@dataclass(frozen=True)
class Step:
    """One question on one page; asked only when `applies`."""

    slug: str
    title: str
    form: type[StepForm]
    applies: Callable[[Draft], bool] = _always


STEPS = (
    Step("kind", "Что вы хотите", KindForm),
    Step("text", "Сообщение", TextForm),
    Step("author", "Кто пишет", AuthorForm),
    Step("reply", "Ответ", ReplyForm, _named),
    Step("consent", "Согласие", ConsentForm, _named),
)


def step_by_slug(slug: str) -> Step | None:
    """The step, or None for an address that is not one."""
    return next((step for step in STEPS if step.slug == slug), None)


def asked_steps(draft: Draft) -> list[Step]:
    """Steps that this visitor walks through."""
    return [step for step in STEPS if step.applies(draft)]


def first_missing(draft: Draft, before: Step | None = None) -> Step | None:
    """The earliest step not passed yet, looking no further than `before`."""
    for step in asked_steps(draft):
        if step == before:
            return None
        if step.slug not in draft.done:
            return step
    return None


def previous_step(draft: Draft, step: Step) -> Step | None:
    """The step before this one; None at the first."""
    asked = asked_steps(draft)
    place = asked.index(step)
    return asked[place - 1] if place else None


def progress(draft: Draft, step: Step) -> tuple[int, int]:
    """«шаг 2 из 6»: the last step is the check before sending."""
    asked = asked_steps(draft)
    return asked.index(step) + 1, len(asked) + 1
