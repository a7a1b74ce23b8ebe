# Frame
skip = Skip to content
menu = Menu
main-navigation = Main parts
search = Search
search-what = What are you looking for?
sign-in = Sign in
me = My page
language = Language
languages-title = Language of the page
display = How the page looks
display-short = Display
sample = sample
sample-says = These are invented people and notices for trying things out. The places and their history are true.
helping = You are acting for: { $name }
helping-until = until { $time }
helping-end = End the visit
contact = Contact
responsible = Responsible for this site: { $name }
footer-about = About
footer-mikropolis = Mikropolis is free software for neighbourhoods.
phone = Phone
email = E-mail
back = Back
home = Home page
belonging = Belonging
belonging-about = Places, and stories of the people who live here.
participation = Deciding together
participation-about = The budget, and matters we settle together.
support = Support
support-about = What somebody needs and who can help.
pillar-empty = There is nothing here yet.
done = Done
print = Print

# Errors
error-invalid = Something needs correcting
error-invalid-says = We could not read everything.
error-invalid-advice = Go back to the form and correct the places named. What you typed is still in your browser.
error-not-signed-in = Please sign in first
error-not-signed-in-says = This page is for people who have joined.
error-not-signed-in-advice = Sign in with a code by e-mail or with your card. Without e-mail, the person at the desk will help.
error-not-vouched = Somebody has to vouch for you first
error-not-vouched-says = Before you publish or answer, somebody from the neighbourhood confirms that they know you.
error-not-vouched-advice = A visit to the desk, an invitation slip or two neighbours is enough.
error-not-agreed = There is a new house agreement
error-not-agreed-says = Before you publish anything new, read the agreement that is in force now and say that you agree.
error-not-agreed-advice = Everything you have here stays. You can read, change what is yours and take it back.
error-to-agreement = Read the agreement
error-forbidden = We cannot open this
error-forbidden-says = This page belongs to somebody else or needs another role.
error-forbidden-advice = If you think this is wrong, tell us. The contact is at the bottom of the page.
error-not-found = There is no such page
error-not-found-says = The address may have changed, or there is a slip in it.
error-not-found-advice = Check the address or begin at the home page.
error-gone = This page is no longer here
error-gone-says = It was here and has been withdrawn.
error-gone-advice = See what else neighbours have to tell.
error-through-desk = This conversation goes through the desk
error-through-desk-says = Nothing was sent, and nobody is told of it.
error-through-desk-advice = Come to the desk or ring: the person there passes on what is needed.
error-through-guardian = A parent or guardian does this
error-through-guardian-says = Messages and meetings of two are from the age of 16 here. Nothing was sent.
error-through-guardian-advice = Ask your parent or guardian, or come to the desk, we help. You can read, come to get-togethers and tell stories like everybody.
error-conflict = Somebody changed this first
error-conflict-says = At the same time somebody else wrote here, or took the last place.
error-conflict-advice = Nothing is lost. Open the page again and see what has changed.
error-too-many = A short break
error-too-many-says = Very many requests came at once.
error-too-many-advice = Nothing is lost. Wait a little and try again.
error-again-in = Try again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
error-too-large = This is too large
error-too-large-says = The file or text is larger than we can take.
error-too-large-advice = Make it smaller, or bring it to the desk. We will help.
error-busy = Too many guests at once
error-busy-says = The server has its hands full and could not answer in time.
error-busy-advice = Wait half a minute and reload. You can send the same form again; it counts once.
error-read-only = You can only read just now
error-read-only-says = The server is running out of space, so nothing is being saved.
error-read-only-advice = Keep your text and try later. The person who looks after the site knows.
error-kept = What you wrote
error-kept-says = Nothing is lost. Leave this page open and send it again in a while. Files have to be chosen again.
error-send-again = Send it again
error-fault = Something broke on our side
error-fault-says = It is not your fault. We noted what happened, without your data.
error-fault-advice = Try again. If that does not help, tell us this number:
error-reference = Reference number
error-links = Perhaps one of these pages helps
error-theirs = What is there now
error-yours = What you typed

# Forms
form-problems = Please correct these places
form-optional = optional
form-day = Day
form-month = Month
form-year = Year
form-characters-left = { $count ->
    [one] { $count } character left
   *[other] { $count } characters left
}
form-characters-over = { $count ->
    [one] { $count } character too many
   *[other] { $count } characters too many
}
form-leave = This form has not been sent yet.
form-file-again = Please choose the files again.
form-choose = Choose
form-not-ours = We cannot be sure that this form came from our own page. Open it again and send it. Your browser has to accept cookies.
field-error = { $label }: { $words }
field-missing = enter an answer
field-choose = choose one of the options
field-must-tick = tick this if you agree
field-too-short = enter at least { $least ->
    [one] { $least } character
   *[other] { $least } characters
}
field-too-long = shorten by { $over ->
    [one] { $over } character
   *[other] { $over } characters
}; there is room for { $most }
field-number = enter a number from { $from } to { $to }
field-date = enter a date, for example 7 3 2027
field-email = enter an e-mail address, for example anna@post.org
field-phone = enter a phone number, for example +48 600 100 200
field-unreadable = there is a character here that we cannot save; please type it again
field-unknown = The form has no field “{ $name }”.
json-unreadable = The JSON cannot be read: line { $line }, column { $column }.
json-no-object = The JSON must be an object.
not-utf8 = The text is not UTF-8.
body-kind = We do not know this kind of data. Send a form or JSON.
body-broken-off = The transfer broke off. Please send it again.

# Display
display-says = Set the page so that it reads well. The settings stay in this browser; you need no account.
display-text = Text size
display-contrast = Colours
display-spacing = Spacing
display-motion = Motion
display-keep = Save the look
display-kept = The look of the page is saved.
contrast-machine = As on my device
contrast-light = Light
contrast-dark = Dark
contrast-high = Strong contrast
spacing-usual = Usual
spacing-wide = More space between letters and lines
motion-machine = As on my device
motion-still = Nothing moves

# Map
map-label = Map: { $title }
map-to-list = Skip the map, go to the list
map-in = Zoom in
map-out = Zoom out
map-whole = Show all
map-mark = { $number }. { $name }
link-copied = Address copied
copy-link = Copy the address
for-programs = For programs (API)

# A shared screen
helping-back = Back to the visit
kiosk-end = I have finished
on-phone = Go on with your own phone
on-phone-code = QR code with the address of this page
idle-title = Are you still here?
idle-says = { $seconds ->
    [one] In { $seconds } second we clear this screen.
   *[other] In { $seconds } seconds we clear this screen.
}
idle-here = I am here

# Sharing a page.
share = Share
share-address = Address of this page
share-copy = Copy the address
share-copied = Copied
share-send = Send it on
share-qr = QR code with the address of this page
