//! The page tells everybody what to give and take, in three languages, and shows names as text only.

use super::{Meeting, page, slips};
use exchange::market::Market;
use exchange::result::{Form, ResultFile, RunOptions, run};
use text::Locale;

const LISTS: &str =
    "(Ala <b>) CUP : LAMP\n(Bolek) LAMP : RUG\n(Cela) RUG : CUP\n(Darek) BIKE : CUP\n(Ewa) SHOE :\n";

fn solved() -> (Market, ResultFile) {
    run(LISTS.as_bytes(), Form::WantLists, RunOptions::default(), 7, &mut |_| {}).expect("a valid list")
}

#[test]
fn everybody_in_a_ring_has_one_slip_that_gives_and_takes() {
    let (market, result) = solved();
    let slips = slips(Locale::En, &market, &result);
    assert_eq!(slips.len(), 3);
    let ala = slips.iter().find(|slip| slip.household == "Ala <b>").expect("Ala trades");
    assert!(ala.gives[0].contains("CUP") && ala.gives[0].contains("Cela"), "{ala:?}");
    assert!(ala.takes[0].contains("LAMP") && ala.takes[0].contains("Bolek"), "{ala:?}");
}

#[test]
fn the_page_is_whole_in_every_language() {
    let (market, result) = solved();
    let meeting = Meeting { place: "Dom kultury".to_owned(), time: String::new() };
    for locale in Locale::ALL {
        let html = page(locale, &market, &result, &meeting).expect("a page");
        assert!(html.contains(&format!("<html lang=\"{}\">", locale.code())));
        assert!(html.contains("Dom kultury") && html.contains(&result.input_sha256));
        assert!(!html.contains("Ala <b>"), "names are shown as text, never as markup");
        assert!(!html.contains("http"), "nothing is fetched from elsewhere");
        assert!(html.contains("Darek") && html.contains("Ewa"), "whoever got nothing is told why");
        assert_eq!(html.matches("class=\"slip\"").count(), 3);
    }
}

#[test]
fn a_list_without_exchange_says_so() {
    let (market, result) =
        run(b"(A) X : Y\n", Form::WantLists, RunOptions::default(), 0, &mut |_| {}).expect("a valid list");
    let html = page(Locale::En, &market, &result, &Meeting::default()).expect("a page");
    assert!(html.contains("No exchange comes out of these lists"));
}
