# Własne certyfikaty
soon = Ten adres dopiero dostaje swój certyfikat. Prosimy zajrzeć za kilka minut.
nothing = Adres { $name } nie ma jeszcze certyfikatu
past = Certyfikat adresu { $name } skończył się { $day } i przeglądarki ostrzegają
not-yet = Certyfikat adresu { $name } zaczyna działać dopiero { $day }
until = Certyfikat adresu { $name } działa do { $day }, ale nowego jeszcze nie ma
waits = właśnie się pobiera, zajrzyj za dziesięć minut.
away = nie ma połączenia z wystawcą certyfikatów; sprawdź, czy ten komputer ma internet. Program spróbuje znów sam.
not-found = wystawca certyfikatów nie trafił na ten komputer pod http://{ $name } ({ $words }); nazwa musi prowadzić do adresu tego komputera, a porty 80 i 443 muszą być otwarte i przekierowane na niego. Program spróbuje znów sam.
too-often = za często pytaliśmy wystawcę certyfikatów, odpowie za kilka godzin; nie usuwaj folderu keys, żeby nie pytać od nowa.
clock = zegar tego komputera źle chodzi, więc żaden certyfikat nie wydaje się dobry; ustaw datę i godzinę.
disk = nie da się go zapisać; zrób miejsce na dysku.
refused = wystawca certyfikatów odmawia: „{ $words }”. Pokaż te słowa osobie, która opiekuje się komputerem.
