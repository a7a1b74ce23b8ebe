wrong-card-role = This person has a role. They make their card themselves, and if they lost their way in, a letter by two people is needed.
wrong-self = You need no desk for yourself: go to the page “Mine”.
wrong-word = This is not the word for the phone. If the person does not remember it, invite them to the desk.
