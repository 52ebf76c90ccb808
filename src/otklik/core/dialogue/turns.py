"""One turn of the talk: from what was heard to what is said and done."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from otklik.core.dialogue import words as said
from otklik.core.dialogue.hearing import Heard, Intent, folded, intent_of
from otklik.core.dialogue.questions import QUESTIONS
from otklik.core.dialogue.situation import Situation
from otklik.core.dialogue.state import Deed, State, Step, Turn
from otklik.core.dialogue.telling import cases_told, ways_told
from otklik.core.dialogue.words import say

#: A longer answer to «где это?» is the message itself.
LONGEST_PLACE = 200
#: Shorter words in answer to the topics are an attempt to name one.
LONGEST_TOPIC_WORDS = 40
MOST_FILES = 20
LONGEST_TEXT = 20_000
#: After so many messages in a row that were not understood a person is named; then it is quiet until one is.
MOST_STRANGE = 3
_TOPIC_BEGINNING = 12


def turn(state: State, heard: Heard, now: Situation) -> Turn:
    """What follows. The same message twice in a row does no harm; nothing that was said is lost before it is sent.

    Silence (no words) is an answer too: to an empty message, and to whoever is not understood again and again.
    """
    intent = intent_of(heard)
    if intent is Intent.NOTHING:
        return Turn(state)
    if intent is Intent.START and state.step is not Step.START:
        return _asked_again(state, now)
    anywhere = _ANYWHERE.get(intent)
    done = anywhere(state, heard, now) if anywhere else _STEPS[state.step](state, heard, now)
    return _counted(state, done)


def _counted(before: State, done: Turn) -> Turn:
    """Whoever was understood begins to count anew."""
    if done.state.strange > before.strange:
        return done
    return replace(done, state=replace(done.state, strange=0))


def ask(step: Step, state: State, now: Situation, before: str = "") -> Turn:
    """Go to the step and ask its question, after other words where there are any."""
    question, choices = QUESTIONS[step](state, now)
    spoken = "\n\n".join(part for part in (before, question) if part)
    return Turn(replace(state, step=step), spoken, choices)


def next_question(state: State, now: Situation, before: str = "") -> Turn:
    """The first thing that is still missing: consent, the topic, the place (of a citizen's matter), the words."""
    if not state.has_consented:
        return ask(Step.CONSENT, state, now, before)
    return ask(Step.TOPIC, state, now, before) if now.topics else _after_topic(state, now, before)


def _strange(state: State, now: Situation) -> Turn:
    """Not understood: once more politely, then the way to a person, then silence."""
    told = replace(state, strange=state.strange + 1)
    if told.strange < MOST_STRANGE:
        _, choices = QUESTIONS[state.step](state, now)
        return Turn(told, say(now.words, "strange"), choices)
    if told.strange == MOST_STRANGE:
        return Turn(told, say(now.words, "stuck", ways=ways_told(now)), (said.CANCEL,))
    return Turn(told)


def _asked_again(state: State, now: Situation) -> Turn:
    """The bot was opened anew, or greeted, in the middle of the talk: the same question; not without end."""
    again = ask(state.step, replace(state, strange=state.strange + 1), now)
    return again if again.state.strange <= MOST_STRANGE else Turn(again.state)


def _gather(state: State, heard: Heard) -> State:
    """The words and files beside what was said before; a message that comes twice in a row is one."""
    text = heard.text.strip()
    is_new = bool(text) and (not state.parts or state.parts[-1] != text)
    room = LONGEST_TEXT - len(state.text)
    parts = (*state.parts, text[:room]) if is_new and room > 0 else state.parts
    known = {one.reference for one in state.files}
    files = (*state.files, *(one for one in heard.files if one.reference not in known))
    return replace(state, parts=parts, files=files[:MOST_FILES])


def _overflow(state: State, heard: Heard, now: Situation) -> str:
    """What is said when not everything found room."""
    if len(state.text) + len(heard.text) > LONGEST_TEXT:
        return say(now.words, "long")
    if len(state.files) + len(heard.files) > MOST_FILES:
        return say(now.words, "files_refused", most=str(MOST_FILES))
    return ""


def _forgotten(state: State) -> State:
    return State(has_consented=state.has_consented)


# What is understood at any step


def _help(state: State, heard: Heard, now: Situation) -> Turn:  # noqa: ARG001 - one signature for all
    _, choices = QUESTIONS[state.step](state, now)
    return Turn(state, say(now.words, "help"), choices)


def _operator(state: State, heard: Heard, now: Situation) -> Turn:  # noqa: ARG001
    return Turn(state, say(now.words, "operator", ways=ways_told(now)))


def _status(state: State, heard: Heard, now: Situation) -> Turn:  # noqa: ARG001
    if not now.cases:
        return Turn(state, say(now.words, "status_none"))
    return Turn(state, say(now.words, "status", cases=cases_told(now), status_url=now.status_url))


def _cancel(state: State, heard: Heard, now: Situation) -> Turn:  # noqa: ARG001
    began = state.has_said or state.step is not Step.START
    return Turn(_forgotten(state), say(now.words, "cancelled" if began else "nothing_to_cancel"), deed=Deed.FORGET)


def _marked(state: State, heard: Heard, now: Situation) -> Turn:
    if not now.marked_number:
        return _STEPS[state.step](state, heard, now)
    if intent_of(heard) is Intent.SATISFIED:
        return Turn(replace(state, step=Step.START), deed=Deed.SATISFIED, told=state)
    return ask(Step.WHY, state, now)


# Steps


def _start(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent is Intent.THANKS:
        return Turn(state, say(now.words, "thanks"))
    if intent is not Intent.WORDS:  # a greeting, or a button of a talk that was forgotten
        greeting = say(now.words, "greeting_internal" if now.is_internal else "greeting", operator=now.operator)
        if state.has_consented and not state.has_said:
            return Turn(replace(state, step=Step.TEXT), f"{greeting}\n\n{say(now.words, 'text')}", (said.STATUS,))
        return next_question(state, now, greeting)
    told = _gather(state, heard)
    if not told.has_consented:
        return ask(Step.CONSENT, told, now, say(now.words, "kept"))
    return ask(Step.WHICH, told, now) if now.open_number else next_question(told, now)


def _consent(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent is Intent.AGREE:
        return replace(next_question(replace(state, has_consented=True), now), deed=Deed.CONSENT)
    if intent is Intent.REFUSE:
        return Turn(State(), say(now.words, "refused", ways=ways_told(now)), deed=Deed.FORGET)
    if intent is Intent.WORDS:
        more = say(now.words, "consent_again")
        return Turn(_gather(state, heard), more, (said.AGREE, said.REFUSE))
    return _strange(state, now)


def _topic(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    chosen = _chosen(heard.text, now.topics) if intent is Intent.WORDS and not heard.files else ""
    if chosen or intent in {Intent.SKIP, Intent.OTHER}:
        return _after_topic(replace(state, topic=chosen), now)
    if intent is Intent.WORDS and (heard.files or len(heard.text) > LONGEST_TOPIC_WORDS):
        return _after_topic(_gather(state, heard), now, say(now.words, "noted"))
    return _strange(state, now)


def _after_topic(state: State, now: Situation, before: str = "") -> Turn:
    return _after_address(state, now, before) if now.is_internal else ask(Step.ADDRESS, state, now, before)


def _chosen(text: str, topics: tuple[str, ...]) -> str:
    """The topic by its number or its name; networks cut long buttons, so that a beginning is enough."""
    wanted = folded(text)
    if wanted.isdecimal() and 0 < int(wanted) <= len(topics):
        return topics[int(wanted) - 1]
    for topic in topics:
        name = folded(topic)
        if name == wanted or (len(wanted) >= _TOPIC_BEGINNING and name.startswith(wanted)):
            return topic
    return ""


def _address(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent in {Intent.SKIP, Intent.OTHER, Intent.REFUSE}:
        return _after_address(state, now)
    if intent is not Intent.WORDS:
        return _strange(state, now)
    if heard.files or len(heard.text) > LONGEST_PLACE:
        return _after_address(_gather(state, heard), now)
    return _after_address(replace(state, place=" ".join(heard.text.split())), now)


def _after_address(state: State, now: Situation, before: str = "") -> Turn:
    return ask(Step.CHECK if state.has_said else Step.TEXT, state, now, before)


def _text(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent in {Intent.SEND, Intent.AGREE}:
        if state.has_said:
            return ask(Step.CHECK, state, now)
        return Turn(state, say(now.words, "text_first"))
    if intent not in {Intent.WORDS, Intent.THANKS}:
        return _strange(state, now)
    spoken = _overflow(state, heard, now) or say(now.words, "gathered")
    return Turn(_gather(state, heard), spoken, (said.SEND, said.CANCEL))


def _check(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent in {Intent.SEND, Intent.AGREE}:
        return Turn(_forgotten(state), deed=Deed.SEND, told=state)
    if intent in {Intent.MORE, Intent.REFUSE}:
        return ask(Step.TEXT, state, now)
    if intent is Intent.WORDS:
        return ask(Step.CHECK, _gather(state, heard), now, _overflow(state, heard, now))
    return _strange(state, now)


def _which(state: State, heard: Heard, now: Situation) -> Turn:
    intent = intent_of(heard)
    if intent in {Intent.ADD, Intent.AGREE, Intent.MORE} and now.open_number:
        return Turn(_forgotten(state), deed=Deed.ADD, told=state)
    if intent in {Intent.NEW, Intent.REFUSE} or not now.open_number:
        return next_question(state, now)
    if intent is Intent.WORDS:
        return ask(Step.WHICH, _gather(state, heard), now)
    return _strange(state, now)


def _why(state: State, heard: Heard, now: Situation) -> Turn:
    if intent_of(heard) is Intent.WORDS:
        return Turn(_forgotten(state), deed=Deed.UNSATISFIED, told=_gather(_forgotten(state), heard))
    return _strange(state, now)


_STEPS: Mapping[Step, Callable[[State, Heard, Situation], Turn]] = {
    Step.START: _start,
    Step.CONSENT: _consent,
    Step.TOPIC: _topic,
    Step.ADDRESS: _address,
    Step.TEXT: _text,
    Step.CHECK: _check,
    Step.WHICH: _which,
    Step.WHY: _why,
}
_ANYWHERE: Mapping[Intent, Callable[[State, Heard, Situation], Turn]] = {
    Intent.HELP: _help,
    Intent.OPERATOR: _operator,
    Intent.STATUS: _status,
    Intent.CANCEL: _cancel,
    Intent.SATISFIED: _marked,
    Intent.UNSATISFIED: _marked,
}
