"""«Другие сайты»: what to paste so that the form, the status and surveys stand there, and which sites may."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from otklik.catalog.actions.name_frame_sites import name_frame_sites
from otklik.catalog.frame_sites import frame_sites_of
from otklik.catalog.policies import can_manage_catalog
from otklik.core.embedding import frame_fragment, link_fragment
from otklik.web.public.embeds.pages import frame_script
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.surveys.tabs import can_open_surveys

#: What can be shown: title, the page for a frame, the page for a link.
BLOCKS = (
    ("feedback", "Написать в администрацию", "public:embed_feedback", "public:feedback"),
    ("status", "Узнать, что с сообщением", "public:embed_status", "public:status"),
)


class SitesForm(StaffForm):
    """The list of sites, one a line."""

    sites = forms.CharField(
        label="Сайты, которым можно показывать наши страницы",
        help_text="По одному в строке, например admin.example.ru. На других сайтах браузер страницу не покажет.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        error_messages={"max_length": "Слишком длинно: не больше %(limit_value)d знаков."},
    )


@dataclass(frozen=True)
class Fragment:
    """A page of ours with what to paste."""

    name: str
    title: str
    frame: str
    link: str
    address: str


@staff_page(can_manage_catalog)
def sites(request: PageRequest) -> HttpResponse:
    """Fragments to copy, and the list of sites. Порядок: murashi 2.2, 5.7."""
    named = "\n".join(frame_sites_of(request.administration))
    form = SitesForm(request.POST or None, actor=request.actor, initial={"sites": named})
    if request.method == "POST" and form.is_valid():
        act(form, name_frame_sites, actor=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "Записано. Сайты увидят страницы через несколько секунд.")
            return redirect("staff:sites", request.administration.slug)
    fragments = [_fragment(request.administration.slug, *block) for block in BLOCKS]
    return channels_page(
        request,
        "staff/channels/sites.html",
        "sites",
        form=form,
        fragments=fragments,
        named=named,
        may_see_surveys=can_open_surveys(request.actor),
    )


def _fragment(slug: str, name: str, title: str, framed: str, linked: str) -> Fragment:
    root = settings.BASE_URL.rstrip("/")
    inside, outside = (root + reverse(one, args=[slug]) for one in (framed, linked))
    return Fragment(name, title, frame_fragment(title, inside, frame_script()), link_fragment(title, outside), inside)
