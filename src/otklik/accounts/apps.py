from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "otklik.accounts"
    label = "accounts"

    def ready(self) -> None:
        """A session's clock starts with every sign-in, whichever way it came; the log of security hears of it."""
        from otklik.accounts import security_events  # noqa: PLC0415 - apps are ready only now
        from otklik.accounts.session_ends import begin_clock  # noqa: PLC0415

        user_logged_in.connect(begin_clock, dispatch_uid="otklik.accounts.session_ends")
        security_events.listen()
