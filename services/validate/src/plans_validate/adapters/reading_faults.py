"""Own the ways in which reading a file ends without a document."""


class CouldNotReadError(Exception):
    """The file can't be read; the message says to its sender, in plain words, what to do."""


class LimitReachedError(Exception):
    """A limit of ours was hit before the file was read: not the sender's fault."""


class ScanLimitError(LimitReachedError):
    """Recognising the letters in a file's pictures hit a limit of ours."""


class NeedsRecognitionError(Exception):
    """The file has pages that are pictures: it has to be read by a process that has time for them."""


NO_TEXT = "We could not find any text in this file. Please check that it is the plan, or send it as a PDF."
