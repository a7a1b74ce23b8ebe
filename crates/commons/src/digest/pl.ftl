# Nowości z sąsiedztwa, najwyżej raz w tygodniu
subject = { $place }: co nowego
foot =
    Nie chcesz nowości? Jedno naciśnięcie, bez wchodzenia: { $stop }
    Jak często i jak dawać Ci znać: { $settings }
and-more = i jeszcze { $count } na stronie
sms = { $place }: są nowości.
stop-title = Koniec z nowościami?
stop-lead = Po naciśnięciu nie przyślemy już nowości. Co dotyczy Ciebie, będzie przychodzić dalej.
stop = Nie przysyłajcie nowości
stopped-title = Nowości nie będą przychodzić
stopped = Zapisano. Co dotyczy Ciebie, przyjdzie jak dotąd.
settings = Zmień, jak Cię złapać
