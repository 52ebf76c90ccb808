"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
pages = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - after the settings are read

from otklik.web.shared.short_chain import ShortChain, by_path  # noqa: E402

application = by_path(pages, ShortChain())
# Every page's module is read now, so that the first visitor of each process does not wait for it.
for addresses in (None, ShortChain.URLS):
    get_resolver(addresses).reverse_dict  # noqa: B018 - reading it fills it

# What was loaded stays for good: looking through it for garbage again and again costs a twentieth of a page.
gc.collect()
gc.freeze()
