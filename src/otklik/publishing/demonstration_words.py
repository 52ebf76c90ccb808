"""The demonstration's explanations as publications by two persons, and the rules of placement confirmed by the head."""

from otklik.base.actor import Actor
from otklik.explanations.models import Article
from otklik.publishing.actions.change_placement import change_placement
from otklik.publishing.actions.decide_publication import approve_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.models import PlacementRules, Publication
from otklik.publishing.placement import placement_of


def publish_explanations(proposer: Actor, approver: Actor) -> None:
    """Every article that citizens read gets its publication, dated as the article."""
    out = Article.objects.filter(
        administration_id=proposer.administration_id, reader=Article.Reader.CITIZEN, state=Article.State.PUBLISHED
    )
    for one in out:
        made = propose_publication(actor=proposer, kind="explanations", key=str(one.pk))
        approve_publication(actor=approver, publication_id=made.pk, texts=["text"])
        dated = {"proposed_at": one.changed_at, "decided_at": one.changed_at, "published_on": one.published_on}
        Publication.objects.filter(pk=made.pk).update(**dated)
        Article.objects.filter(pk=one.pk).update(shown_at=one.changed_at)


def confirm_placement(head: Actor) -> None:
    """The defaults become the administration's own first edition, once. Порядок: biysk 3, livny 3"""
    base = placement_of(head.administration_id, head.administration_slug)
    if base is None or PlacementRules.objects.filter(administration_id=head.administration_id).exists():
        return
    change_placement(
        actor=head,
        forms=base.forms,
        methods=base.methods,
        every=base.every,
        criteria=base.criteria,
        withheld=base.withheld,
        withheld_artifacts=base.withheld_artifacts,
        minimum_count=base.minimum_count,
    )
