"""Tables of intake, by subject."""

from otklik.intake.models.answer import Answer, AnswerTemplate
from otklik.intake.models.case import Appeal, AppealQuestion, CaseEvent, NumberSequence, question_of
from otklik.intake.models.contact import Attachment, Contact
from otklik.intake.models.imported import ImportMapping, ImportRun
from otklik.intake.models.item import FeedbackItem, ItemCategory, TextBacklog
from otklik.intake.models.saved_view import SavedView

__all__ = [
    "Answer",
    "AnswerTemplate",
    "Appeal",
    "AppealQuestion",
    "Attachment",
    "CaseEvent",
    "Contact",
    "FeedbackItem",
    "ImportMapping",
    "ImportRun",
    "ItemCategory",
    "NumberSequence",
    "SavedView",
    "TextBacklog",
    "question_of",
]
