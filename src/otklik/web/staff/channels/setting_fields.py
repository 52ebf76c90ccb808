"""A settings model of a channel as form fields: Russian titles, help, defaults, types; a secret is never shown."""

import re
from collections.abc import Mapping
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from django import forms
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from otklik.channels.contract import ChannelSettings

LONGEST = 20_000
SET, TYPED = "задан", "введён"
#: «tls — обычно порты 993; none — без защиты.» in a field's description names its choices.
_CHOICE = re.compile(r"([a-z0-9_]+) — ([^;.]+)")


def setting_fields(
    settings: type[ChannelSettings], current: ChannelSettings | None, typed_secrets: Mapping[str, str]
) -> dict[str, forms.Field]:
    """A form field for each setting, in the model's order; `typed_secrets` are those of a refused attempt."""
    fields = {}
    for name, info in settings.model_fields.items():
        kind = plain_type(info.annotation)
        if kind is SecretStr:
            state = TYPED if typed_secrets.get(name) else SET if _is_set(current, name) else ""
            fields[name] = _secret(info, state)
        else:
            fields[name] = _field(info, kind)
            fields[name].initial = _shown(getattr(current, name) if current else default_of(info))
        fields[name].is_needed = info.is_required()  # type: ignore[attr-defined]
    return fields


def is_advanced(info: FieldInfo) -> bool:
    """Has a default that suits nearly everybody or is marked so: it stands folded away."""
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    if info.default_factory is not None or extra.get("advanced"):
        return True
    return not info.is_required() and bool(_shown(default_of(info))) and plain_type(info.annotation) is not bool


def plain_type(annotation: Any) -> Any:
    """The type without «or nothing»."""
    if get_origin(annotation) in {Union, UnionType}:
        left = [one for one in get_args(annotation) if one is not NoneType]
        return plain_type(left[0])
    return annotation


def default_of(info: FieldInfo) -> Any:
    """The value of a setting that nobody fills in; a secret made by the program stays out of pages."""
    if info.is_required() or plain_type(info.annotation) is SecretStr:
        return ""
    found = info.get_default(call_default_factory=True, validated_data={})
    return "" if found is PydanticUndefined else found


def is_many(info: FieldInfo) -> bool:
    """A list of words, one a line."""
    return get_origin(plain_type(info.annotation)) in {list, tuple, set, frozenset}


def _shown(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


def _is_set(current: ChannelSettings | None, name: str) -> bool:
    value = getattr(current, name, None) if current else None
    return bool(value.get_secret_value()) if isinstance(value, SecretStr) else False


def _secret(info: FieldInfo, state: str) -> forms.Field:
    attrs = {"autocomplete": "new-password", "placeholder": state}
    widget = forms.PasswordInput(attrs={key: value for key, value in attrs.items() if value}, render_value=False)
    note = {SET: " Задан; оставьте пустым, чтобы не менять.", TYPED: " Введён и не потерян."}.get(state, "")
    help_text = f"{info.description or ''}{note}".strip()
    return forms.CharField(
        label=info.title, help_text=help_text, required=False, max_length=LONGEST, strip=False, widget=widget
    )


def _field(info: FieldInfo, kind: Any) -> forms.Field:
    words: dict[str, Any] = {"label": info.title, "help_text": info.description or "", "required": False}
    if kind is bool:
        return forms.BooleanField(**words)
    choices = _choices(info, kind)
    if choices:
        words["help_text"] = _CHOICE.sub("", info.description or "").strip(" ;.")
        return forms.ChoiceField(choices=choices, **words)
    if kind in {int, float}:
        return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=100, **words)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    is_long = is_many(info) or bool(extra.get("multiline"))
    widget = forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(widget=widget, max_length=LONGEST, **words)


def _choices(info: FieldInfo, kind: Any) -> list[tuple[str, str]]:
    if get_origin(kind) is Literal:
        values = [(str(one), str(one)) for one in get_args(kind)]
    elif isinstance(kind, type) and issubclass(kind, Enum):
        values = [(str(one.value), str(getattr(one, "label", one.value))) for one in kind]
    else:
        return []
    named = {slug: words.strip() for slug, words in _CHOICE.findall(info.description or "")}
    return [(value, named.get(value, title)) for value, title in values]
