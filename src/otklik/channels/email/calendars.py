"""An invitation told in words: what, when, where."""

import re

_UNFOLD = re.compile(r"\r?\n[ \t]")
_FIELD = re.compile(r"^(SUMMARY|LOCATION|DTSTART|DESCRIPTION)(?:;[^:\n]*)?:(.*)$", re.MULTILINE)
_MOMENT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?")
_TITLES = {"SUMMARY": "Приглашение", "DTSTART": "Когда", "LOCATION": "Где", "DESCRIPTION": "О чём"}


def event_in(calendar: str) -> str:
    """The first event of an iCalendar text (RFC 5545) in Russian lines; empty where there is none."""
    _, found, body = _UNFOLD.sub("", calendar).partition("BEGIN:VEVENT")
    if not found:
        return ""
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(body.partition("END:VEVENT")[0]):
        fields.setdefault(name, _plain(value))
    if "DTSTART" in fields:
        fields["DTSTART"] = _moment(fields["DTSTART"])
    return "\n".join(f"{title}: {fields[name]}" for name, title in _TITLES.items() if fields.get(name))


def _plain(value: str) -> str:
    return value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").strip()


def _moment(value: str) -> str:
    parts = _MOMENT.match(value)
    if not parts:
        return value
    day = f"{parts[3]}.{parts[2]}.{parts[1]}"
    return f"{day}, {parts[4]}:{parts[5]}" if parts[4] else day
