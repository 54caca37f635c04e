"""Choose where the stack's files live and which user its servers run as.

As an ordinary user everything runs as that user, under the project's `.local` and the user's cache folder.
PostgreSQL refuses to run as root, so root lends the servers an unprivileged user. That user must be able to walk to
its data and programs, and root's home is often closed (0700): then the files move to a system folder. Files that
root writes stay root's; only data folders belong to the other user.
"""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from plans_local.processes import Owner, StackError

_SYSTEM_STACKS = Path("/var/lib/plans-desk")
_SYSTEM_CACHE = Path("/var/cache/plans-desk")


def choose_stack_folder(wanted: Path, *, root: bool, walkable: Callable[[Path], bool]) -> Path:
    """Take the wanted folder; for root, when others cannot walk to it, a system folder of its own for that path."""
    if not root or walkable(wanted):
        return wanted
    return _SYSTEM_STACKS / f"{wanted.name}-{hashlib.sha256(bytes(wanted)).hexdigest()[:12]}"


def cache_candidates(env: Mapping[str, str], home: Path, project: Path, *, root: bool) -> tuple[Path, ...]:
    """List the folders that could keep downloads, the best first."""
    per_user = Path(env.get("XDG_CACHE_HOME") or home / ".cache") / "plans-desk"
    system = (_SYSTEM_CACHE,) if root else ()
    return (per_user, *system, project / ".local" / "cache")


def choose_cache_folder(candidates: Iterable[Path], *, usable: Callable[[Path], bool]) -> Path:
    """Take the first usable folder, or raise `StackError`."""
    for candidate in candidates:
        if usable(candidate):
            return candidate
    raise StackError("No folder for downloads can be written: set XDG_CACHE_HOME to one that can.")


def choose_owner(users: Iterable[pwd.struct_passwd], *, usable: Callable[[int], bool]) -> Owner:
    """Take the user that servers run as for root: nobody, else the one with the lowest id that can be used."""
    ranked = sorted(
        (user for user in users if user.pw_uid != 0), key=lambda user: (user.pw_name != "nobody", user.pw_uid)
    )
    for user in ranked:
        if usable(user.pw_uid) and usable(user.pw_gid):
            return Owner(user.pw_uid, user.pw_gid)
    raise StackError(
        "PostgreSQL refuses to run as root and no other user can be lent to it: start as an ordinary user."
    )


def id_is_mapped(number: int, uid_map: str) -> bool:
    """Tell whether a user id exists in this user namespace, from the text of `/proc/self/uid_map` (empty: all do)."""
    ranges = [tuple(map(int, line.split())) for line in uid_map.splitlines()]
    return not ranges or any(first <= number < first + count for first, _, count in ranges)


def is_walkable(folder: Path) -> bool:
    """Tell whether any user can walk to a folder, or to its nearest parent that exists."""
    chain = [folder, *folder.parents]
    return all(place.stat().st_mode & stat.S_IXOTH for place in chain if place.exists())


def stack_folder(wanted: Path | None) -> Path:
    """Choose the folder of a stack; without a wish it is `.local/stack` of the current directory."""
    return choose_stack_folder((wanted or Path(".local/stack")).absolute(), root=_is_root(), walkable=is_walkable)


def cache_folder() -> Path:
    """Choose and make the folder for downloads and copies, which the servers can read."""
    candidates = cache_candidates(os.environ, _home(), Path.cwd(), root=_is_root())
    return choose_cache_folder(candidates, usable=_can_keep_downloads)


def server_owner() -> Owner | None:
    """Choose the user that the servers run as: for root an unprivileged one, else None (ourselves)."""
    if not _is_root():
        return None
    uid_map = Path("/proc/self/uid_map")
    mapped = uid_map.read_text() if uid_map.exists() else ""
    return choose_owner(pwd.getpwall(), usable=lambda number: id_is_mapped(number, mapped))


def make_folder(folder: Path, owner: Owner | None = None) -> None:
    """Make a folder for us alone or for its owner alone; when we are root, others may walk through ours."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        place.chmod(0o711 if _is_root() else 0o700)
    if owner:
        os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)


def refuse_data_of_others(folder: Path, owner: Owner | None) -> None:
    """Raise `StackError` when a stack's data belong to another user than the one that the servers run as."""
    expected = owner.uid if owner else os.geteuid()
    for data in folder.glob("*/data"):
        if data.stat().st_uid != expected:
            raise StackError(
                f"{data} belongs to another user (id {data.stat().st_uid}, the servers run as {expected}): "
                "start as that user again, choose another folder, or remove this one."
            )


def reachable_copy(program: Path, beside: Iterable[Path], copy: Path) -> Path:
    """Give a program folder that the servers can read: itself, or for root under a closed folder a copy made once.

    `beside` are folders that must keep their place next to the program's parent.
    """
    if not _is_root() or is_walkable(program):
        return program
    target = copy / program.parent.name / program.name
    if not target.exists():
        _copy_whole([program.parent, *beside], copy)
    return target


def _copy_whole(folders: Iterable[Path], copy: Path) -> None:
    """Copy under another name first: a folder with the final name is always whole."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{copy.name}-", dir=copy.parent))
    for folder in folders:
        shutil.copytree(folder, draft / folder.name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    for place in [draft, *draft.rglob("*")]:
        if not place.is_symlink():
            place.chmod(0o755 if place.stat().st_mode & stat.S_IXUSR else 0o644)
    try:
        draft.rename(copy)
    except OSError:  # another start was first
        shutil.rmtree(draft)


@contextmanager
def temporary_stack_folder() -> Iterator[Path]:
    """Give a fresh folder that fits a stack, also for root, and remove it at the end."""
    with tempfile.TemporaryDirectory(prefix="plans-stack-") as name:
        folder = Path(name)
        folder.chmod(0o711 if _is_root() else 0o700)
        yield folder


def _can_keep_downloads(folder: Path) -> bool:
    if _is_root() and not is_walkable(folder):
        return False
    try:
        make_folder(folder)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _home() -> Path:
    return Path(os.environ.get("HOME") or pwd.getpwuid(os.getuid()).pw_dir)


def _is_root() -> bool:
    return os.geteuid() == 0
