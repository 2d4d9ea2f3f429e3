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
date-and-time = { $date }, { $time }
time-of-day = { $hour }:{ $minute }
quoted = “{ $words }”

## Files

read-failed = cannot be read: { $reason }
read-missing = is not there; mend the name or the path
read-folder = is a folder; name a file
read-too-large = is larger than { $limit } MB; Bilag reads no file of that size
write-failed = cannot be written: { $reason }; the file that was there before is untouched
write-closed-folder = cannot be saved: the folder { $folder } takes no files from you; choose another
write-folder = is a folder; give a file name
write-no-folder = there is no folder { $folder }; make it, or choose another
reason-not-found = there is no such file
reason-permission-denied = permission denied
reason-disk-full = the disk is full
reason-name-too-long = the name is too long
reason-read-only = the drive is read-only

## Principle sets

set-not-readable = is not a principle set, line { $line }, column { $column }: { $reason }; mend the file there
set-empty = holds no principle; a set needs at least one
set-number-zero = the principle “{ $title }” is numbered 0; principles count from 1
set-number-twice = two principles are numbered { $number }; give each its own
set-no-title = principle { $number } has neither a title nor a label; give it one of them

## Meetings

file-not-readable = is not a whole meeting, line { $line }, column { $column }: { $reason }; mend the file there, or use an earlier copy
file-no-meeting = is JSON, but not a meeting of Bilag's; name a .bilag file
file-newer = was saved by a newer Bilag (file version { $found }; this one reads up to { $known }); update Bilag
envelope-unreadable = is a ZIP file whose table of contents is damaged or misleads ({ $reason }); get the file again
envelope-no-meeting = is a ZIP file, but not a meeting of Bilag's; name a .bilag file
envelope-damaged = is a meeting, but it is damaged; get the file again
envelope-too-large = unpacks to more than a meeting can hold
file-id-twice = two things have the same id, { $id }; give each its own
file-number-twice = principle { $number } stands twice or is numbered 0; mend the selection
file-no-principle = the annotation { $id } is on a paragraph or on words, but in no principle; give the number of the principle
file-no-agenda-item = something belongs to the agenda item { $id }, which is not there; mend the reference
color-unknown = there is no colour { $number }; choose 1 to 4
reference-unreadable = “{ $reference }” is not a reference; write P3, P3.2 or meeting, for example
reference-ambiguous = “{ $reference }” can be { $readings }; write the code that is meant
reference-reading = { $code } ({ $name })

edit-no-agenda-item = there is no agenda item { $id }
edit-agenda-item-in-use = agenda item { $id } is in use; move what belongs to it first
edit-not-selected = principle { $number } is not selected
edit-selected-already = principle { $number } is selected already
edit-no-annotation = there is no annotation { $id }
edit-no-annex = there is no annex { $id }
edit-no-stroke = there is no such stroke in annotation { $id }
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
and = and
or = or
principle = Principle
principle-without-title = Principle { $number }
principle-number = principle { $number }
agenda-item = Item
agenda-item-number = Item { $number }
no-agenda-item = Without an agenda item
nothing-selected = No principles have been selected for the meeting.
no-records = No decisions.
other-records = Other decisions and actions
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
reply = Reply
ink = Drawing
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

embedded-layout = Where the words of the meeting stand on the pages, so that comments find them again
embedded-meeting = The meeting, which Bilag can open and work on
embedded-picture = A picture that the meeting shows
meeting-facts = the meeting's facts
export-font = a font could not be embedded: { $reason }
export-failed = the PDF could not be put together: { $reason }
pdf-not-readable = is not a PDF that can be read; it may be cut off
pdf-encrypted = is locked with a password; save it without
pdf-no-meeting = holds no meeting; only PDFs made by Bilag do
pdf-meeting = the meeting inside { $reason }

## The command line

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-example = Example
help-help = Show this help
help-version = Show the version
help-name = Name
help-description = Description

value-meeting = M.bilag
value-meeting-or-pdf = M.bilag|M.pdf
value-pdf = OUT
value-out = OUT
value-set = ID|FILE
value-file = FILE
value-file-or-set = FILE|ID
value-folder = FOLDER
value-numbers = 1,3,7|1.4,II|all
value-title = TITLE
value-body = NAME
value-date = YYYY-MM-DD
value-place = PLACE
value-reference = REF
value-words = WORDS
value-kind = KIND
value-text = TEXT
value-color = 1..4
value-person = NAME
value-template = TEMPLATE
value-annotations = printed|pdf|both|none
value-language = da|en
value-aspect = 16:9|4:3
value-shell = SHELL

bilag-about = Select principles for a meeting, annotate them, and hand them out as an accessible PDF.
bilag-usage = bilag COMMAND [OPTIONS]
bilag-example =
    bilag new --select 1,3,7 --title "Budget 2027" --body "Economy Committee" -o budget.bilag
    bilag annotate budget.bilag --at P3 --kind question --text "Who follows up?"
    bilag export budget.bilag -o budget.pdf

new-about = Make a meeting from a principle set
new-usage = bilag new [--set ID|FILE] [--select 1,3,7|all] [--title TITLE] [--body NAME] [--date YYYY-MM-DD] [--place PLACE] -o M.bilag
new-option-set = The principle set: an id from “bilag sets” or a file (otherwise the built-in one)
new-option-select = The principles by number (3), label (1.4, II, 9a) or code (P3), in the order they shall stand (otherwise all)
new-option-title = The meeting's title (otherwise the set's)
new-option-body = Who meets: a committee, for example
new-option-date = The day of the meeting
new-option-place = Where the meeting is held
new-option-output = The file to save the meeting in; - is standard output
new-example = 
    bilag new --select 1,3,7 --title "Budget 2027" \
        --body "Economy Committee" --date 2026-11-24 -o budget.bilag
new-no-number = the set has no principle { $number }; it has { $known }

annotate-about = Write an annotation in a meeting
annotate-usage = bilag annotate M.bilag --at REF [--quote WORDS] --kind KIND [--text TEXT] [--color 1..4] [--private] [--author NAME] [--outcome OUTCOME] [--proposer NAME] [--owner NAME] [--due YYYY-MM-DD] [-o OUT]
annotate-option-file = The meeting; - is standard input
annotate-option-at = What it is about: P3 or P1.4 (a principle by number or label), P3.2 (its paragraph 2; 0 is the lead), I4 (an agenda item), B1.s3 (page 3 of annex 1) or meeting
annotate-option-quote = The words to put it on, exactly as they stand in the text
annotate-option-kind = highlight, comment, question, decision or action
annotate-option-text = What it says. Only a highlight can do without
annotate-option-color = A highlight's colour: 1 important (yellow), 2 agreed (green), 3 to clarify (blue), 4 reservation (red); otherwise 1
annotate-option-private = For yourself only: never part of a PDF
annotate-option-author = Who writes it, by name or role
annotate-option-outcome = How the meeting decided (decision only): adopted, amended, rejected, postponed or noted
annotate-option-proposer = Who proposed it (decision only)
annotate-option-owner = Who is to carry out the action (action only)
annotate-option-due = When the action is to be done (action only)
annotate-option-output = Another file to save in (otherwise the meeting's own); - is standard output
annotate-example =
    bilag annotate budget.bilag --at P3 --quote "decentralt ledelsesrum" --kind highlight --color 2
    bilag annotate budget.bilag --at P3 --kind action --text "Make a list." \
        --owner Secretariat --due 2027-01-15
annotate-at-note = { $at } is a note; name the principle or paragraph that it stands by
annotate-not-selected = { $at } is not in the meeting; it has { $known }
annotate-no-paragraph = there is no { $at }; the last paragraph is { $last }, and 0 is the lead
annotate-quote-empty = --quote is empty; name the words to put the annotation on, or leave --quote out
annotate-no-page = there is no { $at }; the annex's last page is { $last }
annotate-no-pages = there is no { $at }; the annex has no pages that Bilag can count; write on the annex as a whole
annotate-quote-in-annex = the words of an annex are not in the meeting; leave --quote out and write on the page
annotate-quote-nowhere = --quote needs a principle; name it with --at, such as --at P3
annotate-quote-missing = { $quote } does not stand in { $searched } or elsewhere in the meeting; copy the words from “bilag show”
annotate-quote-elsewhere = { $quote } does not stand in { $searched } but in { $found }; mend --at
annotate-quote-twice = { $quote } stands in several places: { $found }; take more of the words around it, or name the paragraph with --at
annotate-quote-twice-here = { $quote } stands { $times } times in { $found }; take more of the words around it
annotate-highlight-no-quote = a highlight needs words to stand on; name them with --quote
annotate-no-text = { $kind } needs a text; write it with --text
annotate-not-action = { $option } belongs to an action only; use --kind action, or leave { $option } out
annotate-into-pdf = is a PDF, which a meeting cannot be saved in; name a .bilag file with -o

export-about = Make a meeting's hand-out as PDF, or its annotations alone
export-usage = bilag export [M.bilag|M.pdf] -o OUT.pdf|OUT.xfdf|OUT.jsonld [--template TEMPLATE] [--aspect 16:9|4:3] [--annotations printed|pdf|both|none] [--language da|en] [--no-cover] [--no-contents]
export-option-file = The meeting, or a PDF that carries it (otherwise the sample meeting); - is standard input
export-option-output = The file; its ending decides the form: .pdf, .xfdf (the annotations for PDF programs) or .jsonld (W3C Web Annotation). - is standard output, as PDF
export-option-template = full (the whole text with notes), summary, notes (lines to write on), large-print, minutes, slides or slides-notes (three a page, with lines); otherwise what the meeting has, full at first
export-option-annotations = The annotations: printed (in the margin), pdf (as annotations that a PDF program lists and answers), both or none; otherwise as the meeting has chosen, both at first
export-option-aspect = The shape of slides; otherwise what the meeting has, 16:9 at first
export-option-language = The language of the hand-out's own words (otherwise the text's)
export-option-no-cover = Without the meeting's facts at the front
export-option-no-contents = Without a table of contents
export-example = bilag export budget.bilag -o budget.pdf --template large-print
export-nothing-but-annotations = is for annotations alone, and “--annotations none” leaves them out; leave --annotations out, or write a .pdf
export-unknown-form = ends in none of .pdf, .xfdf and .jsonld; give the file a name like handout.pdf
export-progress = Bilag is setting the pages
export-missing = the fonts cannot show { $characters } in { $place }; write it in other characters if it must be seen

import-about = Read in a principle set from a text, Markdown, a web page, DOCX, ODT or PDF
import-usage = bilag import FILE [-o SET.json] [--language L] [--strict] [--json]
import-option-file = What the principles stand in; - is standard input. What kind of file it is, its content tells
import-option-output = Where the set is saved; - is standard output, as without the option
import-option-language = The language of the text, da for example (otherwise the text tells)
import-option-strict = Fail where anything is doubtful, and save nothing
import-option-json = Print the set with everything that was decided, as JSON
import-example = bilag import agreement.pdf -o agreement.json
value-language-tag = L
value-not-language = { $value } is not a language; write da or en, for example
import-found = “{ $title }”: { $principles } { $principles ->
    [one] principle
   *[other] principles
}{ $groups ->
    [0] {""}
    [one] {" "}in 1 group
   *[other] {" "}in { $groups } groups
}; { $doubts ->
    [0] nothing doubtful
    [one] 1 thing to look at
   *[other] { $doubts } things to look at
}
import-furniture = { $lines } lines left out as running heads, page numbers or navigation
import-overview = a list of contents with { $lines } entries was recognised and is not part of the text
import-more-doubts = … and { $count } more; --json tells them all
import-doubtful = { $doubts ->
    [one] 1 thing is doubtful
   *[other] { $doubts } things are doubtful
}, and --strict wants none; nothing was saved
import-no-principles = no principles were found; they are known by numbers, headings, rows of a table or short lines before long ones
import-at-line = line { $line }: { $what }
import-doubt-format = read as { $chosen }
import-doubt-language = the language may not be “{ $chosen }”; say it with --language
import-doubt-title = no title was found; the set is called “{ $chosen }”
import-doubt-principles = are there { $chosen } principles?
import-doubt-empty = principle { $number } has no text
import-doubt-groups = are there { $chosen } groups?
import-doubt-leads = first paragraphs were read as leads
import-doubt-no-leads = are the first paragraphs leads? They were read as text
import-doubt-closing = does the text go on after the last principle? It was read as part of it
import-doubt-hyphen = “{ $chosen }” or “{ $other }”?
import-doubt-paragraph = “{ $chosen }” or “{ $other }”?
evidence-content = the file begins so
evidence-said = the file says so
evidence-small-words = by its small words
evidence-sequence = labels count up
evidence-missing = labels are missing in the sequence
evidence-level = headings of one level
evidence-table = rows of a table
evidence-strong = strong words
evidence-short = short lines before longer ones
evidence-list = items of a list
evidence-count = the text says as many
evidence-other-count = the text says another number
evidence-coverage = most of the text is under them
evidence-little-coverage = little of the text is under them
evidence-box = in a box
evidence-width = set to another width
evidence-consistent = all alike
evidence-nothing = nothing in the file shows it
evidence-repeated = they repeat on pages
evidence-broken-sentence = a sentence goes on behind them
evidence-equal = the same titles come again
evidence-dictionary = the word stands so elsewhere
evidence-first = it stands first
evidence-file-name = after the file
evidence-long-last = it is much longer than the others
evidence-empty = the others have text
text-too-much = holds more text than is read; divide it
text-archive = is an archive, but no Word or OpenDocument text that can be read
text-xml = is damaged: its XML cannot be read
text-pdf = is a PDF that cannot be read
text-encrypted = is a PDF with a password; save it without one first
text-none = holds no text; a scanned PDF must go through text recognition first
text-not-text = is no text

sets-about = List the principle sets there are
sets-usage = bilag sets [--json]
sets-option-json = As JSON
sets-example = bilag sets

show-about = Show a meeting, a principle set or the meeting in a PDF
show-usage = bilag show FILE|ID [--json]
show-option-file = A meeting, a principle set (file or id) or a PDF of Bilag's; - is standard input
show-option-json = As JSON; “bilag new --set” takes a principle set back
show-example = bilag show budget.bilag

check-about = Find out whether files are whole and valid
check-usage = bilag check FILE …
check-option-file = Meetings, principle sets and PDFs of Bilag's
check-example = bilag check *.bilag handout.pdf
check-set = OK, a principle set ({ $principles ->
    [one] { $principles } principle
   *[other] { $principles } principles
})
check-meeting = OK, a meeting ({ $principles ->
    [one] { $principles } principle
   *[other] { $principles } principles
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
})
check-pdf = OK, a PDF with a meeting ({ $principles ->
    [one] { $principles } principle
   *[other] { $principles } principles
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotations
})
check-not-anchored = warning: what { $reference } was put on is not in the meeting; the note is still there, see “bilag show”

completions-about = Print what your shell needs to complete commands
completions-usage = bilag completions SHELL
completions-option-shell = bash, elvish, fish, powershell or zsh
completions-example = bilag completions bash > bilag.bash

man-about = Print the manual page, or save them all in a folder
man-usage = bilag man [-o FOLDER]
man-option-output = The folder to save the pages in; one for each command
man-example = bilag man -o man1

usage-no-command = there is no command; choose { $commands }, or see bilag --help
usage-file-no-command = { $file } is a file and no command; “bilag FILE” alone opens it in the window, and “bilag show FILE” reads it
usage-unknown-command = there is no command { $name }; choose { $commands }
usage-unknown-command-similar = there is no command { $name }; did you mean { $similar }?
usage-unknown-option = there is no option { $option }
usage-unknown-option-similar = there is no option { $option }; did you mean { $similar }?
usage-too-much = { $value } is one argument too many
usage-missing = { $what } is missing
usage-no-value = { $option } lacks a value
usage-not-one-of = { $option } cannot be { $value }; choose { $valid }
usage-too-many = { $value } is one value too many for { $option }
usage-twice = { $option } is given twice; once is enough
usage-not-utf8 = an argument is not valid UTF-8
usage-other = the arguments cannot be understood
usage-see-help = { $complaint }; see { $help }

value-not-date = { $value } is not a date; write 2026-11-24, for example
value-option = { $value } is an option; write what it shall say before it
value-number-twice = principle { $number } stands twice; write it once
value-not-numbers = { $value } is not a list of principles; write 1,3,7 or 1.4,II or all, for example

standard-input = standard input
standard-output = standard output
output-failed = standard output: cannot be written: { $reason }; send it elsewhere
output-is-pdf = is a PDF, which a meeting cannot be saved in; end the name in .bilag, or make the PDF with “bilag export”
file-is-set = is a principle set, not a meeting; make a meeting of it with “bilag new --set”
file-is-meeting = is a meeting, not a principle set; name an id from “bilag sets” or a set file
set-unknown = is neither a principle set nor a file; the sets are { $known }
set-nameless = Principle set
clock-unreadable = { $variable } is { $value }, which is no time; give whole seconds since 1970, or unset it

document-empty = is empty; name a file that Bilag saved
document-unknown = is neither a meeting, a principle set nor a PDF; name a file of Bilag's
document-broken = is not a whole file of Bilag's, line { $line }, column { $column }: { $reason }; mend the file there, or use an earlier copy
document-other-json = is JSON, but neither a meeting nor a principle set; name a file of Bilag's
reason-breaks-off = it breaks off in the middle
reason-syntax = the character does not fit ({ $detail })
reason-content = the content does not fit ({ $detail })
reason-missing-field = the field { $detail } is missing
reason-unknown-field = there is no field { $detail }

words-principles = { $count ->
    [one] { $count } principle
   *[other] { $count } principles
}
words-set-id = Id: { $id }
words-from-set = From: { $set }
words-agenda = Agenda
words-under-item = Item { $number }
words-nothing-selected = No principles are selected.
words-placeless = Annotations whose place is not in the meeting
words-private = private
words-due = by { $date }

comments-about = Show what others wrote into their copy
comments-usage = bilag comments FILE.pdf|FILE.fdf|FILE.xfdf|FILE.jsonld [--json]
comments-option-file = The copy as it came back: PDF, FDF or XFDF (with the PDF in the same folder), W3C Web Annotation or meeting; - is standard input
comments-option-json = As JSON
comments-example = bilag comments budget-from-the-deputy-mayor.pdf
comments-page = Page { $page }
comments-not-placed = its place in the meeting was not found
page-changed-drawn = Page { $page }: something is drawn on the page, without a comment that can be read.
page-changed-pictures = Page { $page }: there are pictures on the page, or the page is one; what they say cannot be read.
page-changed-added = Page { $page }: there is something here that was not sent: { $words }
page-changed-missing = Page { $page }: words that were sent are missing: { $words }
page-flattened = Page { $page }: the comments are gone and may have been drawn into the page; what was written cannot be read.
page-not-recognised = Page { $page }: this is none of the pages that were sent; the comments on it have no place.
page-of-other-meeting = Page { $page }: this page is of another meeting, { $words }; the comments on it have no place.
page-not-read = Page { $page }: what stands on the page could not be read; the comments on it have no place.
comments-none = Nothing is written in it.

annex-about = Attach files to a meeting as annexes
annex-usage = bilag annex M.bilag FILE … [--item N] [--title TITLE] [--closed] | --list [--json] | --replace B FILE | --move B --to N | --remove B | --save B -o FILE
annex-option-file = The meeting; - is standard input
annex-option-files = The files: PDF, PNG or JPEG; others are attached, but cannot be shown
annex-option-item = The agenda item that the annexes belong to
annex-option-title = What the annex is called (else by its file)
annex-option-closed = The annexes are not for the public
annex-option-list = Show the meeting's annexes
annex-option-json = Show them as JSON
annex-option-replace = Give the annex a new file; annotations stay
annex-option-move = Move the annex
annex-option-to = The annex's place, from 1
annex-option-remove = Remove the annex; annotations stay
annex-option-save = Save the annex's file as it was attached
annex-option-output = Where the annex's file is saved; - is standard output
annex-example =
    bilag annex budget.bilag accounts.pdf --item 4 --title "Accounts 2026"
    bilag annex budget.bilag --list
    bilag annex budget.bilag --save B1 -o accounts.pdf
annex-nothing = there is nothing to do; name a file that is to be attached, or --list, --replace, --move, --remove or --save
annex-together = { $one } and { $other } cannot be used at once; use one at a time
annex-without = { $option } goes with { $with }; write both or neither
annex-one-file = { $option } takes one file; write the new file after the annex
annex-title-for-many = --title is for one file; attach the files one by one, or leave --title out
annex-unknown = there is no annex { $name }; the meeting has { $known }
annex-there-is-none = there is no annex { $name }; the meeting has none
annex-item-unknown = there is no agenda item { $name }; the meeting has { $known }
annex-into-pdf = a PDF takes no annexes; attach them in the meeting's own file
annex-none = The meeting has no annexes.
annex-places-lost = { $count ->
    [one] { $count } annotation is
   *[other] { $count } annotations are
} no longer at a place in an annex; nothing was removed, see “bilag show”
value-annex = B
value-item = N
value-position = N
value-not-place = { $value } is no place; write a number from 1
words-annexes = Annexes
words-annex-closed = closed
words-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
merge-about = Merge what others wrote into the meeting
merge-usage = bilag merge M.bilag PDF|FDF|XFDF|JSONLD|M2.bilag … [-o OUT.bilag] [--json]
merge-option-file = The meeting that they were sent
merge-option-reviews = Their PDFs, XFDF files, W3C annotations or meetings
merge-option-output = Where the merged meeting is saved (otherwise in the meeting itself); - is standard output
merge-option-json = Say as JSON what was merged
merge-option-other-meeting = Take it from a copy of another meeting too
merge-other-meeting = is of another meeting: { $theirs }. You are merging into { $own }. With { $option } it is taken all the same.
merge-other-principles = is of a version with other principles: { $theirs }. You are merging into { $own }. With { $option } it is taken all the same.
merge-example = bilag merge budget.bilag from-*.pdf
merge-from = { $file }: { $author }, { $comments } { $comments ->
    [one] comment
   *[other] comments
}
merge-done = { $added } new, { $updated } answered or changed, { $unchanged } unchanged; { $orphaned } without a place in the meeting; { $deleted } deleted by others and kept here
merge-reworded = Suggests: “{ $text }”
value-review = PDF|FDF|XFDF|JSONLD|M.bilag

edit-title = Title
edit-body = Body
edit-language = Language
edit-date = Date
edit-time = Time
edit-place = Place
edit-participants = Participants
edit-add-agenda-item = Add agenda item
edit-change-agenda-item = Change agenda item
edit-move-agenda-item = Move agenda item
edit-remove-agenda-item = Remove agenda item
edit-set = Change principle set
edit-select = Choose principle
edit-deselect = Leave principle out
edit-move-selected = Move principle
edit-place-under = Place under agenda item
edit-add-annotation = Add annotation
edit-change-annotation = Change annotation
edit-remove-annotation = Delete annotation
edit-add-stroke = Draw
edit-remove-stroke = Erase a stroke
edit-presentation = Look of the presentation
edit-handout = Look of the hand-out
edit-nothing = Nothing
save-no-file = the meeting is not saved in any file yet; choose where to save it
save-stopped = the program stopped in the middle by a fault of its own; the file is the old one or the new one, and the meeting is still open

picture-too-large = is larger than { $limit } MB; make the picture smaller
picture-too-many-pixels = has more than { $limit } million pixels; make the picture smaller
picture-too-intricate = is too intricate a drawing; save it as PNG
picture-unreadable = is not a picture that can be read; use PNG, JPEG or SVG
picture-empty = is wholly transparent; use another picture
attachment-missing = the attachment { $name } is missing; the rest of the meeting is there
attachment-damaged = the attachment { $name } is damaged; the rest of the meeting is there
attachment-left-out = the attachment { $name } is only named here
annex-missing = the file of { $name } is missing; the rest of the meeting is there
annex-damaged = the file of { $name } is damaged; the rest of the meeting is there
annex-left-out = { $name } is only named; the PDF does not have the annex's file
logo = Logo
# ── Nothing is lost
write-read-back = the disk gives back something else than what was written; the file is as it was
write-unreadable = what was written would not open again; the file is as it was
journal-unreadable = the recovery file cannot be read
journal-newer = the recovery file is from a newer Bilag; open it with that
reconcile-line = { $field }: { $theirs }
reconcile-came = came at { $item }
reconcile-left = left at { $item }
reconcile-disqualified = disqualified at { $items }
reconcile-present = present
reconcile-apology = apology
reconcile-absent = absent
reconcile-substitute = substitute for { $whom }
reconcile-nothing = nothing
reconcile-facts = Changed in both versions of the meeting. The other one has:
reconcile-text = Text
reconcile-kind = Kind
reconcile-target = Place
reconcile-color = Colour
reconcile-author = Author
reconcile-status = Status
reconcile-owner = Owner
reconcile-due = Due
edit-no-principle = annotation { $id } is on a paragraph, but on no principle
edit-reply-twice = the meeting has reply { $id } already
edit-number-zero = no principle can have the number 0
save-changed-outside = { $file }: somebody changed the file since it was read; merge with it, save a copy, or overwrite it
save-held = { $person } has the meeting open on { $machine }; save it under another name
save-newer = a newer Bilag wrote the file, and this one would lose: { $lost }; save the meeting under another name
warning-not-journaled = Changes are not kept safe at the moment ({ $reason }); save the meeting.
warning-no-generation = The meeting is saved, but the version before could not be kept ({ $reason }).
warning-attachments = Something that belongs to the meeting is missing or damaged: { $names }.
warning-annexes-left-out = The PDF names annexes, but does not have their files: { $names }. They are in the meeting's own file.
purge-not-begun = the private notes were not removed: { $reason }; everything is as it was
purge-unfinished = the private notes are removed from the meeting, but not from { $path }: { $reason }; Bilag tries again at the next start
receipt-head = Receipt: private notes removed from “{ $title }”, { $when }
receipt-removed =
    Removed: { $annotations ->
        [one] { $annotations } private note
       *[other] { $annotations } private notes
    } with { $replies ->
        [one] { $replies } reply
       *[other] { $replies } replies
    }; { $generations ->
        [one] { $generations } earlier version
       *[other] { $generations } earlier versions
    }; { $journals ->
        [one] { $journals } recovery file
       *[other] { $journals } recovery files
    }; { $temporaries ->
        [one] { $temporaries } half-written file
       *[other] { $temporaries } half-written files
    }; { $attachments ->
        [one] { $attachments } attached file
       *[other] { $attachments } attached files
    } that nothing names any more.
receipt-stays =
    Stays: { $decisions ->
        [one] { $decisions } decision
       *[other] { $decisions } decisions
    }, { $actions ->
        [one] { $actions } action
       *[other] { $actions } actions
    } and { $others ->
        [one] { $others } other annotation
       *[other] { $others } other annotations
    }.
receipt-elsewhere = Copies that other programs have made – backups, and earlier versions in a shared folder – are not Bilag's to remove.
write-unflushed = the file is written, but the disk does not confirm it: { $reason }; save again
reason-size-limit = it is larger than the system allows
reason-closed = it is closed
reason-share-gone = the network drive cannot be reached
reason-busy = another program is writing it
# ── Reviewers' copies

merge-status = Says: { $status }
struck-out = To be deleted
review-omitted =
    { $count ->
        [one] { $count } thing in the file was not taken
       *[other] { $count } things in the file were not taken
    }
not-taken-on-page = Page { $page }: { $what }
not-taken-too-many = an annotation was not read, because the file has more than Bilag reads ({ $kind })
not-taken-kind = is no comment that Bilag can take ({ $kind })
not-taken-attachment = the attached file or recording does not come along; what is written about it does ({ $kind })
not-taken-state = a tick that means nothing in Bilag ({ $kind })
not-taken-damaged = an annotation that does not say what it is
review-unknown = is neither PDF, FDF, XFDF, W3C Web Annotation nor a meeting; save the comments as a PDF, or export them in the reader's program (in Acrobat: Comments → Export All to Data File, FDF or XFDF)
fdf-unreadable = is FDF that cannot be read; export the comments again
fdf-no-comments = is FDF without comments (perhaps the fields of a form); export the comments
author-unnamed-in = unnamed, in { $file }
seen-fact = On { $fact }: { $words }
seen-on-page = Seen on page { $page }: { $words }
seen-page-only = Seen on page { $page }
seen-words = Seen: { $words }
meeting-title = the meeting's title
meeting-body = the body
stamp = Stamp
stamp-approved = Approved
stamp-experimental = Experimental
stamp-not-approved = Not approved
stamp-as-is = As is
stamp-expired = Expired
stamp-not-for-public-release = Not for public release
stamp-confidential = Confidential
stamp-final = Final
stamp-sold = Sold
stamp-departmental = Departmental
stamp-for-comment = For comment
stamp-top-secret = Top secret
stamp-draft = Draft
stamp-for-public-release = For public release
merge-conflicts = { $count ->
    [one] { $count } change is to something that others changed too; both wordings are kept
   *[other] { $count } changes are to something that others changed too; both wordings are kept
}
xfdf-not-xml = is not valid XML: { $reason }; export the comments again
xfdf-entities = defines entities, which Bilag never follows; export the comments again
xfdf-too-many = has more elements than Bilag reads
xfdf-other-xml = is XML, but not XFDF; export the comments as XFDF
xfdf-no-handout = belongs to { $handout }, which is not in the same folder; put the PDF there
web-annotation-broken = is not whole JSON, line { $line }, column { $column }: { $reason }; export the comments again
web-annotation-none = is JSON, but without annotations after W3C's model
web-annotation-elsewhere = refers to annotations that stand elsewhere, which Bilag does not fetch; save them in one file
pdf-too-large = unpacks to more than a hand-out can hold; get the file again from where it came
pdf-protected = is protected and too large to be looked through without danger; save it without protection and open it again
# ── the pages in the window
pages = Pages
report-head = Bilag: details of a problem. They hold nothing from meetings.

# Decisions
outcome = Outcome
outcome-adopted = Adopted
outcome-amended = Adopted with changes
outcome-rejected = Rejected
outcome-postponed = Postponed
outcome-noted = Noted
proposer = Proposer

# ── slides
slides-agenda = Agenda
slides-groups = At a glance
slides-principles = { $count ->
    [one] Principle
   *[other] Principles
}

# ── decisions and drawings
file-drawing-too-large = the drawing { $id } has more strokes or points than Bilag reads; delete some of them
edit-drawing-full = this drawing is full; begin another one
value-outcome = OUTCOME
annotate-not-decision = { $option } belongs to a decision only; use --kind decision, or leave { $option } out
words-proposer = proposed by { $proposer }
recorded = Recorded

suggestion = Suggestion
votes = Votes
votes-for = For
votes-against = Against
votes-abstaining = Abstaining
dissents = Dissenting opinion
replacement = Replaced by
fact-note = Number
fact-visibility = Visibility
fact-seen = Seen in the copy
words-closed = closed item
edit-end = Time of ending
edit-add-section = Add section
edit-change-section = Change section
edit-remove-section = Remove section
edit-add-annex = Add annex
edit-change-annex = Change annex
edit-move-annex = Move annex
edit-remove-annex = Remove annex
annex-name = Annex { $number }
annex-name-of-item = Annex { $number } to item { $item }
edit-no-section = the agenda item has no section { $id }
edit-section-in-use = something is written on the section { $id }; move or delete it first
edit-no-reply = there is no reply { $id }
edit-not-of-kind = an annotation of the kind that { $id } is has no such thing
