#!/usr/bin/env python3
"""Writes into a hand-out as Okular and Evince do, with poppler (Debian's gir1.2-poppler-0.18 22.12), which rewrites it whole:

    python3 quads.py sent.pdf > sent.json
    /usr/bin/python3 annotate-poppler.py sent.pdf sent.json poppler.pdf
"""

import json
import pathlib
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def rectangle(left, bottom, right, top):
    rectangle = Poppler.Rectangle.new()
    rectangle.x1, rectangle.y1, rectangle.x2, rectangle.y2 = left, bottom, right, top
    return rectangle


def point(x, y):
    point = Poppler.Point.new()
    point.x, point.y = x, y
    return point


def quadrilateral(left, bottom, right, top):
    quad = Poppler.Quadrilateral.new()
    quad.p1, quad.p2, quad.p3, quad.p4 = point(left, top), point(right, top), point(left, bottom), point(right, bottom)
    return quad


source, places, target = (pathlib.Path(name).absolute() for name in sys.argv[1:])
document = Poppler.Document.new_from_file(source.as_uri(), None)
makers = [
    Poppler.AnnotTextMarkup.new_highlight,
    Poppler.AnnotTextMarkup.new_underline,
    Poppler.AnnotTextMarkup.new_squiggly,
    Poppler.AnnotTextMarkup.new_strikeout,
]
for number, place in enumerate(json.loads(places.read_text())):
    quads = place["quads"]
    sides = list(zip(*quads))
    around = rectangle(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))
    annotation = makers[number % len(makers)](document, around, [quadrilateral(*quad) for quad in quads])
    annotation.set_label("Læser med Okular")
    annotation.set_contents("" if number == 1 else f"Bemærkning {number}: {place['words'][:11]}")
    document.get_page(place["page"]).add_annot(annotation)
note = Poppler.AnnotText.new(document, rectangle(60, 430, 80, 450))
note.set_contents("Hvem følger op? 🙂")
note.set_label("Læser med Okular")
document.get_page(1).add_annot(note)
document.save(target.as_uri())
