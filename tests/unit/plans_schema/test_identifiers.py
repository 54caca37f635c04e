"""Identifiers sort by time; derived ones repeat, new ones do not."""

from datetime import UTC, datetime, timedelta

from plans_schema.identifiers import derived_id, new_id

NOON = datetime(2024, 7, 15, 12, tzinfo=UTC)


def test_both_kinds_are_uuid_version_7_and_sort_by_time() -> None:
    for earlier, later in (
        (new_id(NOON), new_id(NOON + timedelta(milliseconds=1))),
        (derived_id(NOON, "a"), derived_id(NOON + timedelta(milliseconds=1), "a")),
    ):
        assert earlier.version == later.version == 7
        assert earlier < later


def test_the_same_parts_give_the_same_id_and_any_other_part_another() -> None:
    assert derived_id(NOON, "a", "b") == derived_id(NOON, "a", "b")
    assert (
        len({derived_id(NOON, "a", "b"), derived_id(NOON, "ab"), derived_id(NOON, "b", "a"), derived_id(NOON, "a")})
        == 4
    )


def test_new_ids_differ_within_one_instant() -> None:
    assert len({new_id(NOON) for _ in range(100)}) == 100
