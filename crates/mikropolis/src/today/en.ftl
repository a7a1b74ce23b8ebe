# Today
title = Today
way = Today
nothing = Nothing is waiting. A good time for tea with the neighbours. When somebody asks for something or tells something, it appears here by itself.
group-people = People are waiting
group-dates = We meet today
group-read = To read and decide
group-ends = Ending soon
group-print = To print
group-keep = So that nothing is lost
and-more = { $count ->
    [one] And one more: the whole list
   *[other] And { $count } more: the whole list
  }
since = Waiting: { $day }.
call = Tell { $name }
call-why = { $count ->
    [one] Opens what to say and how to reach this person.
   *[other] { $count } messages. Opens what to say and how to reach this person.
  }
matter = See to this matter for the desk:
matter-why = Only the desk sees it. Opens the matter.
need = Find somebody to help:
need-why = No answer for three days. Opens the request.
vouch = Meet and vouch for { $name }
vouch-why = Until somebody vouches, this person only reads and keeps drafts.
role = Confirm or decline a role: { $name }
role-why = Every role takes two people. Opens the list of roles.
letter = Print a letter with a new card: { $name }
letter-why = One person at the desk asks, another prints. Opens the desk.
story = Read the story:
story-why = On its page you publish it or send it back with a word.
report = Decide on a report: { $reason }
report-why = Opens the report and what it is about.
report-again-why = Somebody disagrees with the decision. Now another person looks.
ends-need = Ask whether it is still needed:
ends-offer = Ask whether it still stands:
ends-why = Ends: { $day }.
ends-date = Ask what comes next:
ends-date-why = Last time: { $day }. Opens the get-together, which can be prolonged.
date-who = See who is coming:
date-look = Take a look before it begins:
date-when = Today { $hours }, { $place }.
copy = Save a copy
copy-none = There is no copy yet. If the computer breaks, everything is lost.
copy-old = The last copy: { $date }. A new one is due every week.
bulletin = Put the stairwell bulletin together
bulletin-first = The first issue makes itself from what is here. What remains is to print it.
bulletin-due = The next issue: { $day }.
bulletin-on = Finish the bulletin, issue { $number }
bulletin-on-why = It is begun. Change it, publish it, print it and hang it up.
sheets = { $count ->
    [one] Type in a sheet from the desk
   *[other] Type in { $count } sheets from the desk
  }
sheets-why = The day we promised is today or over. Opens the sheets to type in.
agreement = Confirm or refuse a change of the house agreement
agreement-why = One person is for it. It takes a second one.
first-days = First steps
first-days-says = Done: { $done } of { $all }. They tick themselves off when something has really happened.
step-done = done
step-second = Give a second person a card
step-second-why = If you are ill, somebody must get in. Opens the list of roles.
step-place = Add the first place
step-place-why = Where you meet: when it is open, how many steps at the door.
step-date = Announce the first get-together
step-date-why = Tea on Thursday will do.
step-kit = Print the first papers
step-kit-why = A poster and invitation slips. Ticked off once there are slips.
step-story = Tell two sentences and add a photo
step-story-why = Somebody has to begin. A photo of the stairwell and who plants the flowers will do.
step-copy = Save a copy
step-copy-why = On a stick that lies somewhere else than the computer. An administrator does it.
step-posters = Hang six posters
step-posters-why = In stairwells, the shop, the library. Ticked off when the first person comes.
step-people = Ring five people
step-people-why = Invite them and enter them at the desk. Ticked off when you are five more.
