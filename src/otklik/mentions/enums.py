"""Words of mentions."""

from otklik.core.labels import Labelled


class Medium(Labelled):
    """Where it was published."""

    MEDIA = "media", "СМИ"
    NETWORK = "network", "социальная сеть"
    OTHER = "other", "другое"
