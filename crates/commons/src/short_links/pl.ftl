# Krótkie adresy z kartek i plakatów
name = Kod z kartki albo plakatu
lead = Przepisz sześć znaków, które stoją pod kwadratem.
unknown = Nie znamy tego kodu
unknown-says = Nic nie stoi pod „{ $code }”. Sprawdź każdy znak i wpisz kod jeszcze raz.
field-code = Kod spod kwadratu
field-code-hint = Sześć liter i cyfr. Nie ma wśród nich zera, jedynki ani samogłosek. Wielkość liter nie ma znaczenia.
open = Otwórz stronę
first-page = Pierwsza strona
