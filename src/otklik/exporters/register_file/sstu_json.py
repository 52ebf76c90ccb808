"""Appeals as JSON like that of the portal ССТУ.РФ, as public integrations write it: to be verified with the office.

One object an appeal: departmentId, isDirect, format, number, createDate, name, address, email, questions; of a
question: code, status, incomingDate, registrationDate, responseDate and what its status asks for.
"""

import json
from collections.abc import Iterable

from otklik.core.appeals import Outcome
from otklik.exporters.register_file.appeal_facts import AppealFacts, QuestionFacts

STATUSES = {
    Outcome.IN_WORK: "InWork",
    Outcome.EXPLAINED: "Explained",
    Outcome.SUPPORTED: "Supported",
    Outcome.NOT_SUPPORTED: "NotSupported",
    Outcome.TRANSFERRED: "Transferred",
    Outcome.ANSWERED: "Answered",
    Outcome.LEFT_WITHOUT_ANSWER: "LeftWithoutAnswer",
}


def sstu_json(appeals: Iterable[AppealFacts], department_id: str) -> bytes:
    """A list of appeals, UTF-8."""
    told = [_appeal(one, department_id) for one in appeals]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _appeal(facts: AppealFacts, department_id: str) -> dict[str, object]:
    person = {"name": facts.name, "address": facts.address, "email": facts.email}
    return {
        "departmentId": department_id,
        "isDirect": not facts.is_forwarded_to_us,
        "format": "Electronic" if facts.is_electronic else "Other",
        "number": facts.number,
        "createDate": facts.received_on.isoformat(),
        **{name: value for name, value in person.items() if value},
        "questions": [_question(facts, one) for one in facts.questions],
    }


def _question(facts: AppealFacts, question: QuestionFacts) -> dict[str, object]:
    told: dict[str, object] = {
        "code": question.code,
        "status": STATUSES[question.outcome],
        "incomingDate": facts.received_on.isoformat(),
        "registrationDate": facts.registered_on.isoformat(),
    }
    if question.outcome is Outcome.IN_WORK:
        return told | {"isExtend": facts.is_prolonged}
    if facts.answered_on:
        told["responseDate"] = facts.answered_on.isoformat()
    if question.outcome is Outcome.SUPPORTED:
        told["actionsTaken"] = question.measures_taken
    if question.outcome is Outcome.TRANSFERRED:
        told["transfer"] = {"departmentName": question.forwarded_to}
    return told
