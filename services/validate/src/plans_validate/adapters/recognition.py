"""Own the recognition of letters in pictures: Tesseract inside this process, where it and its English are installed.

The engine has one thread and starts no program. Its language data is read before the walls of the sandbox go up, so a
process that will recognise asks for `engine` once while it may still open files.
"""

import os
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LANGUAGE = "eng"
_FOLDER_SETTING = "TESSDATA_PREFIX"
_USUAL_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
)


class Scans(StrEnum):
    """What to do with pages that are pictures."""

    LEAVE = "leave"
    """Take them as pages without text."""
    DEFER = "defer"
    """Ask for the file to be read again by a process with time for them."""
    RECOGNISE = "recognise"
    """Recognise their letters."""


def language_folder() -> Path | None:
    """Find the folder of Tesseract's English, by the setting or where Debian has it; null without it or Tesseract."""
    if find_spec("tesserocr") is None:
        return None
    setting = os.environ.get(_FOLDER_SETTING)
    folders = (setting, f"{setting}/tessdata") if setting else _USUAL_FOLDERS
    return next((Path(folder) for folder in folders if Path(folder, f"{_LANGUAGE}.traineddata").is_file()), None)


def language_setting() -> dict[str, str]:
    """Give what a process has to know of its environment to find the same folder."""
    return {name: value for name, value in os.environ.items() if name == _FOLDER_SETTING}


def is_installed() -> bool:
    """Tell whether letters can be recognised on this machine."""
    return language_folder() is not None


@cache
def engine() -> Any:  # noqa: ANN401 - the class comes from a package that may be missing
    """Load the engine, once a process; null where it is not installed.

    Raises:
        RuntimeError: the language data is damaged.

    """
    folder = language_folder()
    if folder is None:
        return None
    from tesserocr import PSM, PyTessBaseAPI  # noqa: PLC0415 - an optional package

    loaded = PyTessBaseAPI(path=f"{folder}/", lang=_LANGUAGE, psm=PSM.AUTO)
    loaded.SetVariable("debug_file", os.devnull)
    return loaded
