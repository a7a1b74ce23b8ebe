list-title = Ekrany dla wszystkich
list-lead = Tablet albo komputer w Miejscu Aktywności Lokalnej, z którego korzysta każdy. Nikt nie zostaje na nim na dłużej.
list-none = Nie ma jeszcze żadnego ekranu.
list-back = Wróć do listy ekranów
make-title = Nowy ekran
make = Zrób kod dla ekranu
label = Gdzie stoi?
label-hint = Na przykład: hol biblioteki.
since = Działa od { $day }
waits = Czeka na urządzenie do { $time }
unused = Kod nie został użyty na czas.
end = Odłącz: { $label }
ended = Odłączono. To urządzenie jest znów zwykłe.
code-title = Kod dla ekranu
code-use = Na tym urządzeniu otwórz { $address } i wpisz kod.
code-until = { $minutes ->
    [one] Kod działa raz, przez { $minutes } minutę.
    [few] Kod działa raz, przez { $minutes } minuty.
    [many] Kod działa raz, przez { $minutes } minut.
   *[other] Kod działa raz, przez { $minutes } minuty.
}
start-title = Ekran dla wszystkich
start-lead = Wpisz kod z dyżuru. To urządzenie stanie się wspólnym ekranem: duże przyciski, nikt nie zostaje zapisany.
code = Kod z dyżuru
code-hint = Osiem liter i cyfr.
start = Zrób z tego wspólny ekran
wrong-code = Ten kod nie działa. Poproś na dyżurze o nowy.
screen-title = Dzień dobry
screen-do = Co chcesz zrobić?
screen-begin-card = Wejdź kartą mieszkańca
screen-read = Co się dzieje
screen-says = Po dwóch minutach bez dotknięcia ekran sam się czyści. Na dole każdej strony jest kod, z którym pójdziesz dalej na swoim telefonie.
still-title = Jesteś tu jeszcze?
cleared = Nikogo nie było, więc wizyta się skończyła.
