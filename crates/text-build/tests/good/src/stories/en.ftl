-brand = Mikropolis

title = Stories from around here
    .hint = Tell "in a few words" what you remember
story-count = { $count ->
    [0] No stories yet
    [one] { $count } story
   *[other] { $count } stories
} in { -brand }
stage = { $stage ->
    [draft] draft
    [live] published
   *[other] { $stage }
}
told-by = { $type } of { $year-count }, told by { $author-name }
greeting = Welcome to { $place }. { title }: { story-count }
brace = { "{" } and { "\u00A9" } { 5 }
born = Born in { $place }
long =
    First line

    and second
