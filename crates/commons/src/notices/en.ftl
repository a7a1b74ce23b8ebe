# Notices and the call list
name = Notices for you
none = There is nothing here yet. You will see something when somebody answers or when something of yours changes.
fresh = new
put-away = I have read all of it
put-away-done = Put away as read.
way-change = You get the same by the way you chose: by mail, by phone or at the desk.
way-change-link = Change how to reach you
calls = Calls to make
calls-lead = These people do not read e-mail. Tell them what stands below, and note what came of it.
calls-none = Nobody is waiting to hear from the desk just now.
hours = when: { $hours }
speaks = speaks { $language }
since = Waiting since { $day }
tried = { $count ->
    [one] tried once
   *[other] tried { $count } times
  }
in-your-language = The same in your language
record = Note what came of it
recorded = Noted: { $outcome }.
act-for = Do the next step for { $name }
act-now = The next step for { $name }
no-word = This person has no word for the phone yet. Ask them to come to the desk.
field-outcome = What came of it
field-again = Try again on
field-again-hint = Only if it has to be tried again. Empty means tomorrow.
outcome-reached = Told them
outcome-wants = Wants it
outcome-wants-not = Does not want it
outcome-again = Try again
outcome-wrong-number = Wrong number or address
way-phone = Ring:
way-sms = Send a text message:
way-letter = Put a letter in the box:
way-neighbour = Pass it on:
way-board = Put it on the notice board (without a surname)
way-desk = Tell them when they come to the desk
way-mail = E-mail does not arrive:
mail-foot = We write by e-mail because your page says so. You can change it there or at the desk.
begin = What came for me
