"""The inbox: what is whole is taken once, what is not yet is left alone, what cannot be trusted is not touched."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.errors import DiskFullError
from flows.failures import failure_of
from flows.inbox import Clock, Patience, Rules, Taken, take
from flows.inbox.taking import PAUSE
from flows.job import is_held
from flows.ledger import Entry, FailureClass, Ledger, Standing
from ocr.errors import EngineTimeoutError
from tests.flows.scans import a_pdf, a_scan, a_volume

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SETTLED = Clock(boot="бір", ticks=1000.0)
RULES = Rules(patience=Patience(settle=60.0), attempts=3)


class Desk:
    """An inbox and its archive, looked at again and again."""

    def __init__(self, folder: Path) -> None:
        self.inbox, self.ledger = folder / "inbox", Ledger(archive=folder / "archive")
        self.inbox.mkdir()
        self.clock, self.now, self.rules = SETTLED, NOON, RULES

    def look(self, *, after: float = 0.0) -> Taken:
        """Look, so many seconds after the last time."""
        self.clock = replace(self.clock, ticks=self.clock.ticks + after)
        self.now += timedelta(seconds=after)
        return take(self.inbox, self.ledger, self.rules, self.clock, self.now)

    def taken(self, *, after: float = 0.0) -> list[str]:
        """Return the volumes that wait to be digitised after a look."""
        return [entry.volume_id for entry in self.look(after=after).volumes]

    def ended(self, volume_id: str, standing: Standing, error: Exception | None = None) -> None:
        """Put on record how a volume ended, one try later."""
        entry = self.ledger.find(volume_id)
        assert entry is not None
        failure = failure_of(error) if error else None
        self.ledger.write(replace(entry, standing=standing, attempts=entry.attempts + 1, failure=failure, changed=self.now))

    def entry(self, volume_id: str) -> Entry:
        """Return what is on record of a volume."""
        entry = self.ledger.find(volume_id)
        assert entry is not None
        return entry


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def ready(volume: Path) -> Path:
    (volume / ".ready").touch()
    return volume


def test_a_volume_marked_ready_is_taken_at_once(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "жинақ-2024"))
    assert desk.taken() == ["жинақ-2024"]


def test_a_pdf_may_be_marked_ready_beside_it(desk: Desk) -> None:
    a_pdf(desk.inbox / "жинақ.pdf")
    (desk.inbox / "жинақ.pdf.ready").touch()
    assert desk.taken() == ["жинақ"]


def test_an_unmarked_volume_is_taken_when_it_has_not_changed_for_a_while(desk: Desk) -> None:
    a_volume(desk.inbox / "жинақ")
    assert [desk.taken(), desk.taken(after=59), desk.taken(after=1)] == [[], [], ["жинақ"]]


def test_a_volume_that_grows_is_not_taken(desk: Desk) -> None:
    volume = a_volume(desk.inbox / "жинақ")
    desk.look()
    for number in range(3, 6):
        a_scan(volume / f"{number}.png", mark=number)
        assert desk.taken(after=59) == []
    assert desk.taken(after=60) == ["жинақ"]


def test_a_file_that_grows_under_a_hidden_name_counts(desk: Desk) -> None:
    volume = a_volume(desk.inbox / "жинақ")
    desk.look()
    (volume / ".3.png.x7Qz").write_bytes(b"0" * 10)
    assert desk.taken(after=60) == []


def test_a_name_that_says_that_it_is_being_copied_is_believed(desk: Desk) -> None:
    volume = a_volume(desk.inbox / "жинақ")
    (volume / "3.png.part").touch()
    desk.look()
    assert desk.taken(after=3600) == []


def test_old_times_of_files_prove_nothing(desk: Desk) -> None:
    volume = a_volume(desk.inbox / "жинақ")
    for file in volume.iterdir():
        os.utime(file, (0, 0))
    assert desk.taken() == []


@pytest.mark.parametrize("hours", [-48, 48])
def test_setting_the_clock_neither_hurries_nor_halts(desk: Desk, hours: int) -> None:
    a_volume(desk.inbox / "жинақ")
    desk.look()
    desk.now += timedelta(hours=hours)
    assert [desk.taken(after=30), desk.taken(after=30)] == [[], ["жинақ"]]


def test_after_a_restart_of_the_machine_we_watch_anew(desk: Desk) -> None:
    a_volume(desk.inbox / "жинақ")
    desk.look()
    desk.clock = Clock(boot="екі", ticks=5000.0)
    assert [desk.taken(), desk.taken(after=60)] == [[], ["жинақ"]]


def test_only_marked_volumes_are_taken_when_that_is_the_rule(desk: Desk) -> None:
    desk.rules = Rules(patience=Patience(settle=0, only_ready=True))
    volume = a_volume(desk.inbox / "жинақ")
    assert desk.taken(after=9999) == []
    ready(volume)
    assert desk.taken() == ["жинақ"]


def test_what_is_done_is_never_taken_again(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "жинақ"))
    desk.look()
    desk.ended("жинақ", Standing.DONE)
    assert desk.taken(after=9999) == []


def test_a_volume_that_was_mended_is_taken_again(desk: Desk) -> None:
    volume = ready(a_volume(desk.inbox / "жинақ"))
    desk.look()
    desk.ended("жинақ", Standing.FAILED, EngineTimeoutError(scan="1.png", seconds=300))
    a_scan(volume / "3.png", mark=3)
    assert desk.taken() == ["жинақ"]
    assert desk.entry("жинақ").attempts == 0


def test_a_waiting_volume_is_handed_on_until_it_runs_and_keeps_its_number_of_tries(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "жинақ"))
    first, second = desk.look().volumes, desk.look(after=60).volumes
    assert first == second


def test_two_schedulers_take_a_volume_once(desk: Desk) -> None:
    for number in range(8):
        ready(a_volume(desk.inbox / f"жинақ-{number}", pages=1))
    with ThreadPoolExecutor(max_workers=2) as schedulers:
        looks = list(schedulers.map(lambda _: desk.look(), range(2)))
    assert looks[0].volumes == looks[1].volumes
    assert {entry.attempts for entry in looks[0].volumes} == {0}


def test_a_run_that_was_cut_off_goes_on_a_few_times_and_then_fails(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "жинақ"))
    desk.look()
    for _ in range(2):
        desk.ended("жинақ", Standing.RUNNING)
        assert not is_held(desk.ledger.archive, "жинақ")
        assert desk.taken(after=60) == ["жинақ"]
    desk.ended("жинақ", Standing.CUT_OFF)
    (refused,) = desk.look(after=60).refused
    assert refused.failure is not None
    assert "was taken up 3 times" in refused.failure.sentence
    assert desk.taken(after=9999) == []


def test_a_transient_failure_is_tried_again_a_permanent_one_is_not(desk: Desk) -> None:
    for name in ("бір", "екі"):
        ready(a_volume(desk.inbox / name))
    desk.look()
    desk.ended("бір", Standing.FAILED, EngineTimeoutError(scan="1.png", seconds=300))
    desk.ended("екі", Standing.FAILED, ValueError("a bug of ours"))
    assert desk.taken(after=60) == ["бір"]


def test_after_trouble_that_every_volume_would_meet_one_is_tried_and_then_all(desk: Desk) -> None:
    for name in ("а", "б", "в"):
        ready(a_volume(desk.inbox / name))
    assert desk.taken() == ["а", "б", "в"]
    desk.ended("а", Standing.FAILED, DiskFullError(path="archive"))
    paused = desk.look(after=60)
    assert (paused.paused, paused.volumes) == (True, ())
    assert desk.taken(after=PAUSE.total_seconds()) == ["а"]
    desk.ended("а", Standing.DONE)
    assert desk.taken(after=60) == ["б", "в"]


def test_a_volume_without_a_usable_id_fails_once_and_does_not_stop_the_others(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "Жинақ (2)"))
    ready(a_volume(desk.inbox / "жинақ"))
    taken = desk.look()
    assert [entry.volume_id for entry in taken.volumes] == ["жинақ"]
    (refused,) = taken.refused
    assert refused.failure is not None
    assert refused.failure.failure_class is FailureClass.PERMANENT
    assert desk.look(after=60).refused == ()


def test_two_volumes_of_one_id_do_not_become_versions_of_each_other(desk: Desk) -> None:
    for name in ("бір", "екі"):
        ready(a_volume(desk.inbox / name))
        (desk.inbox / name / "volume.toml").write_text('id = "жинақ"\n', encoding="utf-8")
    taken = desk.look()
    assert [entry.source.name for entry in taken.volumes] == ["бір"]
    (refused,) = taken.refused
    assert refused.failure is not None
    assert refused.failure.error == "SameIdError"


def test_the_state_can_be_lost(desk: Desk) -> None:
    ready(a_volume(desk.inbox / "жинақ"))
    assert desk.taken() == ["жинақ"]
    for file in (desk.ledger.archive / ".ledger").iterdir():
        file.unlink()
    assert desk.taken(after=60) == ["жинақ"]


def test_what_lies_in_the_archive_already_is_known_from_there(desk: Desk) -> None:
    volume = ready(a_volume(desk.inbox / "жинақ"))
    a_bag_of(volume, desk.ledger.archive / "жинақ")
    assert desk.taken() == []
    assert desk.entry("жинақ").standing is Standing.DONE


def test_another_edition_of_what_lies_in_the_archive_is_taken(desk: Desk) -> None:
    volume = ready(a_volume(desk.inbox / "жинақ"))
    a_bag_of(volume, desk.ledger.archive / "жинақ")
    a_scan(volume / "3.png", mark=3)
    assert desk.taken() == ["жинақ"]


def a_bag_of(volume: Path, package: Path) -> None:
    """Write of a package what tells which scans are in it."""
    from archive.fixity import fixity_of  # noqa: PLC0415  # only here

    package.mkdir(parents=True)
    (package / "bagit.txt").touch()
    scans = sorted(volume.glob("*.png"))
    lines = [f"{fixity_of(scan).digest}  data/master/{number:04d}.png\n" for number, scan in enumerate(scans, start=1)]
    (package / "manifest-sha512.txt").write_text("".join(lines), encoding="utf-8")


# ----------------------------------------------------------------------------------------------------------- untrusted volumes


def refusal(desk: Desk) -> str:
    taken = desk.look()
    assert taken.volumes == ()
    (refused,) = taken.refused
    assert refused.failure is not None
    return refused.failure.sentence


def test_a_link_to_a_folder_elsewhere_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    (desk.inbox / "жинақ").symlink_to(ready(a_volume(tmp_path / "elsewhere")))
    assert "it is a link" in refusal(desk)


@pytest.mark.parametrize("name", ["3.png", "volume.toml", ".ready"])
def test_a_link_in_a_volume_is_not_followed(desk: Desk, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("құпия", encoding="utf-8")
    (a_volume(desk.inbox / "жинақ") / name).symlink_to(secret)
    desk.rules = Rules(patience=Patience(settle=0))
    said = refusal(desk)
    assert "it is a link" in said
    assert "құпия" not in said


@pytest.mark.parametrize("name", ["жинақ/corrected", "жинақ/corrected/0001.xml"])
def test_a_link_among_corrected_pages_is_not_followed(desk: Desk, tmp_path: Path, name: str) -> None:
    ready(a_volume(desk.inbox / "жинақ"))
    (desk.inbox / name).parent.mkdir(exist_ok=True)
    (desk.inbox / name).symlink_to(tmp_path)
    assert "it is a link" in refusal(desk)


@pytest.mark.parametrize("name", ["жинақ.corrected", "жинақ.corrected/0001.xml"])
def test_a_link_among_corrected_pages_of_a_pdf_is_not_followed(desk: Desk, tmp_path: Path, name: str) -> None:
    a_pdf(desk.inbox / "жинақ.pdf")
    (desk.inbox / "жинақ.pdf.ready").touch()
    (desk.inbox / name).parent.mkdir(exist_ok=True)
    (desk.inbox / name).symlink_to(tmp_path)
    assert "it is a link" in refusal(desk)


def test_a_volume_is_taken_again_when_a_page_of_it_was_corrected(desk: Desk) -> None:
    a_pdf(desk.inbox / "жинақ.pdf")
    (desk.inbox / "жинақ.pdf.ready").touch()
    assert desk.taken() == ["жинақ"]
    desk.ended("жинақ", Standing.DONE)
    assert desk.taken() == []
    (desk.inbox / "жинақ.corrected").mkdir()
    (desk.inbox / "жинақ.corrected" / "0001.xml").write_bytes(b"<alto/>")
    assert desk.taken() == ["жинақ"]


def test_a_link_beside_a_pdf_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    a_pdf(desk.inbox / "жинақ.pdf")
    (desk.inbox / "жинақ.toml").symlink_to(tmp_path / "secret")
    (desk.inbox / "жинақ.pdf.ready").touch()
    assert "it is a link" in refusal(desk)


def test_a_pipe_in_a_volume_is_not_opened(desk: Desk) -> None:
    os.mkfifo(ready(a_volume(desk.inbox / "жинақ")) / "3.png")
    assert "neither a file nor a folder" in refusal(desk)


@pytest.mark.parametrize("wanted", ["../../етс", "/tmp/жинақ", "..", ".ledger", "_versions"])  # noqa: S108  # a name, not a file of ours
def test_an_id_cannot_lead_out_of_the_archive(desk: Desk, wanted: str) -> None:
    (ready(a_volume(desk.inbox / "жинақ")) / "volume.toml").write_text(f'id = "{wanted}"\n', encoding="utf-8")
    assert "'id' must be letters, digits" in refusal(desk)
    assert {path.name for path in desk.ledger.archive.iterdir()} == {".ledger", ".locks"}


@pytest.mark.parametrize("content", ["a = " + "[" * 100_000, 'title = "' + "а" * 200_000 + '"\n'], ids=["deep", "large"])
def test_a_metadata_bomb_does_not_go_off(desk: Desk, content: str) -> None:
    (ready(a_volume(desk.inbox / "жинақ")) / "volume.toml").write_text(content, encoding="utf-8")
    said = refusal(desk)
    assert "volume.toml cannot be used: it is" in said
    assert len(said) < 500
