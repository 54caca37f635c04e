"""Own what a process does before it may read no file: reads good documents, so that all is loaded.

What Python or a library loads on its first use (a codec, a rule's words, the letter, fonts) can't be loaded in the
sandbox.
"""

import codecs

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.good_documents import good_documents
from plans_validate.adapters.recognition import Scans, is_installed
from plans_validate.domain.words import gather_lists

_CODECS = ("ascii", "latin-1", "cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "idna", "punycode")


def warm_up(round_id: str) -> None:
    """Read and check a good document of each format, and load the codecs that files may ask for."""
    for name in _CODECS:
        codecs.lookup(name)
    for document in good_documents():
        check_document(document, None, round_id, Scans.RECOGNISE if is_installed() else Scans.LEAVE)
    gather_lists()
