# Strona główna
welcome = { $name }: tu mieszkamy
lead = Historie, miejsca i sąsiedzka pomoc. Czytać może każdy, dołączyć też.
stories = Historie
no-story = Nie ma tu jeszcze historii. Opowiedz pierwszą, wystarczą dwa zdania.
tell = Opowiedz historię
offers = Potrzebne i oferowane
no-offer = Nikt jeszcze o nic nie prosi i nic nie oferuje. Zacznij od małej rzeczy.
places = Miejsca
no-place = Nie ma tu jeszcze miejsc. Dodaj pierwsze.
all-places = Wszystkie miejsca na mapie i liście
neighbourhoods = Sąsiedztwa
nobody-yet = Nie ma tu jeszcze żadnego sąsiedztwa. Kto uruchomił program, ma kod do pierwszej strony.
