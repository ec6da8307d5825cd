"""What a bag (BagIt 1.0, RFC 8493) says of itself."""

from pathlib import Path

from archive.fixity import ALGORITHM, fixity_of

BAGIT_NAME = "bagit.txt"
INFO_NAME = "bag-info.txt"
MANIFEST_NAME = f"manifest-{ALGORITHM}.txt"
TAG_MANIFEST_NAME = f"tagmanifest-{ALGORITHM}.txt"


def is_bag(folder: Path) -> bool:
    """Tell whether `folder` says that it is a bag."""
    return (folder / BAGIT_NAME).is_file()


def bag_digest(bag: Path) -> str:
    """Return the digest that stands for the whole bag: that of its tag manifest, which holds those of all manifests. OSError."""
    return fixity_of(bag / TAG_MANIFEST_NAME).digest


def bag_info(bag: Path) -> dict[str, str]:
    """Return the bag-info of `bag`, continuation lines joined; of a label given twice the last. OSError, UnicodeDecodeError."""
    found: dict[str, str] = {}
    label = ""
    for line in (bag / INFO_NAME).read_text(encoding="utf-8").splitlines():
        if line[:1].isspace() and label:
            found[label] += f" {line.strip()}"
        elif ":" in line:
            label, _, value = line.partition(":")
            found[label] = value.strip()
    return found


def payload_digests(bag: Path) -> dict[str, str]:
    """Return the digest of each file in data/ by its path in the bag, as its manifest says. OSError, UnicodeDecodeError."""
    lines = (bag / MANIFEST_NAME).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, path in (line.split(maxsplit=1) for line in lines)}
