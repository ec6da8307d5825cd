"""What `muragat serve` serves."""

from pathlib import Path

import pytest
from prefect.client.schemas.schedules import CronSchedule

from flows.audit import audit_archive
from flows.audit_slice import AuditSlice
from flows.serving import served_deployments
from flows.settings import Settings

pytestmark = pytest.mark.flow


def test_the_archive_is_audited_by_night_with_what_the_audit_takes(tmp_path: Path) -> None:
    settings = Settings(archive=tmp_path / "мұрағат", inbox=tmp_path / "inbox", work=tmp_path / "work")
    deployments = {each.name: each for each in served_deployments(settings)}
    assert set(deployments) == {"inbox", "volume", "audit"}
    audit = deployments["audit"]
    [planned] = audit.schedules or []
    assert isinstance(planned.schedule, CronSchedule)
    assert planned.schedule.cron == settings.audit_cron
    assert planned.schedule.timezone == settings.timezone
    told = audit_archive.validate_parameters(audit.parameters or {})
    assert told["archive"] == tmp_path / "мұрағат"
    assert told["which"] == AuditSlice()
