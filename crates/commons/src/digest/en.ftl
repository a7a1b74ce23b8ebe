# News of the neighbourhood, at most once a week
subject = { $place }: what is new
foot =
    No more news? One press, without signing in: { $stop }
    How often and by which way to tell you: { $settings }
and-more = and { $count } more on the page
sms = { $place }: there is news.
stop-title = No more news?
stop-lead = Once you press, no more general news come. What concerns you still does.
stop = Send no more news
stopped-title = No more news will come
stopped = Noted. What concerns you comes as before.
settings = Change how to reach you
