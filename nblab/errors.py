"""The one way to stop with a message instead of a stack trace."""


class LabError(Exception):
    """Something the user can mend; the message says how, `status` is the exit status."""

    def __init__(self, message, status=1):
        super().__init__(message)
        self.status = status
