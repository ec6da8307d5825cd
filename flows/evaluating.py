"""Hold the articles of a package to a truth, and say in figures how well they were found."""

from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.errors import NotAPackageError
from archive.evaluation import ArticleResult, Evaluation, FieldScore, evaluate
from flows.errors import NoSuchVolumeError
from flows.messages import say
from flows.truth import read_jats, read_truth

_ARTICLES = Path("data", "articles")


def evaluate_package(package: Path, truth: Path) -> Evaluation:
    """Return how well the articles of a package, or JATS files in a folder, hold what `truth` says.

    Raises NoSuchVolumeError or NotAPackageError when no articles are there, NoTruthError or BrokenTruthError.
    """
    if not package.exists():
        raise NoSuchVolumeError(path=package)
    articles = package / _ARTICLES
    found = read_jats(articles if articles.is_dir() else package)
    if not found:
        raise NotAPackageError(path=package, reason="there is no JATS article in it")
    return evaluate(found, read_truth(truth))


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures, and for each true article what was missed and what is wrong, for machines."""
    return {
        "fields": {name: _score_json(score) for name, score in evaluation.fields.items()},
        "character_error": _rounded(evaluation.character_error),
        "articles": [_result_json(result) for result in evaluation.results],
        "extra_articles": [record.title for record in evaluation.extra],
    }


def _score_json(score: FieldScore) -> dict[str, float | int | None]:
    return {
        "expected": score.expected,
        "found": score.found,
        "right": score.right,
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _result_json(result: ArticleResult) -> dict[str, Any]:
    return {
        "title": result.true.title,
        "found": result.found is not None,
        "fields": {name: _score_json(score) for name, score in result.fields.items()},
        "missed": {name: list(texts) for name, texts in result.missed.items() if texts},
        "surplus": {name: list(texts) for name, texts in result.surplus.items() if texts},
    }


def write_evaluation(console: Console, evaluation: Evaluation, *, details: bool) -> None:
    """Write a table of the figures; with `details` what was missed (-) and what is wrong (+), article by article."""
    table = Table(box=box.SIMPLE)
    table.add_column(say("field"))
    for heading in (say("true"), say("found"), say("right"), say("precision"), say("recall"), say("F1")):
        table.add_column(heading, justify="right")
    for name, score in evaluation.fields.items():
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(name.replace("_", " "), str(score.expected), str(score.found), str(score.right), *shares)
    console.print(table)
    if evaluation.character_error is not None:
        console.print(Text(say("characters wrong in the text of articles: {share}", share=f"{evaluation.character_error:.2%}")))
    for result in evaluation.results if details else ():
        _write_result(console, result)
    for record in evaluation.extra if details else ():
        console.print(Text(say("not a true article: {title}", title=record.title)), soft_wrap=True)


def _write_result(console: Console, result: ArticleResult) -> None:
    heading = result.true.title if result.found else say("{title}: not found", title=result.true.title)
    console.print(Text(heading, style="bold"), soft_wrap=True)
    for name in result.fields if result.found else ():
        for sign, texts in (("-", result.missed[name]), ("+", result.surplus[name])):
            for text in texts:
                console.print(Text(f"  {sign} {name.replace('_', ' ')}: {text}"), soft_wrap=True)
