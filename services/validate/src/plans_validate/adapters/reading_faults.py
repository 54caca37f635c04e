"""Own the two ways in which reading a file ends without a document."""


class CouldNotReadError(Exception):
    """The file can't be read; the message says to its sender, in plain words, what to do."""


class LimitReachedError(Exception):
    """A limit of ours was hit before the file was read: not the sender's fault."""


NO_TEXT = "We could not find any text in this file. Please check that it is the plan, or send it as a PDF."
