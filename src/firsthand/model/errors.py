"""The one family of errors that a user can meet.

Every message is one line: what it is about, what was found, and what would help.
"""


class FirsthandError(Exception):
    """Something a user can put right; `str()` is one clear line.

    Args:
        subject: the file, line, option or address that it is about.
        found: what was found there.
        help: what would help; left out where nothing would.
    """

    def __init__(self, subject: str, found: str, help: str = "") -> None:
        """Keep the three parts and make the line of them."""
        self.subject, self.found, self.help = subject, found, help
        super().__init__(f"{subject}: {found}" + (f" ({help})" if help else ""))


class UsageError(FirsthandError):
    """The command line or a configuration file is wrong (exit code 2)."""


class NothingUsableError(FirsthandError):
    """There was nothing to work on, or the work failed (exit code 1)."""


class StoreError(FirsthandError):
    """A store cannot be opened, or was made by a newer version (exit code 1)."""
