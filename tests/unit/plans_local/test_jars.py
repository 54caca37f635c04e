"""The lock of Kafka's jars: read, written, and complete."""

import pytest

from plans_local.jars import KAFKA_VERSION, LOCK, Jar, lock_text, read_lock
from plans_local.processes import StackError

SHA = "0f" * 32


def test_a_line_is_a_coordinate_and_a_checksum() -> None:
    (jar,) = read_lock(f"# a comment\n\norg.example:part_2.13:1.0-rc1 {SHA}\n")
    assert jar == Jar("org.example", "part_2.13", "1.0-rc1", SHA)
    assert jar.file_name == "part_2.13-1.0-rc1.jar"
    assert jar.coordinate == "org.example:part_2.13:1.0-rc1"


@pytest.mark.parametrize(
    "line",
    [
        "org.example:part:1.0",
        f"org.example:part {SHA}",
        f"org.example:part:1.0 {SHA[:-1]}",
        f"org.example:../part:1.0 {SHA}",
        f"https://host.example/part:1.0 {SHA}",
    ],
)
def test_any_other_line_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(StackError, match="Line 2 of the lock"):
        read_lock(f"# first\n{line}\n")


def test_writing_sorts_and_reading_gives_the_same_back() -> None:
    jars = [Jar("b", "two", "1", SHA), Jar("a", "one", "2", SHA)]
    text = lock_text(jars)
    assert text.splitlines()[1:] == [f"a:one:2 {SHA}", f"b:two:1 {SHA}"]
    assert read_lock(text) == tuple(sorted(jars))


def test_our_lock_names_kafka_at_one_version_and_a_way_to_its_log() -> None:
    text = LOCK.read_text()
    jars = {jar.artifact: jar.version for jar in read_lock(text)}
    kafka = {jars[name] for name in ("kafka_2.13", "kafka-clients", "kafka-server-common", "kafka-metadata")}
    assert kafka == {KAFKA_VERSION}
    assert jars["log4j-slf4j-impl"] == jars["log4j-core"] == jars["log4j-api"]
    assert "//" not in text
    assert text == lock_text(read_lock(text))
