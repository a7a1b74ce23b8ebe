open = Otwórz
