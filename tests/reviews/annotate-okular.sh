#!/usr/bin/env bash
# Writes into a hand-out as a person does in Okular (Debian's 22.12), by mouse and keys on a virtual screen:
#
#     bilag export -o okular.pdf && annotate-okular.sh okular.pdf
#
# Needs okular, xvfb, xdotool and dbus. The places are those of the sample's second page in a window of 1280 x 1000; where
# another layout has other words there, a picture of the screen (`import -window root screen.png`) tells where they went.
set -euo pipefail

home=$(mktemp -d)
exec 3>"$home/display"
Xvfb -displayfd 3 -screen 0 1280x1000x24 -nolisten tcp -noreset 2>/dev/null &
server=$!
trap 'kill $server; rm -rf "$home"' EXIT
until [[ -s $home/display ]]; do sleep 0.2; done
export DISPLAY=:$(<"$home/display") HOME=$home XDG_RUNTIME_DIR=$home

dbus-run-session -- okular --page 2 "$(realpath "$1")" &
until window=$(xdotool search --onlyvisible --class okular | tail -1) && [[ -n $window ]]; do sleep 1; done
sleep 5
xdotool windowmove "$window" 0 0 windowsize "$window" 1280 1000 windowfocus "$window"
sleep 3

# The first use of a tool shows the bar of tools, which moves the page.
xdotool key alt+1 sleep 2 key Escape sleep 1

# tool X: takes the tool at this place of the bar.
tool() { xdotool key Escape mousemove "$1" 78 click 1 sleep 2; }
# mark X Y X Y: from here to there.
mark() {
    xdotool mousemove "$1" "$2" sleep 0.7 mousedown 1 sleep 0.7 mousemove $((($1 + $3) / 2)) "$4" sleep 0.5
    xdotool mousemove "$3" "$4" sleep 0.8 mouseup 1 sleep 2
}

tool 64 && mark 276 384 513 384  # highlighter: konjunkturudviklingen
tool 205 && mark 593 384 710 384 # squiggle: langsigtede
tool 282 && mark 183 458 312 458 # strike out: overordnede
tool 483                         # pop-up note
xdotool mousemove 640 520 click 1 sleep 3 type "Hvem holder regnskab?"
xdotool key Escape sleep 1
tool 64 && mark 730 354 235 384 # highlighter: under hen-/syntagen, over a divided word
xdotool key Escape key ctrl+s sleep 6
xdotool key ctrl+q
wait %2 || true
