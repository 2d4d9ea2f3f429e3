#!/usr/bin/env bash
# Draws on a hand-out with Xournal++ (Debian's 1.1.3) and lets it make its PDF, which is a new one: pictures of the pages, with
# neither the meeting nor annotations in it.
#
#     bilag export -o sent.pdf && draw-xournalpp.sh sent.pdf xournalpp.pdf
#
# Needs xournalpp, and a display: xvfb-run draw-xournalpp.sh …
set -euo pipefail

sent=$(realpath "$1")
drawn=$(mktemp --suffix .xopp)
trap 'rm -f "$drawn"' EXIT
gzip >"$drawn" <<XOPP
<?xml version="1.0" standalone="no"?>
<xournal creator="Xournal++ 1.1.3" fileversion="4">
<page width="595.28" height="841.89"><background type="pdf" domain="absolute" filename="$sent" pageno="1"/><layer>
<stroke tool="pen" color="#ff0000ff" width="1.41">100 300 120 310 140 300</stroke>
<text font="Sans" size="12" x="100" y="400" color="#000000ff">Hvem?</text></layer></page>
<page width="595.28" height="841.89"><background type="pdf" pageno="2"/><layer/></page>
</xournal>
XOPP
xournalpp --create-pdf="$2" "$drawn"
