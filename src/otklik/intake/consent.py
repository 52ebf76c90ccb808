"""The consent document's version: it is stored with every consent, so a changed text needs a new version."""

CONSENT_VERSION = "1 от 1 сентября 2025 г."
