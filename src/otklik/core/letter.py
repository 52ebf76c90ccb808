"""A letter on the administration's letterhead, before any format (ГОСТ Р 7.0.97)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from otklik.core.russian import date_short

BLANK_DATE, BLANK_NUMBER = "____________", "__________"


@dataclass(frozen=True)
class Letterhead:
    """What stands at the top left of every letter: the name in lines, the address, the numbers of the organisation."""

    lines: tuple[str, ...]
    address: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    ogrn: str = ""
    inn: str = ""
    signer_position: str = ""
    signer_name: str = ""
    executor_phone: str = ""

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Letterhead":
        """From plain values as they are stored; what is not known is empty."""
        given = {name: str(facts.get(name) or "") for name in cls.__dataclass_fields__ if name != "lines"}
        return cls(lines=tuple(str(line) for line in facts.get("lines") or ()), **given)

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing."""
        return {**asdict(self), "lines": list(self.lines)}

    @property
    def details(self) -> tuple[str, ...]:
        """The small lines under the name: address, phone, mail, ОГРН and ИНН."""
        reach = ", ".join(part for part in (f"тел. {self.phone}" if self.phone else "", self.email, self.site) if part)
        numbers = ", ".join(
            part for part in (f"ОГРН {self.ogrn}" if self.ogrn else "", f"ИНН {self.inn}" if self.inn else "") if part
        )
        return tuple(line for line in (self.address, reach, numbers) if line)


@dataclass(frozen=True)
class Letter:
    """One letter. Without number and date it is a draft, and blanks stand for them.

    `coat` is a PNG or JPEG of the coat of arms, or None; `greeting` stands in the middle, `paragraphs` below it.
    """

    head: Letterhead
    addressee: tuple[str, ...]
    subject: str
    paragraphs: tuple[str, ...]
    greeting: str = ""
    number: str = ""
    written_on: date | None = None
    incoming_number: str = ""
    incoming_on: date | None = None
    enclosures: tuple[str, ...] = ()
    signer_position: str = ""
    signer_name: str = ""
    executor: str = ""
    executor_phone: str = ""
    coat: bytes | None = None
    created_at: datetime | None = None

    @property
    def outgoing_line(self) -> str:
        """«28.03.2025 № 12/2025», or blanks to fill by hand."""
        day = date_short(self.written_on) if self.written_on else BLANK_DATE
        return f"{day} № {self.number or BLANK_NUMBER}"

    @property
    def incoming_line(self) -> str:
        """«На № Ж-00012/2025 от 03.03.2025»; empty when the letter answers nothing."""
        if not self.incoming_number:
            return ""
        day = f" от {date_short(self.incoming_on)}" if self.incoming_on else ""
        return f"На № {self.incoming_number}{day}"

    @property
    def enclosure_list(self) -> str:
        """«акт осмотра.pdf; схема.png.»; empty without enclosures."""
        listed = "; ".join(self.enclosures)
        return listed if listed.endswith(".") or not listed else f"{listed}."

    @property
    def executor_lines(self) -> tuple[str, ...]:
        """Who to ask, at the foot of the letter."""
        return tuple(line for line in (self.executor, self.executor_phone) if line)
