from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "otklik.publishing"
    label = "publishing"
