list-title = Screens for everybody
list-lead = A tablet or computer at the Activity Place that anybody may use. Nobody stays signed in on it.
list-none = There is no screen yet.
list-back = Back to the list of screens
make-title = A new screen
make = Make a code for a screen
label = Where does it stand?
label-hint = For example: hall of the library.
since = In use since { $day }
waits = Waits for a device until { $time }
unused = The code was not used in time.
end = Take back: { $label }
ended = Taken back. This device is an ordinary one again.
code-title = Code for a screen
code-use = On that device open { $address } and type the code.
code-until = { $minutes ->
    [one] The code works once, for { $minutes } minute.
   *[other] The code works once, for { $minutes } minutes.
}
start-title = A screen for everybody
start-lead = Type the code from the desk. This device becomes a shared screen: large buttons, nobody stays signed in.
code = Code from the desk
code-hint = Eight letters and figures.
start = Make this a shared screen
wrong-code = This code does not work. Ask for a new one at the desk.
screen-title = Good day
screen-do = What would you like to do?
screen-begin-card = Sign in with a resident card
screen-read = What is going on
screen-says = After two minutes without a touch the screen clears itself. At the foot of each page is a code with which you go on with your own phone.
still-title = Are you still here?
cleared = Nobody was there, so the visit has ended.
