# Dziś
title = Dziś
way = Dziś
nothing = Nic nie czeka. Dobry czas na herbatę z sąsiadami. Gdy ktoś o coś poprosi albo coś opowie, pojawi się tu samo.
group-people = Ludzie czekają
group-dates = Dziś się spotykamy
group-read = Do przeczytania i decyzji
group-ends = Kończy się wkrótce
group-print = Do wydrukowania
group-keep = Żeby nic nie przepadło
and-more = { $count ->
    [one] I jeszcze jedna rzecz: cała lista
    [few] I jeszcze { $count } rzeczy: cała lista
    [many] I jeszcze { $count } rzeczy: cała lista
   *[other] I jeszcze { $count } rzeczy: cała lista
  }
since = Czeka: { $day }.
call = Powiadom: { $name }
call-why = { $count ->
    [one] Otworzy to, co powiedzieć, i jak złapać tę osobę.
    [few] { $count } wiadomości. Otworzy to, co powiedzieć, i jak złapać tę osobę.
    [many] { $count } wiadomości. Otworzy to, co powiedzieć, i jak złapać tę osobę.
   *[other] { $count } wiadomości. Otworzy to, co powiedzieć, i jak złapać tę osobę.
  }
matter = Zajmij się sprawą dla dyżuru:
matter-why = Widzi ją tylko dyżur. Otworzy sprawę.
need = Znajdź kogoś do pomocy:
need-why = Prośba od trzech dni bez odpowiedzi. Otworzy prośbę.
vouch = Poznaj i poręcz: { $name }
vouch-why = Dopóki nikt nie poręczy, ta osoba tylko czyta i zapisuje szkice.
role = Potwierdź albo odrzuć rolę: { $name }
role-why = Do każdej roli trzeba dwóch osób. Otworzy listę ról.
letter = Wydrukuj list z nową kartą: { $name }
letter-why = Prosi o to inna osoba z dyżuru, a drukuje druga. Otworzy dyżur.
story = Przeczytaj opowieść:
story-why = Na jej stronie ją publikujesz albo odsyłasz ze słowem.
report = Rozstrzygnij zgłoszenie: { $reason }
report-why = Otworzy zgłoszenie i to, czego dotyczy.
report-again-why = Ktoś nie zgadza się z decyzją. Teraz patrzy inna osoba.
ends-need = Zapytaj, czy to jeszcze potrzebne:
ends-offer = Zapytaj, czy to jeszcze aktualne:
ends-why = Koniec: { $day }.
ends-date = Zapytaj, co dalej:
ends-date-why = Ostatni raz: { $day }. Otworzy spotkanie, które można przedłużyć.
date-who = Zobacz, kto przyjdzie:
date-look = Zajrzyj przed spotkaniem:
date-when = Dziś { $hours }, { $place }.
copy = Zapisz kopię
copy-none = Nie ma jeszcze żadnej kopii. Gdy zepsuje się komputer, przepadnie wszystko.
copy-old = Ostatnia kopia: { $date }. Nowa powinna być co tydzień.
bulletin = Złóż gazetkę z klatki
bulletin-first = Pierwszy numer powstanie sam z tego, co już jest. Zostanie go wydrukować.
bulletin-due = Następny numer: { $day }.
bulletin-on = Dokończ gazetkę, numer { $number }
bulletin-on-why = Jest zaczęta. Popraw, opublikuj, wydrukuj i powieś.
sheets = { $count ->
    [one] Wpisz kartkę z dyżuru
    [few] Wpisz { $count } kartki z dyżuru
    [many] Wpisz { $count } kartek z dyżuru
   *[other] Wpisz { $count } kartki z dyżuru
  }
sheets-why = Obiecany dzień jest dziś albo minął. Otworzy kartki do wpisania.
agreement = Potwierdź albo odrzuć zmianę umowy sąsiedzkiej
agreement-why = Jedna osoba jest za. Trzeba drugiej.
first-days = Pierwsze kroki
first-days-says = Zrobione: { $done } z { $all }. Odhaczają się same, gdy coś się naprawdę wydarzy.
step-done = zrobione
step-second = Wydaj kartę drugiej osobie
step-second-why = Gdy zachorujesz, ktoś musi tu wejść. Otworzy listę ról.
step-place = Dodaj pierwsze miejsce
step-place-why = Wasze miejsce spotkań: kiedy otwarte, ile schodów przy drzwiach.
step-date = Zaproś na pierwsze spotkanie
step-date-why = Choćby na herbatę w czwartek.
step-kit = Wydrukuj pierwsze papiery
step-kit-why = Plakat i karteczki z zaproszeniem. Odhaczy się, gdy powstaną karteczki.
step-story = Opowiedz dwa zdania i dodaj zdjęcie
step-story-why = Ktoś musi zacząć. Wystarczy zdjęcie klatki i to, kto tu sadzi kwiaty.
step-copy = Zapisz kopię
step-copy-why = Na pamięć USB, która leży gdzie indziej niż komputer. Robi to opiekun techniczny lub opiekunka techniczna.
step-posters = Powieś sześć plakatów
step-posters-why = Na klatkach, w sklepie, w bibliotece. Odhaczy się, gdy przyjdzie pierwsza osoba.
step-people = Zadzwoń do pięciu osób
step-people-why = Zaproś je i zapisz na dyżurze. Odhaczy się, gdy będzie was o pięć osób więcej.
