# Results of a vote on money
won = The project is funded: place { NUMBER($place) } in the order. { $left } is left after it.
won-completion = The project is funded from the money left after the main count: place { NUMBER($place) } in the order. { $left } is left after it.
topped-up = The pool is { $missing } short of this project. That part comes from elsewhere.
does-not-fit = When its turn comes, the pool holds { $left } and the project costs { $cost }.
conflict = The project cannot be built together with “{ $winner }”, which is funded already.
cap = The limit for “{ $name }” leaves { $left }, and the project costs { $cost }.
too-poor = The people who chose it have { $left } left together, and the project costs { $cost }.
no-group = No group of the people who chose it can pay for it in equal parts.
eliminated = Its support moves on to other projects on the same ballots.
not-in-best-set = The best possible set of projects is without it.
rule-ended = The count ends before its turn comes. The pool holds { $left } then.
withdrawn = The project is withdrawn and takes no part in the count.
too-dear = The project costs { $cost }, more than the whole pool.
no-support = Nobody chose this project.
below-threshold = The project has { NUMBER($points) } { $points ->
    [one] point
   *[other] points
  } and needs at least { NUMBER($needed) }.
spending = { NUMBER($percent) }% of these people pay for “{ $winner }”, { $money } together.
effective = That covers { NUMBER($percent) }% of the cost.
tied = It is exactly level with “{ $winner }”. The order set for ties decides.
enough-cost = A cost of { $cost } would be enough to win.
enough-points = { NUMBER($points) } more { $points ->
    [one] point
   *[other] points
  } would be enough to win.
enough-voters = { NUMBER($voters) } more { $voters ->
    [one] person choosing
   *[other] people choosing
  } only this project would be enough to win, with the same share.
receipt-share = Share of one person: { $share }.
receipt-paid = { $money } of it goes to “{ $project }”.
receipt-won = “{ $project }” wins.
receipt-rest = { $money } is left.
receipt-none = No project on this ballot wins.
report = Result of the count
summary = Summary
rule = Rule
budget = Pool
spent = Spent
left-over = Left
voters = Voters
with-winner = Voters with at least one winning project
share = Share of one person
winners = Winning projects
support-picture = Support and cost
support-caption = The upper bar is points, the lower bar is cost. The table below has the same figures.
money-picture = Where the money goes
money-caption = Parts of the pool by project, in order. The table below has the same figures.
all-projects = All projects
project = Project
cost = Cost
points = Points
result = Result
why = Why
yes = wins
no = does not win
flows = What supporters of a project pay for
winner = Where the money goes
payers = People paying
amount = Amount
ties = Ties
no-ties = Two equal projects never meet.
tie = Equal: { $tied }. First: { $chosen }.
tie-otherwise = If { $first } were first, these would win: { $winners }.
check = How to check this
second-same = A second, independent count gives the same log.
second-differs = The second count gives another log. This result should not be announced.
second-none = This rule has no second count.
input = SHA-256 of the file of votes
log = SHA-256 of the log
seed = Seed of the lots
no-seed = none given
version = Version of the program
part = Part of the pool
