"""Open data of the demonstration: sets chosen where the decree allows, let out by two persons."""

from otklik.base.actor import Actor
from otklik.publishing.actions.change_open_data import change_open_data
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.open_data.rules import TERMS_TEXT, TERMS_TITLE
from otklik.publishing.policy import is_allowed

#: Sets that stand public; the rest of those allowed wait for somebody to propose them.
SHOWN = ("indicators", "decisions")


def choose_open_data(actor: Actor) -> list[str]:
    """Choose every set that the decree allows; kinds of those that shall stand public. Порядок: biysk 3, livny 3"""
    own, slug = actor.administration_id, actor.administration_slug
    allowed = [one.slug for one in datasets().values() if is_allowed(own, slug, one.artifact)]
    if not allowed:
        return []
    change_open_data(
        actor=actor,
        chosen=allowed,
        inn="",
        terms_title=TERMS_TITLE,
        terms_text=TERMS_TEXT,
        terms_url="",
        responsible="Отдел по работе с обращениями",
        phone="",
        email="",
    )
    return [datasets()[one].kind for one in SHOWN if one in allowed]
