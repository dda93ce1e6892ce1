"""Works on runs: through the phases, a piece of work at a time, and to an end."""

from __future__ import annotations

from collections.abc import Sequence

from ..client import BigCommerceClient
from ..models import SyncRun
from .differences import Differences
from .job import Job, Progress, RunLost
from .phases import PHASES, plan
from .runs import fail_run, finish_run, start_run


def run_import(
    *,
    client: BigCommerceClient,
    kind: str = SyncRun.Kind.INCREMENTAL,
    product_ids: Sequence[int] | None = None,
    channel_id: int | None = None,
    dry_run: bool = False,
    allow_mass_removal: bool = False,
    differences: Differences | None = None,
    progress: Progress | None = None,
) -> SyncRun:
    """Import the catalog and return the run, which has ended: `finished`, or `held` by the brake.

    `kind` "incremental" reads what changed since the last run, or everything when there was none; "full" reads
    everything, and goes on where a full run was cut off. `product_ids` or `channel_id` limit it, which makes it
    "partial". A dry run counts and writes nothing, not even the run; it puts what it finds into `differences`, if given
    (`preview.preview_import` makes plain data of that). Network; see `phases` for how many requests. Raises
    ImportRefused, BigCommerceError, or whatever else went wrong, after the run was marked as failed.
    """
    dry_run = dry_run or differences is not None
    run = start_run(
        client,
        kind=kind,
        product_ids=product_ids,
        channel_id=channel_id,
        dry_run=dry_run,
        allow_mass_removal=allow_mass_removal,
    )
    work_on(run, client, dry_run=dry_run, differences=differences, progress=progress)
    return run


def work_on(
    run: SyncRun,
    client: BigCommerceClient,
    *,
    dry_run: bool = False,
    differences: Differences | None = None,
    progress: Progress | None = None,
    for_seconds: float | None = None,
) -> None:
    """Go on with a run until it ends, or for about so many seconds: then it is still running, its cursor saved."""
    job = Job(run, client, dry_run=dry_run, differences=differences, progress=progress, for_seconds=for_seconds)
    try:
        with job.at_work():
            if not _go_through_phases(job):
                return
    except RunLost:
        run.refresh_from_db()
        return
    except BaseException as error:
        fail_run(run, error, dry_run=dry_run)
        raise
    finish_run(run, dry_run=dry_run)


def _go_through_phases(job: Job) -> bool:
    """Work through what is left of the plan; False when time is up before the end."""
    phases = plan(job)
    begin = phases.index(job.cursor["phase"]) if job.cursor.get("phase") in phases else 0
    for position, name in enumerate(phases[begin:], start=begin):
        job.enter(name)
        for can_stop in PHASES[name](job):
            job.checkpoint()
            if can_stop and not job.has_time():
                job.second_pass.finish()
                job.checkpoint()
                return False
        if position + 1 < len(phases):
            job.enter(phases[position + 1])
        job.checkpoint()
    return True
