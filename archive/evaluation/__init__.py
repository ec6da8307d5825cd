"""How well articles were found and described, beside a truth that an institution made of its own holdings.

What is measured and how stands in docs/evaluate.md, for people who compare figures.
"""

from archive.evaluation.measure import ArticleResult, Evaluation, evaluate
from archive.evaluation.record import ArticleRecord, record_of_jats
from archive.evaluation.score import FieldScore

__all__ = ["ArticleRecord", "ArticleResult", "Evaluation", "FieldScore", "evaluate", "record_of_jats"]
