# Wynik wymiany: kartki dla osób i powody
title = Wymiana: kto co daje i co odbiera
summary = { NUMBER($trades) } { $trades ->
    [one] rzecz zmienia
    [few] rzeczy zmieniają
    [many] rzeczy zmienia
   *[other] rzeczy zmienia
} właściciela. Coś odbiera { NUMBER($households) } { $households ->
    [one] gospodarstwo
    [few] gospodarstwa
    [many] gospodarstw
   *[other] gospodarstwa
}.
longest-ring = W najdłuższym kole { $people ->
    [one] jest { NUMBER($people) } osoba
    [few] są { NUMBER($people) } osoby
    [many] jest { NUMBER($people) } osób
   *[other] jest { NUMBER($people) } osoby
}.
nothing-found = Z tych list nie powstaje żadna wymiana. Powody są niżej.
slips = Kartki
slips-hint = Każda kartka jest dla jednej osoby. Po wydrukowaniu można je rozciąć.
give = Oddaj
give-to = { $thing } – odbiera { $who }
take = Odbierz
take-from = { $thing } – daje { $who }
place = Gdzie
time = Kiedy
gift-end = Ta rzecz zostaje u Ciebie.
unserved = Bez wymiany tym razem
no-wishes = Na liście nie ma życzenia, które leży na stole.
nobody-wanted = Nikt nie szuka przyniesionych rzeczy.
no-ring = Rzeczy mają chętnych, ale od nich żadna droga nie prowadzi do Waszych życzeń.
others-had-fewer-options = Te same rzeczy są potrzebne innym, którzy mają mniej możliwości.
lot = Są równie dobre rozwiązania. Zdecydował jawny los.
longer-ring-not-allowed = Pomogłoby dłuższe koło, a tym razem koła są krótkie.
help-wish-also = Gdyby za „{ $give }” na liście było też „{ $wish }”, ta wymiana doszłaby do skutku.
help-wish = Pomoże dopisanie choć jednego życzenia.
help-bring-something-else = Pomoże przyniesienie innej rzeczy. Tę można też oddać za darmo.
help-longer-rings = Pomoże zgoda na dłuższe koła.
help-next-time = Nic nie trzeba zmieniać. Następnym razem los może być inny.
proof = Jak to sprawdzić
proof-text = Każdy może policzyć to samo. Potrzebne są: plik z listami, numer losowania i plik wyniku.
seed = Numer losowania
input-hash = Odcisk pliku z listami (SHA-256)
best = Lepszego wyniku nie ma: dowód jest w pliku wyniku.
not-proved = To najlepszy znaleziony wynik. Nikt nie znajdzie więcej niż { NUMBER($bound) }.
