wrong-name = Wpisz nazwę sąsiedztwa.
wrong-responsible = Wpisz, kto odpowiada za to sąsiedztwo. Bez tego nikt nie może tu wejść.
wrong-reach = Podaj telefon albo e-mail osoby odpowiedzialnej.
wrong-slug = Adres to małe litery bez polskich znaków, cyfry i pojedyncze łączniki, od 2 do 40 znaków, na przykład nowa-huta.
wrong-slug-taken = Ten adres jest już zajęty. Wybierz inny.
