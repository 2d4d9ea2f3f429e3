# Bilag's words in English. The names are the same in each language's file; a test compares them.

## Dates, times and quotation marks

date-long = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
time-of-day = { $hour }:{ $minute }
quoted = “{ $words }”

## Files

read-failed = cannot be read: { $reason }
read-folder = is a folder; name a file
read-too-large = is larger than { $limit } MB; Bilag reads no file of that size
write-failed = cannot be written: { $reason }; the file that was there before is untouched
write-folder = is a folder; give a file name
write-no-folder = there is no folder { $folder }; make it, or choose another
reason-not-found = there is no such file
reason-permission-denied = permission denied
reason-disk-full = the disk is full
reason-read-only = the drive is read-only

## Principle sets

set-not-readable = is not a principle set, line { $line }, column { $column }: { $reason }; mend the file there
set-empty = holds no principle; a set needs at least one
set-number-zero = the principle “{ $title }” is numbered 0; principles count from 1
set-number-twice = two principles are numbered { $number }; give each its own
set-no-title = principle { $number } has no title; give it one

## Meetings

file-not-readable = is not a whole meeting, line { $line }, column { $column }: { $reason }; mend the file there, or use an earlier copy
file-no-meeting = is JSON, but not a meeting of Bilag's; name a .bilag file
file-newer = was saved by a newer Bilag (file version { $found }; this one reads up to { $known }); update Bilag
file-id-twice = two things have the same id, { $id }; give each its own
file-number-twice = principle { $number } stands twice or is numbered 0; mend the selection
file-no-agenda-item = something belongs to the agenda item { $id }, which is not there; mend the reference
color-unknown = there is no colour { $number }; choose 1 to 4
reference-unreadable = “{ $reference }” is not a reference; write P3, P3.2 or meeting, for example

edit-no-agenda-item = there is no agenda item { $id }
edit-agenda-item-in-use = agenda item { $id } is in use; move what belongs to it first
edit-not-selected = principle { $number } is not selected
edit-selected-already = principle { $number } is selected already
edit-no-annotation = there is no annotation { $id }
edit-id-taken = the id { $id } is taken

## The hand-out

untitled = Untitled
page-of = Page { $page } of { $pages }
contents-link = { $heading }, page { $page }
contents = Contents
legend = Highlights
date = Date
place = Place
participants = Participants
basis = Basis
and = { $first } and { $last }
principle = Principle
principle-number = principle { $number }
agenda-item = Item
agenda-item-number = Item { $number }
no-agenda-item = Without an agenda item
nothing-selected = No principles have been selected for the meeting.
nothing-decided = No decisions or actions have been recorded.
source = Source
marked-passages = Marked passages
questions = Questions
unplaced = Notes on principles that are not included
words-not-found = the words are no longer in the text
minutes = Minutes
highlight-1 = Important
highlight-2 = Agreed
highlight-3 = To clarify
highlight-4 = Reservation
highlight = Highlight
comment = Comment
question = Question
decision = Decision
action = Action
owner = Owner
due = Due
status = Status
status-open = open
status-accepted = adopted
status-rejected = rejected
status-cancelled = cancelled
status-completed = completed

## PDF

embedded-meeting = The meeting, which Bilag can open and work on
meeting-facts = the meeting's facts
export-font = a font could not be embedded: { $reason }
export-failed = the PDF could not be put together: { $reason }
pdf-not-readable = is not a PDF that can be read; it may be cut off
pdf-encrypted = is locked with a password; save it without
pdf-no-meeting = holds no meeting; only PDFs made by Bilag do
pdf-meeting = the meeting inside { $reason }
