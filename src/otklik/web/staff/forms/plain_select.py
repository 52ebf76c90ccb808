"""A list of choices drawn in one go: Django renders a template for every option, and our lists have hundreds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """The same markup as Django's own list; groups of choices become `optgroup`."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's signature
        """The element with the chosen option marked."""
        chosen = frozenset(str(one) for one in self.format_value(value) or [""])
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", own, _options(self.choices, chosen))


def _options(choices: Iterable[Any], chosen: frozenset[str]) -> SafeString:
    return format_html_join("", "{}", ((_option(value, label, chosen),) for value, label in choices))


def _option(value: Any, label: Any, chosen: frozenset[str]) -> SafeString:
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _options(label, chosen))
    text = "" if value is None else str(value)
    mark = SafeString(" selected") if text in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', text, mark, label)
