"""The version of the consent to keep a visitor's name and phone: a changed text needs a new version."""

VISIT_CONSENT_VERSION = "приём, 1 от 22 ноября 2026 г."
