"""The day's work at a glance: of a person, a unit, the administration."""
