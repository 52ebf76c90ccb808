"""A person's name as papers are signed with it."""


def initials_first(full_name: str) -> str:
    """«А. П. Смирнова» of «Смирнова Анна Петровна»; a name that has its initials already stays as it is."""
    if "." in full_name:
        return full_name
    surname, *names = full_name.split() or [""]
    return " ".join([*(f"{name[0]}." for name in names), surname])


def in_sentence(position: str) -> str:
    """«первый заместитель главы» of «Первый заместитель главы»; an abbreviation («ИО главы») stays as it is."""
    return position if position[1:2].isupper() else f"{position[:1].lower()}{position[1:]}"
