# Certificates of one's own
soon = This address is still getting its certificate. Please come back in a few minutes.
nothing = { $name } has no certificate yet
past = The certificate of { $name } ended on { $day }, browsers warn of it
not-yet = The certificate of { $name } begins only on { $day }
until = The certificate of { $name } is good until { $day }, but there is no new one yet
waits = it is being fetched, look again in ten minutes.
away = the authority cannot be reached; look whether this machine has a way to the internet. It is tried again by itself.
not-found = the authority did not find this machine at http://{ $name } ({ $words }); the name has to lead to this machine’s address, and ports 80 and 443 have to be open and forwarded to it. It is tried again by itself.
too-often = the authority was asked too often and answers again in some hours; keep the folder keys, so that it need not be asked anew.
clock = the clock of this machine is wrong, so no certificate seems good; set the date and time.
disk = it cannot be written down; make room on the disk.
refused = the authority refuses it: “{ $words }”. Show these words to whoever looks after the machine.
