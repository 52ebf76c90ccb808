"""What is asked at each step, with its buttons."""

from collections.abc import Callable, Mapping

from otklik.core.dialogue import words as said
from otklik.core.dialogue.situation import Situation
from otklik.core.dialogue.state import State, Step
from otklik.core.dialogue.telling import summary_of, topic_list
from otklik.core.dialogue.words import say


def _asked_consent(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001 - one signature
    spoken = say(now.words, "consent", operator=now.operator, consent_url=now.consent_url)
    return spoken, (said.AGREE, said.REFUSE)


def _asked_topic(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001
    return say(now.words, "topic", topics=topic_list(now)), (*now.topics, said.OTHER, said.SKIP)


def _asked_address(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001
    return say(now.words, "address"), (said.SKIP, said.CANCEL)


def _asked_text(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:
    return say(now.words, "text"), (said.SEND, said.CANCEL) if state.has_said else (said.CANCEL,)


def _asked_check(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:
    return say(now.words, "check", summary=summary_of(state)), (said.SEND, said.MORE, said.CANCEL)


def _asked_which(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001
    return say(now.words, "which", number=now.open_number), (f"Дополнить № {now.open_number}", said.NEW, said.CANCEL)


def _asked_why(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001
    return say(now.words, "why"), (said.CANCEL,)


def _asked_nothing(state: State, now: Situation) -> tuple[str, tuple[str, ...]]:  # noqa: ARG001
    return "", ()


QUESTIONS: Mapping[Step, Callable[[State, Situation], tuple[str, tuple[str, ...]]]] = {
    Step.START: _asked_nothing,
    Step.CONSENT: _asked_consent,
    Step.TOPIC: _asked_topic,
    Step.ADDRESS: _asked_address,
    Step.TEXT: _asked_text,
    Step.CHECK: _asked_check,
    Step.WHICH: _asked_which,
    Step.WHY: _asked_why,
}
