"""The administration's own rules of placement, kept by editions."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.locks import lock_administration
from otklik.catalog.queries import procedure_of
from otklik.intake.queries import today_of
from otklik.procedures.publication import ARTIFACTS, ruling
from otklik.publishing.models import PlacementRules
from otklik.publishing.placement import EVERY, placement_of
from otklik.publishing.policies import can_change_placement

LEAST, MOST = 3, 100


@transaction.atomic
def change_placement(
    *,
    actor: Actor,
    forms: Sequence[str],
    methods: Sequence[str],
    every: str,
    criteria: Sequence[str],
    withheld: Sequence[str],
    withheld_artifacts: Collection[str],
    minimum_count: int,
) -> PlacementRules:
    """Put a new edition in force today. Порядок: biysk 3, livny 3

    RuleBroken where a list is empty, where the list of withheld names what the decree requires to be published, and for
    a least group under three people; NotFound where the decree leaves no such rules to the administration.
    """
    if not can_change_placement(actor):
        raise NotFound
    lock_administration(actor.administration_id)
    before = placement_of(actor.administration_id, actor.administration_slug)
    for artifact in withheld_artifacts:
        _refuse_required(actor, artifact)
    if every not in EVERY or not LEAST <= minimum_count <= MOST:
        raise RuleBroken("minimum", f"Наименьшая группа — от {LEAST} до {MOST} человек.", "minimum_count")
    made = PlacementRules.objects.create(
        administration_id=actor.administration_id,
        edition=(before.edition if before else 0) + 1,
        forms=_lines(forms, "forms_text"),
        methods=_lines(methods, "methods_text"),
        every=every,
        criteria=_lines(criteria, "criteria_text"),
        withheld=_lines(withheld, "withheld_text"),
        withheld_artifacts=sorted(set(withheld_artifacts)),
        minimum_count=minimum_count,
        in_force_on=today_of(actor),
        changed_at=timezone.now(),
        changed_by_id=actor.user_id,
        changed_by_name=actor.name[:200],
    )
    audit.record(actor, "change_placement", made, f"Правила размещения, редакция {made.edition}")
    return made


def _refuse_required(actor: Actor, artifact: str) -> None:
    known = next((name for name in ARTIFACTS if name == artifact), None)
    if known is None:
        raise RuleBroken("artifact", "Такого вида сведений нет.", "withheld_artifacts")
    found = ruling(procedure_of(actor.administration_slug), known)
    if found.must:
        raise RuleBroken(
            "required", f"Этого утаить нельзя ({found.title}). {found.words}", "withheld_artifacts"
        )  # fmt: skip


def _lines(given: Sequence[str], field: str) -> list[str]:
    found = [line.replace("\0", "").strip() for line in given]
    kept = [line for line in found if line]
    if not kept:
        raise RuleBroken("empty", "Напишите хотя бы один пункт.", field)
    return kept
