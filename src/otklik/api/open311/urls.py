"""/open311/<administration>/v2/… with the format as the ending of the address."""

from django.urls import re_path

from otklik.api.open311 import views

app_name = "open311"
_HEAD, _FORM = r"^(?P<slug>[a-z0-9][a-z0-9-]*)/v2/", r"\.(?P<form>json|xml)$"
urlpatterns = [
    re_path(_HEAD + "discovery" + _FORM, views.discovery, name="discovery"),
    re_path(_HEAD + "services" + _FORM, views.services, name="services"),
    re_path(_HEAD + r"services/(?P<code>[a-z0-9_-]{1,80})" + _FORM, views.definition, name="definition"),
    re_path(_HEAD + "requests" + _FORM, views.requests, name="requests"),
    re_path(_HEAD + r"requests/(?P<number>[1-9][0-9]{0,17})" + _FORM, views.one_request, name="request"),
    re_path(_HEAD + r"tokens/(?P<token>[A-Za-z0-9_-]{1,43})" + _FORM, views.token, name="token"),
]
