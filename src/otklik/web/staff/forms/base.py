"""What the staff's forms share: no browser bubbles, choices from the catalogue."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from otklik.accounts.queries import PersonNamed, people_named
from otklik.base.actor import Actor
from otklik.base.planned_once import planned_once
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


@planned_once()
def departments(actor: Actor) -> list[tuple[int, str]]:
    """Active units by title."""
    return list(catalog.departments(actor.administration_id).values_list("pk", "title"))


@planned_once()
def bodies(actor: Actor) -> list[tuple[int, str]]:
    """Active outside bodies, with what they answer for."""
    found = catalog.outside_bodies(actor.administration_id).values_list("pk", "title", "competence")
    return [(pk, f"{title} — {competence}" if competence else title) for pk, title, competence in found]


def people(actor: Actor, crew: Sequence[PersonNamed] | None = None) -> list[tuple[int, str]]:
    """Active people with their units; `crew` where the caller has read it already."""
    everybody = people_named(actor.administration_id) if crew is None else crew
    return [(one.pk, f"{one.name} — {one.unit}" if one.unit else one.name) for one in everybody if one.is_active]
