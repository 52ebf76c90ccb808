"""«Версия для слабовидящих»: what a visitor chose, kept in a cookie of our own and nowhere else."""

from dataclasses import dataclass

COOKIE = "otklik_view"
COOKIE_AGE_SECONDS = 365 * 24 * 60 * 60

SIZES = (("1", "Обычный"), ("2", "Крупный"), ("3", "Очень крупный, вдвое больше обычного"))
CONTRASTS = (
    ("", "Обычные цвета"),
    ("black", "Чёрным по белому"),
    ("white", "Белым по чёрному"),
    ("blue", "Тёмно-синим по голубому"),
)


@dataclass(frozen=True)
class Comfort:
    """Size of letters, colours, spacing, images; the defaults are the usual view."""

    size: str = "1"
    contrast: str = ""
    is_spaced: bool = False
    has_images: bool = True

    @property
    def classes(self) -> str:
        """Classes of <html>, empty for the usual view."""
        names = (
            f"size-{self.size}" if self.size != "1" else "",
            f"contrast-{self.contrast}" if self.contrast else "",
            "spacing-wide" if self.is_spaced else "",
            "" if self.has_images else "no-images",
        )
        return " ".join(name for name in names if name)

    @property
    def cookie(self) -> str:
        """The classes with dots between them, as a cookie may hold them."""
        return self.classes.replace(" ", ".")

    @classmethod
    def parse(cls, cookie: str) -> "Comfort":
        """What the cookie says; unknown words are passed over, so a forged cookie does nothing."""
        words = set(cookie.split("."))
        return cls(
            size=next((value for value, _ in SIZES if f"size-{value}" in words), "1"),
            contrast=next((value for value, _ in CONTRASTS if f"contrast-{value}" in words), ""),
            is_spaced="spacing-wide" in words,
            has_images="no-images" not in words,
        )
