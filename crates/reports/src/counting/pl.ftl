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
rule-greedy = Według liczby punktów
rule-greedy-threshold = Według liczby punktów, z progiem
rule-greedy-no-skip = Według liczby punktów, do pierwszego projektu, który się nie mieści
rule-greedy-poznan = Według liczby punktów; pierwszy, który się nie mieści, dostaje dopłatę, jeśli jest na niego 80% pieniędzy
rule-greedy-exclusive = Według liczby punktów, bez projektów, które się wykluczają
rule-greedy-per-cost = Według punktów w stosunku do kosztu
rule-mes-cost = Metoda równych udziałów, liczy się koszt projektów
rule-mes-cardinality = Metoda równych udziałów, liczy się liczba projektów
rule-mes-add1 = Metoda równych udziałów, udziały rosną
rule-mes-add1u = Metoda równych udziałów, udziały rosną, reszta według punktów
rule-mes-add1-city = Metoda równych udziałów, jak w narzędziach miast
rule-mes-comparison = Metoda równych udziałów, z porównaniem z wynikiem według punktów
rule-mes-utilitarian = Metoda równych udziałów, reszta według punktów
rule-ees = Ściśle równe udziały
rule-ees-add-opt = Ściśle równe udziały, udziały rosną
rule-bos = Równe udziały z ograniczoną nadwyżką
rule-phragmen = Metoda Phragména
rule-maximin = Największe najmniejsze poparcie
rule-cstv = Przenoszenie punktów (CSTV)
rule-max-welfare = Najwięcej punktów za całą pulę
edition = Wyniki całej edycji
pools = Pule
pools-caption = Górny pasek każdej puli: skąd są pieniądze. Dolny: dokąd trafiają. Te same liczby są w tabeli poniżej.
pool = Pula
own-money = Własne pieniądze
received = Z innych pul
passed-on = Do innych pul
reserve = Na listę rezerwową
unspent = Nie do wydania
leftovers = Co dzieje się z resztą
leftovers-none = Żadne pieniądze nie przechodzą między pulami.
from-pool = Z puli
to-pool = Do puli
paragraphs = Podstawa w regulaminie
setting = Ustawienie
paragraph = Przepis
reserve-projects = Lista rezerwowa
comparison = Różne sposoby liczenia tych samych głosów
comparison-caption = Górny pasek to wydana część puli, dolny to część osób, których co najmniej jeden projekt wygrywa.
comparison-says = Ważny jest wynik według reguły z regulaminu. Pozostałe pokazują, co te same głosy znaczą przy innych zasadach.
number-of-winners = Liczba projektów, które wygrywają
mean-winners = Średnio projektów na osobę
gini = Współczynnik Giniego
by-voters = Osoby, których co najmniej jeden projekt wygrywa, według grup
by-voters-hidden = Kreska oznacza grupę, która jest za mała, żeby ją pokazać.
by-category = Pieniądze według kategorii
by-area = Pieniądze według miejsca
support-share = Część punktów
column-age = Wiek
column-sex = Płeć
column-district = Dzielnica
column-neighborhood = Osiedle
column-voting-method = Sposób głosowania
column-education = Wykształcenie
second-final = Drugie, niezależne liczenie ostatniego udziału i następnego daje ten sam zapis. Udziały rosną tu tak wiele razy, że wszystkich kroków nie liczy się ponownie.
