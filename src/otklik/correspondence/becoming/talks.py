"""A message in a network: one turn of the talk with the person, and what the turn asks to be done."""

from otklik.accounts.messengers import hear_code
from otklik.channels.contract import Arrival
from otklik.core.dialogue import DEFAULT_WORDS, Deed, Heard, SaidFile, State, Step, Turn, turn
from otklik.correspondence.becoming.became import Became
from otklik.correspondence.becoming.deeds import Done, carry_out
from otklik.correspondence.becoming.receipts import reply
from otklik.correspondence.becoming.situations import situation_for
from otklik.correspondence.becoming.threads import LONGEST_TALKER
from otklik.correspondence.connected import Connected
from otklik.correspondence.keys import fitted
from otklik.correspondence.models import Dialogue, InboundMessage, ReplyAddress

LONGEST_DIALOGUE_TALKER = 200


def take(row: InboundMessage, arrival: Arrival) -> Became:
    """Take the message as the next step of the talk. Порядок: murashi 2.2, 2.3, biysk 3, livny 3."""
    connected = Connected.of(row)
    dialogue = _dialogue(connected, arrival.talker)
    state = State.from_json(dialogue.step, dialogue.said, has_consented=dialogue.consented_at is not None)
    heard = _heard(arrival)
    if _is_echo(heard):
        return Became("повтор наших собственных слов", is_passed_over=True, forgets_body=True)
    if linked := hear_code(connection=connected.connection, talker=dialogue.talker, text=heard.text):
        _say(connected, dialogue, arrival, linked)
        return Became("сотрудник привязал мессенджер", is_passed_over=True, forgets_body=True)
    situation = situation_for(connected, arrival.talker)
    next_turn = turn(state, heard, situation)
    done = carry_out(row, connected, dialogue, arrival, next_turn)
    _keep(dialogue, done.state)
    _speak(connected, dialogue, arrival, next_turn, done)
    return Became(done.words or "шаг диалога", done.item_id, forgets_body=True)


def _dialogue(connected: Connected, talker: str) -> Dialogue:
    key = fitted(talker, LONGEST_DIALOGUE_TALKER)
    Dialogue.objects.get_or_create(connection=connected.connection, talker=key)
    return Dialogue.objects.select_for_update().get(connection=connected.connection, talker=key)


def _heard(arrival: Arrival) -> Heard:
    text = arrival.incoming.text.replace("\0", "") if arrival.incoming else ""
    return Heard(text, tuple(SaidFile(one.name, one.reference, one.size) for one in arrival.files))


def _is_echo(heard: Heard) -> bool:
    """Another program that repeats what it is told: not answered, so that two programs never talk for ever."""
    said = heard.text.strip()
    return bool(said) and any(said == words.strip() for words in DEFAULT_WORDS.values() if "{" not in words)


def _keep(dialogue: Dialogue, state: State) -> None:
    dialogue.step, dialogue.said = state.step.value, state.as_json()
    dialogue.save()


def _speak(connected: Connected, dialogue: Dialogue, arrival: Arrival, next_turn: Turn, done: Done) -> None:
    words = "\n\n".join(part for part in (done.said, next_turn.words) if part)
    if words:
        _say(connected, dialogue, arrival, words, done.choices or next_turn.choices)


def _say(connected: Connected, dialogue: Dialogue, arrival: Arrival, words: str, choices: tuple[str, ...] = ()) -> None:
    address = ReplyAddress(
        talker=fitted(arrival.talker, LONGEST_TALKER), thread=dict(arrival.thread), connection=connected.connection
    )
    reply(connected, dialogue, address, words, choices=choices)


__all__ = ["Deed", "Step", "take"]
