# Rama strony
skip = Przejdź do treści
menu = Menu
main-navigation = Główne części
search = Szukaj
search-what = Czego szukasz?
sign-in = Wejdź
me = Moje sprawy
language = Język
languages-title = Język strony
display = Wygląd strony
display-short = Wygląd
sample = przykład
sample-says = To są przykładowe osoby i ogłoszenia do wypróbowania. Miejsca i historia są prawdziwe.
helping = Działasz dla: { $name }
helping-until = do { $time }
helping-end = Zakończ wizytę
contact = Kontakt
responsible = Za tę stronę odpowiada: { $name }
footer-about = O stronie
footer-mikropolis = Mikropolis to wolny program dla sąsiedztw.
phone = Telefon
email = E-mail
back = Wróć
home = Strona główna
belonging = Przynależność
belonging-about = Miejsca i historie ludzi, którzy tu mieszkają.
participation = Współdecydowanie
participation-about = Budżet i sprawy, o których decydujemy razem.
support = Wsparcie
support-about = Co komu potrzebne i kto może pomóc.
pillar-empty = Tu jeszcze nic nie ma.
done = Gotowe
print = Wydrukuj

# Błędy
error-invalid = Coś trzeba poprawić
error-invalid-says = Nie wszystko dało się odczytać.
error-invalid-advice = Wróć do formularza i popraw wskazane miejsca. To, co wpisano, zostaje w przeglądarce.
error-not-signed-in = Najpierw trzeba wejść
error-not-signed-in-says = Ta strona jest dla osób, które są u nas zapisane.
error-not-signed-in-advice = Wejdź kodem z e-maila albo kartą. Bez e-maila pomoże osoba dyżurująca.
error-not-vouched = Potrzebne jest poręczenie
error-not-vouched-says = Zanim coś opublikujesz lub komuś odpowiesz, ktoś z sąsiedztwa potwierdza, że się znacie.
error-not-vouched-advice = Wystarczy wizyta na dyżurze, kartka z zaproszeniem albo dwoje sąsiadów.
error-not-agreed = Jest nowa umowa sąsiedzka
error-not-agreed-says = Zanim coś nowego opublikujesz, przeczytaj umowę, która teraz obowiązuje, i powiedz, że się zgadzasz.
error-not-agreed-advice = Wszystko, co już tu masz, zostaje. Możesz czytać, zmieniać swoje rzeczy i je wycofać.
error-to-agreement = Przeczytaj umowę
error-forbidden = Tego nie możemy otworzyć
error-forbidden-says = Ta strona należy do kogoś innego albo wymaga innej roli.
error-forbidden-advice = Jeśli to pomyłka, daj nam znać. Kontakt jest na dole strony.
error-not-found = Nie ma takiej strony
error-not-found-says = Adres mógł się zmienić albo jest w nim literówka.
error-not-found-advice = Sprawdź adres albo zacznij od strony głównej.
error-gone = Tej strony już nie ma
error-gone-says = Była tu, ale została wycofana.
error-gone-advice = Zobacz, co jeszcze opowiadają sąsiedzi.
error-through-desk = Ta rozmowa idzie przez dyżur
error-through-desk-says = Nic nie zostało wysłane i nikt się o tym nie dowie.
error-through-desk-advice = Przyjdź na dyżur albo zadzwoń: osoba dyżurująca przekaże, co trzeba.
error-through-guardian = To załatwia rodzic lub opiekun
error-through-guardian-says = Wiadomości i spotkania we dwoje są u nas od 16 lat. Nic nie zostało wysłane.
error-through-guardian-advice = Poproś rodzica lub opiekuna albo przyjdź na dyżur, pomożemy. Czytać, przychodzić na spotkania i opowiadać możesz tak jak wszyscy.
error-conflict = Ktoś zmienił to wcześniej
error-conflict-says = W tym samym czasie ktoś inny też tu pisał albo zajął ostatnie miejsce.
error-conflict-advice = Nic nie zginęło. Otwórz stronę jeszcze raz i zobacz, co się zmieniło.
error-too-many = Chwila przerwy
error-too-many-says = Przyszło bardzo dużo próśb naraz.
error-too-many-advice = Nic nie zginęło. Poczekaj i spróbuj ponownie.
error-again-in = Spróbuj ponownie za { $minutes ->
    [one] minutę
    [few] { $minutes } minuty
    [many] { $minutes } minut
   *[other] { $minutes } minuty
}.
error-too-large = To jest za duże
error-too-large-says = Plik lub tekst jest większy, niż możemy przyjąć.
error-too-large-advice = Zmniejsz plik albo przynieś go na dyżur. Pomożemy.
error-busy = Za dużo gości naraz
error-busy-says = Serwer ma teraz pełne ręce roboty i nie zdążył odpowiedzieć.
error-busy-advice = Odczekaj pół minuty i odśwież stronę. Ten sam formularz można wysłać drugi raz, zapisze się raz.
error-read-only = Teraz można tylko czytać
error-read-only-says = Na serwerze kończy się miejsce, więc niczego nie zapisujemy.
error-read-only-advice = Zachowaj swój tekst i spróbuj później. Opiekun strony już o tym wie.
error-kept = To, co zostało wpisane
error-kept-says = Nic nie przepadło. Zostaw tę stronę otwartą i wyślij jeszcze raz za jakiś czas. Pliki trzeba wybrać ponownie.
error-send-again = Wyślij jeszcze raz
error-fault = U nas coś się zepsuło
error-fault-says = To nie jest Twoja wina. Zapisaliśmy, co się stało, bez Twoich danych.
error-fault-advice = Spróbuj jeszcze raz. Jeśli to nie pomoże, podaj nam numer:
error-reference = Numer zdarzenia
error-links = Może pomoże jedna z tych stron
error-theirs = Tak jest teraz
error-yours = Tak wpisano przed chwilą

# Formularze
form-problems = Popraw te miejsca
form-optional = nieobowiązkowe
form-day = Dzień
form-month = Miesiąc
form-year = Rok
form-characters-left = { $count ->
    [one] Został { $count } znak
    [few] Zostały { $count } znaki
    [many] Zostało { $count } znaków
   *[other] Zostało { $count } znaku
}
form-characters-over = { $count ->
    [one] O { $count } znak za dużo
    [few] O { $count } znaki za dużo
    [many] O { $count } znaków za dużo
   *[other] O { $count } znaku za dużo
}
form-leave = Formularz nie jest jeszcze wysłany.
form-file-again = Pliki trzeba wybrać jeszcze raz.
form-choose = Wybierz
form-not-ours = Nie mamy pewności, że ten formularz wysłano z naszej strony. Otwórz go jeszcze raz i wyślij. Przeglądarka musi przyjmować pliki cookie.
field-error = { $label }: { $words }
field-missing = wpisz odpowiedź
field-choose = wybierz jedną z możliwości
field-must-tick = zaznacz, jeśli się zgadzasz
field-too-short = wpisz co najmniej { $least ->
    [one] { $least } znak
    [few] { $least } znaki
    [many] { $least } znaków
   *[other] { $least } znaku
}
field-too-long = skróć o { $over ->
    [one] { $over } znak
    [few] { $over } znaki
    [many] { $over } znaków
   *[other] { $over } znaku
}, mieści się { $most }
field-number = wpisz liczbę od { $from } do { $to }
field-date = wpisz datę, na przykład 7 3 2027
field-email = wpisz adres e-mail, na przykład anna@poczta.pl
field-phone = wpisz numer telefonu, na przykład 600 100 200
field-unreadable = jest tu znak, którego nie umiemy zapisać; wpisz to jeszcze raz
field-unknown = Formularz nie zna pola „{ $name }”.
json-unreadable = Nie da się odczytać JSON: wiersz { $line }, znak { $column }.
json-no-object = JSON musi być obiektem.
not-utf8 = Tekst nie jest zapisany w UTF-8.
body-kind = Nie znamy takiego rodzaju danych. Wyślij formularz albo JSON.
body-broken-off = Przesyłanie się urwało. Wyślij jeszcze raz.

# Wygląd
display-says = Ustaw stronę tak, żeby dobrze się czytało. Ustawienia zostają w tej przeglądarce, konto nie jest potrzebne.
display-text = Wielkość liter
display-contrast = Kolory
display-spacing = Odstępy
display-motion = Ruch
display-keep = Zapisz wygląd
display-kept = Zapisano wygląd strony.
contrast-machine = Jak w urządzeniu
contrast-light = Jasne
contrast-dark = Ciemne
contrast-high = Mocny kontrast
spacing-usual = Zwykłe
spacing-wide = Większe odstępy między literami i wierszami
motion-machine = Jak w urządzeniu
motion-still = Nic się nie rusza

# Mapa
map-label = Mapa: { $title }
map-to-list = Pomiń mapę, przejdź do listy
map-in = Przybliż
map-out = Oddal
map-whole = Pokaż całość
map-mark = { $number }. { $name }
link-copied = Skopiowano adres
copy-link = Kopiuj adres
for-programs = Dla programów (API)

# Wspólny ekran
helping-back = Wróć do wizyty
kiosk-end = Kończę
on-phone = Dalej na swoim telefonie
on-phone-code = Kod QR z adresem tej strony
idle-title = Jesteś tu jeszcze?
idle-says = { $seconds ->
    [one] Za { $seconds } sekundę wyczyścimy ten ekran.
    [few] Za { $seconds } sekundy wyczyścimy ten ekran.
    [many] Za { $seconds } sekund wyczyścimy ten ekran.
   *[other] Za { $seconds } sekundy wyczyścimy ten ekran.
}
idle-here = Jestem tu

# Sharing a page.
share = Udostępnij
share-address = Adres tej strony
share-copy = Skopiuj adres
share-copied = Skopiowano
share-send = Wyślij dalej
share-qr = Kod QR z adresem tej strony
