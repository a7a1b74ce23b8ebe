//! What meets in the index, and how much of it.

use std::collections::BTreeSet;

use kernel::Locale::{self, En, Pl, Uk};

use super::*;

fn only(language: Locale, word: &str) -> String {
    let terms = terms(language, word);
    assert_eq!(terms.len(), 1, "{word}: {terms:?}");
    terms.into_iter().map(|term| term.term).collect()
}

/// Whether a query finds a text: every word has an alternative in it.
fn finds(query: &str, language: Locale, text: &str) -> bool {
    let held: BTreeSet<String> = terms(language, text).into_iter().map(|term| term.term).collect();
    let words = query_terms(query);
    !words.is_empty() && words.iter().all(|alternatives| alternatives.iter().any(|word| held.contains(word)))
}

#[test]
fn accents_case_and_endings_do_not_hide_a_word() {
    assert!(finds("lawka", Pl, "Ławka pod lipą"));
    assert!(finds("LAWKI", Pl, "ławka"));
    assert!(finds("ławkę", Pl, "Dwie ławki"));
    assert!(finds("ławka", Pl, "Siedzimy na ławce") && finds("ławce", Pl, "ławka"));
    assert!(finds("matka", Pl, "Opowiedz matce") && !finds("ławka", Pl, "Ława"));
    assert!(finds("lodz", Pl, "Łódź Bałuty"));
    assert!(finds("łódź", Pl, "LODZ"));
    assert!(finds("sasiedzka pomoc", Pl, "Pomoc sąsiedzka w bloku"));
    assert!(finds("ogrodow", Pl, "mapa ogrodów"));
    assert!(finds("ogrod", Pl, "ogrodzie"));
    assert!(finds("neighbours", En, "The neighbour's garden"));
    assert!(finds("п'ять", Uk, "п’ять садків"));
    assert!(finds("площею", Uk, "Площа Ринок"));
    assert!(finds("їжак", Uk, "ЇЖАКИ"));
    assert!(finds("Тарас", Pl, "Opowiada Тарас z Jeżyc"));
    assert!(!finds("kot", Pl, "ławka pod lipą"));
    assert!(!finds("lawka kot", Pl, "ławka pod lipą"));
    assert!(!finds("w", Pl, "w"));
}

#[test]
fn terms_are_counted_and_sorted() {
    let found = terms(Pl, "Kot, kot i KOTY; 3-go Maja 12/4");
    let shown: Vec<(&str, u32)> = found.iter().map(|term| (term.term.as_str(), term.count)).collect();
    assert_eq!(shown.iter().find(|(term, _)| *term == "kot"), Some(&("kot", 3)));
    assert!(shown.contains(&("3", 1)) && shown.contains(&("12", 1)) && shown.contains(&("4", 1)));
    assert!(found.is_sorted());
    assert_eq!(only(Uk, "громадський"), only(Uk, "громади"));
    assert_eq!(only(Pl, "ﬁlm"), only(Pl, "FILM"));
}

#[test]
fn the_last_word_is_also_a_beginning() {
    assert_eq!(last_word_range("Stara Ław"), Some(("law".to_owned(), "law\u{10ffff}".to_owned())));
    assert_eq!(last_word_range("грома"), Some(("гром".to_owned(), "гром\u{10ffff}".to_owned())));
    assert_eq!(last_word_range("шко"), Some(("шко".to_owned(), "шко\u{10ffff}".to_owned())));
    assert_eq!(last_word_range("громадськ"), last_word_range("грома"));
    assert_eq!(last_word_range("ławka "), None);
    assert_eq!(last_word_range("i ł"), None);
    let (from, to) = last_word_range("jez").unwrap_or_default();
    let term = only(Pl, "Jeżyce");
    assert!(from <= term && term < to);
}

#[test]
fn odd_texts_are_borne() {
    assert!(terms(Pl, "").is_empty());
    assert!(terms(Pl, "''' — … \u{301}").len() <= 1);
    assert_eq!(only(En, &"a".repeat(10_000)).len(), 40);
    assert!(query_terms("?!").is_empty());
}

/// Forms of words of neighbourhood life, one word a line.
const POLISH_FORMS: &str = "
ławka ławki ławce ławkę ławką ławek ławkom ławkami ławkach
ogród ogrodu ogrodowi ogrodem ogrodzie ogrody ogrodów ogrodom ogrodami ogrodach
sąsiad sąsiada sąsiadowi sąsiadem sąsiedzie sąsiedzi sąsiadów sąsiadom sąsiadami sąsiadach
ulica ulicy ulicę ulicą ulice ulic ulicom ulicami ulicach
spotkanie spotkania spotkaniu spotkaniem spotkań spotkaniom spotkaniami spotkaniach
rower roweru rowerowi rowerem rowerze rowery rowerów rowerom rowerami rowerach
szkoła szkoły szkole szkołę szkołą szkół szkołom szkołami szkołach
historia historii historię historią historie historiom historiami historiach
drzewo drzewa drzewu drzewem drzewie drzew drzewom drzewami drzewach
pomoc pomocy pomocą pomoce pomocom pomocami pomocach
biblioteka biblioteki bibliotece bibliotekę biblioteką bibliotek bibliotekom bibliotekami bibliotekach
mieszkaniec mieszkańca mieszkańcowi mieszkańcem mieszkańcu mieszkańcy mieszkańców mieszkańcom mieszkańcami
zielony zielona zielone zielonego zielonej zielonemu zieloną zielonym zieloni zielonych zielonymi
kamienica kamienicy kamienicę kamienicą kamienice kamienic kamienicom kamienicami kamienicach
";

/// Words that had no part in choosing the rules.
const OTHER_POLISH_FORMS: &str = "
przystanek przystanku przystankowi przystankiem przystanki przystanków przystankom przystankami przystankach
dziecko dziecka dziecku dzieckiem dzieci dzieciom dziećmi dzieciach
droga drogi drodze drogę drogą dróg drogom drogami drogach
sklep sklepu sklepowi sklepem sklepie sklepy sklepów sklepom sklepami sklepach
piekarnia piekarni piekarnię piekarnią piekarnie piekarń piekarniom piekarniami piekarniach
osiedle osiedla osiedlu osiedlem osiedli osiedlom osiedlami osiedlach
chodnik chodnika chodnikowi chodnikiem chodniku chodniki chodników chodnikom chodnikami chodnikach
kwiat kwiatu kwiatowi kwiatem kwiecie kwiaty kwiatów kwiatom kwiatami kwiatach
pies psa psu psem psie psy psów psom psami psach
naprawa naprawy naprawie naprawę naprawą napraw naprawom naprawami naprawach
wolontariusz wolontariusza wolontariuszem wolontariusze wolontariuszy wolontariuszom wolontariuszami
bezpłatny bezpłatna bezpłatne bezpłatnego bezpłatnej bezpłatnemu bezpłatną bezpłatnym bezpłatni bezpłatnych
";

const OTHER_UKRAINIAN_FORMS: &str = "
дитина дитини дитині дитину дитиною діти дітей дітям дітьми дітях
дорога дороги дорозі дорогу дорогою доріг дорогам дорогами дорогах
магазин магазину магазином магазині магазини магазинів магазинам магазинами магазинах
будинок будинку будинком будинки будинків будинкам будинками будинках
ремонт ремонту ремонтом ремонті ремонти ремонтів ремонтам ремонтами ремонтах
квітка квітки квітці квітку квіткою квіток квіткам квітками квітках
";

const UKRAINIAN_FORMS: &str = "
лавка лавки лавці лавку лавкою лавок лавкам лавками лавках
сусід сусіда сусідові сусідом сусіди сусідів сусідам сусідами сусідах
вулиця вулиці вулицю вулицею вулиць вулицям вулицями вулицях
зустріч зустрічі зустріччю зустрічей зустрічам зустрічами зустрічах
школа школи школі школу школою шкіл школам школами школах
бібліотека бібліотеки бібліотеці бібліотеку бібліотекою бібліотек бібліотекам бібліотеками
допомога допомоги допомозі допомогу допомогою допомог
";

/// The share of ordered pairs (looked for, written) of forms of one word that meet.
fn share_of_meeting_pairs(language: Locale, forms: &str, typed: fn(&str) -> String) -> f64 {
    let (mut met, mut all) = (0.0, 0.0);
    for line in forms.trim().lines() {
        let forms: Vec<&str> = line.split(' ').collect();
        for wanted in &forms {
            for written in forms.iter().filter(|written| *written != wanted) {
                all += 1.0;
                met += f64::from(u8::from(finds(&typed(wanted), language, written)));
            }
        }
    }
    met / all
}

/// The least shares are those measured when the rules were written, less a little; `docs/decisions/text.md` has
/// the figures.
#[test]
fn inflected_forms_mostly_meet() {
    let lists = [
        ("Polish", Pl, POLISH_FORMS, str::to_owned as fn(&str) -> String, 0.94),
        ("Polish typed without accents", Pl, POLISH_FORMS, fold, 0.94),
        ("other Polish", Pl, OTHER_POLISH_FORMS, str::to_owned, 0.78),
        ("other Polish typed without accents", Pl, OTHER_POLISH_FORMS, fold, 0.78),
        ("Ukrainian", Uk, UKRAINIAN_FORMS, str::to_owned, 0.9),
        ("other Ukrainian", Uk, OTHER_UKRAINIAN_FORMS, str::to_owned, 0.72),
    ];
    let missed: Vec<String> = lists
        .into_iter()
        .map(|(name, language, forms, typed, least)| {
            (name, share_of_meeting_pairs(language, forms, typed), least)
        })
        .filter(|(_, share, least)| share < least)
        .map(|(name, share, least)| format!("{name}: {share:.3}, expected {least}"))
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn different_words_stay_apart() {
    let line_terms = |forms: &str, language| -> Vec<BTreeSet<String>> {
        forms.trim().lines().map(|line| line.split(' ').map(|word| only(language, word)).collect()).collect()
    };
    for (forms, language) in [(POLISH_FORMS, Pl), (UKRAINIAN_FORMS, Uk)] {
        let words = line_terms(forms, language);
        for (at, one) in words.iter().enumerate() {
            assert!(words[at + 1..].iter().all(|other| one.is_disjoint(other)), "{one:?}");
        }
    }
}
