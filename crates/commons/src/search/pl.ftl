# Szukanie
name = Szukaj
field-q = Czego szukasz?
find = Szukaj
none = Nic takiego tu nie ma. Spróbuj krótszego słowa albo innej formy.
total = { $count ->
    [one] Znaleziono { $count } rzecz
    [few] Znaleziono { $count } rzeczy
    [many] Znaleziono { $count } rzeczy
   *[other] Znaleziono { $count } rzeczy
  }
more = Następne
