wrong-name = Type the name of the neighbourhood.
wrong-responsible = Say who is responsible for this neighbourhood. Nobody can come in without that.
wrong-reach = Give a phone number or an e-mail address of whoever is responsible.
wrong-slug = The address is small letters without accents, figures and single hyphens, 2 to 40 characters, for example nowa-huta.
wrong-slug-taken = This address is taken. Choose another one.
