from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "otklik.catalog"
    label = "catalog"
