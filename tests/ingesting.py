"""A running ingest as councils meet it."""

from dataclasses import dataclass
from typing import Any

import httpx

from builders import BROMSGROVE, CUMBERLAND
from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.app import engine_for
from plans_ingest.settings import IngestSettings
from stack import Stack, eventually


@dataclass
class Desk:
    """A running ingest and the keys of two councils."""

    stack: Stack
    client: httpx.AsyncClient
    keys: dict[str, str]

    async def send(
        self,
        content: bytes,
        council: str = BROMSGROVE,
        key: str | None = None,
        name: str = "plan.pdf",
        declared: dict[str, str] | None = None,
    ) -> httpx.Response:
        token = self.keys[council] if key is None else key
        return await self.client.post(
            "/v1/plans",
            data={"council_code": council} | (declared or {}),
            files={"file": (name, content)},
            headers={"Authorization": f"Bearer {token}"} if token else {},
        )

    async def follow(self, submission_id: str, council: str = BROMSGROVE) -> dict[str, Any]:
        answer = await self.client.get(
            f"/v1/plans/{submission_id}", headers={"Authorization": f"Bearer {self.keys[council]}"}
        )
        return dict(answer.json())

    async def status_becomes(self, submission_id: str, status: str) -> None:
        async def is_so() -> bool:
            return bool((await self.follow(submission_id))["status"] == status)

        await eventually(is_so, f"status {status}")


async def issue_keys(settings: IngestSettings) -> dict[str, str]:
    engine = engine_for(settings)
    keys = {council: await PostgresKeys(engine).issue(council) for council in (BROMSGROVE, CUMBERLAND)}
    await engine.dispose()
    return keys
