"""What an item looks like from outside."""

from datetime import date, datetime

from pydantic import ConfigDict, Field

from otklik.api.fields import Told


class Titled(Told):
    """Something of the catalogue."""

    slug: str
    title: str


class QuestionTold(Told):
    """One question of the item."""

    position: int
    topic: str = Field(description="Код темы классификатора; пусто, пока её не дали.")
    outcome: str = Field(description="Результат: in_work, explained, supported, not_supported, transferred…")


class FileTold(Told):
    """A file: read at /items/{item_id}/files/{id} with the scope texts:read."""

    id: int
    name: str
    media_type: str
    size: int
    is_answer: bool


class AnswerTold(Told):
    """An answer; the text stands there for keys with texts:read only."""

    number: str = Field(description="Исходящий номер.")
    at: datetime
    is_interim: bool
    way: str
    text: str | None = None


class OuterNumberTold(Told):
    """Under which number another system has it."""

    system: str
    number: str
    registered_on: date | None


class ContactTold(Told):
    """Who wrote; for keys with contacts:read only."""

    name: str
    email: str
    phone: str
    address: str
    organization: str
    inn: str


class ItemTold(Told):
    """A message as it stands. Words and contact are null without their scopes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": 1042, "number": "Ж-00042/2025", "kind": "complaint", "status": "answered",
                    "verdict": "satisfied", "audience": "external", "channel": "document_system",
                    "process": "land-lease", "subject": "services", "department": "Отдел земельных отношений",
                    "received_at": "2025-09-03T08:15:00Z", "registered_on": "2025-09-03", "due_on": "2025-10-03",
                    "answered_on": "2025-09-17", "is_late": False, "repeat_of": None, "title": None, "text": None,
                    "place": None, "questions": [{"position": 1, "topic": "0003.0009.0096", "outcome": "supported"}],
                    "answers": [{"number": "118-исх", "at": "2025-09-17T11:00:00Z", "is_interim": False,
                                 "way": "status", "text": None}],
                    "outer_numbers": [{"system": "СЭД", "number": "118-вх", "registered_on": "2025-09-03"}],
                    "files": None, "contact": None,
                }
            ]
        }
    )  # fmt: skip

    id: int
    number: str = Field(description="Регистрационный номер.")
    kind: str
    status: str
    verdict: str
    audience: str
    channel: str
    process: str
    subject: str
    department: str
    received_at: datetime
    registered_on: date | None
    due_on: date | None
    answered_on: date | None
    is_late: bool
    repeat_of: int | None
    title: str | None
    text: str | None
    place: str | None
    questions: list[QuestionTold]
    answers: list[AnswerTold]
    outer_numbers: list[OuterNumberTold]
    files: list[FileTold] | None
    contact: ContactTold | None
