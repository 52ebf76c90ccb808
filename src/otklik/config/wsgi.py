"""The WSGI application that granian serves."""

import multiprocessing
import os
import sys

from django.core.wsgi import get_wsgi_application

from otklik.web.shared.figure_files import share_figures

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
#: A process that a server began, not somebody who looks at the module.
IS_SERVED = multiprocessing.parent_process() is not None
if IS_SERVED:
    share_figures()  # before the library that counts is loaded
pages = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402 - after the settings are read

from otklik.base.garbage import look_for_less_garbage  # noqa: E402
from otklik.operation.actions.watch_node import watch_when_clock_stands  # noqa: E402
from otklik.operation.beats import keep_beating  # noqa: E402
from otklik.operation.enums import PartKind  # noqa: E402
from otklik.web.shared.short_chain import ShortChain, by_path  # noqa: E402

application = by_path(pages, ShortChain())
# Every page's module is read now, so that the first visitor of each process does not wait for it.
for addresses in (None, ShortChain.URLS):
    get_resolver(addresses).reverse_dict  # noqa: B018 - reading it fills it

look_for_less_garbage()
# A page asks the database some thirty times and waits after each answer for the interpreter: two threads of a process
# hand it to each other sooner than after five milliseconds (measured under the load of a region: an eighth more pages).
sys.setswitchinterval(0.0005)
if IS_SERVED:
    keep_beating(PartKind.PAGES, watch_when_clock_stands)
