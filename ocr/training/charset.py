"""The model's character set, as `lstmtraining` wants it: a traineddata file with no network yet."""

from pathlib import Path

from ocr.training.alphabet import CHARACTERS
from ocr.training.tools import run_tool

NAME = "kazruseng"
"""What the model is called."""


def make_charset(folder: Path, version: str) -> Path:
    """Write the character set of our alphabet below `folder`; return the file that holds it and nothing else.

    Every character is one code of its own (a pass-through recoder): none is spelt with two, as Chinese ones are, so that the
    table of strokes that `combine_lang_model` insists on may be empty.
    """
    result = folder / NAME / f"{NAME}.traineddata"
    if result.exists():
        return result
    scripts = folder / "scripts"
    scripts.mkdir(parents=True, exist_ok=True)
    (scripts / "radical-stroke.txt").write_text("\n", "utf-8")
    text, unicharset, log = folder / "characters.txt", folder / "characters.unicharset", folder / "charset.log"
    text.write_text("\n".join(CHARACTERS) + "\n", "utf-8")
    run_tool(("unicharset_extractor", "--norm_mode", "1", "--output_unicharset", unicharset, text), log)
    build = (
        "combine_lang_model",
        "--input_unicharset",
        unicharset,
        "--script_dir",
        scripts,
        "--lang",
        NAME,
        "--output_dir",
        folder,
    )
    run_tool((*build, "--pass_through_recoder", "--version_str", version), log)
    return result
