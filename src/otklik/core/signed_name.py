"""A person's name as papers are signed with it."""


def initials_first(full_name: str) -> str:
    """«А. П. Смирнова» of «Смирнова Анна Петровна»."""
    surname, *names = full_name.split() or [""]
    return " ".join([*(f"{name[0]}." for name in names), surname])
