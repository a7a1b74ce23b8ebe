# The desk's call list
title = Calls to make
lead = These people wait to be told something. Open a row, say what stands there, and note what came of it.
none = Nobody is waiting to hear from the desk just now.
round-phone = Ring
round-sms = Send a text message
round-letter = Letters for letter boxes
round-neighbour = Through a neighbour
round-board = For the notice board
round-desk = When they come to the desk
matters = { $count ->
    [one] one matter
   *[other] { $count } matters
  }
good-now = a good time now
ring = Ring { $number }
speaks = speaks { $language }
hours = when: { $hours }
pass-on-title = Tell the neighbour only this:
pass-on = There is a message for { $name }. They can come to the desk or ring. { $phone }
only-for-them = Only for { $name }
since = Waiting since { $day }
tried = { $count ->
    [one] tried once
   *[other] tried { $count } times
  }
noted-before = noted: { $note }
in-your-language = The same in your language
more = Another day, or a note
record = Note what came of it
recorded = Noted: { $outcome }.
print-one = Print for { $name }
print-letters = Print all letters
print-board = Print the sheet for the board
together-letter = All letters are in their boxes
together-board = The sheet is on the board
noted-today = { $count ->
    [one] One call noted today – it can be corrected
   *[other] { $count } calls noted today – they can be corrected
  }
next-title = The next step
act-now = Go on for { $name }
word = Their word
word-hint = Ask for it on the phone. Then the page opens on which you do it for them.
no-word = This person has no word for the phone yet. Ask them to come to the desk.
opposite = They sit opposite
correct = Correct what was noted
back = Back to the list
field-outcome = What came of it
field-again = Try again on
field-again-hint = Only if it has to be tried again. Empty means tomorrow.
wrong-again = Give a day between today and three months from now.
wrong-outcome = That can’t come of this way. Choose from the list.
field-note = A note for the desk
field-note-hint = In a few words what they said. They may read it.
letters-title = Letters from the desk
letters-count = { $count ->
    [one] One letter. This page says whose box it belongs in. Fold it with the address outside.
   *[other] { $count } letters. This page says whose boxes they belong in. Fold each with the address outside.
  }
letter-title = A message from the desk
letter-foot = We write on paper because that is what you asked for. You can change it at the desk or by phone.
paper-phone = Telephone
paper-desk = Desk
board-title = There is a message for these signs
board-says = If this is your sign, come to the desk or ring.
guardian = Under 16. Speak with the parent or guardian: { $who }
