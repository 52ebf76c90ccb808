"""One JSON line an event; texts of people never go to the log."""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

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


def drop_internals(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Remove structlog's own keys and add level and time from the record."""
    record = event.pop("_record", None)
    event.pop("_from_structlog", None)
    if record is not None:
        event.update(level=record.levelname.lower(), logger=record.name)
    return event


def render_json(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """The line itself."""
    return str(_render(logger, name, event))
