"""A list of choices drawn in one go: Django renders a template for every option, and our lists have hundreds."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Choices = tuple[tuple[Any, Any], ...]


class PlainSelect(forms.Select):
    """The same markup as Django's own list; groups of choices become `optgroup`."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        """The element with the chosen option marked."""
        chosen = frozenset(str(one) for one in self.format_value(value) or [""])
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", own, _options(_frozen(self.choices), chosen))


def _frozen(choices: Iterable[Any]) -> Choices:
    return tuple((value, _frozen(label) if isinstance(label, list | tuple) else label) for value, label in choices)


@lru_cache(maxsize=512)
def _options(choices: Choices, chosen: frozenset[str]) -> SafeString:
    """The same list is drawn for every page that offers it, and lists change rarely."""
    return format_html_join("", "{}", ((_option(value, label, chosen),) for value, label in choices))


def _option(value: Any, label: Any, chosen: frozenset[str]) -> SafeString:
    if isinstance(label, tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _options(label, chosen))
    text = "" if value is None else str(value)
    mark = SafeString(" selected") if text in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', text, mark, label)
