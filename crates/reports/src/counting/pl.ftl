# Wyniki głosowania nad pieniędzmi
won = Projekt dostaje pieniądze: miejsce { NUMBER($place) } w kolejności. Po nim zostaje { $left }.
won-completion = Projekt dostaje część pieniędzy pozostałych po głównym podziale: miejsce { NUMBER($place) } w kolejności. Po nim zostaje { $left }.
topped-up = W puli brakuje na ten projekt { $missing }. Tę część pokrywają pieniądze spoza puli.
does-not-fit = Gdy przychodzi kolej na ten projekt, w puli jest { $left }, a projekt kosztuje { $cost }.
conflict = Projektu nie da się zrealizować razem z projektem „{ $winner }”, na który są już pieniądze.
cap = Limit dla „{ $name }” pozwala wydać jeszcze { $left }, a projekt kosztuje { $cost }.
too-poor = Osobom, które go wybrały, zostaje razem { $left }, a projekt kosztuje { $cost }.
no-group = Żadna grupa osób, które go wybrały, nie może zapłacić za niego po równo.
eliminated = Poparcie tego projektu przechodzi na inne projekty z tych samych kart.
not-in-best-set = Najlepszy możliwy zestaw projektów obywa się bez niego.
rule-ended = Liczenie kończy się, zanim przychodzi kolej na ten projekt. W puli jest wtedy { $left }.
withdrawn = Projekt jest wycofany i nie bierze udziału w liczeniu.
too-dear = Projekt kosztuje { $cost }, więcej niż cała pula.
no-support = Nikt nie wskazuje tego projektu.
below-threshold = Projekt ma { NUMBER($points) } { $points ->
    [one] punkt
    [few] punkty
    [many] punktów
   *[other] punktu
  }, a potrzebuje co najmniej { NUMBER($needed) }.
spending = { NUMBER($percent) }% tych osób płaci za projekt „{ $winner }”, razem { $money }.
effective = Pokrywa to { NUMBER($percent) }% kosztu.
tied = Wynik jest dokładnie taki sam jak projektu „{ $winner }”. Rozstrzyga kolejność ustalona na wypadek remisu.
enough-cost = Do wygranej wystarcza koszt { $cost }.
enough-points = Do wygranej wystarcza jeszcze { NUMBER($points) } { $points ->
    [one] punkt
    [few] punkty
    [many] punktów
   *[other] punktu
  }.
enough-voters = Do wygranej wystarcza, że tylko ten projekt wskazuje jeszcze { NUMBER($voters) } { $voters ->
    [one] osoba
    [few] osoby
    [many] osób
   *[other] osoby
  }, przy tym samym udziale.
receipt-share = Udział jednej osoby: { $share }.
receipt-paid = Na projekt „{ $project }” idzie z niego { $money }.
receipt-won = Wygrywa projekt „{ $project }”.
receipt-rest = Zostaje { $money }.
receipt-none = Żaden projekt z tej karty nie wygrywa.
report = Wyniki liczenia głosów
summary = Podsumowanie
rule = Reguła
budget = Pula
spent = Wydane
left-over = Zostaje
voters = Osoby głosujące
with-winner = Osoby, których co najmniej jeden projekt wygrywa
share = Udział jednej osoby
winners = Projekty, które wygrywają
support-picture = Poparcie i koszt
support-caption = Górny pasek to punkty, dolny to koszt. Te same liczby są w tabeli poniżej.
money-picture = Gdzie trafiają pieniądze
money-caption = Części puli według projektów, w kolejności. Te same liczby są w tabeli poniżej.
all-projects = Wszystkie projekty
project = Projekt
cost = Koszt
points = Punkty
result = Wynik
why = Dlaczego
yes = wygrywa
no = nie wygrywa
flows = Za co płacą osoby popierające projekt
winner = Na co idą pieniądze
payers = Osoby płacące
amount = Kwota
ties = Remisy
no-ties = Dwa równe projekty nie spotykają się ani razu.
tie = Równe: { $tied }. Pierwszy: { $chosen }.
tie-otherwise = Gdyby pierwszy był { $first }, wygrywają: { $winners }.
check = Jak to sprawdzić
second-same = Drugie, niezależne liczenie daje ten sam zapis.
second-differs = Drugie liczenie daje inny zapis. Tego wyniku nie należy ogłaszać.
second-none = Ta reguła nie ma drugiego liczenia.
input = Skrót SHA-256 pliku z głosami
log = Skrót SHA-256 zapisu liczenia
seed = Ziarno losowania
no-seed = nie podano
version = Wersja programu
part = Część puli
