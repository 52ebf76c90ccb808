from django.apps import AppConfig


class ReceptionConfig(AppConfig):
    name = "otklik.reception"
    label = "reception"
