"""The process that reads one picture: bytes on standard input, the lines as JSON on standard output."""

import io
import json
import sys

import numpy as np
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.utils.output import RapidOCROutput

EDGE_MOST = 2000
"""A picture of more pixels is made smaller first: what people can read in a shop is larger than that."""
QUIET = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1}


def lines_in(picture: bytes) -> list[str]:
    """The lines of text in this picture, from the top down."""
    with Image.open(io.BytesIO(picture)) as opened:
        opened.thumbnail((EDGE_MOST, EDGE_MOST))
        seen = np.asarray(opened.convert("RGB"))[:, :, ::-1]
    found = RapidOCR(params=QUIET)(seen)
    if not isinstance(found, RapidOCROutput):
        raise TypeError(f"asked for lines, and got {type(found).__name__}")
    return [line for line in found.txts or () if _is_text(line)]


def _is_text(line: str) -> bool:
    """Whether it can be words: one letter by itself is as often a ring or a rod as an O or an I."""
    return len(line.strip()) > 1 or not line.isascii()


if __name__ == "__main__":
    json.dump(lines_in(sys.stdin.buffer.read()), sys.stdout)
