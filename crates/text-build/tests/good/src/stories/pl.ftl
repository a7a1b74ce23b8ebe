### Teksty opowieści

-brand = { $case ->
    *[nominative] Mikropolis
    [locative] Mikropolii
}
    .gender = feminine

## Lista

# The heading of the list.
title = Historie z okolicy i o nas
    .hint = Opowiedz „w kilku słowach”, co pamiętasz
story-count = { $count ->
    [0] Nie ma jeszcze historii
    [one] { $count } historia
    [few] { $count } historie
    [many] { $count } historii
   *[other] { $count } historii
} w { -brand(case: "locative") }
stage = { $stage ->
    [draft] szkic
    [live] opublikowana
   *[other] { $stage }
}
told-by = Opowiada { $author-name }, { NUMBER($year-count) } { $type }
# Quotes the other messages.
greeting = Witaj w { $place }. { title }: { story-count }
brace = { "{" } i { "\u00A9" } { 5 }
born = { -brand.gender ->
    [feminine] Powstała
   *[other] Powstało
} w { $place }
long =
    Pierwszy wiersz

    i drugi
