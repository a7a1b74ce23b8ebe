# Czy wszystko działa
title = Czy wszystko działa
all-well = Wszystko jest w porządku.
look-at = { $count ->
    [one] Jednej rzeczy trzeba się przyjrzeć.
    [few] { $count } rzeczom trzeba się przyjrzeć.
    [many] { $count } rzeczom trzeba się przyjrzeć.
   *[other] { $count } rzeczy wymaga uwagi.
}
well = w porządku
look = zajrzyj
data-folder = folder z danymi
save-copy = Zapisz kopię
well-backup = Ostatnia jest z { $day }. Leży na tym samym komputerze, dlatego potrzebna jest też kopia na pendrivie.
well-copy = Zapisano { $day }.
well-disk = Wolne: { $gigabytes } GB.
well-database = Odpowiada.
well-database-checked = Odpowiada. Kopię z { $day } otwarto i policzono, jest cała.
well-clock = Idzie dobrze: { $now }.
well-letters = Listy wychodzą przez serwer poczty. Teraz czeka: { $count }.
well-without-mail = Nie ma serwera poczty i nie musi być. Ludzie wchodzą z kartą, dyżur dzwoni, ogłoszenia się drukuje.
address-local = { $address } działa tylko w tej sieci i bez szyfrowania. Z internetu nikt tu nie wejdzie.
address-certificate = { $address }, certyfikat działa do { $day } i odnawia się sam.
address-proxy = { $address }, o certyfikat dba serwer, który stoi przed programem.
well-inside = Są na miejscu.
well-program = Mikropolis { $version }.
outside = Czy adres działa z zewnątrz, sprawdzisz telefonem z wyłączonym Wi-Fi.
