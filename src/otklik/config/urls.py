"""All addresses: the installation's root, accounts, and the areas of each administration."""

from django.urls import include, path

from otklik.web.public.views import comfort, home

handler400 = "django.views.defaults.bad_request"
handler403 = "otklik.web.shared.errors.forbidden"
handler404 = "otklik.web.shared.errors.not_found"
handler500 = "otklik.web.shared.errors.broken"

urlpatterns = [
    path("", home.installation, name="installation"),
    path("accessibility/", comfort.switch, name="accessibility"),
    path("account/", include("allauth.urls")),
    path("api/", include("otklik.api.urls")),
    path("guide/", include("otklik.web.guide.urls")),
    path("<slug:slug>/staff/", include("otklik.web.staff.urls")),
    path("<slug:slug>/internal/", include("otklik.web.internal.urls")),
    path("<slug:slug>/", include("otklik.web.public.urls")),
]
