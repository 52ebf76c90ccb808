"""On line or off line: what the decree's channels say of the ways in which surveys are answered."""

from otklik.procedures.schema import Procedure

ONLINE, OFFLINE = ("online", "Онлайн"), ("offline", "Офлайн")
#: For each way, the decree's channels that it may be counted as; the first that the decree has, decides.
_CHANNELS: dict[str, tuple[str, ...]] = {
    "site": ("site_survey", "survey", "web_form"),
    "vk": ("network_survey", "vk", "social"),
    "ok": ("network_survey", "ok", "social"),
    "telegram": ("network_survey", "telegram", "messenger"),
    "max": ("network_survey", "max", "messenger"),
    "email": ("email", "web_form"),
    "answer": ("email", "web_form"),
    "invitation": ("email", "web_form"),
    "embed": ("site_survey", "survey", "web_form"),
    "poster": ("reception_survey", "waiting_places", "service_places", "reception"),
    "kiosk": ("reception_survey", "service_places", "reception"),
    "paper": ("reception_survey", "service_places", "reception"),
    "phone": ("phone",),
    "workplace": ("staff_survey",),
}
_AT_THE_PLACE = frozenset({"poster", "kiosk", "paper", "phone"})


def mode_of(procedure: Procedure, source: str) -> tuple[str, str]:
    """Key and title of the mode; decrees differ (the telephone is on line in one and off line in another).

    Порядок: biysk 2, murashi 2.2
    """
    modes = {channel.slug: channel.mode for channel in procedure.channels}
    said = next((modes[slug] for slug in _CHANNELS.get(source, ()) if modes.get(slug)), None)
    is_offline = said == "offline" if said else source in _AT_THE_PLACE
    return OFFLINE if is_offline else ONLINE
