"""Arrivals as they came, the threads that tie them to cases, the dialogues, where and how authors are answered."""

from otklik.correspondence.models.arrival import InboundMessage
from otklik.correspondence.models.dialogue import Dialogue
from otklik.correspondence.models.expected_file import ExpectedFile
from otklik.correspondence.models.lane import Lane
from otklik.correspondence.models.reply_address import ReplyAddress
from otklik.correspondence.models.thread import ThreadKey

__all__ = ["Dialogue", "ExpectedFile", "InboundMessage", "Lane", "ReplyAddress", "ThreadKey"]
