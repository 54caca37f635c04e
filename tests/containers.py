"""Kafka and PostgreSQL in containers, by testcontainers: the embedded stack's servers, run another way."""

from collections.abc import Iterator
from contextlib import contextmanager

from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from plans_local.stack_ports import free_ports
from stack import Servers

KAFKA_IMAGE = "apache/kafka:4.3.0"
POSTGRES_IMAGE = "postgres:18"


def _kafka(port: int) -> DockerContainer:
    container = DockerContainer(KAFKA_IMAGE)
    settings = {
        "KAFKA_NODE_ID": "1",
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_LISTENERS": f"PLAINTEXT://:{port},CONTROLLER://:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://127.0.0.1:{port}",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
    }
    for name, value in settings.items():
        container = container.with_env(name, value)
    return container.with_bind_ports(port, port).waiting_for(LogMessageWaitStrategy("Kafka Server started"))


@contextmanager
def container_stack() -> Iterator[Servers]:
    """Run both containers, published on 127.0.0.1, until the session ends."""
    (port,) = free_ports(1)
    with _kafka(port), PostgresContainer(POSTGRES_IMAGE, driver=None) as postgres:
        yield Servers(f"127.0.0.1:{port}", postgres.get_connection_url())
