"""Reception in person."""

from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    """Hours, slots and visits."""

    name = "otklik.reception"
    label = "reception"
