"""What was asked: parameters of the specification, typed; a wrong one is told as 400."""

import math
import re
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from otklik.core.periods import YEARS
from otklik.interchange.actions.post_geo_request import CONSENT, GeoPosted
from otklik.interchange.actions.post_item import Author
from otklik.interchange.geo import Asked

_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_LONGEST = {
    "description": 20_000, "first_name": 100, "last_name": 150, "email": 254, "phone": 60, "address_string": 300,
    "address_id": 100, "media_url": 500, "service_code": 80,
}  # fmt: skip


class WrongError(ValueError):
    """A parameter is not as the specification has it; the message is English, as the rest of the face."""


def check_signs(given: Mapping[str, str]) -> None:
    """No NUL, no half of a pair, no bytes that were no UTF-8."""
    for name, value in given.items():
        if any(sign in "\0\ufffd" or "\ud800" <= sign <= "\udfff" for sign in name + value):
            raise WrongError(f"{name[:40]!a}: characters that are not allowed or not UTF-8.")


def asked_of(given: Mapping[str, str]) -> Asked:
    """The choice of GET requests."""
    check_signs(given)
    ids = [one.strip() for one in given.get("service_request_id", "").split(",") if one.strip()]
    if any(not _ID.fullmatch(one) for one in ids):
        raise WrongError("service_request_id must be a list of numbers.")
    statuses = [one.strip() for one in given.get("status", "").split(",") if one.strip()]
    if any(one not in {"open", "closed"} for one in statuses):
        raise WrongError("status must be open or closed.")
    services = [one.strip() for one in given.get("service_code", "").split(",") if one.strip()]
    since, until = _moment(given, "start_date"), _moment(given, "end_date")
    return Asked([int(one) for one in ids], services, since, until, statuses)


def posted_of(given: Mapping[str, str]) -> GeoPosted:
    """The message of POST requests."""
    check_signs(given)
    for name, longest in _LONGEST.items():
        if len(given.get(name, "")) > longest:
            raise WrongError(f"{name} is longer than {longest} characters.")
    if not given.get("service_code"):
        raise WrongError("service_code was not provided.")
    if given.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+", given["email"]):
        raise WrongError("email is not an address.")
    return GeoPosted(
        service_code=given["service_code"],
        description=given.get("description", ""),
        author=_author(given),
        latitude=_degrees(given, "lat"),
        longitude=_degrees(given, "long"),
        address=given.get("address_string", ""),
        address_id=given.get("address_id", ""),
        media_url=given.get("media_url", ""),
    )


def _author(given: Mapping[str, str]) -> Author:
    name = " ".join(one for one in (given.get("last_name", ""), given.get("first_name", "")) if one.strip())
    email, phone = given.get("email", ""), given.get("phone", "")
    return Author(name=name, email=email, phone=phone, consent=CONSENT if name or email or phone else "")


def _degrees(given: Mapping[str, str], name: str) -> float | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found) or "_" in text:
        raise WrongError(f"{name} is not a number.")
    return found


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise WrongError(f"{name} must be a date such as 2025-03-28T10:00:00Z.") from None
    if found.year not in YEARS:
        raise WrongError(f"{name} is out of range.")
    return found if found.tzinfo else timezone.make_aware(found)
