"""Who is bound by the decree, and the decree itself."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from otklik.core.registration import validate_template
from otklik.procedures.schema_base import Entry, Slug, Strict


def _known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"неизвестный часовой пояс «{value}»; например, Europe/Moscow или Asia/Barnaul") from error
    return value


def _usable_template(value: str) -> str:
    validate_template(value)
    return value


class Act(Strict):
    """The decree: its administration, number, dates and revision."""

    slug: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    """Slug of the administration: the first part of its URLs and of its clause ids."""
    title: str
    """Full name of the administration, nominative."""
    title_genitive: str
    """The same in the genitive: «обращения администрации …»."""
    short_title: str
    city: str
    """Seat of the administration as it stands on its letterhead."""
    act_kind: str = "Постановление"
    act_title: str
    """Title of the approved order, nominative, without the word «ПОСТАНОВЛЕНИЕ»."""
    number: str
    signed_on: date
    effective_on: date
    """First day on which the order binds."""
    effective_note: str = ""
    """Why this day, where the decree does not name it."""
    effective_clause: str = ""
    effective_quote: str = ""
    controller: str = ""
    """Who controls the execution of the decree (office, nominative); empty when the text at hand does not say."""
    controller_clause: str = ""
    controller_quote: str = ""
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    """IANA name: the borders of a quarter follow local time."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Grows with each amendment; stored values keep the revision under which they were computed."""
    numbered_clauses: bool
    """True: clauses bear numbers like 4.2 and quotes are sought inside them; False: only sections are numbered."""
    number_template: Annotated[str, AfterValidator(_usable_template)] = "{kind_letter}-{sequence:05d}/{year}"
    """Registration number of an appeal."""


class Term(Entry):
    """A word of the decree; its quote is the decree's whole definition, shown at hand wherever the word stands."""

    slug: Slug
    title: str

    @property
    def definition(self) -> str:
        """What the decree says after the dash, as a sentence."""
        words = self.quote.partition(" – ")[2].strip().rstrip(";.")
        return f"{words[:1].upper()}{words[1:]}."


class Role(Entry):
    """Who in the administration does what under the decree: a unit, an office, or a person appointed by an act."""

    slug: Slug
    title: str
    duty: str
    """What the role does, in a short phrase."""
    unit: str = ""
    """Unit named by the decree (nominative); empty when the administration chooses."""
    holds: Literal["", "organizer", "coordinator", "head", "internal_officer", "controller"] = ""
    """Role of the product that its people hold; empty: nobody in particular."""
