"""What a text is about, learned from decisions of people: a linear model that names the words it went by.

No network, no graphics card, no pickle. `train` learns from texts and the labels that people gave them (or from names
of labels alone, before there are any), `TextModel.suggest` answers in milliseconds, `evaluate` says how well it does.
"""

from otklik.core.text_model.model import Suggested, TextModel
from otklik.core.text_model.quality import Bin, Covered, Quality, evaluate, measure
from otklik.core.text_model.storage import UnreadableModel
from otklik.core.text_model.training import train

__all__ = [
    "Bin",
    "Covered",
    "Quality",
    "Suggested",
    "TextModel",
    "UnreadableModel",
    "evaluate",
    "measure",
    "train",
]
