"""What a body must be before anything reads it: of the media type, in UTF-8, JSON, without signs no database keeps."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

#: Where files come; every other operation takes JSON.
FILES = "/files"
JSON, MULTIPART = "application/json", "multipart/form-data"
#: Beside the file stand the boundaries and its name.
ROOM = 64 * 1024
_WITH_BODY = {"POST", "PUT", "PATCH"}


def fault_of_body(request: HttpRequest) -> str:
    """The code of what is wrong with the body, empty for a good one."""
    if _has_bad_query(request):
        return "control_character"
    if request.method not in _WITH_BODY:
        return ""
    takes_files = request.path_info.rstrip("/").endswith(FILES)
    most = settings.UPLOAD_LIMIT_BYTES + ROOM if takes_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if _length(request) > most:
        return "too_large"
    if request.content_type != (MULTIPART if takes_files else JSON):
        return "media_type"
    if (request.content_params or {}).get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        return "media_type"
    return "" if takes_files else _fault_of_json(request)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _has_bad_query(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    if "%00" in query or "\0" in query:
        return True
    return any("\ufffd" in value for values in request.GET.lists() for value in (values[0], *values[1]))


def _fault_of_json(request: HttpRequest) -> str:
    try:
        text = request.body.decode("utf-8")
    except RequestDataTooBig:
        return "too_large"
    except UnicodeDecodeError:
        return "encoding"
    try:
        value = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return "malformed_json"
    return "control_character" if _has_bad_sign(value) else ""


def _no_number(name: str) -> None:
    raise ValueError(name)


def _has_bad_sign(value: Any) -> bool:
    """NUL or half of a surrogate pair in any text or name."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.keys())
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str) and any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in one):
            return True
    return False
