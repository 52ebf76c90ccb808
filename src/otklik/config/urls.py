"""All addresses: the installation's root, accounts, and the areas of each administration."""

from django.urls import include, path

from otklik.api.hooks import hook
from otklik.web.public.views import comfort, home
from otklik.web.shared.health import healthz
from otklik.web.shared.metrics import metrics
from otklik.web.shared.page_violations import page_violation

handler400 = "otklik.web.shared.errors.bad_request"
handler403 = "otklik.web.shared.errors.forbidden"
handler404 = "otklik.web.shared.errors.not_found"
handler500 = "otklik.web.shared.errors.broken"

urlpatterns = [
    path("", home.installation, name="installation"),
    path("csp-report/", page_violation, name="page_violation"),
    path("accessibility/", comfort.switch, name="accessibility"),
    path("account/", include("otklik.web.entrance.urls")),
    path("account/", include("allauth.urls")),
    path("api/", include("otklik.api.urls")),
    path("hooks/<str:hook_key>/", hook, name="hook"),
    path("open311/", include("otklik.api.open311.urls")),
    path("first-run/", include("otklik.web.first_run.urls")),
    path("guide/", include("otklik.web.guide.urls")),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("node/", include("otklik.web.node.urls")),
    path("region/", include("otklik.web.region.urls")),
    path("<slug:slug>/staff/", include("otklik.web.staff.urls")),
    path("<slug:slug>/internal/", include("otklik.web.internal.urls")),
    path("<slug:slug>/", include("otklik.web.public.urls")),
]
