#!/usr/bin/env python3
"""Writes into a hand-out as reviewers' programs do, with PyMuPDF and pikepdf (both from PyPI).

    bilag export --annotations both -o sent.pdf        # SOURCE_DATE_EPOCH=1790000000
    bilag export --template large-print -o large.pdf
    python3 annotate.py sent.pdf pymupdf.pdf
    python3 annotate.py large.pdf pymupdf-large.pdf
    python3 annotate.py --pikepdf sent.pdf pikepdf.pdf
"""

import sys

WORDS = {
    "opgave- og budgetansvar skal være tydeligt": "Og for os?",
    "proceskrav og detail\u00adregulering": "Hvilke krav? 🙂",
    "tværgående samarbejde medføre": "",
    "kommunalbestyrelsens ansvar": "Enig",
}


def pymupdf(source, target):
    import pymupdf

    document = pymupdf.open(source)
    for page in document:
        text = page.get_text("words")
        for words, comment in WORDS.items():
            wanted = words.replace("\u00ad", "").split()
            # A word that is divided at a line's end is two words there.
            found = run(text, wanted)
            if found:
                annotation = page.add_highlight_annot([pymupdf.Rect(word[:4]) for word in found])
                annotation.set_info(title="Anmelder Ærø", content=comment)
                annotation.update()
    page = document[0]
    page.add_text_annot((70, 30), "Øverst på siden")
    document.save(target, garbage=3, deflate=True, use_objstms=1, no_new_id=True)


def run(text, wanted):
    for start in range(len(text)):
        found, rest, at = [], " ".join(wanted), start
        while rest and at < len(text):
            word = text[at][4]
            if word.endswith("\u00ad") and rest.startswith(word[:-1]):
                rest = rest[len(word) - 1:]
            elif rest.startswith(word.rstrip(".,")):
                rest = rest[len(word.rstrip(".,")):].lstrip()
            else:
                break
            found.append(text[at])
            at += 1
        if not rest:
            return found
    return []


def pikepdf(source, target):
    import pikepdf
    from pikepdf import Array, Dictionary, Name, String

    with pikepdf.open(source) as document:
        page = document.pages[1]
        existing = page.obj.Annots
        # An answer, and a state, to the first annotation on words; and a wording of one's own.
        first = next(item for item in existing if item.Subtype == Name.Highlight)
        reply = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=first.Rect, IRT=first, T=String("Viceborgmester"),
                           Contents=pikepdf.String("Det gør vi på mødet."), M=String("D:20261120101500+01'00'"))
        state = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=first.Rect, IRT=first, T=String("Viceborgmester"),
                           State=String("Accepted"), StateModel=String("Review"))
        second = [item for item in existing if item.Subtype == Name.Highlight][1]
        second.Contents = String("Hvilke af vores krav kan væk nu?")
        second.M = String("D:20261120103000+01'00'")
        ink = Dictionary(Type=Name.Annot, Subtype=Name.Ink, Rect=Array([80, 300, 160, 330]),
                         InkList=Array([Array([80, 300, 120, 330, 160, 310])]))
        lost = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([0, 0, 0, 0]), Contents=String("Uden sted"))
        for item in (reply, state, ink, lost):
            existing.append(document.make_indirect(item))
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)


if __name__ == "__main__":
    if sys.argv[1] == "--pikepdf":
        pikepdf(*sys.argv[2:])
    else:
        pymupdf(*sys.argv[1:])
