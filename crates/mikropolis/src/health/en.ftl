# Is all well
title = Is all well
all-well = All is well.
look-at = { $count ->
    [one] One thing needs a look.
   *[other] { $count } things need a look.
}
well = well
look = take a look
data-folder = the data folder
save-copy = Save a copy
well-backup = The last one is of { $day }. It lies on the same computer, so a copy on a stick is needed as well.
well-copy = Saved on { $day }.
well-disk = Free: { $gigabytes } GB.
well-database = It answers.
well-database-checked = It answers. The backup of { $day } was opened and counted, it is whole.
well-clock = It is right: { $now }.
well-letters = Letters go out through the mail server. Waiting just now: { $count }.
well-without-mail = There is no mail server, and there need not be one. People come in with a card, the desk rings, notices are printed.
address-local = { $address } works only in this network and without encryption. Nobody comes in from the internet.
address-certificate = { $address }, the certificate is good until { $day } and renews itself.
address-proxy = { $address }, the server in front of the program looks after the certificate.
well-inside = They are in place.
well-program = Mikropolis { $version }.
outside = Whether the address works from outside, try with a phone that has its Wi-Fi switched off.
