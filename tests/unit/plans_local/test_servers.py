"""What the two servers are told, and how their answers are read."""

from plans_local.kafka import new_cluster_id, server_properties
from plans_local.postgres import is_ready, server_options
from plans_local.stack_ports import outside_ephemeral

READY = "4711\n/data\n1780000000\n21000\n\n127.0.0.1\n 1234 5\nready   \n"


def test_kafka_is_one_node_on_loopback_that_soon_forgets_its_dead_self() -> None:
    lines = server_properties(port=21000, controller_port=21001).splitlines()
    assert "listeners=CLIENTS://127.0.0.1:21000,CONTROLLER://127.0.0.1:21001" in lines
    assert "advertised.listeners=CLIENTS://127.0.0.1:21000" in lines
    assert "controller.quorum.voters=1@127.0.0.1:21001" in lines
    assert "broker.session.timeout.ms=2000" in lines
    assert "broker.heartbeat.interval.ms=500" in lines
    assert "auto.create.topics.enable=false" in lines
    assert "group.initial.rebalance.delay.ms=0" in lines


def test_a_cluster_id_has_kafkas_form() -> None:
    ids = {new_cluster_id() for _ in range(300)}
    assert len(ids) == 300
    assert {len(cluster_id) for cluster_id in ids} == {22}
    assert not any(cluster_id.startswith("-") for cluster_id in ids)


def test_postgres_listens_on_loopback_only_and_keeps_scram() -> None:
    options = server_options(port=21002)
    assert options[::2] == ("-c",) * 6
    assert {"listen_addresses=127.0.0.1", "port=21002", "unix_socket_directories="} < set(options)
    assert "password_encryption=scram-sha-256" in options


def test_postgres_is_ready_when_our_own_process_says_so() -> None:
    assert is_ready(READY, 4711)
    assert not is_ready(READY, 4712)
    assert not is_ready(READY.replace("ready   ", "starting"), 4711)
    assert not is_ready("4711\n/data\n", 4711)
    assert not is_ready("", 4711)


def test_ports_lie_where_no_outgoing_connection_begins() -> None:
    assert outside_ephemeral("32768\t60999\n") == range(20_000, 32_768)
    assert outside_ephemeral("49152 65535") == range(20_000, 49_152)
    assert outside_ephemeral("10000 60999") == range(61_000, 65_536)
    assert outside_ephemeral("1024 65535") == range(20_000, 49_152)
