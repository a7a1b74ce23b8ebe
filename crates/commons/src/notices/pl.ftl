# Wiadomości dla jednej osoby, i co wyszło z rozmowy z dyżuru
name = Wiadomości dla Ciebie
none = Nie ma tu jeszcze żadnej wiadomości. Pojawi się, gdy ktoś odpowie albo coś się zmieni w Twojej sprawie.
fresh-title = { $count ->
    [one] Jedna nowa sprawa
    [few] { $count } nowe sprawy
    [many] { $count } nowych spraw
   *[other] { $count } nowej sprawy
  }
known-title = Wcześniejsze
before = { $count ->
    [one] i jedna wcześniejsza wiadomość
    [few] i { $count } wcześniejsze wiadomości
    [many] i { $count } wcześniejszych wiadomości
   *[other] i { $count } wcześniejszej wiadomości
  }
calls = Do zadzwonienia
go-on = Zobacz i zdecyduj
put-one-away = Przeczytane
put-away-one = Odłożono jako przeczytane.
put-away = Wszystko przeczytane
put-away-done = Odłożono wiadomości jako przeczytane.
failed = { $value } nie działa: wiadomości wracają.
way-change = Tę samą wiadomość dostajesz też tak, jak chcesz: listem, telefonem albo na dyżurze.
way-change-link = Zmień, jak Cię złapać
outcome-reached = Udało się powiedzieć
outcome-wants = Chce
outcome-wants-not = Nie chce
outcome-again = Spróbować znowu
outcome-delivered = Doręczone albo przekazane
outcome-wrong-number = Zły numer albo adres
hitch-no-server = Poczta elektroniczna tu jeszcze nie działa. Powiedz i zapytaj, jak inaczej dawać znać.
hitch-came-back = { $value } nie działa, wiadomość wróciła. Zapytaj o nowy adres albo numer.
hitch-given-up = Nie udało się wysłać na czas. Powiedz to i zapytaj, czy adres albo numer jest dobry.
hitch-wrong-number = { $value } to zły numer albo adres. Zapytaj o dobry.
mail-foot = Piszemy listem, bo taki sposób jest podany na Twojej stronie. Zmienisz go tam albo na dyżurze.
begin = Co do mnie przyszło
sms-what = { $place }: { $subject }.
sms-call = Zadzwoń { $phone }
sms-link = albo wejdź: { $address }
