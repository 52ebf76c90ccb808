"""The description as JSON for programs, and as a page for people, rendered here: nothing is loaded from elsewhere."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from ninja.openapi import get_schema

from otklik.api.languages import WORDS
from otklik.api.openapi import complete
from otklik.interchange.enums import Scope

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_PLACES = {"path": "в адресе", "query": "после «?»", "header": "заголовок"}
_PARAMETERS = {
    "slug": "Имя администрации в адресах.",
    "item_id": "id обращения.",
    "file_id": "id файла из поля files.",
    "number": "Регистрационный номер.",
    "quarter": "Квартал, например 2025Q3.",
    "edition": "Номер закрытой редакции; без него — как есть сейчас.",
    "after": "Значение next или mark прошлого ответа.",
    "limit": "Сколько записей, от 1 до 200.",
}
_TITLES = {"get": "GET", "post": "POST", "put": "PUT"}


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The whole description; made once, for nothing in it changes while the process lives."""
    from otklik.api.urls import api  # noqa: PLC0415 - the addresses name this module

    return complete(get_schema(api, path_prefix="api/v1/"))


@require_safe
def description(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's shape
    """OpenAPI 3.1. It holds nothing of any administration, so it asks for no key."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """The page for people."""
    made = described()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            shown = _shown(made, path, method, operation)
            groups.setdefault(operation["tags"][0], []).append(shown)
    context = {"groups": groups, "scopes": Scope, "problems": WORDS, "about": _html(made["info"]["description"])}
    return render(request, "api/reference.html", context)


def _shown(made: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {})
    media_type = next(iter(body), "")
    good = next(iter(operation["responses"].items()))
    return {
        **{name: operation[name] for name in ("operationId", "summary")},
        "about": _html(operation["description"]),
        "method": _TITLES[method],
        "path": path,
        "parameters": [_parameter(one) for one in operation["parameters"]],
        "media_type": media_type,
        "fields": _fields(made, body[media_type]["schema"]) if media_type else [],
        "status": good[0],
        "reply": _fields(made, next(iter(good[1].get("content", {"": {"schema": {}}}).values()))["schema"]),
    }


def _html(text: str) -> str:
    """Our own words of the description as HTML; whatever looks like HTML in them is shown as text."""
    return str(_MARKDOWN.render(text))


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    place, about = _PLACES[one["in"]], one.get("description") or _PARAMETERS.get(one["name"], "")
    return {"name": one["name"], "place": place, "required": one["required"], "about": about}


def _fields(made: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of an object with their types, nested objects named."""
    found = _resolved(made, schema)
    required = set(found.get("required", ()))
    return [
        {
            "name": name,
            "type": _type(made, one),
            "required": name in required,
            "about": one.get("description", ""),
            "example": (one.get("examples") or [""])[0],
        }
        for name, one in found.get("properties", {}).items()
    ]


def _resolved(made: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("type") == "array":
        schema = schema["items"]
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = made["components"]["schemas"][name] if name else schema
    return found


def _type(made: dict[str, Any], schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " или ".join(_type(made, one) for one in schema["anyOf"])
    if "$ref" in schema:
        found = _resolved(made, schema)
        return " | ".join(found["enum"]) if "enum" in found else str(found.get("title", "object"))
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"список: {_type(made, schema['items'])}"
    kinds = {"string": "строка", "integer": "целое", "boolean": "да/нет", "null": "null", "object": "объект"}
    kind = kinds.get(str(schema.get("type")), str(schema.get("type", "объект")))
    return f"{kind} ({schema['format']})" if "format" in schema else kind
