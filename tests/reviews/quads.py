#!/usr/bin/env python3
"""Says where words stand in a hand-out, for the scripts that put annotations on them with other programs:

    python3 quads.py sent.pdf > sent.json          # with PyMuPDF

Gives JSON: [{"words", "page", "height", "quads": [[left, bottom, right, top], …]}, …], a quad a line, in points from below.
"""

import json
import sys

import pymupdf

from annotate import run

WORDS = [
    "kommunernes serviceniveau",
    "af kommunens økonomi",
    "den statslige regulering",
    "proceskrav og detailregulering",
    "Styringsdialogen mellem stat og kommuner",
    "Listen ligger på",
    "rolle- og ansvarsfordeling",
]

found = []
for page in pymupdf.open(sys.argv[1]):
    text = page.get_text("words")
    for words in WORDS:
        lines = {}
        for left, top, right, bottom, *_ in run(text, words.split()):
            line = lines.setdefault(round(bottom), [left, page.rect.height - bottom, right, page.rect.height - top])
            line[0], line[2] = min(line[0], left), max(line[2], right)
        if lines:
            found.append({"words": words, "page": page.number, "height": page.rect.height, "quads": list(lines.values())})
json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
