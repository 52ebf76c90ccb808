"""What the staff's forms share: no browser bubbles, choices from the catalogue."""

from collections.abc import Iterable
from typing import Any

from django import forms

from otklik.accounts.queries import staff
from otklik.base.actor import Actor
from otklik.catalog import queries as catalog

BLANK = ("", "—")


class StaffForm(forms.Form):
    """Errors stand beside the field, in our words; the browser's own checks stay off."""

    use_required_attribute = False

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        self.actor = actor
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def set_choices(self, name: str, choices: Iterable[tuple[Any, str]], *, blank: str | None = "—") -> None:
        """Fill a choice field; `blank` names the empty choice, None leaves it out."""
        field = self.fields[name]
        field.choices = [*([("", blank)] if blank is not None else []), *choices]  # type: ignore[attr-defined]


def optional_int(value: Any) -> int | None:
    """The chosen id; None for the empty choice."""
    return int(value) if value else None


def departments(actor: Actor) -> list[tuple[int, str]]:
    """Active units by title."""
    return [(unit.pk, unit.title) for unit in catalog.departments(actor.administration_id)]


def bodies(actor: Actor) -> list[tuple[int, str]]:
    """Active outside bodies, with what they answer for."""
    found = catalog.outside_bodies(actor.administration_id)
    return [(one.pk, f"{one.title} — {one.competence}" if one.competence else one.title) for one in found]


def people(actor: Actor) -> list[tuple[int, str]]:
    """Active people with their units."""
    active = (person for person in staff(actor) if person.is_active)
    return [(p.pk, f"{p.full_name} — {p.department}" if p.department else p.full_name) for p in active]
