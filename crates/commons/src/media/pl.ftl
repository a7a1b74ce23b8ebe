# Zdjęcia
wrong-empty = Ten plik jest pusty. Wybierz zdjęcie jeszcze raz.
wrong-bytes = To zdjęcie jest za ciężkie. Przyjmujemy do { $megabytes } MB; wyślij mniejszą kopię.
wrong-heic = To zdjęcie jest zapisane jako HEIC, a tego nie umiemy odczytać. W telefonie wybierz zapis jako JPEG albo wyślij zrzut ekranu.
wrong-kind = Tego pliku nie umiemy pokazać. Przyjmujemy zdjęcia JPEG, PNG i WebP.
wrong-large = To zdjęcie ma za dużo punktów. Zmniejsz je i wyślij jeszcze raz.
wrong-damaged = Nie udało się odczytać tego zdjęcia. Plik jest uszkodzony albo ucięty; wybierz go jeszcze raz.
wrong-work = Odczytanie tego pliku zajęłoby za dużo czasu lub pamięci. Wyślij zwykłe zdjęcie z aparatu albo jego kopię.
wrong-many = Zdjęć może być najwyżej { $most }. Najpierw usuń jedno z nich.
wrong-no-alt = Opisz w jednym zdaniu, co widać na zdjęciu. Opis przeczyta na głos czytnik ekranu.
wrong-no-file = Jest opis, a nie ma zdjęcia. Wybierz plik.
