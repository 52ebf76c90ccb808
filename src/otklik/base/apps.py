from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "otklik.base"
    label = "base"
