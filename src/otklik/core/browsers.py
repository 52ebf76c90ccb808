"""What a browser says of itself, in the words of a person: «Яндекс Браузер, Windows»."""

#: The first that is named holds: most browsers name others beside themselves.
_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Atom/", "Atom"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chromium-Gost", "Chromium-Gost"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "неизвестный браузер"


def browser_in_words(user_agent: str) -> str:
    """Browser and system; «неизвестный браузер» for what is not recognised."""
    browser = next((title for mark, title in _BROWSERS if mark in user_agent), "")
    system = next((title for mark, title in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system))) or UNKNOWN
