"""What a turn of a talk asks to be done: send, add, mark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.channels.contract import Arrival, RemoteFile
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.author_marks import Mark
from otklik.core.dialogue import Deed, State, Step, Turn
from otklik.core.dialogue.words import say
from otklik.core.incoming import IncomingFeedback
from otklik.correspondence.becoming.files import expect_files
from otklik.correspondence.becoming.letters import ONLY_FILES, addressed, token_of
from otklik.correspondence.becoming.receipts import receipt_names, words_of
from otklik.correspondence.becoming.situations import markable, own_cases, topics_of
from otklik.correspondence.becoming.threads import remember_address
from otklik.correspondence.connected import Connected
from otklik.correspondence.models import Dialogue, InboundMessage
from otklik.intake.actions.hear_author import hear_author
from otklik.intake.actions.mark_answer import mark_answer
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.author_access import Recognised
from otklik.intake.consent import CONSENT_VERSION
from otklik.intake.models import AnswerMark
from otklik.surveys.giving import survey_address


@dataclass(frozen=True)
class Talk:
    """The arrival with the talk that it is a step of."""

    row: InboundMessage
    connected: Connected
    dialogue: Dialogue
    arrival: Arrival


@dataclass(frozen=True)
class Done:
    """The state that is kept, what is said of the deed, and what the arrival became."""

    state: State
    said: str = ""
    words: str = ""
    item_id: int | None = None
    choices: tuple[str, ...] = ()


def carry_out(row: InboundMessage, connected: Connected, dialogue: Dialogue, arrival: Arrival, turned: Turn) -> Done:
    """Do what the turn asks for, in the transaction of the arrival."""
    deed = _DEEDS.get(turned.deed)
    return deed(Talk(row, connected, dialogue, arrival), turned) if deed else Done(turned.state)


def _consent(talk: Talk, turned: Turn) -> Done:
    talk.dialogue.consented_at = timezone.now()
    return Done(turned.state, words="согласие на обработку персональных данных")


def _forget(talk: Talk, turned: Turn) -> Done:
    if not turned.state.has_consented:
        talk.dialogue.consented_at = None
    return Done(turned.state, words="отмена")


def _send(talk: Talk, turned: Turn) -> Done:
    told = turned.told or State()
    connected, words = talk.connected, words_of(talk.connected.administration)
    receipt = receive_feedback(
        actor=connected.actor,
        incoming=_message(talk, told),
        consent_version=CONSENT_VERSION,
        topic_id=topics_of(connected.administration).get(told.topic),
    )
    if receipt.is_new:
        remember_address(connected, receipt.item_id, talk.arrival)
        expect_files(receipt.item_id, connected.connection, _remote(told))
    talk.dialogue.item_id = receipt.item_id
    said = say(words, "sent" if receipt.is_new else "sent_again", **receipt_names(connected, receipt))
    return Done(turned.state, said, f"обращение № {receipt.number}", receipt.item_id)


def _message(talk: Talk, told: State) -> IncomingFeedback:
    """All that was said, under the name that the network gives."""
    arrival = talk.arrival
    if arrival.incoming is None:
        raise ValueError("Сообщение без содержания.")
    whole = replace(arrival.incoming, text=told.text or ONLY_FILES, place=told.place)
    return addressed(talk.row, talk.connected, replace(arrival, incoming=whole))


def _remote(told: State) -> list[RemoteFile]:
    return [RemoteFile(one.name, one.reference, one.size) for one in told.files]


def _add(talk: Talk, turned: Turn) -> Done:
    told, connected = turned.told or State(), talk.connected
    words = words_of(connected.administration)
    cases = own_cases(connected, talk.arrival.talker)
    item = next((one for one in cases if ItemStatus(one.status) in OPEN_STATUSES), None)
    token = token_of(talk.row)
    text = told.text or ONLY_FILES
    if item is None:  # it was ended while the person thought
        return _send(talk, turned)
    addition = hear_author(actor=connected.actor, author=Recognised(item.pk), text=text, token=token)
    if addition is None:
        return _send(talk, turned)
    expect_files(item.pk, connected.connection, _remote(told), addition=addition)
    remember_address(connected, item.pk, talk.arrival)
    return Done(turned.state, say(words, "added", number=item.number), f"дополнение к № {item.number}", item.pk)


def _satisfied(talk: Talk, turned: Turn) -> Done:
    return _mark(talk, turned, Mark.SATISFIED, "")


def _unsatisfied(talk: Talk, turned: Turn) -> Done:
    return _mark(talk, turned, Mark.UNSATISFIED, turned.told.text if turned.told else "")


def _mark(talk: Talk, turned: Turn, mark: Mark, comment: str) -> Done:
    connected, words = talk.connected, words_of(talk.connected.administration)
    answer = markable(own_cases(connected, talk.arrival.talker))
    if answer is None:
        return Done(replace(turned.state, step=Step.START), say(words, "thanks"), "оценка ответа, которого уже нет")
    author = Recognised(answer.item_id)
    try:
        marked = mark_answer(actor=connected.actor, ticket=author, answer_id=answer.pk, mark=mark, comment=comment)
    except RuleBroken as broken:
        return Done(
            turned.state, say(words, "mark_refused", reason=broken.message), "оценка не принята", answer.item_id
        )
    if marked.receipt:
        remember_address(connected, marked.receipt.item_id, talk.arrival)
    number = marked.receipt.number if marked.receipt else answer.item.number
    result = AnswerMark.Result(marked.mark.result).label
    kind = "satisfied" if mark is Mark.SATISFIED else "unsatisfied"
    survey = survey_address(answer.item) if mark is Mark.SATISFIED else ""
    said = say(words, kind, number=number, result=result)
    if survey:
        said = f"{said}\n\n{say(words, 'survey', survey_url=survey)}"
    return Done(turned.state, said, f"оценка ответа на № {answer.item.number}", answer.item_id)


_DEEDS: Mapping[Deed, Callable[[Talk, Turn], Done]] = {
    Deed.CONSENT: _consent,
    Deed.FORGET: _forget,
    Deed.SEND: _send,
    Deed.ADD: _add,
    Deed.SATISFIED: _satisfied,
    Deed.UNSATISFIED: _unsatisfied,
}
