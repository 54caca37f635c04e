"""Own the check of a file's bytes, in the process that calls: reading, rules and, for every way it ends, a report."""

from functools import cache

from plans_schema.register import abolished_councils, councils
from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode, Outcome
from plans_validate.adapters.not_read import not_read, over_our_limit
from plans_validate.adapters.reading import read
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError, ScanLimitError
from plans_validate.adapters.recognition import Scans
from plans_validate.domain.check import Checker
from plans_validate.domain.clipping import clipped
from plans_validate.rounds import CURRENT, load_round

SCAN_LIMIT = (
    "We could not check this file: its pages are pictures, and recognising the letters in them needed more time or "
    "memory than we allow for one file. This is a limit on our side and says nothing about your plan. "
    "Please send a PDF made from the original document, so that its words can be read."
)


@cache
def checker(round_id: str = CURRENT) -> Checker:
    """Prepare the checker of a round, once a process."""
    return Checker(load_round(round_id), councils(), abolished_councils())


def check_document(
    content: bytes, declared: CouncilCode | None = None, round_id: str = CURRENT, scans: Scans = Scans.LEAVE
) -> Report:
    """Read and check a file.

    A limit of ours ends in `could_not_check`, every other trouble with the file in `could_not_read`; neither raises.

    Raises:
        NeedsRecognitionError: it has pictures to recognise, and `scans` says that this is not for this process.

    """
    try:
        report = clipped(checker(round_id).check(read(content, scans), declared))
    except CouldNotReadError as error:
        return not_read(Outcome.COULD_NOT_READ, str(error), content, declared)
    except ScanLimitError:
        return not_read(Outcome.COULD_NOT_CHECK, SCAN_LIMIT, content, declared)
    except (LimitReachedError, MemoryError, RecursionError):
        return over_our_limit(content, declared)
    return report or over_our_limit(content, declared)
