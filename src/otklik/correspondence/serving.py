"""How messages of a channel reach the registry: by a connection, a form, the registrar's card, a file, a survey."""

from dataclasses import dataclass

from otklik.channels.registry import channels_for
from otklik.core.appeals import Audience

#: Kind of a channel -> how it is served where nothing is connected, and the page that does it.
_CARD = ("карточка регистратора", "card")
_FILE = ("загрузка выгрузки из файла", "import")
_WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "web_form": (("форма на сайте", ""),),
    "survey": (("опросы", "surveys"),),
    "reception": (("приём и карточка регистратора", "reception"),),
    "post": (_CARD,),
    "phone": (_CARD,),
    "box": (_CARD,),
    "event": (_CARD,),
    "place": (("форма по QR-коду и карточка регистратора", "card"),),
    "mfc": (_CARD, _FILE),
    "pos": (_FILE,),
    "epgu": (_FILE,),
    "regional_portal": (_FILE,),
    "mkgu": (_FILE,),
    "vash_kontrol": (_FILE,),
    "document_system": (_FILE, _CARD),
    "mobile_app": (("форма на сайте, ключ API", ""),),
    "leader": (("страница для сотрудников", "letters"),),
    "culture": (("страница для сотрудников", "letters"),),
    "staff_form": (("страница для сотрудников", "letters"),),
    "other": (_CARD,),
}


@dataclass(frozen=True)
class Way:
    """A way in words, and the name of the page that does it; empty where it needs none."""

    title: str
    url_name: str = ""


def ways_of(kind: str, audience: str) -> tuple[Way, ...]:
    """Ways that need no connection; none for a channel that only a connection serves."""
    found = _WAYS.get(kind, ())
    if kind == "box" and audience == Audience.INTERNAL:
        found = (*found, ("страница для сотрудников", "letters"))
    return tuple(Way(title, url_name) for title, url_name in found)


def adapters_for(kind: str) -> tuple[tuple[str, str], ...]:
    """(slug, title) of the plug-ins that can be connected to a channel of this kind."""
    return tuple((one.slug, one.title) for one in channels_for(kind))
