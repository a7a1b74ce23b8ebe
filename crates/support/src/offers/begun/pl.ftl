# Zaczęte przed dołączeniem
lead = Napisz najpierw, o co chodzi. Kim jesteś, zapytamy dopiero potem. To nic nie kosztuje.
more = Kiedy, gdzie i kto może przyjść
go-on = Zobacz, jak to przeczytają sąsiedzi
joined-already = Jesteś już w tym sąsiedztwie?
preview = Tak to zobaczą sąsiedzi
preview-lead = To, co jest do wyboru, każdy czyta w swoim języku. Twoje słowa zostają takie, jak są.
preview-desk = Tego nie zobaczy nikt poza osobą dyżurującą.
own-words = Sąsiad może poprosić kogoś o przetłumaczenie Twoich słów.
join-title = Jeszcze jeden krok: dołącz
join-says = Wystarczy imię. Nie pytamy o PESEL ani o nazwisko i nie jesteśmy urzędem. Po dołączeniu wrócisz dokładnie tutaj.
join = Dołącz i pokaż sąsiadom
here-already = Mam już tu swoje miejsce
kept = To, co jest napisane, czeka { $days ->
    [one] jeden dzień
    [few] { $days } dni
    [many] { $days } dni
   *[other] { $days } dni
  } pod adresem tej strony. Potem zniknie.
slip-title = Kto za Ciebie poręczy?
slip-says = Jeśli masz karteczkę z zaproszeniem, przepisz kod. Bez niej wpis poczeka, aż poręczy za Ciebie dyżur albo dwoje sąsiadów.
slip = Kod z karteczki z zaproszeniem
slip-hint = Szesnaście liter i cyfr. Wielkie czy małe, wszystko jedno.
finish = Zapisz i pokaż sąsiadom
forget = Usuń to, co jest napisane
forgotten = Usunięto. Nic nie zostało.
shown-need = Gotowe, sąsiedzi to już widzą
shown-offer = Gotowe, sąsiedzi wiedzą, że możesz pomóc
shown-says = Gdy ktoś odpowie, powiemy Ci o tym. Pierwsze spotkanie jest w Miejscu Aktywności Lokalnej.
waits-title = Zapisane. Czeka na poręczenie
waits-says = Widzisz to tylko Ty. Pokażesz wpis jednym naciśnięciem, gdy ktoś za Ciebie poręczy:
waits-slip = Mam karteczkę z zaproszeniem
waits-neighbours = Dwoje sąsiadów, którym pokażesz swój kod.
waits-desk = Osoba dyżurująca, która Cię pozna.
come-back = Żeby wrócić z innego telefonu, zrób sobie kartę.
give-title = A co Ty możesz dać?
give-says = Nic nie musisz. Wielu sąsiadów ucieszy się jednak z małej rzeczy:
ideas = Pomysł
idea-reading = Godzina czytania dzieciom
idea-practising = Rozmowa po polsku przy herbacie
idea-cooking = Wspólne gotowanie
idea-other = Coś innego
