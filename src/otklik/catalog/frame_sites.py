"""Sites that may show our pages inside theirs: one list of the administration for forms, surveys and statuses."""

import re

from otklik.base.errors import RuleBroken
from otklik.catalog.models import Administration

OPTION = "frame_sites"
MOST_SITES = 30
_HOST = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")


def frame_sites_of(administration: Administration) -> tuple[str, ...]:
    """«https://host» of each, in the order typed."""
    return tuple(str(site) for site in administration.options.get(OPTION, ()))


def site_of(typed: str) -> str:
    """«https://mfc.example.ru» of whatever was typed or copied from the address line; RuleBroken for no site."""
    whole = typed if "://" in typed else f"https://{typed}"
    scheme, _, rest = whole.partition("://")
    try:
        name = rest.split("/")[0].encode("idna").decode().lower()
    except UnicodeError:
        name = ""
    found = _HOST.fullmatch(f"{scheme.lower()}://{name}")
    if found is None or "." not in name:
        raise RuleBroken("site", f"Это не похоже на адрес сайта: «{typed[:80]}». Пример: mfc.example.ru", "sites")
    return found[0]
