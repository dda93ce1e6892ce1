"""System checks: those of the doctor's probes that need no database and ask nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from .diagnostics.configuration import configuration_findings
from .diagnostics.deployment import deployment_findings
from .diagnostics.findings import Finding, Level


@register("bigcommerce")
def check_settings(**kwargs: Any) -> list[CheckMessage]:
    return _messages(configuration_findings())


@register("bigcommerce", deploy=True)
def check_deployment(**kwargs: Any) -> list[CheckMessage]:
    """In development most of what these look at does not matter."""
    return _messages(deployment_findings())


def _messages(findings: Iterable[Finding]) -> list[CheckMessage]:
    kinds: dict[Level, Callable[..., CheckMessage]] = {Level.WARNING: Warning, Level.ERROR: Error}
    return [
        kinds[finding.level](finding.message, hint=finding.fix, id=f"wagtail_bigcommerce.{finding.check}")
        for finding in findings
        if finding.level in kinds
    ]
