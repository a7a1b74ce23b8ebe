//! The functions made of the files in `good`, called as pages call them.

#![expect(
    clippy::needless_borrows_for_generic_args,
    reason = "templates pass references, and so does this test"
)]

#[path = "good/generated.rs"]
#[rustfmt::skip]
mod generated;

use generated::{KEYS, stories, visits};
use text::Locale::{En, Pl, Uk};
use text::Number;

#[test]
fn messages_without_arguments_are_static() {
    let title: &'static str = stories::title(Pl);
    assert_eq!(title, "Historie z\u{a0}okolicy i\u{a0}o\u{a0}nas");
    assert_eq!(stories::title_hint(Pl), "Opowiedz „w\u{a0}kilku słowach”, co pamiętasz");
    assert_eq!(stories::title_hint(&En), "Tell \"in a few words\" what you remember");
    assert_eq!(stories::title(&&Uk), "Історії з\u{a0}околиці");
    assert_eq!(stories::long(Pl), "Pierwszy wiersz\n\ni\u{a0}drugi");
    assert_eq!(stories::brace(Pl), "{ i\u{a0}© 5");
    assert_eq!(visits::open(Uk), "Відкрити");
}

#[test]
fn plurals_agree_in_polish_and_ukrainian() {
    let polish = [
        (0, "Nie ma jeszcze historii"),
        (1, "1 historia"),
        (2, "2 historie"),
        (5, "5 historii"),
        (12, "12 historii"),
        (21, "21 historii"),
        (22, "22 historie"),
        (25, "25 historii"),
        (12_345, "12\u{a0}345 historii"),
    ];
    for (count, words) in polish {
        assert_eq!(stories::story_count(Pl, count), format!("{words} w\u{a0}Mikropolii"));
    }
    let ukrainian = [
        (0, "Історій ще немає"),
        (1, "1 історія"),
        (2, "2 історії"),
        (5, "5 історій"),
        (12, "12 історій"),
        (21, "21 історія"),
        (22, "22 історії"),
        (25, "25 історій"),
    ];
    for (count, words) in ukrainian {
        assert_eq!(stories::story_count(Uk, count), format!("{words} в\u{a0}Мікрополіс"));
    }
    assert_eq!(stories::story_count(Pl, 1.5), "1,5 historii w\u{a0}Mikropolii");
    assert_eq!(stories::story_count(Uk, Number::decimal(15, 1)), "1,5 історії в\u{a0}Мікрополіс");
    assert_eq!(stories::story_count(En, 1), "1 story in Mikropolis");
    assert_eq!(stories::story_count(En, 1_000_usize), "1,000 stories in Mikropolis");
    assert_eq!(stories::story_count(En, 0.0), "No stories yet in Mikropolis");
}

#[test]
fn arguments_come_by_value_or_reference_in_the_order_of_the_alphabet() {
    let (name, years) = (String::from("Zofia Ćwik"), 10_000_i64);
    assert_eq!(stories::told_by(&Pl, &name, "lat", &years), "Opowiada Zofia Ćwik, 10\u{a0}000 lat");
    assert_eq!(stories::told_by(Pl, &name, &"lat", 1_u32), "Opowiada Zofia Ćwik, 1 lat");
    assert_eq!(stories::told_by(En, name, 'x', &&7_u64), "x of 7, told by Zofia Ćwik");
}

#[test]
fn words_choose_variants() {
    assert_eq!(stories::stage(Pl, "draft"), "szkic");
    assert_eq!(stories::stage(En, String::from("live")), "published");
    assert_eq!(stories::stage(Uk, "withdrawn"), "withdrawn");
}

#[test]
fn messages_and_terms_are_quoted() {
    assert_eq!(
        stories::greeting(Pl, 2, "Jeżyce"),
        "Witaj w\u{a0}Jeżyce. Historie z\u{a0}okolicy i\u{a0}o\u{a0}nas: 2 historie w\u{a0}Mikropolii"
    );
    assert_eq!(stories::born(Pl, "Łodzi"), "Powstała w\u{a0}Łodzi");
}

#[test]
fn every_key_is_listed() {
    assert_eq!(KEYS.first(), Some(&("stories", "born")));
    assert!(KEYS.contains(&("stories", "title.hint")));
    assert!(KEYS.contains(&("visits", "open")));
    assert_eq!(KEYS.len(), 10);
}
