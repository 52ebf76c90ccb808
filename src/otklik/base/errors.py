"""The one exception that actions raise for a broken rule; its message is shown to the person as it stands."""


class RuleBroken(Exception):  # noqa: N818 - the plan's name: it is a rule that is broken, not the program
    """A rule of the decree, the law or the administration forbids the action.

    `code` is stable and English, `message` Russian and says what to do, `field` names the form field at fault.
    """

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class NotFound(RuleBroken):
    """The object is absent or outside the actor's rights; both look the same to a stranger (404)."""

    def __init__(self, message: str = "Такой записи нет или у вас нет к ней доступа.") -> None:
        super().__init__("not_found", message)
