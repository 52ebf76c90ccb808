"""The WSGI application that granian serves."""

import gc
import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from otklik.web.shared.figure_files import share_figures

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
#: A process that a server began, not somebody who looks at the module.
IS_SERVED = multiprocessing.parent_process() is not None
if IS_SERVED:
    share_figures()  # before the library that counts is loaded
pages = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - after the settings are read

from otklik.operation.actions.watch_node import watch_when_clock_stands  # noqa: E402
from otklik.operation.beats import keep_beating  # noqa: E402
from otklik.operation.enums import PartKind  # noqa: E402
from otklik.web.shared.short_chain import ShortChain, by_path  # noqa: E402

application = by_path(pages, ShortChain())
# Every page's module is read now, so that the first visitor of each process does not wait for it.
for addresses in (None, ShortChain.URLS):
    get_resolver(addresses).reverse_dict  # noqa: B018 - reading it fills it

# What was loaded stays for good: looking through it for garbage again and again costs a twentieth of a page.
gc.collect()
gc.freeze()
# A page makes ten thousand objects and leaves few cycles: looking for them after every seven hundred is a tenth of it.
gc.set_threshold(20_000, 20, 20)
if IS_SERVED:
    keep_beating(PartKind.PAGES, watch_when_clock_stands)
