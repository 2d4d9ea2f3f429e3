# Vinduets ord på dansk.

## Steder

place-select = Vælg
place-select-about = Vælg principper, og læg dem på dagsordenen
place-annotate = Annotér
place-annotate-about = Markér og skriv i teksten
place-handout = Handout
place-handout-about = Se siderne, som de bliver
menu = Menu
close = Luk
cancel = Annuller
shared = Delt
private = Privat

## Kommandoer

command-group-file = Filer
command-group-edit = Redigér
command-group-view = Vis
command-group-program = Programmet
command-new = Nyt møde
command-new-about = Begynd et nyt møde
command-open = Åbn …
command-open-about = Åbn et møde, en PDF fra Bilag eller en principsamling
command-sample = Eksempelmødet
command-sample-about = Åbn et møde, der viser, hvad Bilag kan
command-save = Gem
command-save-about = Gem mødet
command-save-as = Gem som …
command-save-as-about = Gem mødet i en anden fil
command-close = Til forsiden
command-close-about = Luk mødet, og gå til forsiden
command-export = Eksportér PDF …
command-export-about = Lav handoutens PDF
command-print = Udskriv …
command-print-about = Lav handouten, og åbn den, hvor den kan udskrives
command-undo = Fortryd
command-undo-about = Fortryd det sidste
command-redo = Gentag
command-redo-about = Gør det fortrudte igen
command-find = Søg
command-find-about = Søg i teksten
command-find-next = Næste
command-find-next-about = Gå til det næste fund eller den næste annotation
command-find-previous = Forrige
command-find-previous-about = Gå til det forrige fund eller den forrige annotation
command-zoom-in = Større
command-zoom-in-about = Vis større
command-zoom-out = Mindre
command-zoom-out-about = Vis mindre
command-zoom-reset = Tilpas
command-zoom-reset-about = Vis i den sædvanlige størrelse
command-two-up = To sider
command-two-up-about = Vis to sider ved siden af hinanden
command-choose-set = Vælg principsamling
command-choose-set-about = Vælg en anden principsamling
command-add-agenda-item = Tilføj dagsordenspunkt
command-add-agenda-item-about = Føj et punkt til dagsordenen
command-mark-1 = Markér: Vigtigt
command-mark-1-about = Markér de valgte ord som vigtige
command-mark-2 = Markér: Enighed
command-mark-2-about = Markér de valgte ord, der er enighed om
command-mark-3 = Markér: Afklares
command-mark-3-about = Markér de valgte ord, der skal afklares
command-mark-4 = Markér: Forbehold
command-mark-4-about = Markér de valgte ord med et forbehold
highlight-about = Markér de valgte ord
comment-about = Skriv en kommentar
question-about = Stil et spørgsmål til mødet
decision-about = Skriv en beslutning
action-about = Giv nogen en opgave
command-toggle-private = Privat eller delt
command-toggle-private-about = Skift mellem privat og delt; det private forlader aldrig maskinen
command-delete-annotation = Slet annotation
command-delete-annotation-about = Slet den åbne annotation
command-palette = Find kommando
command-palette-about = Find en kommando ved navn
command-keys = Taster
command-keys-about = Vis alle taster
command-settings = Indstillinger
command-settings-about = Sprog, udseende og navn
command-quit = Afslut
command-quit-about = Luk Bilag
keys-move = Flyt princippet op eller ned
keys-select-words = Vælg ord i teksten
keys-open-card = Åbn annotationen
keys-step-out = Et skridt ud
keys-delete = Slet annotationen
palette-nothing = Ingen kommando hedder sådan.
undo-what = { $what }

## Søgning

search = Søg
search-clear = Ryd søgningen
search-hits = { $count ->
    [0] ingen fund
    [one] { $count } fund
   *[other] { $count } fund
}

## Forsiden

start-about = Tag principper med til mødet: vælg dem, skriv på dem, og del dem ud.
start-drop = Du kan også trække en fil hertil.
start-back = Tilbage til »{ $title }«
start-recent = Seneste møder
start-open = Åbn { $title }, { $file }
start-forget = Fjern { $title } fra listen
drop-here = Slip filen for at åbne den

## Filer

file-unsaved = Ikke gemt
file-none = Endnu ikke i en fil
file-title-open = Åbn
file-title-save = Gem mødet
file-title-export = Gem handouten
file-title-logo = Vælg logo
file-kind-open = Møder, PDF'er og principsamlinger
file-kind-meeting = Møde
file-kind-pdf = PDF
file-kind-picture = Billede
path-about = Systemet har ingen fildialog. Skriv, hvor filen er eller skal ligge.
path-label = Sti
replace-title = Filen findes allerede
replace-about = { $file } ligger allerede i { $folder }. Skal den erstattes?
replace-do = Erstat
path-save = Gem
path-open = Åbn
saved = Gemt i { $file }
exported = Handouten er gemt i { $file }
opened-pdf = Mødet er taget ud af PDF'en. Gem det i en fil for at arbejde videre med det.
open-outside-failed = { $file } kunne ikke åbnes: { $reason }
print-from-there = Handouten åbnes i dit PDF-program; udskriv den derfra.
window-no-display = Bilag kan ikke vise sit vindue: { $reason }; brug kommandolinjen, se »bilag --help«

## Før noget går tabt

unsaved-title = Vil du gemme mødet?
unsaved-about = »{ $title }« er ændret siden sidst. Gemmer du ikke, går ændringerne tabt.
unsaved-save = Gem
unsaved-discard = Gem ikke
unsaved-stay = Annuller

## Eksport

export-stopped = arbejdet blev afbrudt
export-choose = Gem PDF …
export-print = Åbn til udskrift
leaving-about = Det her forlader maskinen:
leaving-pages = { $count ->
    [one] { $count } side
   *[other] { $count } sider
}, { $size } kB
leaving-names = Navne og roller: { $names }
leaving-no-names = ingen
leaving-annotations = Med ud: { $annotations }
leaving-no-annotations = ingen annotationer
leaving-private = { $count ->
    [one] { $count } privat annotation bliver her
   *[other] { $count } private annotationer bliver her
}
leaving-unshown = { $count ->
    [one] { $count } delt annotation bliver her, fordi handouten ikke viser den
   *[other] { $count } delte annotationer bliver her, fordi handouten ikke viser dem
}
leaving-missing = Disse tegn findes ikke i skrifterne og vises som en rude: { $characters }
count-highlight = { $count ->
    [one] { $count } markering
   *[other] { $count } markeringer
}
count-comment = { $count ->
    [one] { $count } kommentar
   *[other] { $count } kommentarer
}
count-question = { $count } spørgsmål
count-decision = { $count ->
    [one] { $count } beslutning
   *[other] { $count } beslutninger
}
count-action = { $count ->
    [one] { $count } opgave
   *[other] { $count } opgaver
}

## Principsamlinger

sets-choose-about = De valgte principper bliver i mødet med den tekst, de har.
sets-file = Fra filen { $file }
sets-open = Åbn en fil …
sets-choice = Skal der vælges fra denne samling i det åbne møde, eller skal den have et nyt møde?
sets-choice-new = Nyt møde
sets-choice-here = I dette møde

## Indstillinger

language-own-name = Dansk
settings-language = Sprog
settings-language-system = Som systemet
settings-theme = Farver
settings-text-size = Tekstens størrelse
settings-percent = { $percent } %
settings-calm = Ingen bevægelse
settings-author = Dit navn eller din rolle
settings-author-hint = fx Sekretær
settings-visibility = Nye annotationer er
settings-version = Bilag { $version } · MIT eller Apache-2.0 · intet netværk
theme-system = Som systemet
theme-light = Lyse
theme-dark = Mørke
theme-high-contrast = Høj kontrast

## Beskeder

notice-open = Åbn
notice-show = Vis i mappen
notice-close = Luk beskeden

## Felter

date-hint = fx 21.11.2026
date-unreadable = Ikke en dato. Skriv fx 21.11.2026
time-hint = fx 17.00
time-unreadable = Ikke et klokkeslæt. Skriv fx 17.00

## Annotér

annotate-empty = Der er ikke valgt nogen principper endnu. Vælg dem under »Vælg«.
annotate-write-on = Skriv om »{ $what }«
annotate-placeless = Uden plads i teksten
annotate-placeless-about = Ordene, som disse annotationer sad på, findes ikke i mødet længere. Intet er tabt.
author-none = Uden navn
card-close = Luk kortet
card-text = { $kind }, tekst
card-author = Fra
card-replies = { $count } svar
card-reply = Svar
card-reply-hint = Skriv et svar
card-reply-send = Send svaret
card-hint-highlight = En bemærkning til markeringen
card-hint-comment = Skriv kommentaren
card-hint-question = Skriv spørgsmålet
card-hint-decision = Skriv beslutningen
card-hint-action = Skriv opgaven
agenda-item-none = Intet punkt
filter-all = Alle
filter-kind = Slags
filter-author = Fra
filter-status = Status
filter-visibility = Privat og delt
filter-agenda-item = Punkt
filter-clear = Vis alle
filter-count = { $shown } af { $all }

## Handout

handout-template = Skabelon
template-full = Fuld tekst
template-full-about = Hele teksten med noter i margenen
template-summary = Resumé
template-summary-about = Kernen, det markerede, spørgsmål
template-notes = Noteark
template-notes-about = Kernen, og linjer at skrive på
template-large-print = Stor skrift
template-large-print-about = Hele teksten i 18 punkt
template-minutes = Referat
template-minutes-about = Beslutninger og opgaver, punkt for punkt
template-slides = Præsentation
template-slides-about = Som på projektoren, én side ad gangen
template-slides-notes = Præsentation med linjer
template-slides-notes-about = Tre sider på hvert ark, og linjer at skrive på
handout-shows = Indhold
handout-aspect = Præsentationens format
handout-cover = Mødets oplysninger
cover-none = Vises ikke
cover-block = Øverst på første side
cover-page = På en side for sig
handout-annotations = Annotationer
shown-both = På siden og som PDF-noter
shown-printed = Trykt på siden
shown-pdf = Som PDF-noter
shown-none = Ingen
handout-contents = Indholdsfortegnelse
handout-look = Udseende
handout-accent = Farve
accent-blue = Blå
accent-teal = Petroleum
accent-green = Grøn
accent-red = Rød
accent-purple = Violet
accent-grey = Grå
accent-own = En anden farve
handout-language = Handoutens sprog
handout-language-own = Som mødets tekst
handout-footer = Nederst på hver side
handout-footer-hint = fx Åbent punkt
handout-thumbnails = Små sider
handout-page = Side { $page } af { $pages }
handout-zoom = { $percent } %
handout-laying-out = Siderne sættes …
logo-choose = Vælg billede …
logo-replace = Skift …
logo-remove = Fjern
logo-description = Hvad logoet viser
logo-description-hint = fx kommunens navn
ink-about = Tegn
card-hint-ink = En bemærkning til tegningen
count-ink = { $count ->
    [one] { $count } tegning
   *[other] { $count } tegninger
}
count-suggestion = { $count ->
    [one] { $count } forslag
   *[other] { $count } forslag
}
# ── Vælg

select-tab-set = Principper
select-tab-meeting = Møde og dagsorden ({ $count })
select-other-set = Anden samling …
select-chosen = { $chosen } af { $count } valgt
select-all = Vælg alle
select-all-of = Vælg alle i »{ $group }«
select-principle = Princip { $number }: { $title }
select-unfold = Læs hele teksten
select-unfold-principle = Læs hele { $principle }
select-fold = Vis mindre
select-fold-principle = Vis mindre af { $principle }
select-annotations = { $count ->
    [one] { $count } annotation
   *[other] { $count } annotationer
}
select-annotations-of = { $text } til { $principle }
select-annotations-stay = { $count ->
    [one] { $count } annotation bliver i mødet
   *[other] { $count } annotationer bliver i mødet
}
select-other-text = Mødet har dette nummer med en anden tekst.
select-nothing-found = Ingen principper rummer de ord.
select-hidden = { $count ->
    [one] { $count } princip uden fund er foldet væk.
   *[other] { $count } principper uden fund er foldet væk.
}
select-show-all = Vis alle principper
select-meeting = Mødet
select-title = Titel
select-title-hint = fx Budget 2027
select-body = Hvem der mødes
select-body-hint = fx Økonomiudvalget
select-time = Klokken
select-place-hint = fx Rådhuset, lokale 2
select-participants-hint = Én på hver linje, eller med komma imellem
select-agenda-about = I samme rækkefølge som i handouten. Flyt med musen eller Alt+↑ og Alt+↓.
select-nothing-chosen = Ingen principper er valgt endnu.
select-nothing-here = Træk principper hertil.
select-item-number = Nummer på punkt { $number }
select-item-number-hint = Nr.
select-item-title = Titel på punkt { $number }
select-item-title-hint = Punktets titel
select-item-remove = Fjern punkt { $number }
select-row = Princip { $number } på dagsordenen: { $title }
select-row-named = { $principle } på dagsordenen
select-row-place = Læg { $principle } under et punkt
select-row-remove = Tag { $principle } ud af mødet
select-drag = Træk for at flytte
select-other-order = Handouten har en anden rækkefølge end dagsordenen.
select-follow-agenda = Følg dagsordenen

## Det, der ikke må gå tabt

command-import = Hent kommentarer …
command-import-about = Hent det, andre har skrevet i deres eksemplar, ind i mødet
command-versions = Tidligere udgaver
command-versions-about = Vis tidligere udgaver af filen, og tag en af dem frem
command-purge = Slet det private
command-purge-about = Slet alle private annotationer for altid
file-title-reviews = Hent kommentarer
file-kind-reviews = Eksemplarer, der er kommet tilbage
recovery-title = Der er noget at gendanne
recovery-about = Bilag stoppede, før dette blev gemt. Vælg, hvad der skal ske med det.
recovery-in-file = I filen
recovery-in-journal = Da Bilag stoppede
recovery-no-file = Ikke i nogen fil
recovery-edits = { $count ->
    [one] { $count } ændring
   *[other] { $count } ændringer
}
recovery-torn = Den allersidste ændring var ikke skrevet helt og er tabt.
recovery-changed = Filen er ændret af andre siden.
recovery-take = Gendan
recovery-take-about = Arbejd videre med »{ $title }«, som det var
recovery-decline = Undvær
recovery-decline-about = Behold filen, som den er. Det andet gemmes i 30 dage.
recovery-later = Senere
version-holds = { $principles ->
    [one] { $principles } princip
   *[other] { $principles } principper
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotationer
}
outside-title = Filen er ændret af andre
outside-about = { $file } er ændret, siden du åbnede den. Flet de to sammen, gem dit i en ny fil, eller gem hen over.
outside-merge = Flet sammen
outside-copy = Gem i ny fil …
outside-overwrite = Gem hen over
outside-overwritten = Gemt. Det, der var der før, findes under »Tidligere udgaver«.
outside-merged = { $conflicts ->
    [0] Flettet sammen.
   *[other] Flettet sammen. { $conflicts } ting var ændret begge steder; begge dele er i mødet.
}
outside-same = Der var ikke noget nyt i filen.
gone-title = Filen er der ikke længere
gone-about = { $file } er ikke, hvor den var. Den kan være flyttet, omdøbt eller slettet, eller drevet er ikke tilsluttet. Det, du har skrevet, er her endnu.
gone-again = Gem her igen
gone-later = Vent
held-title = En anden har filen åben
held-about = { $person } på { $machine } har haft filen åben siden { $since }. Du kan læse den og gemme under et andet navn.
held-read = Læs den
held-copy = Gem i ny fil …
held-take = Overtag den
held-take-about = Brug det, hvis filen ikke blev lukket, fordi maskinen gik ned
copies-title = Der er flere kopier af filen
copies-about = Et program, der synkroniserer mappen, har lavet kopier, som er ændret hver for sig.
versions-none = Der er ingen tidligere udgaver endnu. Bilag gemmer de ti seneste, når du gemmer.
versions-about = At tage en udgave frem kan fortrydes.
versions-until = Indtil { $when }
versions-take = Tag frem
versions-taken = Den tidligere udgave er taget frem. Fortryd bringer den nye tilbage.
purge-question = { $count ->
    [0] Der er ingen private annotationer i mødet. Det, Bilag selv har gemt om dem tidligere, slettes også.
    [one] Den ene private annotation slettes for altid fra mødet, filen og alt, hvad Bilag har gemt om det. Det kan ikke fortrydes.
   *[other] { $count } private annotationer slettes for altid fra mødet, filen og alt, hvad Bilag har gemt om det. Det kan ikke fortrydes.
}
purge-go = Slet for altid
receipt-title = Det private er slettet
receipt-copy = Kopiér kvitteringen
merge-summary =
    { $all ->
        [one] { $all } ændring
       *[other] { $all } ændringer
    }, heraf { $new } nye; { $unchanged } som før
merge-is-other-meeting = Kopien er fra et andet møde: { $theirs }. Den flettes ind i { $own }.
merge-is-other-version = Kopien er fra en udgave med andre principper: { $theirs }. Den flettes ind i { $own }.
merge-take-other-meeting = Tag det alligevel
merge-go = Hent ind i mødet
merge-taken =
    { $count ->
        [one] { $count } ændring er hentet ind. Fortryd tager den
       *[other] { $count } ændringer er hentet ind. Fortryd tager dem alle
    } ud igen.
merge-own = Nu: »{ $text }«
merge-what-added = ny
merge-what-returned = slettet her, skrevet på dér
merge-what-replied = svar
merge-what-redrawn = tegnet om; begge tegninger bevares
merge-what-reworded = omskrevet
merge-what-moved = flyttet til andre ord
merge-what-status = ny status
merge-what-deleted = slettet dér
merge-what-reply-deleted = svar slettet dér
merge-tally-new = { $count ->
    [one] { $count } ny
   *[other] { $count } nye
}
merge-tally-doubtful = { $count ->
    [one] { $count } på ord, der siden er ændret
   *[other] { $count } på ord, der siden er ændret
}
merge-tally-unplaced = { $count } uden plads
merge-tally-changed = { $count ->
    [one] { $count } ændret eller besvaret
   *[other] { $count } ændrede eller besvarede
}
merge-tally-deleted = { $count ->
    [one] { $count } slettet
   *[other] { $count } slettede
}
merge-tally-nothing = intet nyt
merge-show-words = Vis ordene
merge-hide-words = Skjul ordene
merge-doubtful = ordene er ændret siden; se efter, om stedet er det rigtige
merge-by = Ændret af: { $who }
merge-by-nobody = Ændret i { $file }; det fremgår ikke af hvem
merge-take-own = Behold mødets
merge-take-reply = Tag med som svar
merge-take-theirs = Tag deres
command-report = Meld et problem
command-report-about = Vis, hvad en melding om et problem ville indeholde
report-about = Det her står i meldingen, og intet fra dine møder. Kopiér den, og send den til den, der hjælper dig.
report-copy = Kopiér

# ── decisions and drawings
outcome-none = Intet udfald endnu
select-item-minutes = Minutter til punkt { $number }
select-item-minutes-unit = min.
card-on-page = På handoutets side { $page }
card-on-annex = Tegnet på bilag, { $page }
card-on-slide = På en side i præsentationen: { $slide }
card-slide-not-shown = – vises ikke nu
slide-title = Titel
slide-agenda = Dagsorden
slide-groups = Overblik
slide-lead = Titel og resumé
slide-passage = Fremhævet sted
slide-text = Tekst
slide-questions = Spørgsmål
slide-decisions = Beslutninger
slide-sources = Kilder
# ── Præsentér

place-present = Præsentér
place-present-about = Vis sider på en skærm
command-start = Start præsentationen
command-start-about = Vis siderne fra den første
command-start-here = Start herfra
command-start-here-about = Vis siderne fra den valgte
cue-next = Næste
cue-next-about = Vis næste side
cue-back = Tilbage
cue-back-about = Vis forrige side
cue-first = Første side
cue-first-about = Vis den første side
cue-last = Sidste side
cue-last-about = Vis den sidste side
cue-go-to = Gå til side
cue-go-to-about = Skriv sidens nummer, og tryk Enter
cue-black = Sort
cue-black-about = Gør tilhørernes skærm sort, eller vis siden igen
cue-white = Hvid
cue-white-about = Gør tilhørernes skærm hvid, eller vis siden igen
cue-freeze = Frys
cue-freeze-about = Behold tilhørernes billede, mens du går videre; tryk igen for at vise, hvor du er
cue-hide = Skjul
cue-hide-about = Tag siderne af skærmen, så det bagved ses, eller sæt dem tilbage
cue-overview = Oversigt
cue-overview-about = Vis alle sider, og søg i dem
cue-swap = Byt skærme
cue-swap-about = Lad sider og noter bytte skærm
cue-note = Note
cue-note-about = Skriv en privat note til dette princip
cue-decision = Beslutning
cue-decision-about = Frys billedet, og formulér en beslutning
cue-timer = Stands eller start uret
cue-timer-about = Stands talens ur, eller lad det gå videre
cue-leave = Forlad
cue-leave-about = Forlad sort, hvid, frosset eller skjult, og siden præsentationen
present-audience = Sider til tilhørerne
present-next = Næste
present-last = Det var den sidste side.
present-slide-of = Side { $slide } af { $slides }
present-go-to-number = Gå til side { $number }
present-overview = Alle sider
present-overview-nothing = Ingen sider har disse ord.
present-overview-here = { $slide } (her)
present-state-live = Tilhørerne ser denne side
present-state-frozen = Frosset: Tilhørerne ser stadig dette. F viser, hvor du er, Esc går tilbage
present-state-black = Tilhørernes skærm er sort. Næste viser siden igen
present-state-white = Tilhørernes skærm er hvid. Næste viser siden igen
present-state-hidden = Skjult: Tilhørerne ser det, der er bag siderne. Næste viser dem igen
present-hidden = Skjult
present-end-question = Afslut præsentationen?
present-end-about = Du kan starte igen fra samme side.
present-end = Afslut
present-go-on = Fortsæt
present-screens = Skærme
present-screens-unknown = Systemet siger ikke, hvilke skærme der er.
present-screen-slides = Sider
present-screen-notes = Noter
present-screen-choose = Sider på { $screen }, { $size }
present-screen-one = Der er én skærm. Siderne dækker dette vindue, og alle taster virker dér.
present-here = Du er her
present-notes = Noter
present-notes-larger = Større noter
present-notes-smaller = Mindre noter
present-notes-none = Der er ingen noter til dette.
present-notes-kept = { $count ->
    [one] { $count } privat note; der er én skærm, så den kan ses. Vis den
   *[other] { $count } private noter; der er én skærm, så de kan ses. Vis dem
}
present-drawings-left-off = { $count ->
    [one] { $count } tegning vises ikke på denne slide: den blev tegnet, mens her stod noget andet. Den er gemt
   *[other] { $count } tegninger vises ikke på denne slide: de blev tegnet, mens her stod noget andet. De er gemt
}
present-note-on = Note til { $principle }
present-note-on-meeting = Note til mødet
present-note-done = Færdig
present-note-edit = Skriv videre
present-note-edit-name = Skriv videre på { $code }
present-decision-on = Beslutning om { $principle }
present-decision-on-meeting = Mødets beslutning
present-decision-outcome = Udfald
present-decision-open = Ikke sagt endnu
present-decision-proposer = Stillet af
present-decision-item = Dagsordenspunkt
present-decision-no-item = Intet
present-decision-show = Vis den
present-decision-keep = Behold den privat
present-clock-wall = Klokken
present-clock-elapsed = Gået
present-clock-stopped = Standset
present-clock-left = Tilbage
present-clock-soon = { $time }, slutter snart
present-clock-over = { $time } over tiden
present-clock-reset = Begynd uret forfra
present-agenda = Dagsorden
present-of-minutes = af { $minutes } min.
present-time = Tid
present-minutes = Minutter til det hele
present-minutes-about = Hvert dagsordenspunkt har sine egne minutter under »Vælg«.
present-shows = Det vises
present-shows-lead = Titel og sammenfatning
present-shows-passages = Markerede steder
present-shows-text = Hele teksten
present-shows-questions = Spørgsmål
present-shows-of = { $principle }: { $what }
present-slides-count = { $count ->
    [one] { $count } side
   *[other] { $count } sider
}
present-state-lost = Skærmen med siderne er væk; tilhørerne ser intet
present-screen-lost = { $screen } er væk. Siderne venter på den og holder sig fra dine noter.
present-screen-new = Der er kommet en skærm: { $screen }
present-screen-use = Sider på { $screen }
present-awake-reason = Der vises en præsentation
keys-number = Gå til den side
keys-add = Tilføj en tast
keys-add-to = Tilføj en tast til { $command }
keys-press = Tryk på tasten; Esc fortryder
keys-take-away = Tag { $key } fra { $command }
keys-reset = De sædvanlige
keys-reset-of = Giv { $command } dens sædvanlige taster
keys-taken = { $key } er allerede »{ $command }«.
keys-digit = Cifre er til sidernes numre.
present-clock-time = { $hour }.{ $minute }

# ── pointing and drawing
hand-laser = Laser
hand-laser-about = En lysplet: rød, så grøn, så ingen
hand-spotlight = Spot
hand-spotlight-about = Dæmper alt andet end det, der peges på
hand-zoom = Zoom
hand-zoom-about = Tættere på et felt, du trækker op, eller på én markeret passage efter den anden; derefter tilbage
hand-closer = Tættere på
hand-closer-about = Viser siden større
hand-wider = Længere fra
hand-wider-about = Viser mere af siden, til sidst det hele
hand-pen-1 = Rød pen
hand-pen-1-about = Tegner med rødt
hand-pen-2 = Blå pen
hand-pen-2-about = Tegner med blåt
hand-pen-3 = Grøn pen
hand-pen-3-about = Tegner med grønt
hand-pen-4 = Sort pen
hand-pen-4-about = Tegner med sort
hand-pen-5 = Rød tusch
hand-pen-5-about = En bred rød streg, som ordene kan ses igennem
hand-pen-6 = Blå tusch
hand-pen-6-about = En bred blå streg, som ordene kan ses igennem
hand-pen-7 = Grøn tusch
hand-pen-7-about = En bred grøn streg, som ordene kan ses igennem
hand-pen-8 = Grå tusch
hand-pen-8-about = En bred grå streg, som ordene kan ses igennem
hand-eraser = Viskelæder
hand-eraser-about = Fjerner de streger, det rører ved
hand-drawings = Skjul tegninger
hand-drawings-about = Skjuler det, der er tegnet på siderne, eller viser det igen; intet går tabt
hand-discard = Kassér tegninger
hand-discard-about = Kasserer det, der er tegnet på denne side; fortryd henter det tilbage

# ── the room check
room-check = Tjek lokalet
room-check-close = Luk lokaletjekket
room-check-about = Et minut før start, med projektoren tændt.
room-check-good = i orden
room-check-look = se efter
room-check-bad = kræver opmærksomhed
room-check-screens = Skærme
room-check-screens-unknown = Systemet fortæller ikke, hvilke skærme der er.
room-check-screens-one = Der er én skærm. Sider og noter deles om den; H lægger siderne væk og henter dem igen.
room-check-screens-several = Der er { $count } skærme. Hver viser sit nummer og navn i nogle sekunder:
room-check-screens-number = Vis numrene
room-check-clicker = Klikker
room-check-clicker-try = Sæt markøren i feltet, og tryk på hver af klikkerens knapper.
room-check-clicker-here = Prøv klikkeren her
room-check-clicker-listens = Tryk på en knap … (Tab forlader feltet)
room-check-clicker-known = Knapperne er kendte.
room-check-clicker-unknown = En knap gør ingenting. Tryk F1, og giv en kommando dens tast dér.
room-check-clicker-key = { $key }: { $does }
room-check-clicker-nothing = intet endnu
room-check-legible = Bageste række
room-check-legible-good = Den mindste tekst ({ $size } punkt, side { $slide }) kan læses på { $from } m; bageste række sidder { $row } m væk.
room-check-legible-bad = Den mindste tekst ({ $size } punkt, side { $slide }) kan kun læses på { $from } m; bageste række sidder { $row } m væk. Gør billedet større, eller flyt stolene tættere på.
room-check-legible-source = Bogstaver skal være en tohundrededel af afstanden høje (ANSI/AVIXA V202.01:2016). Målene er billedets, ikke væggens.
room-check-hall-small = Lille lokale
room-check-hall-middle = Mellemstort lokale
room-check-hall-large = Stort lokale
room-check-hall-picture = Billedets højde
room-check-hall-row = Til bageste række
room-check-contrast = Kontrast
room-check-contrast-good = Den svageste tekst har en kontrast på { $contrast } : 1 (side { $slide }); der kræves { $enough } : 1.
room-check-contrast-bad = Tekst på side { $slide } har en kontrast på { $contrast } : 1; der kræves { $enough } : 1. Mørklæg lokalet, eller vælg en anden accentfarve.
room-check-private = Private noter
room-check-private-none = Mødet har ingen private noter.
room-check-private-good = { $count ->
    [one] Mødet har 1 privat note.
   *[other] Mødet har { $count } private noter.
} Siderne er bogstav for bogstav de samme uden; intet privat er på dem.
room-check-private-bad = Siderne er ikke mødets uden dets private noter. Start ikke; meld det som en fejl.
room-check-private-picture = Det er dette, tilhørerne får at se:
room-check-awake = Pauseskærm
room-check-awake-asked = Bilag beder systemet holde skærmen tændt, mens du præsenterer.
room-check-awake-on = Skærmen bliver tændt, mens du præsenterer.
room-check-awake-unknown = Systemet lover ikke, at skærmen bliver tændt. Slå pauseskærmen fra under mødet.
suggestion-about = Forslag til andre ord
card-hint-suggestion = Skriv en bemærkning til forslaget

## Hvad der ventes på

file-not-safe = Endnu ikke sikret på disken
waiting-title = Et øjeblik
waiting-about = Bilag venter på disken, så intet går tabt.
reading-progress = { $done } af { $of } er læst
work-stopped = En fejl i programmet standsede arbejdet: { $what }. Mødet er, som det var; prøv igen.
work-open = åbningen af en fil
work-export = skrivningen af handoutet
work-pages = siderne
work-slides = præsentationens slides
work-reviews = læsning af det, der er sendt tilbage
work-search = søgningen
