wrong-self = Roli nie nadaje się sobie. Potrzebna jest inna osoba z administracji.
wrong-holds = Ta osoba ma już tę rolę.
wrong-proposed = Ta rola jest już zaproponowana i czeka na potwierdzenie.
wrong-last = To ostatnia osoba w administracji. Najpierw dodaj drugą.
