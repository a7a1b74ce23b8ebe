# Mapa opinii
title = Mapa opinii
summary-heading = W skrócie
people = Osoby, które odpowiedziały
placed = Osoby na mapie (co najmniej siedem odpowiedzi)
answers = Odpowiedzi
statements = Stwierdzenia
clear = { $groups ->
    [one] Widać { NUMBER($groups) } wyraźną grupę.
    [few] Widać { NUMBER($groups) } wyraźne grupy.
    [many] Widać { NUMBER($groups) } wyraźnych grup.
   *[other] Widać { NUMBER($groups) } wyraźnej grupy.
}
no-better-than-chance = Wyraźnych grup nie widać: podział nie jest wyraźniejszy niż przy odpowiedziach rozdanych losowo. Poniżej to, co łączy większość.
not-stable = Wyraźnych grup nie widać: podział zmienia się, gdy zabraknie części osób. Poniżej to, co łączy większość.
groups-too-small = Wyraźnych grup nie widać: każdy podział dałby grupę zbyt małą, by o niej mówić. Poniżej to, co łączy większość.
too-few-people = Na mapę jest za wcześnie: potrzeba co najmniej { NUMBER($people) } osób, które odpowiedziały siedem razy. Poniżej same odpowiedzi.
kept = Liczba grup zmieni się na mapie, gdy nowy wynik powtórzy się cztery razy z rzędu.
shared-heading = Co łączy
shared-none = Na razie żadne stwierdzenie nie łączy większości w każdej grupie przy dostatecznej liczbie odpowiedzi.
nearly-everybody-agrees = Prawie wszyscy się zgadzają: { NUMBER($percent) }% (pewne: od { NUMBER($low) } do { NUMBER($high) }%), odpowiedzi: { NUMBER($votes) }.
nearly-everybody-disagrees = Prawie wszyscy są przeciw: { NUMBER($percent) }% (pewne: od { NUMBER($low) } do { NUMBER($high) }%), odpowiedzi: { NUMBER($votes) }.
most-agree = Większość się zgadza: { NUMBER($percent) }% (pewne: od { NUMBER($low) } do { NUMBER($high) }%), odpowiedzi: { NUMBER($votes) }.
most-disagree = Większość jest przeciw: { NUMBER($percent) }% (pewne: od { NUMBER($low) } do { NUMBER($high) }%), odpowiedzi: { NUMBER($votes) }.
parting-heading = Co dzieli
parting-none = Żadne stwierdzenie nie dzieli wyraźnie.
parting-groups = Najczęściej zgadza się grupa { NUMBER($first) } ({ NUMBER($most) }%), najrzadziej grupa { NUMBER($second) } ({ NUMBER($least) }%).
parting-people = Za { NUMBER($agree) }%, przeciw { NUMBER($disagree) }%, odpowiedzi: { NUMBER($votes) }.
portraits-heading = Grupy
portrait-heading = Grupa { NUMBER($group) }, liczba osób: { NUMBER($people) }
portrait-agrees = Zgadza się: { NUMBER($percent) }% tej grupy, { NUMBER($others) }% pozostałych.
portrait-disagrees = Przeciw: { NUMBER($percent) }% tej grupy, { NUMBER($others) }% pozostałych.
portrait-none = Żadne stwierdzenie nie odróżnia tej grupy w sposób pewny.
unclear-heading = Co bywa niejasne
unclear = Pomija: { NUMBER($percent) }% z { NUMBER($votes) } odpowiedzi.
map-heading = Mapa
map-caption = Im bliżej siebie, tym podobniejsze odpowiedzi. Każde koło to co najmniej pięć osób, cyfra w kole to numer grupy. Kwadrat z numerem to stwierdzenie z tabeli poniżej. Strony i góra mapy nie mają znaczenia same w sobie.
map-marks-heading = Koła z mapy
mark-people = Osoby
mark-group = Grupa
mark-across = W poziomie
mark-up = W pionie
table-heading = Wszystkie stwierdzenia
number = Nr
statement = Stwierdzenie
agree = Za
disagree = Przeciw
pass = Pomija
votes = Odpowiedzi
group-agrees = Za w grupie { NUMBER($group) }
finding = Ustalenie
finding-shared = łączy
finding-parting = dzieli
finding-unclear = niejasne
finding-few = za mało odpowiedzi
too-few-to-show = za mało
method-heading = Jak to policzono
method-axes = Mapa powstaje jak w programie Polis: osie to dwa kierunki, w których odpowiedzi różnią się najbardziej. Pokazują { NUMBER($percent) }% wszystkich różnic.
method-gates = Podział na grupy liczy się tylko wtedy, gdy jest wyraźniejszy niż we wszystkich kopiach z odpowiedziami rozdanymi losowo (najlepsza kopia: { NUMBER($chance) }) i gdy powtarza się, kiedy zabraknie co piątej osoby (zgodność co najmniej { NUMBER($stable) }).
method-tried = Podział na { NUMBER($groups) }: wyrazistość { NUMBER($silhouette) }, zgodność na próbach { $stability }.
method-not-measured = nie mierzono
method-intervals = Przedział „pewne” obejmuje prawdziwy udział w 95 przypadkach na 100. Większość uznajemy dopiero wtedy, gdy cały przedział leży powyżej połowy i odpowiedziało co najmniej { NUMBER($votes) } osób.
method-privacy = Nie pokazujemy nikogo z osobna ani liczb o grupach mniejszych niż pięć osób.
untitled = Stwierdzenie { $id }
