"""Which blocks of the public section stand open: only what the decree's class lets out."""

from dataclasses import dataclass

from otklik.catalog.queries import Administration
from otklik.explanations.queries import has_public_articles
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.placement import placement_of
from otklik.publishing.policy import is_allowed
from otklik.publishing.queries import published_kinds


@dataclass(frozen=True)
class OpenBlocks:
    """True: there is something behind the link, and the decree lets it out."""

    results: bool
    decisions: bool
    use: bool
    answers: bool
    placement: bool
    datasets: bool

    @property
    def any_published(self) -> bool:
        """Whether a feed would have something to tell beside surveys."""
        return self.results or self.decisions or self.answers


def open_blocks(administration: Administration) -> OpenBlocks:
    """Порядок: murashi 5.17, biysk 3, livny 3; gatchina 4.3 and naryan-mar 4.3 leave none of them open."""
    pk, slug = administration.pk, administration.slug
    shown = published_kinds(pk)
    results = bool(shown & {"quarter_results", "survey_results"}) and is_allowed(pk, slug, "survey_results")
    return OpenBlocks(
        results=results,
        decisions="decisions" in shown and is_allowed(pk, slug, "decisions"),
        use=is_allowed(pk, slug, "feedback_use"),
        answers=has_public_articles(pk, slug),
        placement=placement_of(pk, slug) is not None,
        datasets=any(one.kind in shown and is_allowed(pk, slug, one.artifact) for one in datasets().values()),
    )
