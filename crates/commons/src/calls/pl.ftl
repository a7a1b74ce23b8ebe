# Lista „Do zadzwonienia” na dyżurze
title = Do zadzwonienia
lead = Te osoby czekają na wiadomość. Otwórz wiersz, powiedz, co tam stoi, i zapisz, co z tego wyszło.
none = Nikt teraz nie czeka na wiadomość z dyżuru.
round-phone = Zadzwoń
round-sms = Wyślij SMS
round-letter = Listy do skrzynek
round-neighbour = Przez sąsiada
round-board = Na tablicę
round-desk = Gdy przyjdą na dyżur
matters = { $count ->
    [one] jedna sprawa
    [few] { $count } sprawy
    [many] { $count } spraw
   *[other] { $count } sprawy
  }
good-now = teraz dobra pora
ring = Zadzwoń: { $number }
speaks = mówi: { $language }
hours = kiedy: { $hours }
pass-on-title = Sąsiadowi powiedz tylko tyle:
pass-on = Jest wiadomość dla: { $name }. Można przyjść na dyżur albo zadzwonić. { $phone }
only-for-them = Tylko dla osoby, którą jest { $name }
since = Czeka od { $day }
tried = { $count ->
    [one] jedna próba
    [few] { $count } próby
    [many] { $count } prób
   *[other] { $count } próby
  }
noted-before = zapisano: { $note }
in-your-language = To samo w Twoim języku
more = Inny dzień albo notatka
record = Zapisz, co wyszło
recorded = Zapisano: { $outcome }.
print-one = Wydrukuj dla: { $name }
print-letters = Wydrukuj wszystkie listy
print-board = Wydrukuj kartkę na tablicę
together-letter = Wszystkie listy są w skrzynkach
together-board = Kartka wisi na tablicy
noted-today = { $count ->
    [one] Dziś zapisano jedną rozmowę – można poprawić
    [few] Dziś zapisano { $count } rozmowy – można poprawić
    [many] Dziś zapisano { $count } rozmów – można poprawić
   *[other] Dziś zapisano { $count } rozmowy – można poprawić
  }
next-title = Następny krok
act-now = Dalej w imieniu: { $name }
word = Słowo tej osoby
word-hint = Poproś o nie przez telefon. Potem od razu otworzy się strona, na której to załatwisz.
no-word = Ta osoba nie ma jeszcze swojego słowa na telefon. Poproś ją na dyżur.
opposite = Ta osoba siedzi naprzeciwko
correct = Popraw, co zapisano
back = Wróć do listy
field-outcome = Co wyszło
field-again = Spróbować znowu dnia
field-again-hint = Tylko gdy trzeba spróbować znowu. Puste znaczy: jutro.
wrong-again = Podaj dzień od dziś do trzech miesięcy naprzód.
wrong-outcome = Tak ta wiadomość nie mogła się skończyć. Wybierz z listy.
field-note = Notatka dla dyżuru
field-note-hint = Krótko, co powiedziała ta osoba. Może to przeczytać.
letters-title = Listy z dyżuru
letters-count = { $count ->
    [one] Jeden list. Na tej stronie stoi, do czyjej skrzynki. Złóż tak, żeby adres był na wierzchu.
    [few] { $count } listy. Na tej stronie stoi, do czyich skrzynek. Każdy złóż tak, żeby adres był na wierzchu.
    [many] { $count } listów. Na tej stronie stoi, do czyich skrzynek. Każdy złóż tak, żeby adres był na wierzchu.
   *[other] { $count } listu. Na tej stronie stoi, do czyich skrzynek. Każdy złóż tak, żeby adres był na wierzchu.
  }
letter-title = Wiadomość z dyżuru
letter-foot = Piszemy na papierze, bo taki sposób jest u nas zapisany. Zmienisz go na dyżurze albo przez telefon.
paper-phone = Telefon
paper-desk = Dyżur
board-title = Te znaki mają wiadomość
board-says = Jeśli to Twój znak, przyjdź na dyżur albo zadzwoń.
guardian = Poniżej 16 lat. Rozmawiaj z rodzicem lub opiekunem: { $who }
