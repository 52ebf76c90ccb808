"""Who comes, and how the same person is recognised again."""

import re
from dataclasses import dataclass

from django.utils import timezone

from otklik.reception.models import Visit, VisitContact

PHONE_DIGITS = 10


@dataclass(frozen=True)
class Visitor:
    """What a person says of himself when he signs up."""

    name: str
    phone: str
    email: str = ""
    address: str = ""


def name_words(name: str) -> list[str]:
    """The words of a name without case and ё."""
    return re.findall(r"[\w-]+", name.casefold().replace("ё", "е"))


def name_key(name: str) -> str:
    """The name as it is compared; empty unless it has a surname and a first name."""
    words = name_words(name)
    return " ".join(words)[:300] if len(words) > 1 else ""


def phone_key(phone: str) -> str:
    """The last ten digits: «8 900…» and «+7 900…» are one; empty when there are fewer."""
    digits = re.sub(r"\D", "", phone)
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def contact_of(visit: Visit, visitor: Visitor, consent_version: str) -> VisitContact:
    """The contact's row; not saved."""
    return VisitContact(
        visit=visit,
        name=visitor.name.strip()[:300],
        phone=visitor.phone.strip()[:60],
        email=visitor.email.strip().lower()[:254],
        address=visitor.address.strip()[:500],
        name_key=name_key(visitor.name),
        phone_key=phone_key(visitor.phone),
        consent_version=consent_version,
        consent_at=timezone.now() if consent_version else None,
    )
