"""The stack without containers keeps its data, knows its own servers, and leaves no process behind."""

import asyncio
import http.server
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import asyncpg
import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from plans_local.jars import kafka_jars
from plans_local.processes import Service, StackError, end_leftover, started_at, wait_until
from plans_local.stack import Stack, local_stack
from plans_local.stack_folder import temporary_stack_folder
from plans_local.stack_lock import is_held, read_note
from plans_local.stack_ports import HOST, free_ports
from stack import LONG_SECONDS

TOPIC = "kept"
NOBODY_ANSWERS = f"http://{HOST}:9/maven2"
PLANS_STACK = [sys.executable, "-c", "from plans_local.cli import stack; stack()"]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder of this test's own, with a letter beyond ASCII and a space in its path."""
    with temporary_stack_folder() as place:
        yield place / "für den Test"


def test_data_and_addresses_survive_a_clean_restart_without_network_and_a_kill(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_stack(folder) as stack:
        asyncio.run(prepare(stack))
        asyncio.run(write(stack, "first"))
        addresses = stack.bootstrap_servers, stack.postgres.port

    monkeypatch.setenv("PLANS_MAVEN_REPOSITORY", NOBODY_ANSWERS)
    with local_stack(folder) as stack:
        assert (stack.bootstrap_servers, stack.postgres.port) == addresses
        asyncio.run(write(stack, "second"))
        stack.kafka.kill()
        stack.postgres.kill()
        assert not stack.kafka.running
        assert not stack.postgres.running
        stack.postgres.start()
        stack.kafka.start()
        assert (stack.bootstrap_servers, stack.postgres.port) == addresses
        assert asyncio.run(read(stack)) == (["first", "second"], ["first", "second"])


def test_postgres_asks_for_a_scram_password_and_psql_opens_with_ours(folder: Path) -> None:
    with local_stack(folder) as stack:
        assert stack.postgres.password_file.stat().st_mode & 0o777 == 0o600
        wrong = stack.admin_dsn.replace(stack.postgres.password_file.read_text(), "wrong")
        with pytest.raises(asyncpg.InvalidPasswordError):
            asyncio.run(ask(wrong, "SELECT 1"))
        line = f"{stack.psql} -At -c 'SHOW password_encryption' -c 'SHOW data_checksums' postgres"
        shown = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True)
        assert shown.stdout.split() == ["scram-sha-256", "on"]


def test_a_port_taken_between_choice_and_start_is_not_mistaken_for_ours(folder: Path) -> None:
    with ExitStack() as others:
        thief = threading.Thread(target=take_kafkas_port, args=(folder / "kafka" / "ports", others))
        thief.start()
        said: list[str] = []
        with local_stack(folder, say=said.append) as stack:
            thief.join()
            assert "Another program took Kafka's port: trying another one." in said
            asyncio.run(prepare(stack))


def test_a_port_held_by_another_program_is_left_alone(folder: Path) -> None:
    held = free_ports(3)
    with ExitStack() as others:
        for port in held:
            others.enter_context(listening(port))
        for server, ports in {"kafka": held[:2], "postgres": held[2:]}.items():
            (folder / server).mkdir(parents=True)
            (folder / server / "ports").write_text(" ".join(map(str, ports)))
        for place in (folder, folder / "kafka", folder / "postgres"):
            place.chmod(0o711)
        with local_stack(folder) as stack:
            assert stack.kafka.port not in held
            assert stack.postgres.port not in held
            asyncio.run(prepare(stack))


def test_a_second_start_on_the_same_folder_is_refused_and_harms_nothing(folder: Path) -> None:
    with local_stack(folder) as stack:
        with pytest.raises(StackError, match="Another local stack is running in"), local_stack(folder):
            pass
        asyncio.run(prepare(stack))
        pids = stack.kafka.pid, stack.postgres.pid
    assert [started_at(pid) for pid in pids if pid] == [None, None]
    assert not is_held(folder)


def test_a_killed_stack_leaves_no_server_and_starts_again_with_its_data(folder: Path) -> None:
    holder = subprocess.Popen([*PLANS_STACK, "up", "--folder", str(folder)], stdout=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: read_note(folder) is not None, within_seconds=LONG_SECONDS)
        servers = [int((folder / name / f"{name}.pid").read_text().split()[0]) for name in ("kafka", "postgres")]
        assert all(started_at(pid) for pid in servers)
    finally:
        holder.kill()
        holder.wait()
    with local_stack(folder) as stack:
        assert not any(started_at(pid) for pid in servers)
        asyncio.run(prepare(stack))


def test_a_server_that_cannot_start_is_an_error_with_the_end_of_its_log_and_ends_the_other(folder: Path) -> None:
    with local_stack(folder) as stack:
        postgres = stack.postgres
    (postgres.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(StackError, match=r"PostgreSQL did not start(.|\n)*no_such_setting"), local_stack(folder):
        pass
    assert not list(folder.glob("*/*.pid"))
    assert not is_held(folder)


def test_another_terminal_sees_a_stack_and_ends_it(folder: Path) -> None:
    assert command("status", folder).returncode == 3
    holder = subprocess.Popen([*PLANS_STACK, "up", "--folder", str(folder)], stdout=subprocess.PIPE, text=True)
    try:
        assert wait_until(lambda: read_note(folder) is not None, within_seconds=LONG_SECONDS)
        seen = command("status", folder)
        assert seen.returncode == 0
        assert f"Process: {holder.pid}" in seen.stdout
        assert "has ended" in command("down", folder).stdout
        said, _ = holder.communicate(timeout=LONG_SECONDS)
        assert said.endswith("Kafka and PostgreSQL have ended.\n")
    finally:
        holder.kill()
        holder.wait()
    assert command("status", folder).returncode == 3


def test_a_first_start_without_network_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="is not in the cache and could not be fetched: is there a network"):
        kafka_jars(tmp_path, say=lambda sentence: None, repository=NOBODY_ANSWERS)


def test_a_jar_with_other_bytes_is_refused(tmp_path: Path) -> None:
    class OtherBytes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"other")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
            pass

    with http.server.ThreadingHTTPServer((HOST, 0), OtherBytes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(StackError, match="is not the one in the lock"):
            kafka_jars(tmp_path, say=lambda sentence: None, repository=f"http://{HOST}:{server.server_port}")
        server.shutdown()
    assert not list(tmp_path.rglob("*.jar"))


def test_a_service_is_ready_when_it_answers_and_starts_again_after_a_kill(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    web: list[str | Path] = [sys.executable, "-m", "http.server", "--bind", HOST, "--directory", tmp_path, str(port)]
    with Service("files", web, ready_url=f"http://{HOST}:{port}/", log=tmp_path / "files.log") as service:
        first = service.pid
        assert httpx.get(service.ready_url).status_code == 200
        service.kill()
        assert service.exit_code == -signal.SIGKILL
        assert not service.ready()
        service.start()
        assert service.pid != first
        assert service.ready()
    assert service.exit_code == -signal.SIGTERM
    assert not service.ready()


def test_a_service_that_ends_or_never_answers_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    log = tmp_path / "service.log"
    ends = [sys.executable, "-c", "raise SystemExit('no settings')"]
    with pytest.raises(StackError, match=r"ended with exit code 1(.|\n)*no settings"):
        Service("ends", ends, ready_url=f"http://{HOST}:{port}/", log=log).start()
    mute = Service("mute", ["/bin/sleep", "60"], ready_url=f"http://{HOST}:{port}/", log=log)
    with pytest.raises(StackError, match=r"was not ready after 0\.3 seconds"):
        mute.start(ready_within_seconds=0.3)
    assert mute.exit_code == -signal.SIGTERM


def test_a_leftover_is_ended_and_its_pid_file_removed(tmp_path: Path) -> None:
    pid_file = tmp_path / "server.pid"
    with subprocess.Popen(["/bin/sleep", "60"]) as sleeper:
        pid_file.write_text(f"{sleeper.pid} {started_at(sleeper.pid)}\n")
        assert end_leftover(pid_file, signal.SIGTERM)
        assert sleeper.wait(5) == -signal.SIGTERM
    assert not pid_file.exists()


async def prepare(stack: Stack) -> None:
    """Make the table and the topic: it needs both servers in service."""
    await ask(stack.admin_dsn, "CREATE TABLE IF NOT EXISTS kept (place serial, word text)")
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.bootstrap_servers)
    await admin.start()
    try:
        assert (await admin.describe_cluster())["cluster_id"] == stack.kafka.cluster_id
        await admin.create_topics([NewTopic(TOPIC, num_partitions=1, replication_factor=1)])
    finally:
        await admin.close()


async def write(stack: Stack, word: str) -> None:
    await ask(stack.admin_dsn, "INSERT INTO kept (word) VALUES ($1)", word)
    async with AIOKafkaProducer(bootstrap_servers=stack.bootstrap_servers, acks="all") as producer:
        await producer.send_and_wait(TOPIC, word.encode())


async def read(stack: Stack) -> tuple[list[str], list[str]]:
    """Give the words in the table and in the topic."""
    rows = await ask(stack.admin_dsn, "SELECT word FROM kept ORDER BY place")
    words: list[str] = []
    partition = TopicPartition(TOPIC, 0)
    consumer = AIOKafkaConsumer(bootstrap_servers=stack.bootstrap_servers, auto_offset_reset="earliest")
    async with asyncio.timeout(LONG_SECONDS), consumer:
        consumer.assign([partition])
        end = (await consumer.end_offsets([partition]))[partition]
        while await consumer.position(partition) < end:
            words.append((await consumer.getone()).value.decode())
    return [row["word"] for row in rows], words


async def ask(dsn: str, query: str, *values: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        return list(await connection.fetch(query, *values))
    finally:
        await connection.close()


def command(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PLANS_STACK, name, "--folder", folder], capture_output=True, text=True, check=False)


@contextmanager
def listening(port: int) -> Iterator[None]:
    """Hold a port as another server would: it accepts and says nothing."""
    with socket.create_server((HOST, port)):
        yield


def take_kafkas_port(memory: Path, others: ExitStack) -> None:
    """Take Kafka's port as soon as it is chosen; formatting leaves a second to do it."""
    if wait_until(memory.exists, within_seconds=LONG_SECONDS):
        wait_until(lambda: bool(memory.read_text()), within_seconds=1)
        others.enter_context(listening(int(memory.read_text().split()[0])))
