# Мапа думок
title = Мапа думок
summary-heading = Коротко
people = Люди, які відповіли
placed = Люди на мапі (щонайменше сім відповідей)
answers = Відповіді
statements = Твердження
clear = { $groups ->
    [one] Видно { NUMBER($groups) } виразну групу.
    [few] Видно { NUMBER($groups) } виразні групи.
    [many] Видно { NUMBER($groups) } виразних груп.
   *[other] Видно { NUMBER($groups) } виразної групи.
}
no-better-than-chance = Виразних груп не видно: поділ не чіткіший, ніж за відповідей, розданих навмання. Нижче те, що єднає більшість.
not-stable = Виразних груп не видно: поділ змінюється, коли частини людей бракує. Нижче те, що єднає більшість.
groups-too-small = Виразних груп не видно: будь-який поділ дав би групу, замалу, щоб про неї говорити. Нижче те, що єднає більшість.
too-few-people = Для мапи зарано: потрібно щонайменше { NUMBER($people) } людей, які відповіли сім разів. Нижче самі відповіді.
kept = Кількість груп на мапі зміниться, коли новий результат повториться чотири рази поспіль.
shared-heading = Що єднає
shared-none = Поки що жодне твердження не єднає більшість у кожній групі за достатньої кількості відповідей.
nearly-everybody-agrees = Майже всі згодні: { NUMBER($percent) }% (певно: від { NUMBER($low) } до { NUMBER($high) }%), відповідей: { NUMBER($votes) }.
nearly-everybody-disagrees = Майже всі проти: { NUMBER($percent) }% (певно: від { NUMBER($low) } до { NUMBER($high) }%), відповідей: { NUMBER($votes) }.
most-agree = Більшість згодна: { NUMBER($percent) }% (певно: від { NUMBER($low) } до { NUMBER($high) }%), відповідей: { NUMBER($votes) }.
most-disagree = Більшість проти: { NUMBER($percent) }% (певно: від { NUMBER($low) } до { NUMBER($high) }%), відповідей: { NUMBER($votes) }.
parting-heading = Що розділяє
parting-none = Жодне твердження не розділяє виразно.
parting-groups = Найчастіше згодна група { NUMBER($first) } ({ NUMBER($most) }%), найрідше група { NUMBER($second) } ({ NUMBER($least) }%).
parting-people = За { NUMBER($agree) }%, проти { NUMBER($disagree) }%, відповідей: { NUMBER($votes) }.
portraits-heading = Групи
portrait-heading = Група { NUMBER($group) }, людей: { NUMBER($people) }
portrait-agrees = Згодні: { NUMBER($percent) }% цієї групи, { NUMBER($others) }% решти.
portrait-disagrees = Проти: { NUMBER($percent) }% цієї групи, { NUMBER($others) }% решти.
portrait-none = Жодне твердження не вирізняє цю групу напевно.
unclear-heading = Що може бути незрозумілим
unclear = Пропускають: { NUMBER($percent) }% з { NUMBER($votes) } відповідей.
map-heading = Мапа
map-caption = Що ближче, то подібніші відповіді. Кожне коло — це щонайменше п’ятеро людей, цифра в колі — номер групи. Квадрат із номером — твердження з таблиці нижче. Ліворуч, праворуч, вгору і вниз самі по собі нічого не означають.
map-marks-heading = Кола мапи
mark-people = Люди
mark-group = Група
mark-across = По горизонталі
mark-up = По вертикалі
table-heading = Усі твердження
number = №
statement = Твердження
agree = За
disagree = Проти
pass = Пропускають
votes = Відповіді
group-agrees = За в групі { NUMBER($group) }
finding = Висновок
finding-shared = єднає
finding-parting = розділяє
finding-unclear = незрозуміле
finding-few = замало відповідей
too-few-to-show = замало
method-heading = Як це пораховано
method-axes = Мапа постає так, як у програмі Polis: осі — два напрями, в яких відповіді різняться найбільше. Вони показують { NUMBER($percent) }% усіх відмінностей.
method-gates = Поділ на групи враховується лише тоді, коли він чіткіший, ніж у всіх копіях із відповідями, розданими навмання (найкраща копія: { NUMBER($chance) }), і коли повторюється без кожної п’ятої людини (збіг щонайменше { NUMBER($stable) }).
method-tried = Поділ на { NUMBER($groups) }: чіткість { NUMBER($silhouette) }, збіг на пробах { $stability }.
method-not-measured = не виміряно
method-intervals = «Певно» означає межі, які містять справжню частку в 95 випадках зі 100. Про більшість говоримо лише тоді, коли всі межі вищі за половину і відповіли щонайменше { NUMBER($votes) } людей.
method-privacy = Нікого не показуємо окремо, як і цифр про групи, менші за п’ять людей.
untitled = Твердження { $id }
