"""Fetch the jars of Apache Kafka: exact coordinates and SHA-256 from `kafka-jars.lock`, kept in a cache.

No POM is read at run time. Every jar is checked at every start, so a damaged cache heals itself, and a second start
needs no network.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext

from plans_local.processes import Say, StackError

KAFKA_VERSION = "4.3.0"
LOCK = Path(__file__).with_name("kafka-jars.lock")
_ROOTS = (
    # all three by name: else an older kafka-clients is resolved and nothing starts
    f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}",
    f"org.apache.kafka:kafka-clients:{KAFKA_VERSION}",
    f"org.apache.kafka:kafka-server-common:{KAFKA_VERSION}",
    # brings slf4j to log4j, as in Kafka's own distribution; the version is that of the log4j-core that Kafka asks for
    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4",
)
_LINE = re.compile(r"(?P<group>[\w.-]+):(?P<artifact>[\w.-]+):(?P<version>[\w.-]+) (?P<sha256>[0-9a-f]{64})")
_WORKERS = 12
_TIMEOUT_SECONDS = 20
_ATTEMPTS = 3


@dataclass(frozen=True, order=True)
class Jar:
    """Name one jar by its Maven coordinate and the SHA-256 of its bytes."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        """Give the name under which the cache keeps it."""
        return f"{self.artifact}-{self.version}.jar"

    @property
    def coordinate(self) -> str:
        """Give the coordinate as people write it."""
        return f"{self.group}:{self.artifact}:{self.version}"


def read_lock(text: str) -> tuple[Jar, ...]:
    """Read a lock: a line a jar, `group:artifact:version sha256`; `#` starts a comment line.

    Raises: `StackError` naming the line that is something else.
    """
    jars = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise StackError(f"Line {number} of the lock of jars is not 'group:artifact:version sha256'.")
        jars.append(Jar(**match.groupdict()))
    return tuple(jars)


def lock_text(jars: Iterable[Jar]) -> str:
    """Write a lock, sorted by coordinate, without host or time."""
    lines = [f"{jar.coordinate} {jar.sha256}" for jar in sorted(jars)]
    return "\n".join([f"# The jars of Apache Kafka {KAFKA_VERSION}: made by `plans stack lock`.", *lines, ""])


def kafka_jars(cache: Path, *, say: Say, repository: str | None = None) -> list[Path]:
    """Give the jars of the lock as files, fetching only what the cache lacks.

    `repository` is a Maven repository to ask instead of Maven Central; so is what `PLANS_MAVEN_REPOSITORY` names.
    Raises: `StackError` when a jar cannot be fetched or is not the one that the lock names.
    """
    return locked_jars(LOCK, cache, f"Apache Kafka {KAFKA_VERSION}", say=say, repository=repository)


def locked_jars(lock: Path, cache: Path, product: str, *, say: Say, repository: str | None = None) -> list[Path]:
    """Give the jars of any lock as files, as `kafka_jars` does for Kafka's; `product` is a name with a version."""
    folder = cache / product.split(" ", 1)[1].lower().replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    jars = read_lock(lock.read_text())
    missing = [jar for jar in jars if _sha256(folder / jar.file_name) != jar.sha256]
    if missing:
        say(f"Fetching {product}: {len(missing)} jars, once.")
        _fetch_all(missing, folder, repository or os.environ.get("PLANS_MAVEN_REPOSITORY"), say)
    return [folder / jar.file_name for jar in jars]


def _fetch_all(jars: Sequence[Jar], folder: Path, repository: str | None, say: Say) -> None:
    draft = Path(tempfile.mkdtemp(prefix=".fetching-", dir=folder))
    context = _maven(draft, repository)
    workers = ThreadPoolExecutor(_WORKERS, thread_name_prefix="jars")
    try:
        tasks = [workers.submit(_fetch, jar, context, folder) for jar in jars]
        for done, task in enumerate(as_completed(tasks), start=1):
            task.result()
            if done % 10 == 0 or done == len(tasks):
                say(f"{done} of {len(tasks)} jars are here.")
    finally:
        workers.shutdown(cancel_futures=True)
        shutil.rmtree(draft, ignore_errors=True)


def _maven(cache: Path, repository: str | None) -> MavenContext:
    remote = {"repository": repository.rstrip("/")} if repository else None
    return MavenContext(repo_cache=cache, remote_repos=remote, timeout=_TIMEOUT_SECONDS)


def _fetch(jar: Jar, context: MavenContext, folder: Path) -> None:
    """Put one jar into the cache, whole or not at all, and only if it is the one of the lock."""
    fetched = _download(jar, context)
    if _sha256(fetched) != jar.sha256:
        raise StackError(
            f"The jar {jar.coordinate} that the repository sent is not the one in the lock: its SHA-256 differs. "
            "Nothing was started."
        )
    fetched.chmod(0o644)
    fetched.replace(folder / jar.file_name)


def _download(jar: Jar, context: MavenContext) -> Path:
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact()
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return Path(artifact.resolve())
        except (OSError, RuntimeError) as error:
            if artifact.cached_path:
                artifact.cached_path.unlink(missing_ok=True)
            if attempt == _ATTEMPTS:
                raise StackError(
                    f"The jar {jar.coordinate} is not in the cache and could not be fetched: is there a network? "
                    "Only the first start needs one; PLANS_MAVEN_REPOSITORY may name a mirror."
                ) from error
    raise AssertionError("the last attempt returns or raises")


def _sha256(file: Path) -> str:
    if not file.exists():
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def resolve_lock(*, say: Say, repository: str | None = None) -> str:
    """Resolve Kafka's jars from their POMs, as one does for a new version, and give the text of the lock."""
    with tempfile.TemporaryDirectory(prefix="plans-lock-") as name:
        context = _maven(Path(name), repository or os.environ.get("PLANS_MAVEN_REPOSITORY"))
        say(f"Resolving {', '.join(_ROOTS)} ...")
        roots, others = context.resolver.resolve([context.create_dependency(root) for root in _ROOTS])
        needed = [found.artifact for found in [*roots, *others] if found.scope in (None, "compile", "runtime")]
        with ThreadPoolExecutor(_WORKERS) as workers:
            files = list(workers.map(lambda artifact: Path(artifact.resolve()), needed))
        return lock_text(
            Jar(artifact.groupId, artifact.artifactId, artifact.version, _sha256(file))
            for artifact, file in zip(needed, files, strict=True)
        )
