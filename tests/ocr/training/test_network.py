"""A network of whole numbers becomes one of doubles; what is no such network is refused."""

import struct

import numpy as np
import pytest

from ocr.training.network import with_doubles

WEIGHTS = np.array([[1, -2, 127], [0, 64, -127]], np.int8)
SCALES = (0.5, 0.25)


def a_string(text: bytes) -> bytes:
    return struct.pack("<I", len(text)) + text


def a_layer(kind: bytes, content: bytes) -> bytes:
    return b"\0" + a_string(kind) + struct.pack("<bbiiii", 0, 0, 0, 2, 2, 6) + a_string(b"it") + content


def a_matrix(mode: int = 1 | 128) -> bytes:
    scales = struct.pack("<Idd", 2, *SCALES)
    return struct.pack("<BIIb", mode, 2, 3, 0) + WEIGHTS.tobytes() + scales


def a_network(*layers: bytes) -> bytes:
    series = a_layer(b"Series", struct.pack("<I", len(layers)) + b"".join(layers))
    return series + a_string(b"[1,36,0,1O1c2]") + struct.pack("<iiiifff", 1 | 64, 30, 30, 7, 0.9, 0.01, 0.5)


def test_every_weight_becomes_the_number_it_stands_for() -> None:
    doubles = with_doubles(a_network(a_layer(b"Softmax", a_matrix())))
    weights = (WEIGHTS.astype(np.float64) * np.array(SCALES)[:, None]).tobytes()
    assert struct.pack("<BIId", 4 | 128, 2, 3, 0.0) + weights in doubles
    assert doubles.count(struct.pack("<IId", 2, 3, 0.0)) == 3


def test_it_learns_from_the_beginning_and_keeps_its_null() -> None:
    flags, trained, sampled, null, *_ = struct.unpack("<iiiifff", with_doubles(a_network())[-28:])
    assert (flags, trained, sampled, null) == (64, 0, 0, 7)


def test_layers_without_weights_stay_as_they_are() -> None:
    inner = a_layer(b"Input", struct.pack("<iiiii", 1, 36, 0, 1, 0))
    assert struct.pack("<iiiii", 1, 36, 0, 1, 0) in with_doubles(a_network(inner, a_layer(b"Maxpool", struct.pack("<ii", 3, 3))))


@pytest.mark.parametrize(
    ("network", "reason"),
    [
        (a_network(a_layer(b"Softmax", a_matrix(mode=128))), "not of whole numbers"),
        (a_network(a_layer(b"Attention", b"")), "unknown kind"),
        (b"\5" + a_network(), "numbered"),
    ],
)
def test_what_is_no_network_of_whole_numbers_is_refused(network: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        with_doubles(network)
