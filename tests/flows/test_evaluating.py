"""`muragat evaluate` holds a package to a truth that an institution wrote, and prints figures people can compare."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from archive.errors import NotAPackageError
from archive.jats import jats_bytes
from flows.errors import BrokenTruthError, NoSuchVolumeError, NoTruthError
from flows.evaluating import evaluate_package, evaluation_json, write_evaluation
from tests.archive.articles import jats_of
from tests.builders import a_contributor, an_article

TRUTH = """
[[article]]
title = "Абай шығармаларындағы адамгершілік"
language = "kk"
authors = ["Сейітқали А. Б.", "Орлова М. С."]
paragraphs = ["Абай — қазақ халқының ұлы ақыны."]
keywords = { kk = ["Абай"] }
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package of one article, as far as evaluating looks at it."""
    folder = tmp_path / "konf-2024"
    (folder / "data" / "articles").mkdir(parents=True)
    article = an_article(authors=(a_contributor("Сейітқали", "А. Б."),))
    (folder / "data" / "articles" / "a001.xml").write_bytes(jats_bytes(jats_of(article)))
    (folder / "data" / "METS.xml").write_text("<mets/>")
    return folder


def a_truth(folder: Path, text: str = TRUTH, name: str = "truth.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_package_is_held_to_a_file_of_plain_texts(package: Path, tmp_path: Path) -> None:
    figures = evaluation_json(evaluate_package(package, a_truth(tmp_path)))
    assert figures["fields"]["title"]["f1"] == 1
    assert (figures["fields"]["authors"]["precision"], figures["fields"]["authors"]["recall"]) == (1, 0.5)
    assert figures["articles"][0]["missed"] == {"authors": ["Орлова М. С."], "keywords": ["Абай"]}
    assert "references" not in figures["fields"]


def test_the_same_truth_may_be_json(package: Path, tmp_path: Path) -> None:
    text = json.dumps({"article": [{"title": "Абай шығармаларындағы адамгершілік", "authors": []}]})
    figures = evaluation_json(evaluate_package(package, a_truth(tmp_path, text, "truth.json")))
    assert figures["fields"]["authors"] == {"expected": 0, "found": 1, "right": 0, "precision": 0, "recall": 1, "f1": 0}


def test_a_package_is_held_to_jats_that_a_person_corrected(package: Path) -> None:
    figures = evaluation_json(evaluate_package(package, package / "data" / "articles"))
    assert {score["f1"] for score in figures["fields"].values()} == {1}


def test_the_figures_are_printed_for_people(package: Path, tmp_path: Path) -> None:
    console = Console(width=100, record=True, quiet=True)
    console.quiet = False
    with console.capture() as printed:
        write_evaluation(console, evaluate_package(package, a_truth(tmp_path)), details=True)
    rows = [line.split() for line in printed.get().splitlines() if line.strip()]
    assert ["authors", "2", "1", "1", "1.000", "0.500", "0.667"] in rows
    assert "- authors: Орлова М. С." in printed.get()


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("[[article]]\ntitle = ", "truth.toml", ""),
        ("{", "truth.json", ""),
        ('[[article]]\nname = "Абай"', "truth.toml", "title"),
        ('[[article]]\ntitle = "Абай"\nlanguage = "de"', "truth.toml", "language"),
        ("", "truth.toml", "article"),
        ("<article>", "truth.xml", ""),
    ],
)
def test_a_truth_that_cannot_be_read_says_why(package: Path, tmp_path: Path, text: str, name: str, says: str) -> None:
    with pytest.raises(BrokenTruthError) as refused:
        evaluate_package(package, a_truth(tmp_path, text, name))
    assert says in str(refused.value)


def test_a_folder_without_a_truth_is_none(package: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoTruthError):
        evaluate_package(package, tmp_path / "empty")


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchVolumeError):
        evaluate_package(tmp_path / "nowhere", a_truth(tmp_path))
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotAPackageError):
        evaluate_package(tmp_path / "empty", a_truth(tmp_path))
