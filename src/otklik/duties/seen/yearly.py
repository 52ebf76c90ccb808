"""The yearly report handed over."""

from otklik.core.russian import date_short
from otklik.duties.seen.contract import Asked, Found, Place, Seen
from otklik.reporting.consolidated.queries import handed_over_on


def yearly_reports(asked: Asked) -> Found:
    """Yearly reports that the head was given. Порядок: murashi 5.20"""
    found: dict[Place, Seen] = {}
    for span in asked.spans:
        on = handed_over_on(asked.administration.pk, span.starts_on.year)
        if on:
            found[(span.starts_on, span.ends_on, None)] = Seen(f"Передан {date_short(on)}", on)
    return found
