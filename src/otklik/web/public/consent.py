"""The consent document's version: it is stored with every consent, so a changed text needs a new version."""

from otklik.intake.consent import CONSENT_VERSION

#: Of the contact that one may leave after a survey.
SURVEY_CONSENT_VERSION = "1 от 22.11.2026"

__all__ = ["CONSENT_VERSION", "SURVEY_CONSENT_VERSION"]
