"""Exceptions: for wrong use and broken set-up, never for what a report says.

What a report says wrongly is a :class:`~generator.model.findings.Finding`, a value.

::

    GeneratorError
    ├── UsageError     the command line or the folders it names are not usable (exit 2)
    └── ContentError   code lists or datapackage.json cannot be read at all (exit 1)
"""


class GeneratorError(Exception):
    """Root of the tree."""


class UsageError(GeneratorError):
    """The program was asked for something that it cannot do."""


class ContentError(GeneratorError):
    """The project's own content, which everything else rests on, cannot be read.

    Attributes:
        file: the file, as a path to show.
        line: line in it, from 1; 0 where no line can be named.
    """

    def __init__(self, file: str, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.file = file
        self.line = line
