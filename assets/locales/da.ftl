# Bilags ord på dansk. Navnene er de samme i hver sprogfil; en prøve sammenligner dem.

## Datoer, tider og citationstegn

date-long = { $day }. { $month ->
    [1] januar
    [2] februar
    [3] marts
    [4] april
    [5] maj
    [6] juni
    [7] juli
    [8] august
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
date-and-time = { $date } { $time }
time-of-day = kl. { $hour }.{ $minute }
quoted = »{ $words }«

## Filer

read-failed = kan ikke læses: { $reason }
read-missing = findes ikke; ret navnet eller stien
read-folder = er en mappe; angiv en fil
read-too-large = er større end { $limit } MB; så store filer læser Bilag ikke
write-failed = kan ikke skrives: { $reason }; filen, der var der i forvejen, er urørt
write-closed-folder = kan ikke gemmes: mappen { $folder } tager ikke imod filer fra dig; vælg en anden
write-folder = er en mappe; angiv et filnavn
write-no-folder = mappen { $folder } findes ikke; opret den, eller vælg en anden
reason-not-found = filen findes ikke
reason-permission-denied = du har ikke adgang
reason-disk-full = der er ikke plads på disken
reason-name-too-long = navnet er for langt
reason-read-only = drevet er skrivebeskyttet

## Principsamlinger

set-not-readable = er ikke en principsamling, linje { $line }, tegn { $column }: { $reason }; ret filen dér
set-empty = rummer ingen principper; en samling skal have mindst ét
set-number-zero = princippet »{ $title }« har nummer 0; principper tælles fra 1
set-number-twice = to principper har nummer { $number }; giv dem hver sit
set-no-title = princip { $number } har hverken titel eller betegnelse (label); giv det en af dem

## Møder

file-not-readable = er ikke et helt møde, linje { $line }, tegn { $column }: { $reason }; ret filen dér, eller brug en tidligere kopi
file-no-meeting = er JSON, men ikke et møde fra Bilag; angiv en .bilag-fil
file-newer = er gemt af en nyere Bilag (filversion { $found }; denne læser til og med { $known }); opdatér Bilag
envelope-unreadable = er en ZIP-fil, hvis indholdsfortegnelse er beskadiget eller vildleder ({ $reason }); hent filen igen
envelope-no-meeting = er en ZIP-fil, men ikke et møde fra Bilag; angiv en .bilag-fil
envelope-damaged = er et møde, men det er beskadiget; hent filen igen
envelope-too-large = pakker ud til mere, end et møde kan rumme
file-id-twice = to ting har samme id, { $id }; giv dem hver sit
file-number-twice = princip { $number } står der to gange eller har nummer 0; ret udvalget
file-no-principle = annotationen { $id } sidder på et afsnit eller på ord, men ikke i et princip; angiv princippets nummer
file-no-agenda-item = noget hører til dagsordenspunktet { $id }, som ikke er der; ret henvisningen
color-unknown = farven { $number } findes ikke; vælg 1 til 4
reference-unreadable = »{ $reference }« er ikke en reference; skriv fx P3, P3.2 eller meeting
reference-ambiguous = »{ $reference }« kan være { $readings }; skriv den kode, der menes
reference-reading = { $code } ({ $name })

edit-no-agenda-item = der er intet dagsordenspunkt { $id }
edit-agenda-item-in-use = dagsordenspunktet { $id } er i brug; flyt først det, der hører til det
edit-not-selected = princip { $number } er ikke valgt
edit-selected-already = princip { $number } er valgt i forvejen
edit-no-annotation = der er ingen annotation { $id }
edit-no-annex = der er intet bilag { $id }
edit-no-stroke = der er ingen sådan streg i annotation { $id }
edit-id-taken = id'et { $id } er i brug

## Handoutet

untitled = Uden titel
page-of = Side { $page } af { $pages }
contents-link = { $heading }, side { $page }
contents = Indhold
legend = Markeringer
date = Dato
place = Sted
participants = Deltagere
basis = Grundlag
and = og
or = eller
principle = Princip
principle-without-title = Princip { $number }
principle-number = princip { $number }
agenda-item = Punkt
agenda-item-number = Punkt { $number }
no-agenda-item = Uden dagsordenspunkt
nothing-selected = Der er ikke valgt principper til mødet.
no-records = Ingen beslutninger.
other-records = Øvrige beslutninger og opgaver
nothing-decided = Der er ikke noteret beslutninger eller opgaver.
source = Kilde
marked-passages = Markerede steder
questions = Spørgsmål
unplaced = Noter til principper, der ikke er med
words-not-found = ordene findes ikke længere i teksten
minutes = Referat
highlight-1 = Vigtigt
highlight-2 = Enighed
highlight-3 = Afklares
highlight-4 = Forbehold
highlight = Markering
comment = Kommentar
question = Spørgsmål
decision = Beslutning
reply = Svar
ink = Tegning
action = Opgave
owner = Ansvarlig
due = Frist
status = Status
status-open = åben
status-accepted = vedtaget
status-rejected = forkastet
status-cancelled = bortfaldet
status-completed = afsluttet

## PDF

embedded-layout = Hvor mødets ord står på siderne, så kommentarer kan finde dem igen
embedded-meeting = Mødet, som Bilag kan åbne og arbejde videre på
embedded-picture = Et billede, som mødet viser
meeting-facts = mødets oplysninger
export-font = en skrifttype kunne ikke indlejres: { $reason }
export-failed = PDF'en kunne ikke sættes sammen: { $reason }
pdf-not-readable = er ikke en PDF, der kan læses; filen er måske afkortet
pdf-encrypted = er låst med en adgangskode; gem den uden
pdf-no-meeting = rummer ikke et møde; kun PDF'er fra Bilag gør
pdf-meeting = det indlejrede møde { $reason }

## Kommandolinjen

help-usage = Brug
help-commands = Kommandoer
help-arguments = Argumenter
help-options = Tilvalg
help-example = Eksempel
help-help = Vis denne hjælp
help-version = Vis versionen
help-name = Navn
help-description = Beskrivelse

value-meeting = M.bilag
value-meeting-or-pdf = M.bilag|M.pdf
value-pdf = UD
value-out = UD
value-set = ID|FIL
value-file = FIL
value-file-or-set = FIL|ID
value-folder = MAPPE
value-numbers = 1,3,7|1.4,II|all
value-title = TITEL
value-body = NAVN
value-date = ÅÅÅÅ-MM-DD
value-place = STED
value-reference = REF
value-words = ORD
value-kind = SLAGS
value-text = TEKST
value-color = 1..4
value-person = NAVN
value-template = SKABELON
value-annotations = printed|pdf|both|none
value-language = da|en
value-aspect = 16:9|4:3
value-shell = SHELL

bilag-about = Vælg principper til et møde, annotér dem, og del dem ud som en tilgængelig PDF.
bilag-usage = bilag KOMMANDO [TILVALG]
bilag-example =
    bilag new --select 1,3,7 --title "Budget 2027" --body Økonomiudvalget -o budget.bilag
    bilag annotate budget.bilag --at P3 --kind question --text "Hvem følger op?"
    bilag export budget.bilag -o budget.pdf

new-about = Lav et møde ud fra en principsamling
new-usage = bilag new [--set ID|FIL] [--select 1,3,7|all] [--title TITEL] [--body NAVN] [--date ÅÅÅÅ-MM-DD] [--place STED] -o M.bilag
new-option-set = Principsamlingen: et id fra »bilag sets« eller en fil (ellers den indbyggede)
new-option-select = Principperne ved nummer (3), betegnelse (1.4, II, 9a) eller kode (P3), i den rækkefølge de skal stå (ellers alle)
new-option-title = Mødets titel (ellers samlingens)
new-option-body = Hvem der mødes, fx et udvalg
new-option-date = Mødets dag
new-option-place = Hvor mødet holdes
new-option-output = Filen, mødet gemmes i; - er standard ud
new-example = 
    bilag new --select 1,3,7 --title "Budget 2027" \
        --body Økonomiudvalget --date 2026-11-24 -o budget.bilag
new-no-number = samlingen har intet princip { $number }; den har { $known }

annotate-about = Skriv en annotation i et møde
annotate-usage = bilag annotate M.bilag --at REF [--quote ORD] --kind SLAGS [--text TEKST] [--color 1..4] [--private] [--author NAVN] [--outcome UDFALD] [--proposer NAVN] [--owner NAVN] [--due ÅÅÅÅ-MM-DD] [-o UD]
annotate-option-file = Mødet; - er standard ind
annotate-option-at = Hvad den handler om: P3 eller P1.4 (et princip ved nummer eller betegnelse), P3.2 (dets afsnit 2; 0 er resuméet), I4 (et dagsordenspunkt), B1.s3 (side 3 i bilag 1) eller meeting
annotate-option-quote = De ord, den sættes på, nøjagtigt som de står i teksten
annotate-option-kind = highlight, comment, question, decision eller action
annotate-option-text = Hvad der skal stå. Kun en markering kan undvære det
annotate-option-color = Markeringens farve: 1 vigtigt (gul), 2 enighed (grøn), 3 afklares (blå), 4 forbehold (rød); ellers 1
annotate-option-private = Kun til dig selv: kommer aldrig med i en PDF
annotate-option-author = Hvem der skriver, ved navn eller rolle
annotate-option-outcome = Hvad mødet besluttede (kun beslutning): adopted (godkendt), amended (med ændringer), rejected (forkastet), postponed (udsat) eller noted (til efterretning)
annotate-option-proposer = Hvem der stillede forslaget (kun beslutning)
annotate-option-owner = Hvem der skal udføre opgaven (kun action)
annotate-option-due = Hvornår opgaven skal være udført (kun action)
annotate-option-output = En anden fil at gemme i (ellers mødets egen); - er standard ud
annotate-example =
    bilag annotate budget.bilag --at P3 --quote "decentralt ledelsesrum" --kind highlight --color 2
    bilag annotate budget.bilag --at P3 --kind action --text "Lav en liste." \
        --owner Sekretariatet --due 2027-01-15
annotate-at-note = { $at } er en note; angiv det princip eller afsnit, den står ved
annotate-not-selected = { $at } er ikke i mødet; det har { $known }
annotate-no-paragraph = { $at } findes ikke; det sidste afsnit er { $last }, og 0 er resuméet
annotate-quote-empty = --quote er tom; angiv de ord, annotationen skal stå på, eller udelad --quote
annotate-no-page = { $at } findes ikke; bilagets sidste side er { $last }
annotate-no-pages = { $at } findes ikke; bilaget har ingen sider, som Bilag kan tælle; skriv til bilaget som helhed
annotate-quote-in-annex = et bilags ord står ikke i mødet; udelad --quote, og skriv til siden
annotate-quote-nowhere = --quote kræver et princip; angiv det med --at, fx --at P3
annotate-quote-missing = { $quote } står ikke i { $searched } eller andre steder i mødet; kopiér ordene fra »bilag show«
annotate-quote-elsewhere = { $quote } står ikke i { $searched }, men i { $found }; ret --at
annotate-quote-twice = { $quote } står flere steder: { $found }; tag flere af ordene omkring med, eller angiv afsnittet med --at
annotate-quote-twice-here = { $quote } står { $times } gange i { $found }; tag flere af ordene omkring med
annotate-highlight-no-quote = en markering skal have ord at stå på; angiv dem med --quote
annotate-no-text = { $kind } skal have en tekst; skriv den med --text
annotate-not-action = { $option } hører kun til en opgave; brug --kind action, eller udelad { $option }
annotate-into-pdf = er en PDF, som et møde ikke kan gemmes i; angiv en .bilag-fil med -o

export-about = Lav mødets handout som PDF, eller annotationerne for sig
export-usage = bilag export [M.bilag|M.pdf] -o UD.pdf|UD.xfdf|UD.jsonld [--template SKABELON] [--aspect 16:9|4:3] [--annotations printed|pdf|both|none] [--language da|en] [--no-cover] [--no-contents]
export-option-file = Mødet, eller en PDF, der rummer det (ellers eksempelmødet); - er standard ind
export-option-output = Filen; endelsen afgør formen: .pdf, .xfdf (annotationerne til PDF-programmer) eller .jsonld (W3C Web Annotation). - er standard ud, som PDF
export-option-template = full (hele teksten med noter), summary, notes (linjer at skrive på), large-print, minutes (referat), slides (præsentationen) eller slides-notes (tre af dens sider på hvert ark, med linjer); ellers den, mødet har, fra først af full
export-option-annotations = Annotationerne: printed (i margenen), pdf (som annotationer, et PDF-program kan vise og besvare), both eller none; ellers som mødet har valgt, fra først af both
export-option-aspect = Præsentationens format; ellers det, mødet har, fra først af 16:9
export-option-language = Sproget i handoutets egne ord (ellers tekstens)
export-option-no-cover = Uden mødets oplysninger forrest
export-option-no-contents = Uden indholdsfortegnelse
export-example = bilag export budget.bilag -o budget.pdf --template large-print
export-nothing-but-annotations = er til annotationer alene, og »--annotations none« udelader dem; udelad --annotations, eller skriv en .pdf
export-unknown-form = ender hverken på .pdf, .xfdf eller .jsonld; giv filen et navn som handout.pdf
export-progress = Bilag sætter siderne
export-missing = skrifterne kan ikke vise { $characters } i { $place }; skriv det med andre tegn, hvis det skal ses

import-about = Indlæs en principsamling fra tekst, Markdown, en webside, DOCX, ODT eller PDF
import-usage = bilag import FIL [-o SAMLING.json] [--language S] [--strict] [--json]
import-option-file = Det, principperne står i; - er standard ind. Filens art fremgår af dens indhold
import-option-output = Hvor samlingen skal gemmes; - er standard ud, som uden valgmuligheden
import-option-language = Tekstens sprog, fx da (ellers fremgår det af teksten)
import-option-strict = Giv fejl, hvis noget er tvivlsomt, og gem intet
import-option-json = Vis samlingen med alt, hvad der blev afgjort, som JSON
import-example = bilag import aftale.pdf -o aftale.json
value-language-tag = S
value-not-language = { $value } er ikke et sprog; skriv fx da eller en
import-found = »{ $title }«: { $principles } { $principles ->
    [one] princip
   *[other] principper
}{ $groups ->
    [0] {""}
    [one] {" "}i 1 gruppe
   *[other] {" "}i { $groups } grupper
}; { $doubts ->
    [0] intet tvivlsomt
    [one] 1 ting at se på
   *[other] { $doubts } ting at se på
}
import-furniture = { $lines } linjer er udeladt som kolumnetitler, sidetal eller navigation
import-overview = en indholdsfortegnelse med { $lines } punkter er genkendt og ikke en del af teksten
import-more-doubts = … og { $count } mere; --json viser dem alle
import-doubtful = { $doubts ->
    [one] 1 ting er tvivlsom
   *[other] { $doubts } ting er tvivlsomme
}, og --strict tillader ingen; intet er gemt
import-no-principles = der er ikke fundet principper; de kendes på numre, overskrifter, rækker i en tabel eller korte linjer før lange
import-at-line = linje { $line }: { $what }
import-doubt-format = læst som { $chosen }
import-doubt-language = sproget er måske ikke »{ $chosen }«; angiv det med --language
import-doubt-title = der er ikke fundet en titel; samlingen hedder »{ $chosen }«
import-doubt-principles = er der { $chosen } principper?
import-doubt-empty = princip { $number } har ingen tekst
import-doubt-groups = er der { $chosen } grupper?
import-doubt-leads = de første afsnit er læst som resuméer
import-doubt-no-leads = er de første afsnit resuméer? De er læst som brødtekst
import-doubt-closing = går teksten videre efter det sidste princip? Den er læst som en del af det
import-doubt-hyphen = »{ $chosen }« eller »{ $other }«?
import-doubt-paragraph = »{ $chosen }« eller »{ $other }«?
evidence-content = filen begynder sådan
evidence-said = filen siger det
evidence-small-words = ud fra de små ord
evidence-sequence = numrene tæller op
evidence-missing = der mangler numre i rækken
evidence-level = overskrifter på samme niveau
evidence-table = rækker i en tabel
evidence-strong = fremhævede ord
evidence-short = korte linjer før længere
evidence-list = punkter på en liste
evidence-count = teksten siger lige så mange
evidence-other-count = teksten siger et andet antal
evidence-coverage = det meste af teksten står under dem
evidence-little-coverage = kun lidt af teksten står under dem
evidence-box = i en boks
evidence-width = sat i en anden bredde
evidence-consistent = alle er ens
evidence-nothing = intet i filen viser det
evidence-repeated = de går igen på siderne
evidence-broken-sentence = en sætning går videre bag dem
evidence-equal = de samme titler kommer igen
evidence-dictionary = ordet står sådan andre steder
evidence-first = det står først
evidence-file-name = efter filen
evidence-long-last = det er meget længere end de andre
evidence-empty = de andre har tekst
text-too-much = rummer mere tekst, end der læses; del den
text-archive = er et arkiv, men ingen Word- eller OpenDocument-tekst, der kan læses
text-xml = er beskadiget: dens XML kan ikke læses
text-pdf = er en PDF, der ikke kan læses
text-encrypted = er en PDF med adgangskode; gem den først uden
text-none = rummer ingen tekst; en skannet PDF skal først gennem tekstgenkendelse
text-not-text = er ingen tekst

sets-about = Vis, hvilke principsamlinger der er
sets-usage = bilag sets [--json]
sets-option-json = Som JSON
sets-example = bilag sets

show-about = Vis et møde, en principsamling eller mødet i en PDF
show-usage = bilag show FIL|ID [--json]
show-option-file = Et møde, en principsamling (fil eller id) eller en PDF fra Bilag; - er standard ind
show-option-json = Som JSON; en principsamling kan læses igen med »bilag new --set«
show-example = bilag show budget.bilag

check-about = Undersøg, om filer er hele og gyldige
check-usage = bilag check FIL …
check-option-file = Møder, principsamlinger og PDF'er fra Bilag
check-example = bilag check *.bilag handout.pdf
check-set = OK, en principsamling ({ $principles ->
    [one] { $principles } princip
   *[other] { $principles } principper
})
check-meeting = OK, et møde ({ $principles ->
    [one] { $principles } princip
   *[other] { $principles } principper
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotationer
})
check-pdf = OK, en PDF med et møde ({ $principles ->
    [one] { $principles } princip
   *[other] { $principles } principper
}, { $annotations ->
    [one] { $annotations } annotation
   *[other] { $annotations } annotationer
})
check-not-anchored = advarsel: det, { $reference } er sat på, findes ikke i mødet; noten er der stadig, se »bilag show«

completions-about = Udskriv fuldførelse af kommandoer til din kommandoskal (shell)
completions-usage = bilag completions SHELL
completions-option-shell = bash, elvish, fish, powershell eller zsh
completions-example = bilag completions bash > bilag.bash

man-about = Udskriv manualsiden, eller gem dem alle i en mappe
man-usage = bilag man [-o MAPPE]
man-option-output = Mappen, siderne gemmes i; én for hver kommando
man-example = bilag man -o man1

usage-no-command = der mangler en kommando; vælg { $commands }, eller se bilag --help
usage-file-no-command = { $file } er en fil og ingen kommando; »bilag FIL« alene åbner den i vinduet, og »bilag show FIL« læser den
usage-unknown-command = kommandoen { $name } findes ikke; vælg { $commands }
usage-unknown-command-similar = kommandoen { $name } findes ikke; mente du { $similar }?
usage-unknown-option = tilvalget { $option } findes ikke
usage-unknown-option-similar = tilvalget { $option } findes ikke; mente du { $similar }?
usage-too-much = { $value } er ét argument for meget
usage-missing = der mangler { $what }
usage-no-value = { $option } mangler en værdi
usage-not-one-of = { $option } kan ikke være { $value }; vælg { $valid }
usage-too-many = { $value } er én værdi for meget til { $option }
usage-twice = { $option } er angivet to gange; én gang er nok
usage-not-utf8 = et argument er ikke gyldig UTF-8
usage-other = argumenterne kan ikke forstås
usage-see-help = { $complaint }; se { $help }

value-not-date = { $value } er ikke en dato; skriv fx 2026-11-24
value-option = { $value } er et tilvalg; skriv det, der skal stå, foran det
value-number-twice = princip { $number } står to gange; skriv det én gang
value-not-numbers = { $value } er ikke en liste af principper; skriv fx 1,3,7 eller 1.4,II eller all

standard-input = standard ind
standard-output = standard ud
output-failed = standard ud: kan ikke skrives: { $reason }; send det et andet sted hen
output-is-pdf = er en PDF, som et møde ikke kan gemmes i; kald filen noget med .bilag, eller lav PDF'en med »bilag export«
file-is-set = er en principsamling, ikke et møde; lav et møde af den med »bilag new --set«
file-is-meeting = er et møde, ikke en principsamling; angiv et id fra »bilag sets« eller en samling
set-unknown = er hverken en principsamling eller en fil; samlingerne er { $known }
set-nameless = Principsamling
clock-unreadable = { $variable } er { $value }, som ikke er et tidspunkt; angiv hele sekunder siden 1970, eller fjern den

document-empty = er tom; angiv en fil, der er gemt af Bilag
document-unknown = er hverken et møde, en principsamling eller en PDF; angiv en fil fra Bilag
document-broken = er ikke en hel fil fra Bilag, linje { $line }, tegn { $column }: { $reason }; ret filen dér, eller brug en tidligere kopi
document-other-json = er JSON, men hverken et møde eller en principsamling; angiv en fil fra Bilag
reason-breaks-off = den holder op midt i det hele
reason-syntax = tegnet passer ikke ind ({ $detail })
reason-content = indholdet passer ikke ({ $detail })
reason-missing-field = feltet { $detail } mangler
reason-unknown-field = feltet { $detail } kendes ikke

words-principles = { $count ->
    [one] { $count } princip
   *[other] { $count } principper
}
words-set-id = Id: { $id }
words-from-set = Fra: { $set }
words-agenda = Dagsorden
words-under-item = Punkt { $number }
words-nothing-selected = Der er ikke valgt nogen principper.
words-placeless = Annotationer, hvis sted ikke er i mødet
words-private = privat
words-due = senest { $date }

comments-about = Vis, hvad andre har skrevet i deres eksemplar
comments-usage = bilag comments FIL.pdf|FIL.fdf|FIL.xfdf|FIL.jsonld [--json]
comments-option-file = Eksemplaret, som det kom tilbage: PDF, FDF eller XFDF (med PDF'en i samme mappe), W3C Web Annotation eller møde; - er standard ind
comments-option-json = Som JSON
comments-example = bilag comments budget-fra-viceborgmesteren.pdf
comments-page = Side { $page }
comments-not-placed = stedet i mødet blev ikke fundet
page-changed-drawn = Side { $page }: der er tegnet på siden, uden en kommentar, der kan læses.
page-changed-pictures = Side { $page }: der er sat billeder ind på siden, eller siden er et billede; det, der står på det, kan ikke læses.
page-changed-added = Side { $page }: her står noget, som ikke blev sendt: { $words }
page-changed-missing = Side { $page }: her mangler ord, som blev sendt: { $words }
page-flattened = Side { $page }: kommentarerne er væk og kan være tegnet ind i siden; det, der er skrevet, kan ikke læses.
page-not-recognised = Side { $page }: siden er ikke en af dem, der blev sendt; kommentarerne på den har ingen plads.
page-of-other-meeting = Side { $page }: siden er fra et andet møde, { $words }; kommentarerne på den har ingen plads.
page-not-read = Side { $page }: det, der står på siden, kunne ikke læses; kommentarerne på den har ingen plads.
comments-none = Der er ikke skrevet noget i den.

annex-about = Vedlæg filer som bilag til et møde
annex-usage = bilag annex M.bilag FIL … [--item NR] [--title TITEL] [--closed] | --list [--json] | --replace B FIL | --move B --to NR | --remove B | --save B -o FIL
annex-option-file = Mødet; - er standard ind
annex-option-files = Filerne: PDF, PNG eller JPEG; andre filer vedlægges, men kan ikke vises
annex-option-item = Det dagsordenspunkt, bilagene hører til
annex-option-title = Hvad bilaget hedder (ellers filens navn)
annex-option-closed = Bilagene er ikke for offentligheden
annex-option-list = Vis mødets bilag
annex-option-json = Vis dem som JSON
annex-option-replace = Giv bilaget en ny fil; annotationer beholdes
annex-option-move = Flyt bilaget
annex-option-to = Bilagets plads, regnet fra 1
annex-option-remove = Fjern bilaget; annotationer beholdes
annex-option-save = Gem bilagets fil, som den blev vedlagt
annex-option-output = Hvor bilagets fil skal gemmes; - er standard ud
annex-example =
    bilag annex budget.bilag regnskab.pdf --item 4 --title "Regnskab 2026"
    bilag annex budget.bilag --list
    bilag annex budget.bilag --save B1 -o regnskab.pdf
annex-nothing = der er intet at gøre; skriv en fil, der skal vedlægges, eller --list, --replace, --move, --remove eller --save
annex-together = { $one } og { $other } kan ikke bruges på én gang; brug én ad gangen
annex-without = { $option } hører sammen med { $with }; skriv begge eller ingen
annex-one-file = { $option } tager én fil; skriv den nye fil efter bilaget
annex-title-for-many = --title er til én fil; vedlæg filerne hver for sig, eller udelad --title
annex-unknown = bilag { $name } findes ikke; mødet har { $known }
annex-there-is-none = bilag { $name } findes ikke; mødet har ingen bilag
annex-item-unknown = dagsordenspunktet { $name } findes ikke; mødet har { $known }
annex-into-pdf = en PDF kan ikke få bilag; vedlæg dem i mødets egen fil
annex-none = Mødet har ingen bilag.
annex-places-lost = { $count ->
    [one] { $count } annotation står
   *[other] { $count } annotationer står
} ikke længere på sit sted i et bilag; intet er slettet, se »bilag show«
value-annex = B
value-item = NR
value-position = NR
value-not-place = { $value } er ingen plads; skriv et tal fra 1
words-annexes = Bilag
words-annex-closed = lukket
words-pages = { $count ->
    [one] { $count } side
   *[other] { $count } sider
}
merge-about = Flet det, andre har skrevet, ind i mødet
merge-usage = bilag merge M.bilag PDF|FDF|XFDF|JSONLD|M2.bilag … [-o UD.bilag] [--json]
merge-option-file = Mødet, de fik
merge-option-reviews = Deres PDF'er, FDF- og XFDF-filer, W3C-annotationer eller møder
merge-option-output = Hvor det flettede møde skal gemmes (ellers i mødet selv); - er standard ud
merge-option-json = Fortæl som JSON, hvad der blev flettet
merge-option-other-meeting = Tag det også fra en kopi af et andet møde
merge-other-meeting = er fra et andet møde: { $theirs }. Der flettes ind i { $own }. Med { $option } tages det alligevel.
merge-other-principles = er fra en udgave med andre principper: { $theirs }. Der flettes ind i { $own }. Med { $option } tages det alligevel.
merge-example = bilag merge budget.bilag fra-*.pdf
merge-from = { $file }: { $author }, { $comments } { $comments ->
    [one] kommentar
   *[other] kommentarer
}
merge-done = { $added } nye, { $updated } besvarede eller ændrede, { $unchanged } uændrede; { $orphaned } uden plads i mødet; { $deleted } slettet af andre og beholdt her
merge-reworded = Foreslår: »{ $text }«
value-review = PDF|FDF|XFDF|JSONLD|M.bilag

edit-title = Titel
edit-body = Organ
edit-language = Sprog
edit-date = Dato
edit-time = Tidspunkt
edit-place = Sted
edit-participants = Deltagere
edit-add-agenda-item = Tilføj dagsordenspunkt
edit-change-agenda-item = Ret dagsordenspunkt
edit-move-agenda-item = Flyt dagsordenspunkt
edit-remove-agenda-item = Fjern dagsordenspunkt
edit-set = Skift principsamling
edit-select = Vælg princip
edit-deselect = Fravælg princip
edit-move-selected = Flyt princip
edit-place-under = Læg under dagsordenspunkt
edit-add-annotation = Tilføj annotation
edit-change-annotation = Ret annotation
edit-remove-annotation = Slet annotation
edit-add-stroke = Tegn
edit-remove-stroke = Visk en streg ud
edit-presentation = Præsentationens udseende
edit-handout = Handoutens udseende
edit-nothing = Ingenting
save-no-file = mødet er ikke gemt i nogen fil endnu; vælg hvor det skal gemmes
save-stopped = programmet stoppede midt i det ved en fejl i sig selv; filen er den gamle eller den nye, og mødet er stadig åbent

picture-too-large = er større end { $limit } MB; gør billedet mindre
picture-too-many-pixels = har flere end { $limit } millioner billedpunkter; gør billedet mindre
picture-too-intricate = er for indviklet en tegning; gem den som PNG
picture-unreadable = er ikke et billede, der kan læses; brug PNG, JPEG eller SVG
picture-empty = er helt gennemsigtigt; brug et andet billede
attachment-missing = den vedlagte fil { $name } mangler; resten af mødet er der
attachment-damaged = den vedlagte fil { $name } er beskadiget; resten af mødet er der
attachment-left-out = den vedlagte fil { $name } nævnes kun her
annex-missing = filen til { $name } mangler; resten af mødet er der
annex-damaged = filen til { $name } er beskadiget; resten af mødet er der
annex-left-out = { $name } nævnes kun; PDF'en har ikke bilagets fil
logo = Logo
# ── Intet går tabt
write-read-back = disken giver noget andet tilbage end det, der blev skrevet; filen er, som den var
write-unreadable = det, der blev skrevet, kan ikke åbnes igen; filen er, som den var
journal-unreadable = gendannelsesfilen kan ikke læses
journal-newer = gendannelsesfilen er fra en nyere Bilag; åbn den med den
reconcile-line = { $field }: { $theirs }
reconcile-came = kom ved { $item }
reconcile-left = gik ved { $item }
reconcile-disqualified = inhabil ved { $items }
reconcile-present = til stede
reconcile-apology = afbud
reconcile-absent = fraværende
reconcile-substitute = stedfortræder for { $whom }
reconcile-nothing = ingenting
reconcile-facts = Ændret i begge udgaver af mødet. I den anden står:
reconcile-text = Tekst
reconcile-kind = Slags
reconcile-target = Sted
reconcile-color = Farve
reconcile-author = Forfatter
reconcile-status = Status
reconcile-owner = Ansvarlig
reconcile-due = Frist
edit-no-principle = annotationen { $id } sidder på et afsnit, men ikke på noget princip
edit-reply-twice = svaret { $id } findes allerede i mødet
edit-number-zero = et princip kan ikke have nummer 0
save-changed-outside = { $file }: filen er ændret af andre, siden den blev læst; flet med den, gem en kopi, eller skriv oven i den
save-held = { $person } har mødet åbent på { $machine }; gem det under et andet navn
save-newer = filen er skrevet af en nyere Bilag, og denne ville tabe: { $lost }; gem mødet under et andet navn
warning-not-journaled = Ændringer sikres ikke i øjeblikket ({ $reason }); gem mødet.
warning-no-generation = Mødet er gemt, men den forrige udgave kunne ikke bevares ({ $reason }).
warning-attachments = Noget, der hører til mødet, mangler eller er beskadiget: { $names }.
warning-annexes-left-out = PDF'en nævner bilag, men har ikke deres filer: { $names }. De ligger i mødets egen fil.
purge-not-begun = de private noter blev ikke fjernet: { $reason }; alt er, som det var
purge-unfinished = de private noter er fjernet fra mødet, men ikke fra { $path }: { $reason }; Bilag prøver igen ved næste start
receipt-head = Kvittering: private noter fjernet fra »{ $title }«, { $when }
receipt-removed =
    Fjernet: { $annotations ->
        [one] { $annotations } privat note
       *[other] { $annotations } private noter
    } med { $replies } svar; { $generations ->
        [one] { $generations } tidligere udgave
       *[other] { $generations } tidligere udgaver
    }; { $journals ->
        [one] { $journals } gendannelsesfil
       *[other] { $journals } gendannelsesfiler
    }; { $temporaries ->
        [one] { $temporaries } halvskreven fil
       *[other] { $temporaries } halvskrevne filer
    }; { $attachments ->
        [one] { $attachments } vedlagt fil
       *[other] { $attachments } vedlagte filer
    }, som intet længere nævner.
receipt-stays =
    Bliver: { $decisions ->
        [one] { $decisions } beslutning
       *[other] { $decisions } beslutninger
    }, { $actions ->
        [one] { $actions } opgave
       *[other] { $actions } opgaver
    } og { $others ->
        [one] { $others } anden annotation
       *[other] { $others } andre annotationer
    }.
receipt-elsewhere = Kopier, som andre programmer har taget – sikkerhedskopier og tidligere versioner i en delt mappe – kan Bilag ikke fjerne.
write-unflushed = filen er skrevet, men disken bekræfter det ikke: { $reason }; gem igen
reason-size-limit = den er større, end systemet tillader
reason-closed = den er lukket
reason-share-gone = netværksdrevet kan ikke nås
reason-busy = et andet program er ved at skrive den
# ── Reviewers' copies

merge-status = Siger: { $status }
struck-out = Slettes
review-omitted =
    { $count ->
        [one] { $count } ting i filen er ikke taget med
       *[other] { $count } ting i filen er ikke taget med
    }
not-taken-on-page = Side { $page }: { $what }
not-taken-too-many = en annotation er ikke læst, fordi filen har flere, end Bilag læser ({ $kind })
not-taken-kind = er ikke en kommentar, Bilag kan tage med ({ $kind })
not-taken-attachment = den vedhæftede fil eller optagelse følger ikke med; det, der er skrevet om den, gør ({ $kind })
not-taken-state = en afkrydsning uden betydning i Bilag ({ $kind })
not-taken-damaged = en annotation, der ikke siger, hvad den er
review-unknown = er hverken PDF, FDF, XFDF, W3C Web Annotation eller et møde; gem kommentarerne som PDF eller eksportér dem i læserens program (i Acrobat: Kommentarer → Eksportér alle til datafil, FDF eller XFDF)
fdf-unreadable = er FDF, der ikke kan læses; eksportér kommentarerne igen
fdf-no-comments = er FDF uden kommentarer (måske formularfelter); eksportér kommentarerne
author-unnamed-in = unavngivet, i { $file }
seen-fact = Om { $fact }: { $words }
seen-on-page = Set på side { $page }: { $words }
seen-page-only = Set på side { $page }
seen-words = Set: { $words }
meeting-title = mødets titel
meeting-body = organet
stamp = Stempel
stamp-approved = Godkendt
stamp-experimental = Forsøg
stamp-not-approved = Ikke godkendt
stamp-as-is = Som den er
stamp-expired = Udløbet
stamp-not-for-public-release = Ikke til offentliggørelse
stamp-confidential = Fortroligt
stamp-final = Endelig
stamp-sold = Solgt
stamp-departmental = Til intern brug
stamp-for-comment = Til kommentering
stamp-top-secret = Strengt fortroligt
stamp-draft = Udkast
stamp-for-public-release = Til offentliggørelse
merge-conflicts = { $count ->
    [one] { $count } ændring rammer noget, som også er ændret af andre; begge ordlyde er bevaret
   *[other] { $count } ændringer rammer noget, som også er ændret af andre; begge ordlyde er bevaret
}
xfdf-not-xml = er ikke gyldig XML: { $reason }; eksportér kommentarerne igen
xfdf-entities = definerer egne tegn (entities), som Bilag aldrig følger; eksportér kommentarerne igen
xfdf-too-many = har flere elementer, end Bilag læser
xfdf-other-xml = er XML, men ikke XFDF; eksportér kommentarerne som XFDF
xfdf-no-handout = hører til { $handout }, som ikke ligger i samme mappe; læg PDF'en der
web-annotation-broken = er ikke hele JSON, linje { $line }, kolonne { $column }: { $reason }; eksportér kommentarerne igen
web-annotation-none = er JSON, men uden annotationer efter W3C's model
web-annotation-elsewhere = henviser til annotationer et andet sted, som Bilag ikke henter; gem dem i én fil
pdf-too-large = fylder udpakket mere, end et handout kan; hent filen igen, hvor den kom fra
pdf-protected = er beskyttet og for stor til at blive undersøgt uden fare; gem den uden beskyttelse, og åbn den igen
# ── the pages in the window
pages = Sider
report-head = Bilag: oplysninger om et problem. De indeholder intet fra møder.

# Decisions
outcome = Udfald
outcome-adopted = Godkendt
outcome-amended = Godkendt med ændringer
outcome-rejected = Forkastet
outcome-postponed = Udsat
outcome-noted = Taget til efterretning
proposer = Stiller

# ── slides
slides-agenda = Dagsorden
slides-groups = Overblik
slides-principles = { $count ->
    [one] Princip
   *[other] Princip
}

# ── decisions and drawings
file-drawing-too-large = tegningen { $id } har flere streger eller punkter, end Bilag læser; slet nogle af dem
edit-drawing-full = tegningen er fuld; begynd en ny
value-outcome = UDFALD
annotate-not-decision = { $option } hører kun til en beslutning; brug --kind decision, eller udelad { $option }
words-proposer = stillet af { $proposer }
recorded = Noteret

suggestion = Forslag
votes = Afstemning
votes-for = For
votes-against = Imod
votes-abstaining = Undlod
dissents = Afvigende mening
replacement = Erstattes af
fact-note = Nummer
fact-visibility = Synlighed
fact-seen = Set i kopien
words-closed = lukket punkt
edit-end = Sluttidspunkt
edit-add-section = Tilføj afsnit
edit-change-section = Ret afsnit
edit-remove-section = Slet afsnit
edit-add-annex = Tilføj bilag
edit-change-annex = Ret bilag
edit-move-annex = Flyt bilag
edit-remove-annex = Fjern bilag
annex-name = Bilag { $number }
annex-name-of-item = Bilag { $number } til punkt { $item }
edit-no-section = der er intet afsnit { $id } under dagsordenspunktet
edit-section-in-use = der er skrevet på afsnittet { $id }; flyt eller slet det først
edit-no-reply = der er intet svar { $id }
edit-not-of-kind = det hører ikke til den slags annotation, som { $id } er
