# Рамка
skip = Перейти до змісту
menu = Меню
main-navigation = Головні частини
search = Пошук
search-what = Що шукаєте?
sign-in = Увійти
me = Мої справи
language = Мова
languages-title = Мова сторінки
display = Вигляд сторінки
display-short = Вигляд
sample = приклад
sample-says = Це вигадані люди й оголошення, щоб спробувати сайт. Місця та їхня історія справжні.
helping = Ви дієте для: { $name }
helping-until = до { $time }
helping-end = Завершити візит
contact = Контакт
responsible = За цей сайт відповідає: { $name }
footer-about = Про сайт
footer-mikropolis = Mikropolis – вільна програма для сусідств.
phone = Телефон
email = Ел. пошта
back = Назад
home = Головна сторінка
belonging = Приналежність
belonging-about = Місця та історії людей, які тут живуть.
participation = Вирішуємо разом
participation-about = Бюджет і справи, які ми вирішуємо разом.
support = Підтримка
support-about = Що кому потрібно і хто може допомогти.
pillar-empty = Тут ще нічого немає.
done = Готово
print = Надрукувати

# Помилки
error-invalid = Треба дещо виправити
error-invalid-says = Не все вдалося прочитати.
error-invalid-advice = Поверніться до форми й виправте вказані місця. Написане залишилося у браузері.
error-not-signed-in = Спершу треба увійти
error-not-signed-in-says = Ця сторінка для людей, які записані в нас.
error-not-signed-in-advice = Увійдіть кодом з листа або карткою. Без пошти допоможе людина на чергуванні.
error-not-vouched = Потрібна чиясь порука
error-not-vouched-says = Перш ніж щось опублікувати чи комусь відповісти, хтось із сусідів підтверджує, що Вас знає.
error-not-vouched-advice = Досить прийти на чергування, мати листок-запрошення або двох сусідів.
error-not-agreed = Є нова сусідська угода
error-not-agreed-says = Перш ніж публікувати щось нове, прочитайте угоду, яка діє тепер, і скажіть, що погоджуєтеся.
error-not-agreed-advice = Усе, що Ви тут маєте, залишається. Можна читати, змінювати своє й відкликати його.
error-to-agreement = Прочитати угоду
error-forbidden = Цього ми не можемо відкрити
error-forbidden-says = Ця сторінка належить комусь іншому або потребує іншої ролі.
error-forbidden-advice = Якщо це помилка, скажіть нам. Контакт унизу сторінки.
error-not-found = Такої сторінки немає
error-not-found-says = Адреса могла змінитися або в ній є помилка.
error-not-found-advice = Перевірте адресу або почніть з головної сторінки.
error-gone = Цієї сторінки вже немає
error-gone-says = Вона була тут, але її відкликали.
error-gone-advice = Подивіться, що ще розповідають сусіди.
error-through-desk = Ця розмова йде через чергування
error-through-desk-says = Нічого не надіслано, і ніхто про це не дізнається.
error-through-desk-advice = Приходьте на чергування або подзвоніть: чергова особа передасть, що потрібно.
error-through-guardian = Це робить хтось із батьків або опікун
error-through-guardian-says = Повідомлення й зустрічі вдвох у нас від 16 років. Нічого не надіслано.
error-through-guardian-advice = Попросіть когось із батьків або опікуна чи приходьте на чергування, ми допоможемо. Читати, приходити на зустрічі й розповідати можна, як усім.
error-conflict = Хтось змінив це раніше
error-conflict-says = У цей самий час хтось інший теж тут писав або зайняв останнє місце.
error-conflict-advice = Нічого не пропало. Відкрийте сторінку ще раз і подивіться, що змінилося.
error-too-many = Коротка перерва
error-too-many-says = Надійшло дуже багато запитів одночасно.
error-too-many-advice = Нічого не пропало. Зачекайте трохи й спробуйте знову.
error-again-in = Спробуйте знову за { $minutes ->
    [one] { $minutes } хвилину
    [few] { $minutes } хвилини
    [many] { $minutes } хвилин
   *[other] { $minutes } хвилини
}.
error-too-large = Це завелике
error-too-large-says = Файл або текст більший, ніж ми можемо прийняти.
error-too-large-advice = Зменшіть файл або принесіть його на чергування. Ми допоможемо.
error-busy = Забагато гостей одразу
error-busy-says = Сервер зараз має повні руки роботи й не встиг відповісти.
error-busy-advice = Зачекайте пів хвилини й оновіть сторінку. Ту саму форму можна надіслати ще раз, вона запишеться один раз.
error-read-only = Зараз можна лише читати
error-read-only-says = На сервері закінчується місце, тому ми нічого не записуємо.
error-read-only-advice = Збережіть свій текст і спробуйте пізніше. Опікун сайту вже знає.
error-kept = Те, що було написано
error-kept-says = Нічого не пропало. Залиште цю сторінку відкритою і надішліть ще раз згодом. Файли треба вибрати знову.
error-send-again = Надіслати ще раз
error-fault = У нас щось зламалося
error-fault-says = Це не Ваша провина. Ми записали, що сталося, без Ваших даних.
error-fault-advice = Спробуйте ще раз. Якщо не допоможе, назвіть нам цей номер:
error-reference = Номер події
error-links = Може, допоможе одна з цих сторінок
error-theirs = Так є зараз
error-yours = Так написано щойно

# Форми
form-problems = Виправте ці місця
form-optional = необов’язково
form-day = День
form-month = Місяць
form-year = Рік
form-characters-left = { $count ->
    [one] Залишився { $count } знак
    [few] Залишилося { $count } знаки
    [many] Залишилося { $count } знаків
   *[other] Залишилося { $count } знака
}
form-characters-over = { $count ->
    [one] На { $count } знак забагато
    [few] На { $count } знаки забагато
    [many] На { $count } знаків забагато
   *[other] На { $count } знака забагато
}
form-leave = Форму ще не надіслано.
form-file-again = Файли треба вибрати ще раз.
form-choose = Виберіть
form-not-ours = Ми не певні, що цю форму надіслано з нашого сайту. Відкрийте її ще раз і надішліть. Браузер має приймати файли cookie.
field-error = { $label }: { $words }
field-missing = напишіть відповідь
field-choose = виберіть один із варіантів
field-must-tick = позначте, якщо згодні
field-too-short = напишіть щонайменше { $least ->
    [one] { $least } знак
    [few] { $least } знаки
    [many] { $least } знаків
   *[other] { $least } знака
}
field-too-long = скоротіть на { $over ->
    [one] { $over } знак
    [few] { $over } знаки
    [many] { $over } знаків
   *[other] { $over } знака
}, вміщається { $most }
field-number = напишіть число від { $from } до { $to }
field-date = напишіть дату, наприклад 7 3 2027
field-email = напишіть адресу пошти, наприклад anna@poshta.ua
field-phone = напишіть номер телефону, наприклад +48 600 100 200
field-unreadable = тут є знак, який ми не можемо записати; напишіть це ще раз
field-unknown = Форма не має поля «{ $name }».
json-unreadable = JSON не читається: рядок { $line }, знак { $column }.
json-no-object = JSON має бути об’єктом.
not-utf8 = Текст не в кодуванні UTF-8.
body-kind = Ми не знаємо такого виду даних. Надішліть форму або JSON.
body-broken-off = Передавання обірвалося. Надішліть ще раз.

# Вигляд
display-says = Налаштуйте сторінку так, щоб було зручно читати. Налаштування лишаються в цьому браузері, обліковий запис не потрібен.
display-text = Розмір літер
display-contrast = Кольори
display-spacing = Відступи
display-motion = Рух
display-keep = Зберегти вигляд
display-kept = Вигляд сторінки збережено.
contrast-machine = Як у пристрої
contrast-light = Світлі
contrast-dark = Темні
contrast-high = Сильний контраст
spacing-usual = Звичайні
spacing-wide = Більші відступи між літерами й рядками
motion-machine = Як у пристрої
motion-still = Нічого не рухається

# Мапа
map-label = Мапа: { $title }
map-to-list = Пропустити мапу, перейти до списку
map-in = Наблизити
map-out = Віддалити
map-whole = Показати все
map-mark = { $number }. { $name }
link-copied = Адресу скопійовано
copy-link = Копіювати адресу
for-programs = Для програм (API)

# Спільний екран
helping-back = Повернутися до візиту
kiosk-end = Я закінчую
on-phone = Далі на своєму телефоні
on-phone-code = QR-код з адресою цієї сторінки
idle-title = Ви ще тут?
idle-says = { $seconds ->
    [one] За { $seconds } секунду ми очистимо цей екран.
    [few] За { $seconds } секунди ми очистимо цей екран.
    [many] За { $seconds } секунд ми очистимо цей екран.
   *[other] За { $seconds } секунди ми очистимо цей екран.
}
idle-here = Я тут

# Sharing a page.
share = Поділитися
share-address = Адреса цієї сторінки
share-copy = Скопіювати адресу
share-copied = Скопійовано
share-send = Надіслати далі
share-qr = QR-код з адресою цієї сторінки
