//! What the sentences and the page say.

use super::page::two_decimals;
use super::{Words, page};
use opinions::input::{StatementList, read_comments, read_votes};
use opinions::synthetic::Recipe;
use opinions::{OpinionMap, Signs, draw};
use text::Locale;

fn blocs(blocs: usize) -> OpinionMap {
    let recipe = Recipe { people: 120, statements: 24, blocs, mean_votes: 30.0, strength: 0.8, seed: 4 };
    draw(&recipe.table(), 1).map
}

fn html(locale: Locale, map: &OpinionMap) -> String {
    page(locale, "Zieleń <na> Kazimierzu", map, |_| None, |_| "7").expect("a page")
}

#[test]
fn every_language_has_the_whole_page() {
    let map = blocs(2);
    for (locale, clear) in [
        (Locale::Pl, "Widać 2 wyraźne grupy."),
        (Locale::En, "There are 2 clear groups."),
        (Locale::Uk, "Видно 2 виразні групи."),
    ] {
        let html = html(locale, &map);
        assert!(html.contains(&format!("<html lang=\"{}\">", locale.code())));
        assert!(html.contains(clear), "{}", &html[..3000]);
        assert!(html.contains("Zieleń &#60;na&#62; Kazimierzu"), "titles are escaped");
        assert_eq!(html.matches("<h3>").count(), 2, "one portrait a group");
        assert!(!html.contains("http"), "needs nothing from elsewhere");
    }
}

#[test]
fn no_groups_are_said_plainly() {
    let map = blocs(1);
    let html = html(Locale::En, &map);
    assert!(html.contains("There are no clear groups"));
    assert!(!html.contains("<h3>"));
}

#[test]
fn too_few_people_get_answers_but_no_map() {
    let recipe = Recipe { people: 8, statements: 12, blocs: 2, mean_votes: 30.0, strength: 0.8, seed: 4 };
    let html = html(Locale::Pl, &draw(&recipe.table(), 1).map);
    assert!(html.contains("Na mapę jest za wcześnie: potrzeba co najmniej 15"));
    assert!(!html.contains("<svg"));
}

#[test]
fn the_picture_has_its_table() {
    let map = blocs(2);
    let html = html(Locale::En, &map);
    assert_eq!(html.matches("<circle").count(), map.crowd.len());
    let body =
        html.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("first table");
    assert_eq!(body.matches("<tr>").count(), map.crowd.len());
    let first = &map.crowd[0];
    assert!(body.contains(&two_decimals(Locale::En, first.place[0])));
}

#[test]
fn sentences_carry_the_engine_numbers() {
    // 40 of 40 agree with the first statement; 36 of 40 disagree with the second.
    let mut votes = String::from("voter,statement,vote\n");
    for at in 0..40 {
        votes.push_str(&format!("{at},1,1\n{at},2,{}\n", if at < 36 { -1 } else { 1 }));
    }
    let comments = read_comments("statement,text\n1,Ławki\n2,Hałas\n".as_bytes()).expect("comments");
    let export = read_votes(votes.as_bytes(), Some(&comments), Signs::PlusAgrees).expect("votes");
    let map = draw(&export.table, 1).map;
    let summary = map.summary();
    let words = Words { locale: Locale::Pl };
    let said: Vec<String> = summary.shared.iter().map(|view| words.shared(view)).collect();
    assert_eq!(said[0], "Prawie wszyscy się zgadzają: 100% (pewne: od 91 do 100%), odpowiedzi: 40.");
    assert_eq!(said[1], "Większość jest przeciw: 90% (pewne: od 76 do 97%), odpowiedzi: 40.");
    let text = |list: &StatementList, index: usize| {
        list.get(export.ids.statement(index)).map(|info| info.text.clone()).unwrap_or_default()
    };
    let texts = [text(&comments, 0), text(&comments, 1)];
    let html =
        page(Locale::Pl, "", &map, |index| texts.get(index).map(String::as_str), |_| "").expect("a page");
    assert!(html.contains("1. Ławki") && html.contains("2. Hałas"));
}
