"""From a checkpoint to the file that pages are read with: whole numbers again, small and quick."""

from pathlib import Path

from ocr.training.tools import run_tool


def convert(checkpoint: Path, traineddata: Path, result: Path) -> Path:
    """Write the model of `checkpoint`, with the character set and the dictionary of `traineddata`, as `result`."""
    result.parent.mkdir(parents=True, exist_ok=True)
    command = ("lstmtraining", "--stop_training", "--convert_to_int", "--continue_from", checkpoint)
    run_tool((*command, "--traineddata", traineddata, "--model_output", result), result.with_suffix(".log"))
    return result
