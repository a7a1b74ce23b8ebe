# Wiadomości i lista „Do zadzwonienia”
name = Wiadomości dla Ciebie
none = Nie ma tu jeszcze żadnej wiadomości. Pojawi się, gdy ktoś odpowie albo coś się zmieni w Twojej sprawie.
fresh = nowe
put-away = Wszystko przeczytane
put-away-done = Odłożono wiadomości jako przeczytane.
way-change = Tę samą wiadomość dostajesz też tak, jak chcesz: listem, telefonem albo na dyżurze.
way-change-link = Zmień, jak Cię złapać
calls = Do zadzwonienia
calls-lead = Te osoby nie czytają poczty elektronicznej. Powiedz im, co stoi niżej, i zapisz, co z tego wyszło.
calls-none = Nikt teraz nie czeka na wiadomość z dyżuru.
hours = kiedy: { $hours }
speaks = mówi: { $language }
since = Czeka od { $day }
tried = { $count ->
    [one] jedna próba
    [few] { $count } próby
    [many] { $count } prób
   *[other] { $count } próby
  }
in-your-language = To samo w Twoim języku
record = Zapisz, co wyszło
recorded = Zapisano: { $outcome }.
act-for = Załatw coś w imieniu: { $name }
act-now = Następny krok w imieniu: { $name }
no-word = Ta osoba nie ma jeszcze swojego słowa na telefon. Poproś ją na dyżur.
field-outcome = Co wyszło
field-again = Spróbować znowu dnia
field-again-hint = Tylko gdy trzeba spróbować znowu. Puste znaczy: jutro.
outcome-reached = Udało się powiedzieć
outcome-wants = Chce
outcome-wants-not = Nie chce
outcome-again = Spróbować znowu
outcome-wrong-number = Zły numer albo adres
way-phone = Zadzwoń:
way-sms = Wyślij SMS:
way-letter = Wrzuć list:
way-neighbour = Przekaż:
way-board = Wywieś na tablicy (bez nazwiska)
way-desk = Powiedz, gdy przyjdzie na dyżur
way-mail = Poczta elektroniczna nie dochodzi:
mail-foot = Piszemy listem, bo taki sposób jest podany na Twojej stronie. Zmienisz go tam albo na dyżurze.
begin = Co do mnie przyszło
