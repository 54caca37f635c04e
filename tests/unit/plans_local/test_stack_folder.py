"""Where the stack's files live and whom its servers run as, for root and for everybody else."""

import os
import pwd
from pathlib import Path

import pytest

from plans_local.processes import Owner, StackError
from plans_local.stack_folder import (
    cache_candidates,
    choose_cache_folder,
    choose_owner,
    choose_stack_folder,
    id_is_mapped,
    is_walkable,
    reachable_copy,
    refuse_data_of_others,
)

PROJECT = Path("/home/ada/plan-desk")
WANTED = PROJECT / ".local" / "stack"


def user(name: str, uid: int, gid: int) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, "x", uid, gid, "", "/", "/bin/false"))


@pytest.mark.parametrize(("root", "walkable"), [(False, False), (False, True), (True, True)])
def test_the_wanted_folder_is_taken_when_the_servers_can_walk_to_it(*, root: bool, walkable: bool) -> None:
    assert choose_stack_folder(WANTED, root=root, walkable=lambda folder: walkable) == WANTED


def test_root_under_a_closed_home_gets_a_system_folder_for_each_wanted_one() -> None:
    def closed(folder: Path) -> bool:
        return False

    first = choose_stack_folder(WANTED, root=True, walkable=closed)
    assert first.parent == Path("/var/lib/plans-desk")
    assert first == choose_stack_folder(WANTED, root=True, walkable=closed)
    assert first != choose_stack_folder(Path("/srv/other/.local/stack"), root=True, walkable=closed)


def test_downloads_go_to_the_users_cache_then_the_systems_then_the_project() -> None:
    home = Path("/home/ada")
    assert cache_candidates({}, home, PROJECT, root=False) == (
        Path("/home/ada/.cache/plans-desk"),
        Path("/home/ada/plan-desk/.local/cache"),
    )
    assert cache_candidates({"XDG_CACHE_HOME": "/fast"}, Path("/srv/admin"), PROJECT, root=True) == (
        Path("/fast/plans-desk"),
        Path("/var/cache/plans-desk"),
        Path("/home/ada/plan-desk/.local/cache"),
    )


def test_the_first_usable_cache_folder_is_taken_and_none_is_said() -> None:
    folders = (Path("/read-only"), Path("/good"), Path("/also-good"))
    assert choose_cache_folder(folders, usable=lambda folder: folder != Path("/read-only")) == Path("/good")
    with pytest.raises(StackError, match="No folder for downloads can be written"):
        choose_cache_folder(folders, usable=lambda folder: False)


def test_servers_run_as_nobody_else_as_the_lowest_user_that_exists_here() -> None:
    users = [user("root", 0, 0), user("games", 5, 60), user("daemon", 1, 1), user("nobody", 65534, 65534)]
    assert choose_owner(users, usable=lambda number: True) == Owner(65534, 65534)
    assert choose_owner(users, usable=lambda number: number < 1000) == Owner(1, 1)
    with pytest.raises(StackError, match="start as an ordinary user"):
        choose_owner(users, usable=lambda number: number == 0)


def test_a_user_namespace_may_know_only_some_ids() -> None:
    assert id_is_mapped(65534, "")
    assert id_is_mapped(65534, "         0          0 4294967295\n")
    assert not id_is_mapped(65534, "0 1000 1\n1 100000 65533\n")
    assert id_is_mapped(1, "0 1000 1\n1 100000 65533\n")


def test_a_closed_parent_makes_a_folder_unwalkable(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "inner").mkdir(parents=True)
    closed.chmod(0o700)
    assert not is_walkable(closed / "inner" / "not yet there")
    assert is_walkable(Path("/"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its programs to another user")
def test_a_program_under_a_closed_folder_is_copied_so_that_all_can_run_it(tmp_path: Path) -> None:
    closed = tmp_path / "closed" / "package"
    program, beside = closed / "runtime", tmp_path / "closed" / "package.libs"
    (program / "bin").mkdir(parents=True)
    beside.mkdir()
    (program / "bin" / "run").write_text("run")
    (program / "notes").write_text("notes")
    for place, mode in {program / "bin" / "run": 0o700, program / "notes": 0o600, closed.parent: 0o700}.items():
        place.chmod(mode)
    copy = reachable_copy(program, [beside], tmp_path / "cache" / "package-1")
    assert copy == tmp_path / "cache" / "package-1" / "package" / "runtime"
    assert (copy / "bin" / "run").stat().st_mode & 0o777 == 0o755
    assert (copy / "notes").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "cache" / "package-1" / "package.libs").is_dir()
    assert reachable_copy(program, [beside], tmp_path / "cache" / "package-1") == copy


def test_data_of_another_user_are_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "kafka" / "data").mkdir(parents=True)
    ours = Owner(os.geteuid(), os.getegid())
    refuse_data_of_others(tmp_path, ours)
    with pytest.raises(StackError, match="belongs to another user"):
        refuse_data_of_others(tmp_path, Owner(ours.uid + 1, ours.gid))
