"""The talk with a person of a network: what is asked, what is understood, what is said. Pure rules.

`turn(state, heard, situation)` gives the next state, the words to say, and what has to be done; whoever calls it
keeps the state and does the deed.
"""

from otklik.core.dialogue.hearing import Heard, Intent, intent_of
from otklik.core.dialogue.situation import CaseTold, Situation
from otklik.core.dialogue.state import Deed, SaidFile, State, Step, Turn
from otklik.core.dialogue.turns import turn
from otklik.core.dialogue.words import DEFAULT_WORDS, Words

__all__ = [
    "DEFAULT_WORDS",
    "CaseTold",
    "Deed",
    "Heard",
    "Intent",
    "SaidFile",
    "Situation",
    "State",
    "Step",
    "Turn",
    "Words",
    "intent_of",
    "turn",
]
