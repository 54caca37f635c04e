"""Choose free ports on the loopback address that no outgoing connection can take before a server binds them."""

import random
import socket
from pathlib import Path

from plans_local.processes import StackError

HOST = "127.0.0.1"
_FIRST, _LAST = 20_000, 49_151
_EPHEMERAL_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_ATTEMPTS = 200


def outside_ephemeral(text: str) -> range:
    """Give the ports below the range for outgoing connections, else above it, else our usual ones.

    `text` is the first and the last port of that range.
    """
    low, high = (int(word) for word in text.split())
    below, above = range(_FIRST, min(low, _LAST + 1)), range(high + 1, 65_536)
    return next((ports for ports in (below, above) if len(ports) >= _ATTEMPTS), range(_FIRST, _LAST + 1))


def is_free(port: int) -> bool:
    """Ask the system by binding: a server that listens holds the port, an old connection does not."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_ports(count: int) -> tuple[int, ...]:
    """Choose that many different free ports."""
    text = _EPHEMERAL_RANGE.read_text() if _EPHEMERAL_RANGE.exists() else "49152 65535"
    candidates = outside_ephemeral(text)
    chosen: set[int] = set()
    for port in random.sample(candidates, min(_ATTEMPTS, len(candidates))):
        if is_free(port):
            chosen.add(port)
        if len(chosen) == count:
            return tuple(sorted(chosen))
    raise StackError("The system has no free port left for the local stack.")


def kept_ports(memory: Path, count: int) -> tuple[int, ...]:
    """Give the ports of the last start while they are free, so that clients find the server again; else new ones."""
    if memory.exists():
        ports = tuple(int(word) for word in memory.read_text().split())
        if len(ports) == count and all(is_free(port) for port in ports):
            return ports
    return new_ports(memory, count)


def new_ports(memory: Path, count: int) -> tuple[int, ...]:
    """Choose new ports and write them down for the next start."""
    ports = free_ports(count)
    memory.write_text(" ".join(map(str, ports)) + "\n")
    return ports
