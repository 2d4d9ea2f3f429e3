# The window's words in English.

## Places

place-select = Select
place-select-about = Choose principles and give them their place on the agenda
place-annotate = Annotate
place-annotate-about = Mark the text and write on it
place-handout = Hand-out
place-handout-about = See the pages as they will be
menu = Menu
close = Close
cancel = Cancel
shared = Shared
private = Private

## Commands

command-group-file = Files
command-group-edit = Edit
command-group-view = View
command-group-program = Program
command-new = New meeting
command-new-about = Begin a new meeting
command-open = Open…
command-open-about = Open a meeting, a PDF from Bilag or a principle set
command-sample = Sample meeting
command-sample-about = Open a meeting that shows what Bilag can do
command-save = Save
command-save-about = Save the meeting
command-save-as = Save as…
command-save-as-about = Save the meeting in another file
command-close = To the start
command-close-about = Close the meeting and go to the start
command-export = Export PDF…
command-export-about = Make the hand-out's PDF
command-print = Print…
command-print-about = Make the hand-out and open it where it can be printed
command-undo = Undo
command-undo-about = Take the last step back
command-redo = Redo
command-redo-about = Do again what was undone
command-find = Search
command-find-about = Search the text
command-find-next = Next
command-find-next-about = Go to the next hit or annotation
command-find-previous = Previous
command-find-previous-about = Go to the previous hit or annotation
command-zoom-in = Larger
command-zoom-in-about = Show larger
command-zoom-out = Smaller
command-zoom-out-about = Show smaller
command-zoom-reset = Fit
command-zoom-reset-about = Show in the usual size
command-two-up = Two pages
command-two-up-about = Show two pages side by side
command-choose-set = Choose principle set
command-choose-set-about = Choose another principle set
command-add-agenda-item = Add agenda item
command-add-agenda-item-about = Add an item to the agenda
command-mark-1 = Mark: Important
command-mark-1-about = Mark the selected words as important
command-mark-2 = Mark: Agreed
command-mark-2-about = Mark the selected words as agreed on
command-mark-3 = Mark: To clarify
command-mark-3-about = Mark the selected words as to be clarified
command-mark-4 = Mark: Reservation
command-mark-4-about = Mark the selected words with a reservation
highlight-about = Mark the selected words
comment-about = Write a comment
question-about = Ask the meeting a question
decision-about = Write a decision
action-about = Give somebody an action
command-toggle-private = Private or shared
command-toggle-private-about = Change between private and shared; what is private never leaves the machine
command-delete-annotation = Delete annotation
command-delete-annotation-about = Delete the open annotation
command-palette = Find command
command-palette-about = Find a command by its name
command-keys = Keys
command-keys-about = Show all keys
command-settings = Settings
command-settings-about = Language, look and name
command-quit = Quit
command-quit-about = Close Bilag
keys-move = Move the principle up or down
keys-select-words = Select words in the text
keys-open-card = Open the annotation
keys-step-out = One step out
keys-delete = Delete the annotation
palette-nothing = No command is called that.
undo-what = { $what }

## Search

search = Search
search-clear = Clear the search
search-hits = { $count ->
    [0] no hits
    [one] { $count } hit
   *[other] { $count } hits
}

## Start

start-about = Bring principles to the meeting: select them, write on them, hand them out.
start-drop = You can also drop a file here.
start-back = Back to “{ $title }”
start-recent = Recent meetings
start-open = Open { $title }, { $file }
start-forget = Remove { $title } from the list
drop-here = Drop the file to open it

## Files

file-unsaved = Not saved
file-none = Not in a file yet
file-title-open = Open
file-title-save = Save the meeting
file-title-export = Save the hand-out
file-title-logo = Choose a logo
file-kind-open = Meetings, PDFs and principle sets
file-kind-meeting = Meeting
file-kind-pdf = PDF
file-kind-picture = Picture
path-about = The system has no file dialog. Write where the file is, or is to be.
path-label = Path
replace-title = The file exists already
replace-about = { $file } is already in { $folder }. Is it to be replaced?
replace-do = Replace
path-save = Save
path-open = Open
saved = Saved in { $file }
exported = The hand-out is saved in { $file }
opened-pdf = The meeting was taken out of the PDF. Save it in a file to go on working with it.
open-outside-failed = { $file } could not be opened: { $reason }
print-from-there = The hand-out opens in your PDF program; print it from there.
window-no-display = Bilag cannot show its window: { $reason }; use the command line, see “bilag --help”

## Before something is lost

unsaved-title = Save the meeting?
unsaved-about = “{ $title }” has changed. Without saving, the changes are lost.
unsaved-save = Save
unsaved-discard = Do not save
unsaved-stay = Cancel

## Export

export-stopped = the work was stopped
export-choose = Save PDF…
export-print = Open to print
leaving-about = This leaves the machine:
leaving-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}, { $size } kB
leaving-names = Names and roles: { $names }
leaving-no-names = none
leaving-annotations = Going along: { $annotations }
leaving-no-annotations = no annotations
leaving-private = { $count ->
    [one] { $count } private annotation stays here
   *[other] { $count } private annotations stay here
}
leaving-unshown = { $count ->
    [one] { $count } shared annotation stays here, since the hand-out does not show it
   *[other] { $count } shared annotations stay here, since the hand-out does not show them
}
leaving-missing = The fonts lack these characters, which are shown as a lozenge: { $characters }
count-highlight = { $count ->
    [one] { $count } highlight
   *[other] { $count } highlights
}
count-comment = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
count-question = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
count-decision = { $count ->
    [one] { $count } decision
   *[other] { $count } decisions
}
count-action = { $count ->
    [one] { $count } action
   *[other] { $count } actions
}

## Principle sets

sets-choose-about = The chosen principles stay in the meeting with the text that they have.
sets-file = From the file { $file }
sets-open = Open a file…
sets-choice = Choose from this set in the open meeting, or begin a new meeting on it?
sets-choice-new = New meeting
sets-choice-here = In this meeting

## Settings

language-own-name = English
settings-language = Language
settings-language-system = As the system
settings-theme = Colours
settings-text-size = Size of text
settings-percent = { $percent } %
settings-calm = No motion
settings-author = Your name or role
settings-author-hint = e.g. Secretary
settings-visibility = New annotations are
settings-version = Bilag { $version } · MIT or Apache-2.0 · no network
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme-high-contrast = High contrast

## Notices

notice-open = Open
notice-show = Show in folder
notice-close = Close the notice

## Fields

date-hint = e.g. 21.11.2026
date-unreadable = Not a date. Write for example 21.11.2026
time-hint = e.g. 17.00
time-unreadable = Not a time. Write for example 17.00

## Annotate

annotate-empty = No principles are chosen yet. Choose them under “Select”.
annotate-write-on = Write on “{ $what }”
annotate-placeless = Without a place in the text
annotate-placeless-about = The words that these annotations were on are no longer in the meeting. Nothing is lost.
author-none = No name
card-close = Close the card
card-text = { $kind }, text
card-author = From
card-replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
card-reply = Reply
card-reply-hint = Write a reply
card-reply-send = Send the reply
card-hint-highlight = A remark on the highlight
card-hint-comment = Write the comment
card-hint-question = Write the question
card-hint-decision = Write the decision
card-hint-action = Write the action
agenda-item-none = No item
filter-all = All
filter-kind = Kind
filter-author = From
filter-status = Status
filter-visibility = Private and shared
filter-agenda-item = Item
filter-clear = Show all
filter-count = { $shown } of { $all }

## Hand-out

handout-template = Template
template-full = Full text
template-full-about = The whole text with notes in the margin
template-summary = Summary
template-summary-about = Leads, what is marked, and questions
template-notes = Notes sheet
template-notes-about = Leads, and lines to write on
template-large-print = Large print
template-large-print-about = The whole text in 18 points
template-minutes = Minutes
template-minutes-about = Decisions and actions, item by item
template-slides = Slides
template-slides-about = As on the projector, one a page
template-slides-notes = Slides with lines
template-slides-notes-about = Three a page, and lines to write on
handout-shows = What it shows
handout-aspect = The slides' shape
handout-cover = The meeting's facts
cover-none = Not shown
cover-block = At the top of the first page
cover-page = On a page of their own
handout-annotations = Annotations
shown-both = On the page and as PDF notes
shown-printed = Printed on the page
shown-pdf = As PDF notes
shown-none = None
handout-contents = Table of contents
handout-look = Look
handout-accent = Colour
accent-blue = Blue
accent-teal = Teal
accent-green = Green
accent-red = Red
accent-purple = Purple
accent-grey = Grey
accent-own = Another colour
handout-language = The hand-out's language
handout-language-own = As the meeting's text
handout-footer = At the foot of each page
handout-footer-hint = e.g. Public item
handout-thumbnails = Small pages
handout-page = Page { $page } of { $pages }
handout-zoom = { $percent } %
handout-laying-out = Setting the pages…
logo-choose = Choose a picture…
logo-replace = Replace…
logo-remove = Remove
logo-description = What the logo shows
logo-description-hint = e.g. the municipality's name
ink-about = Draw
card-hint-ink = A remark on the drawing
count-ink = { $count ->
    [one] { $count } drawing
   *[other] { $count } drawings
}
count-suggestion = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
# ── Select

select-tab-set = Principles
select-tab-meeting = Meeting and agenda ({ $count })
select-other-set = Another set…
select-chosen = { $chosen } of { $count } chosen
select-all = Choose all
select-all-of = Choose all in “{ $group }”
select-principle = Principle { $number }: { $title }
select-unfold = Read the whole text
select-unfold-principle = Read the whole of { $principle }
select-fold = Show less
select-fold-principle = Show less of { $principle }
select-annotations = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotations
}
select-annotations-of = { $text } on { $principle }
select-annotations-stay = { $count ->
    [one] { $count } annotation stays in the meeting
   *[other] { $count } annotations stay in the meeting
}
select-other-text = The meeting has this number with another text.
select-nothing-found = No principle holds these words.
select-hidden = { $count ->
    [one] { $count } principle without hits is folded away.
   *[other] { $count } principles without hits are folded away.
}
select-show-all = Show all principles
select-meeting = The meeting
select-title = Title
select-title-hint = e.g. Budget 2027
select-body = Who meets
select-body-hint = e.g. Economy Committee
select-time = Time
select-place-hint = e.g. Town hall, room 2
select-participants-hint = One a line, or with commas between
select-agenda-about = In the same order as in the hand-out. Move with the mouse or Alt+↑ and Alt+↓.
select-nothing-chosen = No principles are chosen yet.
select-nothing-here = Drag principles here.
select-item-number = Number of item { $number }
select-item-number-hint = No.
select-item-title = Title of item { $number }
select-item-title-hint = The item's title
select-item-remove = Remove item { $number }
select-row = Principle { $number } on the agenda: { $title }
select-row-named = { $principle } on the agenda
select-row-place = Put { $principle } under an item
select-row-remove = Take { $principle } out of the meeting
select-drag = Drag to move
select-other-order = The hand-out has another order than the agenda.
select-follow-agenda = Follow the agenda

## What must not be lost

command-import = Import comments…
command-import-about = Take what others wrote into their copies home into the meeting
command-versions = Earlier versions
command-versions-about = Show earlier versions of the file and take one of them up
command-purge = Remove what is private
command-purge-about = Remove all private annotations for good
file-title-reviews = Import comments
file-kind-reviews = Copies that came back
recovery-title = There is something to recover
recovery-about = Bilag stopped before this was saved. Choose what is to become of it.
recovery-in-file = In the file
recovery-in-journal = When Bilag stopped
recovery-no-file = In no file
recovery-edits = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
recovery-torn = The very last change was not written whole and is lost.
recovery-changed = Others have changed the file since.
recovery-take = Recover
recovery-take-about = Go on with “{ $title }” as it was
recovery-decline = Do without
recovery-decline-about = Keep the file as it is. The other is kept for 30 days.
recovery-later = Later
version-holds = { $principles ->
    [one] { $principles } principle
   *[other] { $principles } principles
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
}
outside-title = Others have changed the file
outside-about = { $file } has changed since you opened it. Merge the two, save yours in a new file, or save over it.
outside-merge = Merge
outside-copy = Save in a new file…
outside-overwrite = Save over it
outside-overwritten = Saved. What was there before is under “Earlier versions”.
outside-merged = { $conflicts ->
    [0] Merged.
   *[other] Merged. { $conflicts } things were changed on both sides; both are in the meeting.
}
outside-same = There was nothing new in the file.
gone-title = The file is not there any more
gone-about = { $file } is not where it was. It may have been moved, renamed or deleted, or its drive is not connected. What you wrote is still here.
gone-again = Save here again
gone-later = Wait
held-title = Somebody else has the file open
held-about = { $person } on { $machine } has had the file open since { $since }. You can read it and save under another name.
held-read = Read it
held-copy = Save in a new file…
held-take = Take it over
held-take-about = Use this if the file was not closed because the machine broke down
copies-title = There are several copies of the file
copies-about = A program that keeps folders in step has made copies that were changed apart.
versions-none = There are no earlier versions yet. Bilag keeps the last ten as you save.
versions-about = Taking a version up can be undone.
versions-until = Until { $when }
versions-take = Take up
versions-taken = The earlier version is taken up. Undo brings the new one back.
purge-question = { $count ->
    [0] There are no private annotations in the meeting. What Bilag kept of them before is removed too.
    [one] The one private annotation is removed for good from the meeting, its file and all that Bilag keeps of it. This cannot be undone.
   *[other] { $count } private annotations are removed for good from the meeting, its file and all that Bilag keeps of it. This cannot be undone.
}
purge-go = Remove for good
receipt-title = What was private is removed
receipt-copy = Copy the receipt
merge-summary =
    { $all ->
        [one] { $all } change
       *[other] { $all } changes
    }, { $new } of them new; { $unchanged } as before
merge-is-other-meeting = The copy is of another meeting: { $theirs }. You are merging it into { $own }.
merge-is-other-version = The copy is of a version with other principles: { $theirs }. You are merging it into { $own }.
merge-take-other-meeting = Take it all the same
merge-go = Take into the meeting
merge-taken =
    { $count ->
        [one] { $count } change is taken in. Undo takes it
       *[other] { $count } changes are taken in. Undo takes them all
    } out again.
merge-own = Now: “{ $text }”
merge-what-added = new
merge-what-returned = deleted here, written on there
merge-what-replied = reply
merge-what-redrawn = redrawn; both drawings are kept
merge-what-reworded = reworded
merge-what-moved = put on other words
merge-what-status = new status
merge-what-deleted = deleted there
merge-what-reply-deleted = reply deleted there
merge-tally-new = { $count ->
    [one] { $count } new
   *[other] { $count } new
}
merge-tally-doubtful = { $count ->
    [one] { $count } on words that have changed since
   *[other] { $count } on words that have changed since
}
merge-tally-unplaced = { $count } without a place
merge-tally-changed = { $count ->
    [one] { $count } changed or answered
   *[other] { $count } changed or answered
}
merge-tally-deleted = { $count ->
    [one] { $count } deleted
   *[other] { $count } deleted
}
merge-tally-nothing = nothing new
merge-show-words = Show the words
merge-hide-words = Hide the words
merge-doubtful = the words have changed since; see whether the place is the right one
merge-by = Changed by: { $who }
merge-by-nobody = Changed in { $file }; it does not say by whom
merge-take-own = Keep the meeting's
merge-take-reply = Take as a reply
merge-take-theirs = Take theirs
command-report = Report a problem
command-report-about = Show what a report of a problem would hold
report-about = This is what the report says, and nothing of your meetings. Copy it and send it to whoever helps you.
report-copy = Copy

# ── decisions and drawings
outcome-none = No outcome yet
select-item-minutes = Minutes for item { $number }
select-item-minutes-unit = min.
card-on-page = On page { $page } of the hand-out
card-on-annex = Drawn on an annex, { $page }
card-on-slide = On the slide: { $slide }
card-slide-not-shown = – not shown now
slide-title = Title
slide-agenda = Agenda
slide-groups = At a glance
slide-lead = Title and lead
slide-passage = Marked passage
slide-text = Text
slide-questions = Questions
slide-decisions = Decisions
slide-sources = Sources
# ── Present

place-present = Present
place-present-about = Show slides on a screen
command-start = Start the presentation
command-start-about = Show the slides from the first one on
command-start-here = Start from here
command-start-here-about = Show the slides from the chosen one on
cue-next = Next
cue-next-about = Show the next slide
cue-back = Back
cue-back-about = Show the slide before
cue-first = First slide
cue-first-about = Show the first slide
cue-last = Last slide
cue-last-about = Show the last slide
cue-go-to = Go to slide
cue-go-to-about = Type a slide's number, then Enter
cue-black = Black
cue-black-about = Make the audience's screen black, or show the slide again
cue-white = White
cue-white-about = Make the audience's screen white, or show the slide again
cue-freeze = Freeze
cue-freeze-about = Keep the audience's picture while you go on; press again to show where you are
cue-hide = Hide
cue-hide-about = Take the slides off the screen so that what is behind them shows, or put them back
cue-overview = Overview
cue-overview-about = Show all slides and search them
cue-swap = Swap screens
cue-swap-about = Let slides and notes change screens
cue-note = Note
cue-note-about = Write a private note on this principle
cue-decision = Decision
cue-decision-about = Freeze the picture and word a decision
cue-timer = Stop or start the clock
cue-timer-about = Stop the clock of the talk, or let it go on
cue-leave = Leave
cue-leave-about = Leave black, white, frozen or hidden, and then the presentation
present-audience = Slides for the audience
present-next = Next
present-last = That was the last slide.
present-slide-of = Slide { $slide } of { $slides }
present-go-to-number = Go to slide { $number }
present-overview = All slides
present-overview-nothing = No slide has these words.
present-overview-here = { $slide } (here)
present-state-live = The audience sees this slide
present-state-frozen = Frozen: the audience still sees this. F shows where you are, Esc goes back
present-state-black = The audience's screen is black. Next shows the slide again
present-state-white = The audience's screen is white. Next shows the slide again
present-state-hidden = Hidden: the audience sees what is behind the slides. Next shows them again
present-hidden = Hidden
present-end-question = End the presentation?
present-end-about = You can start again from the same slide.
present-end = End
present-go-on = Go on
present-screens = Screens
present-screens-unknown = The system does not say which screens there are.
present-screen-slides = Slides
present-screen-notes = Notes
present-screen-choose = Slides on { $screen }, { $size }
present-screen-one = There is one screen. The slides cover this window, and all keys work there.
present-here = You
present-notes = Notes
present-notes-larger = Larger notes
present-notes-smaller = Smaller notes
present-notes-none = There are no notes on this.
present-notes-kept = { $count ->
    [one] { $count } private note; there is one screen, and it may be seen. Show it
   *[other] { $count } private notes; there is one screen, and they may be seen. Show them
}
present-drawings-left-off = { $count ->
    [one] { $count } drawing is not shown on this slide: it was drawn while something else stood here. It is kept
   *[other] { $count } drawings are not shown on this slide: they were drawn while something else stood here. They are kept
}
present-note-on = Note on { $principle }
present-note-on-meeting = Note on the meeting
present-note-done = Done
present-note-edit = Go on writing
present-note-edit-name = Go on writing { $code }
present-decision-on = Decision on { $principle }
present-decision-on-meeting = Decision of the meeting
present-decision-outcome = Outcome
present-decision-open = Not said yet
present-decision-proposer = Proposed by
present-decision-item = Agenda item
present-decision-no-item = None
present-decision-show = Show it
present-decision-keep = Keep it private
present-clock-wall = Time
present-clock-elapsed = Elapsed
present-clock-stopped = Stopped
present-clock-left = Left
present-clock-soon = { $time }, ends soon
present-clock-over = { $time } over
present-clock-reset = Begin the clock anew
present-agenda = Agenda
present-of-minutes = of { $minutes } min.
present-time = Time
present-minutes = Minutes for the talk
present-minutes-about = Each agenda item has minutes of its own under “Select”.
present-shows = What is shown
present-shows-lead = Title and lead
present-shows-passages = Marked passages
present-shows-text = Full text
present-shows-questions = Questions
present-shows-of = { $principle }: { $what }
present-slides-count = { $count ->
    [one] { $count } slide
   *[other] { $count } slides
}
present-state-lost = The screen with the slides is gone; the audience sees nothing
present-screen-lost = { $screen } is gone. The slides wait for it and stay away from your notes.
present-screen-new = A new screen is there: { $screen }
present-screen-use = Slides on { $screen }
present-awake-reason = A presentation is shown
keys-number = Go to that slide
keys-add = Add a key
keys-add-to = Add a key to { $command }
keys-press = Press the key; Esc gives up
keys-take-away = Take { $key } away from { $command }
keys-reset = The usual ones
keys-reset-of = Give { $command } its usual keys
keys-taken = { $key } is already “{ $command }”.
keys-digit = Digits are for the numbers of slides.
present-clock-time = { $hour }:{ $minute }

# ── pointing and drawing
hand-laser = Laser
hand-laser-about = A spot of light: red, then green, then none
hand-spotlight = Spotlight
hand-spotlight-about = Dims all but what is pointed at
hand-zoom = Zoom
hand-zoom-about = Closer to a region that you drag, or to one marked passage after the other; then back
hand-closer = Closer
hand-closer-about = Shows the slide larger
hand-wider = Wider
hand-wider-about = Shows more of the slide, at last all of it
hand-pen-1 = Red pen
hand-pen-1-about = Draws in red
hand-pen-2 = Blue pen
hand-pen-2-about = Draws in blue
hand-pen-3 = Green pen
hand-pen-3-about = Draws in green
hand-pen-4 = Black pen
hand-pen-4-about = Draws in black
hand-pen-5 = Red marker
hand-pen-5-about = A broad red line that words are seen through
hand-pen-6 = Blue marker
hand-pen-6-about = A broad blue line that words are seen through
hand-pen-7 = Green marker
hand-pen-7-about = A broad green line that words are seen through
hand-pen-8 = Grey marker
hand-pen-8-about = A broad grey line that words are seen through
hand-eraser = Eraser
hand-eraser-about = Takes away the strokes that it touches
hand-drawings = Hide drawings
hand-drawings-about = Hides what is drawn on the slides, or shows it again; nothing is lost
hand-discard = Discard drawings
hand-discard-about = Throws away what is drawn on this slide; undo brings it back

# ── the room check
room-check = Room check
room-check-close = Close the room check
room-check-about = A minute before the start, with the projector on.
room-check-good = in order
room-check-look = have a look
room-check-bad = needs attention
room-check-screens = Screens
room-check-screens-unknown = The system does not say which screens there are.
room-check-screens-one = There is one screen. Slides and notes share it; H puts the slides away and brings them back.
room-check-screens-several = There are { $count } screens. Each shows its number and name for some seconds:
room-check-screens-number = Show the numbers
room-check-clicker = Clicker
room-check-clicker-try = Put the cursor into the box and press each button of the clicker.
room-check-clicker-here = Try the clicker here
room-check-clicker-listens = Press a button … (Tab leaves the box)
room-check-clicker-known = The buttons are known.
room-check-clicker-unknown = A button does nothing. Press F1 and give a command its key there.
room-check-clicker-key = { $key }: { $does }
room-check-clicker-nothing = nothing yet
room-check-legible = The back row
room-check-legible-good = The smallest text ({ $size } points, slide { $slide }) can be read from { $from } m; the back row is at { $row } m.
room-check-legible-bad = The smallest text ({ $size } points, slide { $slide }) can be read from { $from } m only; the back row is at { $row } m. Make the picture larger, or move the chairs closer.
room-check-legible-source = Letters need a two-hundredth of the distance (ANSI/AVIXA V202.01:2016). The sizes are of the picture, not the wall.
room-check-hall-small = Small room
room-check-hall-middle = Medium room
room-check-hall-large = Large room
room-check-hall-picture = Height of the picture
room-check-hall-row = To the back row
room-check-contrast = Contrast
room-check-contrast-good = The faintest text has a contrast of { $contrast } : 1 (slide { $slide }); { $enough } : 1 is needed.
room-check-contrast-bad = Text on slide { $slide } has a contrast of { $contrast } : 1; { $enough } : 1 is needed. Darken the room, or choose another accent colour.
room-check-private = Private notes
room-check-private-none = The meeting has no private notes.
room-check-private-good = { $count ->
    [one] The meeting has 1 private note.
   *[other] The meeting has { $count } private notes.
} The slides are letter for letter the same without; nothing private is on them.
room-check-private-bad = The slides are not those of the meeting without its private notes. Do not start; please report this.
room-check-private-picture = This is what the audience gets to see:
room-check-awake = Screen saver
room-check-awake-asked = Bilag asks the system to keep the screen on while you present.
room-check-awake-on = The screen stays on while you present.
room-check-awake-unknown = The system does not promise that the screen stays on. Turn the screen saver off for the meeting.
suggestion-about = Suggest other words
card-hint-suggestion = Write a remark on the suggestion

## What is waited for

file-not-safe = Not yet safe on the disk
waiting-title = One moment
waiting-about = Bilag is waiting for the disk, so that nothing is lost.
reading-progress = { $done } of { $of } read
work-stopped = A fault in the program stopped the work: { $what }. The meeting is as it was; try again.
work-open = opening a file
work-export = writing the hand-out
work-pages = the pages
work-slides = the slides
work-reviews = reading what was sent back
work-search = the search
