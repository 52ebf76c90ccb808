"""Saved views of the registry: a filter under a name."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.intake.models import SavedView
from otklik.intake.policies import can_view_items
from otklik.intake.registry import RegistryFilter

MOST = 30
#: Letters that the address of a view may take.
LONGEST = 1000


@transaction.atomic
def save_view(*, actor: Actor, title: str, query: str) -> SavedView:
    """Keep the filter; a name that the person has already is given to the new filter."""
    if not can_view_items(actor) or actor.user_id is None:
        raise NotFound
    name, chosen = title.replace("\0", "").strip()[:80], RegistryFilter.parse(query).serialise()
    if not name:
        raise RuleBroken("title_empty", "Назовите вид, чтобы он появился слева.", "title")
    if not chosen:
        raise RuleBroken("filter_empty", "Сначала отберите что-нибудь: без отбора сохранять нечего.", "title")
    if len(chosen) > LONGEST:
        raise RuleBroken("filter_long", "Отбор слишком длинный. Уберите часть условий.", "title")
    mine = SavedView.objects.filter(user_id=actor.user_id)
    if mine.exclude(title=name).count() >= MOST:
        raise RuleBroken("too_many", f"Сохранённых видов не больше {MOST}. Удалите ненужные.", "title")
    view, _ = SavedView.objects.update_or_create(
        user_id=actor.user_id, title=name, defaults={"query": chosen, "administration_id": actor.administration_id}
    )
    audit.record(actor, "save_view", view, f"Вид реестра: {name}")
    return view


@transaction.atomic
def delete_view(*, actor: Actor, view_id: int) -> None:
    """Forget one's own view."""
    own = SavedView.objects.filter(pk=view_id, administration_id=actor.administration_id)
    view = own.filter(user_id=actor.user_id).first() if actor.user_id else None
    if view is None:
        raise NotFound
    audit.record(actor, "delete_view", view, f"Вид реестра удалён: {view.title}")
    view.delete()
