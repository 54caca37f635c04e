"""Own what validate tells its operators about the sandbox it reads in."""

import sys

import pytest

from plans_validate.adapters.good_documents import good_documents
from plans_validate.app import build_app
from plans_validate.domain.sandbox import Layer, Policy
from plans_validate.settings import ValidateSettings
from stack import Stack, running


@pytest.mark.skipif(sys.platform != "linux", reason="the walls of the sandbox are Linux's")
async def test_readiness_and_metrics_show_the_layers(stack: Stack) -> None:
    settings = ValidateSettings(**stack.settings("validate") | {"sandbox": Policy.REQUIRE})

    async with running(build_app(settings)) as client:
        health = (await client.get("/health/ready")).json()
        metrics = (await client.get("/metrics")).text

    assert health["advisory"] == {"sandbox": "ok"}
    for layer in Layer:
        assert f'plans_validate_sandbox_layer{{layer="{layer}"}} 1.0' in metrics
    tried = len(good_documents())  # one of each format is read inside the walls before the service is ready
    assert f'plans_validate_reader_endings_total{{ending="answered"}} {tried}.0' in metrics
