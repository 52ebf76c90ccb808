"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
pages = get_wsgi_application()

from otklik.web.shared.short_chain import ShortChain, by_path  # noqa: E402 - after the settings are read

application = by_path(pages, ShortChain())

# What was loaded stays for good: looking through it for garbage again and again costs a twentieth of a page.
gc.collect()
gc.freeze()
