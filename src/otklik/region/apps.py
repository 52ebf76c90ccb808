from django.apps import AppConfig


class RegionConfig(AppConfig):
    name = "otklik.region"
    label = "region"
