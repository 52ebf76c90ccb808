"""Short addresses of surveys: a link's code, a room, a personal secret."""

from django.urls import URLPattern, path, register_converter

from otklik.web.public.surveys import views


class CodeConverter:
    """The code of a link: letters and digits."""

    regex = "[a-z0-9]{4,12}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SecretConverter(CodeConverter):
    """The secret of a personal link: longer than any word of ours in an address."""

    regex = "[a-z0-9]{16,40}"


register_converter(CodeConverter, "link_code")
register_converter(SecretConverter, "invitation_secret")

#: Below the administration's slug.
SURVEYS: list[URLPattern] = [
    path("s/<link_code:code>/", views.form, name="survey"),
    path("s/<link_code:code>/thanks/", views.thanks, name="survey_thanks"),
    path("s/<link_code:code>/paths.css", views.paths, name="survey_paths"),
    *(
        pattern
        for room in ("kiosk", "embed")
        for pattern in (
            path(f"s/<link_code:code>/{room}/", views.form, {"room": room}, name=f"survey_{room}"),
            path(f"s/<link_code:code>/{room}/thanks/", views.thanks, {"room": room}, name=f"survey_thanks_{room}"),
        )
    ),
    path("s/<link_code:code>/<invitation_secret:secret>/", views.form, name="survey_personal"),
    path("s/<link_code:code>", views.typed, name="survey_typed"),
    path("s/<link_code:code>/<invitation_secret:secret>", views.typed, name="survey_personal_typed"),
]
