"""All probes, in the order in which one would mend what they find: what the command, the health URL and pages show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..client import ConfigurationError
from . import local, site
from .configuration import configuration_findings
from .deployment import deployment_findings
from .findings import Finding, Level, error
from .online import online_findings


def examine() -> Iterator[Finding]:
    """Run every probe. Network."""
    yield from online_findings()
    yield from examine_here()


def examine_here() -> Iterator[Finding]:
    """Run the probes that ask nobody else: cheap enough for a health check."""
    yield from configuration_findings()
    yield from deployment_findings()
    for name, probe in {**local.PROBES, **site.PROBES}.items():
        try:
            yield probe()
        except ConfigurationError as reason:
            yield error(name, str(reason), _("Correct the settings."))


def is_healthy(findings: Iterable[Finding]) -> bool:
    return not any(finding.level is Level.ERROR for finding in findings)
