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
time-of-day = kl. { $hour }.{ $minute }
quoted = »{ $words }«

## Filer

read-failed = kan ikke læses: { $reason }
read-folder = er en mappe; angiv en fil
read-too-large = er større end { $limit } MB; så store filer læser Bilag ikke
write-failed = kan ikke skrives: { $reason }; filen, der var der i forvejen, er urørt
write-folder = er en mappe; angiv et filnavn
write-no-folder = mappen { $folder } findes ikke; opret den, eller vælg en anden
reason-not-found = filen findes ikke
reason-permission-denied = du har ikke adgang
reason-disk-full = der er ikke plads på disken
reason-read-only = drevet er skrivebeskyttet

## Principsamlinger

set-not-readable = er ikke en principsamling, linje { $line }, tegn { $column }: { $reason }; ret filen dér
set-empty = rummer ingen principper; en samling skal have mindst ét
set-number-zero = princippet »{ $title }« har nummer 0; principper tælles fra 1
set-number-twice = to principper har nummer { $number }; giv dem hver sit
set-no-title = princip { $number } har ingen titel; giv det en

## Møder

file-not-readable = er ikke et helt møde, linje { $line }, tegn { $column }: { $reason }; ret filen dér, eller brug en tidligere kopi
file-no-meeting = er JSON, men ikke et møde fra Bilag; angiv en .bilag-fil
file-newer = er gemt af en nyere Bilag (filversion { $found }; denne læser til og med { $known }); opdatér Bilag
file-id-twice = to ting har samme id, { $id }; giv dem hver sit
file-number-twice = princip { $number } står der to gange eller har nummer 0; ret udvalget
file-no-agenda-item = noget hører til dagsordenspunktet { $id }, som ikke er der; ret henvisningen
color-unknown = farven { $number } findes ikke; vælg 1 til 4
reference-unreadable = »{ $reference }« er ikke en reference; skriv fx P3, P3.2 eller meeting

edit-no-agenda-item = der er intet dagsordenspunkt { $id }
edit-agenda-item-in-use = dagsordenspunktet { $id } er i brug; flyt først det, der hører til det
edit-not-selected = princip { $number } er ikke valgt
edit-selected-already = princip { $number } er valgt i forvejen
edit-no-annotation = der er ingen annotation { $id }
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
and = { $first } og { $last }
principle = Princip
principle-number = princip { $number }
agenda-item = Punkt
agenda-item-number = Punkt { $number }
no-agenda-item = Uden dagsordenspunkt
nothing-selected = Der er ikke valgt principper til mødet.
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

embedded-meeting = Mødet, som Bilag kan åbne og arbejde videre på
meeting-facts = mødets oplysninger
export-font = en skrifttype kunne ikke indlejres: { $reason }
export-failed = PDF'en kunne ikke sættes sammen: { $reason }
pdf-not-readable = er ikke en PDF, der kan læses; filen er måske afkortet
pdf-encrypted = er låst med en adgangskode; gem den uden
pdf-no-meeting = rummer ikke et møde; kun PDF'er fra Bilag gør
pdf-meeting = det indlejrede møde { $reason }
