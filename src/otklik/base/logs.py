"""One JSON line an event; texts of people never go to the log."""

from collections.abc import MutableMapping
from typing import Any

import structlog

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
