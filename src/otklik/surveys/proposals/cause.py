"""What made the system propose an additional survey."""

from dataclasses import dataclass, field
from typing import Any

from otklik.core.appeals import Audience
from otklik.surveys.models import SurveyProposal


@dataclass(frozen=True)
class Cause:
    """One reason with its numbers; `key` names it within its quarter, so that it is proposed once.

    `about` names in the genitive what is to be asked about: «услуги «Выдача …»».
    """

    key: str
    reason: SurveyProposal.Reason
    title: str
    why: tuple[str, ...]
    about: str
    audience: str = Audience.EXTERNAL.value
    facts: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    source_survey_id: int | None = None
    process_id: int | None = None
    touchpoint_id: int | None = None
