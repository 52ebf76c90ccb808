"""Tables of intake, by subject."""

from otklik.intake.models.answer import Answer, AnswerTemplate
from otklik.intake.models.answer_draft import AnswerDraft, AnswerOverride, OutgoingSequence
from otklik.intake.models.author_word import AnswerMark, AuthorAddition
from otklik.intake.models.card_draft import CardDraft
from otklik.intake.models.case import Appeal, AppealQuestion, CaseEvent, DueCount, NumberSequence, question_of
from otklik.intake.models.codebook import CodebookEntry, CodebookVersion
from otklik.intake.models.contact import Attachment, Contact
from otklik.intake.models.destruction import DestructionAct, DestructionRow, PersonRequest
from otklik.intake.models.digest import Digest
from otklik.intake.models.due_recount import DueRecount
from otklik.intake.models.employee_letter import EmployeeLetter, LetterAddressee, LetterTo
from otklik.intake.models.imported import ImportMapping, ImportRun
from otklik.intake.models.item import FeedbackItem, ItemCategory, TextBacklog
from otklik.intake.models.look import OriginalLook
from otklik.intake.models.matter import Matter, MatterMember
from otklik.intake.models.outer_state import OuterState
from otklik.intake.models.reading import Reading, ReadingClaim, SecondReading
from otklik.intake.models.routing import Forwarding, ForwardingMark, ItemReturn, ItemRouting, RoutingRule
from otklik.intake.models.saved_view import SavedView
from otklik.intake.models.word_backlog import WordBacklog
from otklik.intake.models.word_frequency import WordFrequency

__all__ = [
    "Answer",
    "AnswerDraft",
    "AnswerMark",
    "AnswerOverride",
    "AnswerTemplate",
    "Appeal",
    "AppealQuestion",
    "Attachment",
    "AuthorAddition",
    "CardDraft",
    "CaseEvent",
    "CodebookEntry",
    "CodebookVersion",
    "Contact",
    "DestructionAct",
    "DestructionRow",
    "Digest",
    "DueCount",
    "DueRecount",
    "EmployeeLetter",
    "FeedbackItem",
    "Forwarding",
    "ForwardingMark",
    "ImportMapping",
    "ImportRun",
    "ItemCategory",
    "ItemReturn",
    "ItemRouting",
    "LetterAddressee",
    "LetterTo",
    "Matter",
    "MatterMember",
    "NumberSequence",
    "OriginalLook",
    "OuterState",
    "OutgoingSequence",
    "PersonRequest",
    "Reading",
    "ReadingClaim",
    "RoutingRule",
    "SavedView",
    "SecondReading",
    "TextBacklog",
    "WordBacklog",
    "WordFrequency",
    "question_of",
]
