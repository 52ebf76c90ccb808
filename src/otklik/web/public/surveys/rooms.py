"""Where a survey is shown: on the site, on a tablet at the counter, inside a page of another site."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from otklik.surveys.compiled import CompiledSurvey


class Room(StrEnum):
    """The last part of the address; empty on the site."""

    SITE = ""
    KIOSK = "kiosk"
    EMBED = "embed"


@dataclass(frozen=True)
class Place:
    """A survey in a room; `secret` of a personal link."""

    survey: CompiledSurvey
    room: Room = Room.SITE
    secret: str = ""

    @property
    def is_kiosk(self) -> bool:
        """A tablet that many use one after another: no drafts, no traces, back to the start by itself."""
        return self.room is Room.KIOSK

    @property
    def is_embedded(self) -> bool:
        """Inside a page of another site: no head, no foot."""
        return self.room is Room.EMBED

    @property
    def address(self) -> str:
        """The form's own address, without a secret."""
        return _address("survey", self.survey, self.room)

    @property
    def thanks_address(self) -> str:
        """Where one comes to when the answers are recorded."""
        return _address("survey_thanks", self.survey, self.room)

    def headers(self) -> dict[str, str]:
        """Security headers of every page of the survey.

        No referrer: the logs of whoever serves files and other pages are not to know who had which survey open.
        """
        key = ("headers", self.room)
        kept: dict[str, str] | None = self.survey.made.get(key)
        if kept is None:
            kept = self.survey.made[key] = self._headers()
        return dict(kept)

    def _headers(self) -> dict[str, str]:
        frames = " ".join(self.survey.frame_hosts) if self.is_embedded else ""
        headers = {
            "Content-Security-Policy": _POLICY + f"; frame-ancestors {frames or _NOBODY}",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "X-Robots-Tag": "noindex",
        }
        return headers if frames else headers | {"X-Frame-Options": "DENY"}


_NOBODY = "'none'"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


def _address(name: str, survey: CompiledSurvey, room: Room) -> str:
    key = (name, room)
    kept: str | None = survey.made.get(key)
    if kept is None:
        arguments = {"slug": survey.administration_slug, "code": survey.code}
        place = f"public:{name}_{room.value}" if room else f"public:{name}"
        kept = survey.made[key] = reverse(place, kwargs=arguments)
    return kept
