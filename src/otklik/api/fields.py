"""Types of fields, as strict as the description says: a date is a text of a date, never a number of seconds."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})")
_NUMBER = re.compile(r"0|[1-9]\d{0,17}")


class Told(Schema):
    """What we reply."""


class Given(Schema):
    """What a system sends: a field that we do not know is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date", "A date such as 2025-03-28 is expected.")


def _moment(value: Any) -> datetime:
    try:
        if isinstance(value, str) and _MOMENT.fullmatch(value) and value.isascii():
            found = datetime.fromisoformat(re.sub(r"\.(\d{6})\d+", r".\1", value.upper()))
            found.astimezone().timestamp()
            return found
    except (ValueError, OverflowError):
        pass
    raise PydanticCustomError("moment", "A moment with a time zone is expected.")


def _number(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and _NUMBER.fullmatch(value):
        return int(value)
    raise PydanticCustomError("int", "A whole number is expected.")


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
#: Of a query: written in digits.
Limit = Annotated[int, BeforeValidator(_number), Field(ge=1, le=200)]
Mark = Annotated[int, BeforeValidator(_number), Field(ge=0, le=9_223_372_036_854_775_807)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$", max_length=80)]


#: No NUL: no database keeps it. The description says so too.
NO_NUL, SOME_SIGN = r"^[^\x00]*$", r"^[^\x00]*[^\s\x00][^\x00]*$"
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


def words(longest: int, *, least: int = 0) -> Any:
    """A text of so many signs; at least one of them is no space where one is asked for."""
    return StringConstraints(min_length=least or None, max_length=longest, pattern=SOME_SIGN if least else NO_NUL)
