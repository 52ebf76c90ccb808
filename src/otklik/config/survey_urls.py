"""The addresses that the short chain serves; the whole list (`config.urls`) has them too, for `reverse` and tests."""

from django.urls import include, path

from otklik.config import urls
from otklik.web.public.surveys.urls import SURVEYS

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [path("<slug:slug>/", include((SURVEYS, "public")))]
