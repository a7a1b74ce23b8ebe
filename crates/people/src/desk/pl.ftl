wrong-card-role = Ta osoba ma rolę. Kartę robi sobie sama, a gdy straciła dostęp, potrzebny jest list od dwóch osób.
wrong-self = Dla siebie nie trzeba dyżuru: wejdź na stronę „Moje”.
wrong-word = To nie jest to hasło do rozmowy. Jeśli osoba go nie pamięta, zaproś ją na dyżur.
