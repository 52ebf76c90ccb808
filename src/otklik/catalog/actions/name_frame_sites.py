"""Naming the sites that may show our pages inside theirs. Порядок: murashi 2.2, 5.7."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.frame_sites import MOST_SITES, OPTION, site_of
from otklik.catalog.options import keep_options, locked_administration


@transaction.atomic
def name_frame_sites(*, actor: Actor, sites: str) -> tuple[str, ...]:
    """Put the list (addresses in lines) in place of the former one; an empty one shuts the pages to all sites."""
    administration = locked_administration(actor)
    named = tuple(dict.fromkeys(site_of(line) for line in sites.replace("\0", " ").split()))
    if len(named) > MOST_SITES:
        raise RuleBroken("most", f"Сайтов больше {MOST_SITES}: оставьте меньше.", "sites")
    keep_options(administration, **{OPTION: list(named)})
    told = ", ".join(named) or "ни на каких"
    audit.record(actor, "name_frame_sites", administration, f"Страницы можно показать на сайтах: {told}"[:500])
    return named
