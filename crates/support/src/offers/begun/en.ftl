# Begun before joining
lead = First write what it is about. We ask who you are only afterwards. It costs nothing.
more = When, where, and who may come
go-on = See how neighbours will read it
joined-already = Are you in this neighbourhood already?
preview = This is how neighbours will see it
preview-lead = What was chosen from a list everybody reads in their own language. Your words stay as they are.
preview-desk = Nobody will see this but the person at the desk.
own-words = A neighbour can ask somebody to translate your words.
join-title = One more step: join
join-says = A name is enough. We do not ask for a PESEL number or a surname, and we are not an office. After joining you come back to exactly this place.
join = Join and show it to neighbours
here-already = I am here already
kept = What is written waits for { $days ->
    [one] one day
   *[other] { $days } days
  } at the address of this page. Then it disappears.
slip-title = Who vouches for you?
slip-says = If you have an invitation slip, copy its code. Without one the entry waits until the desk or two neighbours vouch for you.
slip = Code from the invitation slip
slip-hint = Sixteen letters and digits. Capitals do not matter.
finish = Save it and show it to neighbours
forget = Remove what is written
forgotten = Removed. Nothing is left.
shown-need = Done, neighbours can see it now
shown-offer = Done, neighbours know that you can help
shown-says = When somebody answers, we tell you. The first meeting is at the Activity Place.
waits-title = Saved. It waits for somebody to vouch for you
waits-says = Only you see it. You can show it with one press once somebody vouches for you:
waits-slip = I have an invitation slip
waits-neighbours = Two neighbours to whom you show your code.
waits-desk = The person at the desk, once they have met you.
come-back = To come back from another phone, make yourself a card.
give-title = And what could you give?
give-says = You do not have to. But many neighbours would be glad of a small thing:
ideas = Idea
idea-reading = An hour of reading in English
idea-practising = Talking in English over tea
idea-cooking = Cooking together
idea-other = Something else
