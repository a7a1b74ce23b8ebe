-brand = Мікрополіс

title = Історії з околиці
    .hint = Розкажіть «кількома словами», що пам’ятаєте
story-count = { $count ->
    [0] Історій ще немає
    [one] { $count } історія
    [few] { $count } історії
    [many] { $count } історій
   *[other] { $count } історії
} в { -brand }
stage = { $stage ->
    [draft] чернетка
    [live] опублікована
   *[other] { $stage }
}
told-by = Розповідає { $author-name }, { $year-count } { $type }
greeting = Вітаємо в { $place }. { title }: { story-count }
brace = { "{" } і { "\u00A9" } { 5 }
born = Народилася у { $place }
long =
    Перший рядок

    і другий
