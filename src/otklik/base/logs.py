"""One JSON line an event; texts of people never go to the log."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from otklik.base.log_words import frames, told_error, without_people

#: What follows «/s/» names a survey's link and a personal secret.
_SURVEY = re.compile(r"(/s/)[a-z0-9]{4,12}/[^\s\"']*")


class HideSurveyAddresses(logging.Filter):
    """Addresses of survey pages stand in no line: who may read the log is not to know who had which survey open."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, without what follows «/s/»."""
        if isinstance(record.msg, str):
            said = record.getMessage()
            if "/s/" in said:
                record.msg, record.args = _SURVEY.sub(r"\1…", said), None
        elif isinstance(record.msg, dict):
            record.msg = {key: hidden(value) for key, value in record.msg.items()}
        return True


def hidden(value: Any) -> Any:
    """A value of an event without a survey's address in it."""
    return _SURVEY.sub(r"\1…", value) if isinstance(value, str) else value


_render = structlog.processors.JSONRenderer(ensure_ascii=False)
_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")


def take_record(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Level and logger from the record; of other people's lines only what names nobody (`log_words`)."""
    record = event.pop("_record", None)
    is_own = event.pop("_from_structlog", False)
    if record is None:
        return event
    event.update(level=record.levelname.lower(), logger=record.name)
    if is_own or not isinstance(event.get("event"), str):
        return event
    request = getattr(record, "request", None)
    if request is not None:  # Django tells the path, in which secrets of authors stand
        match = getattr(request, "resolver_match", None)
        event.update(event=f"status {getattr(record, 'status_code', '?')}", page=match.view_name if match else None)
    else:
        event["event"] = without_people(event["event"])
    return event


def tell_errors(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An error as its kind, its place and the way it took; no values, no words of people."""
    given = event.pop("exc_info", None)
    problem = given[1] if isinstance(given, tuple) else given
    if given is True:
        problem = sys.exc_info()[1]
    if isinstance(problem, BaseException):
        event.update(problem=told_error(problem), frames=frames(problem.__traceback__))
    return event


def render_json(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """The line itself."""
    return str(_render(logger, name, event))


#: Lines of Django and of packages get what ours have: time, and the number of the request.
FOREIGN: list[Processor] = [structlog.contextvars.merge_contextvars, _stamp]
LINES: list[Processor] = [take_record, tell_errors, render_json]

#: How Django is to log: one line of JSON an event, on the error stream, which systemd keeps.
RULES: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "foreign_pre_chain": FOREIGN,
            "processors": LINES,
        }
    },
    "filters": {"surveys": {"()": "otklik.base.logs.HideSurveyAddresses"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["surveys"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.security.DisallowedHost": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},  # tells at each start that it has started
        "pymorphy3": {"level": "WARNING"},  # tells which dictionary it opens, in the middle of others' progress
    },
}


def set_up_own_lines() -> None:
    """Our own lines go the way of all others. Without this the library would print the values of every variable."""
    structlog.configure(
        processors=[*FOREIGN, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
