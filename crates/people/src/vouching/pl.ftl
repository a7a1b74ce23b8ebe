wrong-self = Za siebie nie można ręczyć.
wrong-count = { $left ->
    [one] Możesz wydrukować jeszcze { $left } zaproszenie. Nieużyte możesz unieważnić.
    [few] Możesz wydrukować jeszcze { $left } zaproszenia. Nieużyte możesz unieważnić.
    [many] Możesz wydrukować jeszcze { $left } zaproszeń. Nieużyte możesz unieważnić.
   *[other] Możesz wydrukować jeszcze { $left } zaproszenia. Nieużyte możesz unieważnić.
}
wrong-slip = Tego zaproszenia nie można użyć: kod jest inny, zaproszenie już ktoś wykorzystał albo minął jego termin.
title = Poręczenia i zaproszenia
lead = Publikować i odpowiadać może ten, za kogo ktoś poręcza: dyżur, zaproszenie albo dwoje sąsiadów.
yes = Za Ciebie ktoś poręcza.
not-yet = Za Ciebie jeszcze nikt nie poręcza. Możesz czytać i zapisywać szkice.
way-desk = Poręcza dyżur.
way-invitation = Masz zaproszenie.
way-neighbour = Poręcza sąsiad albo sąsiadka.
way-founder = Poręcza założyciel sąsiedztwa.
for-neighbour = Poręczam za sąsiada / sąsiadkę
code = Kod sąsiada
code-hint = 8 liter i cyfr ze strony „Moje”. Poręczaj tylko za kogoś, kogo znasz.
vouch-do = Poręczam
vouched-enough = Dziękujemy. { $name } może teraz publikować i odpowiadać.
vouched-first = Dziękujemy. Gdy poręczy jeszcze jedna osoba, { $name } będzie publikować i odpowiadać.
withdraw = Wycofaj poręczenie: { $name }
withdrawn = Wycofano poręczenie.
invite-title = Karteczki z zaproszeniem
invite-lead = Każda karteczka działa raz. Kto jej użyje, jest w sąsiedztwie z Twojego zaproszenia.
count = Ile karteczek?
count-hint = Od 1 do 20.
invite-do = Zrób karteczki
unused = { $count ->
    [one] { $count } karteczka czeka, aż ktoś jej użyje.
    [few] { $count } karteczki czekają, aż ktoś ich użyje.
   *[other] { $count } karteczek czeka, aż ktoś ich użyje.
}
void-do = Unieważnij nieużyte karteczki
voided = Unieważniono nieużyte karteczki.
slips-title = Karteczki z zaproszeniem
slips-says = Wydrukuj i potnij albo przepisz. Drugi raz kodów nie pokażemy. Są ważne 60 dni.
slips-use = Dołączyć można tutaj: { $address } Potem kod wpisuje się na stronie „Poręczenia i zaproszenia”.
back = Wróć
by-slip = Masz karteczkę z zaproszeniem?
slip = Kod z karteczki
slip-hint = 16 liter i cyfr, po cztery.
slip-do = Użyj zaproszenia
slip-used = Zaproszenie działa. Możesz publikować i odpowiadać.
by-neighbours = Znasz dwoje sąsiadów?
by-neighbours-how = Pokaż im swój kod. Każde z nich wpisze go na swojej stronie „Poręczenia i zaproszenia”.
by-desk = Albo przyjdź na dyżur
by-desk-how = Wystarczy chwila rozmowy. Nie trzeba dokumentów.
