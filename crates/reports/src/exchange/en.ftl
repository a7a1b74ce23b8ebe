# The result of an exchange: slips for people, and reasons
title = Exchange: who gives what and takes what
summary = { NUMBER($trades) } { $trades ->
    [one] thing changes
   *[other] things change
} owner. { NUMBER($households) } { $households ->
    [one] household takes
   *[other] households take
} something home.
longest-ring = The longest ring has { NUMBER($people) } { $people ->
    [one] person
   *[other] people
}.
nothing-found = No exchange comes out of these lists. The reasons are below.
slips = Slips
slips-hint = Every slip is for one person. Print the page and cut it up.
give = Give
give-to = { $thing } – to { $who }
take = Take
take-from = { $thing } – from { $who }
place = Where
time = When
gift-end = You keep this thing.
unserved = No exchange this time
no-wishes = Nothing on the list is on the table.
nobody-wanted = Nobody is looking for what was brought.
no-ring = The things are wanted, but no way leads from there to your wishes.
others-had-fewer-options = Others who have fewer options need the same things.
lot = There are equally good results. The public draw decided.
longer-ring-not-allowed = A longer ring would help, and this time rings are short.
help-wish-also = With “{ $wish }” also on the list for “{ $give }”, that exchange would have come about.
help-wish = Adding even one wish will help.
help-bring-something-else = Bringing something else will help. This thing can also be given away.
help-longer-rings = Agreeing to longer rings will help.
help-next-time = Nothing needs to change. The draw may fall differently next time.
proof = How to check this
proof-text = Anybody can work this out again. It takes the file with the lists, the number of the draw and the result file.
seed = Number of the draw
input-hash = Fingerprint of the file with the lists (SHA-256)
best = There is no better result: the proof is in the result file.
not-proved = This is the best result found. Nobody will find more than { NUMBER($bound) }.
