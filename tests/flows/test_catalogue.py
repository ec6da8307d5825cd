"""volume.toml: what it may say, and how it is told what it may not."""

import json
from pathlib import Path

import pytest

from flows.catalogue import read_catalogue, schema_text
from flows.errors import MetadataError, VolumeIdError
from ocr.language import Language

ROOT = Path(__file__).parents[2]


def a_folder(tmp_path: Path, metadata: str | bytes | None = None, name: str = "konf-2024") -> Path:
    folder = tmp_path / name
    folder.mkdir()
    if metadata is not None:
        content = metadata.encode() if isinstance(metadata, str) else metadata
        (folder / "volume.toml").write_bytes(content)
    return folder


def test_a_volume_without_a_file_is_named_after_its_folder(tmp_path: Path) -> None:
    volume = read_catalogue(a_folder(tmp_path, name="жинақ-12"))
    assert volume.volume_id == "жинақ-12"
    assert volume.title is None


def test_all_that_the_catalogue_knows_is_taken_over(tmp_path: Path) -> None:
    volume = read_catalogue(
        a_folder(
            tmp_path,
            """
            id = "gylym-2024"
            title = "  Ғылым және білім "
            issn = "2616-7263"
            isbn = "978-601-326-404-2"
            year = 2024
            volume = 12
            issue = "3 (45)"
            languages = ["kk", "en"]
            article_type = "review-article"
            """,
        )
    )
    assert (volume.volume_id, volume.title, volume.year) == ("gylym-2024", "Ғылым және білім", 2024)
    assert (volume.volume, volume.issue) == ("12", "3 (45)")
    assert volume.languages == (Language.KAZAKH, Language.ENGLISH)
    assert volume.article_type == "review-article"


def test_the_id_of_the_command_line_goes_before_that_of_the_file(tmp_path: Path) -> None:
    assert read_catalogue(a_folder(tmp_path, 'id = "a"'), "b").volume_id == "b"


def test_the_metadata_of_a_pdf_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "jinaq.pdf").touch()
    (tmp_path / "jinaq.toml").write_text('title = "Жинақ"', encoding="utf-8")
    volume = read_catalogue(tmp_path / "jinaq.pdf")
    assert (volume.volume_id, volume.title) == ("jinaq", "Жинақ")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read_catalogue(a_folder(tmp_path, 'title = "Жинақ"'.encode("utf-8-sig"))).title == "Жинақ"


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ('tilte = "Жинақ"', "unknown key 'tilte' (did you mean 'title'?)"),
        ('colour = "blue"', "unknown key 'colour'"),
        ('year = "2024"', "'year' must be a whole number between 1400 and 2199, without quotes, not \"2024\""),
        ("year = 24", "'year' must be a whole number between 1400 and 2199, without quotes, not 24"),
        ("title = true", "'title' must be text in quotes, not empty, not true"),
        ('title = ""', "'title' must be text in quotes"),
        ('languages = ["kz"]', '\'languages\' must be a list of "kk", "ru" and "en", not "kz"'),
        ('languages = "kk"', '\'languages\' must be a list of "kk", "ru" and "en", not "kk"'),
        ('languages = ["kk", "kk"]', "'languages' must be each language once"),
        ('issn = "2616-7264"', "'issn' must be an ISSN such as"),
        ('isbn = "978-601-326-404-3"', "'isbn' must be an ISBN such as"),
        ('id = "a/b"', "'id' must be letters, digits"),
        ('article_type = "poem"', "'article_type' must be one of research-article,"),
        ("title = Жинақ", "it is not TOML"),
        ('title = "Сборник"'.encode("cp1251"), "it is not saved as UTF-8"),
    ],
)
def test_what_cannot_be_used_is_said_in_plain_words(tmp_path: Path, metadata: str | bytes, said: str) -> None:
    folder = a_folder(tmp_path, metadata)
    with pytest.raises(MetadataError) as caught:
        read_catalogue(folder)
    assert said in str(caught.value)
    assert str(folder / "volume.toml") in str(caught.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(MetadataError) as caught:
        read_catalogue(a_folder(tmp_path, 'yaer = 2024\nissn = "1"'))
    assert "'yaer'" in str(caught.value)
    assert "'issn'" in str(caught.value)


def test_a_folder_whose_name_cannot_be_a_package_is_refused_with_one_that_can(tmp_path: Path) -> None:
    with pytest.raises(VolumeIdError) as caught:
        read_catalogue(a_folder(tmp_path, name="Вестник 2020 (1)"))
    assert "such as Вестник-2020-1" in str(caught.value)


def test_the_published_schema_is_that_of_the_program() -> None:
    assert (ROOT / "schemas" / "volume.schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_key_is_described() -> None:
    described = (ROOT / "docs" / "volume-toml.md").read_text(encoding="utf-8")
    keys = json.loads(schema_text())["properties"]
    assert [key for key in keys if f"| `{key}` |" not in described] == []


def test_the_documented_example_can_be_used(tmp_path: Path) -> None:
    described = (ROOT / "docs" / "volume-toml.md").read_text(encoding="utf-8")
    example = described.split("```toml\n")[1].split("```")[0]
    assert read_catalogue(a_folder(tmp_path, example, name="any")).conference == "Ғылым және білім – 2024"
