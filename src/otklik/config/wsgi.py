"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
application = get_wsgi_application()

# What was loaded stays for good: looking through it for garbage again and again costs a twentieth of a page.
gc.collect()
gc.freeze()
