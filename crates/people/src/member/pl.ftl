wrong-code = Nie znamy takiego kodu. Kody są ważne 7 dni: poproś o nowy.
wrong-reach-value = Dopisz numer, adres albo imię sąsiada.
