"""From a network of whole numbers to one that can learn.

The models that Debian packages hold each weight as one byte and a scale for its row: quick to read with, of no use to learn
from. Here the serialised network is gone through as Tesseract 5 writes it (src/lstm/network.cpp, weightmatrix.cpp,
lstmrecognizer.cpp), and every matrix is written again as the doubles it stands for, ready for Adam's moments.
"""

import struct
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

_WHOLE, _ADAM, _DOUBLES = 1, 4, 128
"""Bits of a matrix's mode: of whole numbers, with Adam's moments, of doubles (or with a scale that is a double)."""
_LAYER_SPECIFIC_RATES = 64
_USES_ADAM = 128
"""Bits of a layer's flags."""
_LEARNS = 1
_OF_WHOLE_NUMBERS = 1
_LEARNING_RATE, _MOMENTUM, _ADAM_BETA = 0.001, 0.5, 0.999


class _Tape:
    """What is read, and what is written at the same time; little-endian."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0
        self.written = bytearray()

    def read(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self._content, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def read_array(self, kind: str, count: int) -> NDArray[np.float64]:
        values = np.frombuffer(self._content, kind, count, self._at)
        self._at += values.nbytes
        return values.astype(np.float64)

    def read_string(self) -> bytes:
        (length,) = self.read("I")
        self._at += length
        return self._content[self._at - length : self._at]

    def write(self, form: str, *values: float) -> None:
        self.written += struct.pack("<" + form, *values)

    def write_string(self, content: bytes) -> None:
        self.write("I", len(content))
        self.written += content

    def copy(self, form: str) -> tuple[int, ...]:
        values = self.read(form)
        self.write(form, *values)
        return values


def with_doubles(network: bytes) -> bytes:
    """Return the `lstm` part of a traineddata file with every weight as a double, to be continued by `lstmtraining`.

    Raises ValueError when the network is not of whole numbers, or of layers that are not known here.
    """
    tape = _Tape(network)
    _layer(tape)
    tape.write_string(tape.read_string())  # the network's specification
    flags, *_, null, _, _, _ = tape.read("iiiifff")
    tape.write("iiiifff", flags & ~_OF_WHOLE_NUMBERS, 0, 0, null, _ADAM_BETA, _LEARNING_RATE, _MOMENTUM)
    return bytes(tape.written)


def _layer(tape: _Tape) -> None:
    (kind,) = tape.copy("b")
    if kind:
        msg = f"a layer that is numbered ({kind}), not named: a network of before Tesseract 4.0"
        raise ValueError(msg)
    name = tape.read_string()
    tape.write_string(name)
    _, backwards, flags, *sizes = tape.read("bbiiii")
    tape.write("bbiiii", _LEARNS, backwards, flags | _USES_ADAM, *sizes)
    tape.write_string(tape.read_string())  # the layer's own name
    if name.decode() not in _CONTENTS:
        msg = f"a layer of unknown kind: {name!r}"
        raise ValueError(msg)
    _CONTENTS[name.decode()](tape, flags)


def _series(tape: _Tape, flags: int) -> None:
    (count,) = tape.copy("I")
    for _ in range(count):
        _layer(tape)
    if flags & _LAYER_SPECIFIC_RATES:
        (rates,) = tape.copy("I")
        tape.copy(f"{rates}f")


def _window(tape: _Tape, _: int) -> None:
    tape.copy("ii")


def _input(tape: _Tape, _: int) -> None:
    tape.copy("iiiii")


def _lstm(tape: _Tape, _: int) -> None:
    tape.copy("i")
    for _gate in range(4):
        _matrix(tape)


def _full(tape: _Tape, _: int) -> None:
    _matrix(tape)


def _matrix(tape: _Tape) -> None:
    (mode,) = tape.read("B")
    if not mode & _WHOLE or not mode & _DOUBLES:
        msg = "the network is not of whole numbers: it can be continued as it is"
        raise ValueError(msg)
    rows, columns, _ = tape.read("IIb")
    weights = tape.read_array("i1", rows * columns).reshape(rows, columns)
    (scales,) = tape.read("I")
    weights *= tape.read_array("<f8", scales)[:rows, None]
    tape.write("B", _DOUBLES | _ADAM)
    for matrix in (weights, np.zeros_like(weights), np.zeros_like(weights)):  # the weights, their last change, Adam's moments
        tape.write("IId", rows, columns, 0.0)
        tape.written += matrix.astype("<f8").tobytes()


_TWO_WAYS = ("ParBidiLSTM", "DepParUDLSTM", "Par2dLSTM")
_OF_LAYERS = ("Series", "Parallel", "Replicated", *_TWO_WAYS, "RTLReversed", "TTBReversed", "XYTranspose")
_CONTENTS: Mapping[str, Callable[[_Tape, int], None]] = {
    **dict.fromkeys(_OF_LAYERS, _series),
    **dict.fromkeys(("Convolve", "Maxpool", "Reconfig"), _window),
    **dict.fromkeys(("LSTM", "SummLSTM"), _lstm),
    **dict.fromkeys(("Softmax", "SoftmaxNoCTC", "Tanh", "Relu", "Linear", "Logistic", "LinLogistic", "LinTanh"), _full),
    "Input": _input,
}
