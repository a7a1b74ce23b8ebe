wrong-self = Nobody vouches for themselves.
wrong-count = { $left ->
    [one] You can print { $left } more invitation. You can make unused ones void.
   *[other] You can print { $left } more invitations. You can make unused ones void.
}
wrong-slip = This invitation cannot be used: the code is another one, somebody has used it already, or it is too old.
title = Vouching and invitations
lead = Whoever somebody vouches for can publish and answer: the desk, an invitation, or two neighbours.
yes = Somebody vouches for you.
not-yet = Nobody vouches for you yet. You can read and save drafts.
way-desk = The desk vouches.
way-invitation = You have an invitation.
way-neighbour = A neighbour vouches.
way-founder = The founder of the neighbourhood vouches.
for-neighbour = I vouch for a neighbour
code = The neighbour’s code
code-hint = 8 letters and figures from the page “Mine”. Vouch only for somebody you know.
vouch-do = I vouch
vouched-enough = Thank you. { $name } can now publish and answer.
vouched-first = Thank you. When one more person vouches, { $name } can publish and answer.
withdraw = Take back: { $name }
withdrawn = Taken back.
invite-title = Invitation slips
invite-lead = Each slip works once. Whoever uses it is here by your invitation.
count = How many slips?
count-hint = From 1 to 20.
invite-do = Make slips
unused = { $count ->
    [one] { $count } slip waits for somebody to use it.
   *[other] { $count } slips wait for somebody to use them.
}
void-do = Make unused slips void
voided = Unused slips are void now.
slips-title = Invitation slips
slips-says = Print and cut them, or copy them. We will not show the codes again. They are good for 60 days.
slips-use = To join: { $address } Then type the code on the page “Vouching and invitations”.
back = Back
by-slip = Do you have an invitation slip?
slip = Code from the slip
slip-hint = 16 letters and figures, in fours.
slip-do = Use the invitation
slip-used = The invitation works. You can publish and answer.
by-neighbours = Do you know two neighbours?
by-neighbours-how = Show them your code. Each of them types it on their page “Vouching and invitations”.
by-desk = Or come to the desk
by-desk-how = A short talk is enough. No documents needed.
