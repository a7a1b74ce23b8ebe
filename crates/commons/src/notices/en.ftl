# Notices for one person, and what came of a call
name = Notices for you
none = There is nothing here yet. You will see something when somebody answers or when something of yours changes.
fresh-title = { $count ->
    [one] One new matter
   *[other] { $count } new matters
  }
known-title = Earlier
before = { $count ->
    [one] and one earlier message
   *[other] and { $count } earlier messages
  }
calls = Calls to make
go-on = Look and decide
put-one-away = I have read it
put-away-one = Put away as read.
put-away = I have read all of it
put-away-done = Put away as read.
failed = { $value } does not work: messages come back.
way-change = You get the same by the way you chose: by mail, by phone or at the desk.
way-change-link = Change how to reach you
outcome-reached = Told them
outcome-wants = Wants it
outcome-wants-not = Does not want it
outcome-again = Try again
outcome-delivered = Delivered or passed on
outcome-wrong-number = Wrong number or address
hitch-no-server = E-mail does not work here yet. Tell them, and ask how else to reach them.
hitch-came-back = { $value } does not work, the message came back. Ask for another address or number.
hitch-given-up = It could not be sent in time. Tell them, and ask whether the address or number is right.
hitch-wrong-number = { $value } is a wrong number or address. Ask for the right one.
mail-foot = We write by e-mail because your page says so. You can change it there or at the desk.
begin = What came for me
sms-what = { $place }: { $subject }.
sms-call = Ring { $phone }
sms-link = or go to { $address }
