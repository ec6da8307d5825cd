"""Failures say what happened, and survive the way through an orchestrator."""

import pickle

from flows.errors import FailedPage, MetadataError, PagesFailedError
from flows.messages import state


def a_failure() -> PagesFailedError:
    failed = (
        FailedPage(image_nr=3, scan="0003.jpg", reason="its pixels do not decode"),
        FailedPage(image_nr=7, scan="0007.tif", reason="it is not an image"),
    )
    return PagesFailedError(volume_id="konf-2024", failed=failed, total=300)


def test_every_failed_page_is_named_with_its_reason() -> None:
    said = str(a_failure())
    assert "2 of 300 pages of 'konf-2024' could not be read" in said
    assert "page 3, 0003.jpg: its pixels do not decode; page 7, 0007.tif: it is not an image." in said
    assert "Pages that were read are kept (298)" in said


def test_a_failure_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(a_failure()))  # noqa: S301  # our own bytes
    assert str(again) == str(a_failure())
    assert again.failed_pages == a_failure().failed_pages


def test_without_a_translation_the_sentence_is_english() -> None:
    error = MetadataError(path="volume.toml", problems=["unknown key 'tilte'"])
    assert state(error) == str(error)


def test_braces_in_what_a_user_wrote_do_no_harm() -> None:
    assert "{x}" in state(MetadataError(path="volume.toml", problems="unknown key '{x}'"))
