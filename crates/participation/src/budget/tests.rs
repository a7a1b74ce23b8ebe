//! What must hold of editions, told through the server as browsers and programs use it.
#![expect(clippy::print_stderr, reason = "what is skipped is said")]

use kernel::Role;
use participation::budget::model::{Counted, Outcome, counted};
use std::path::PathBuf;
use std::sync::LazyLock;
use testkit::{Answer, Chosen, Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [participation::SLICES, commons::SLICES, people::SLICES].concat());

const IMPORT: &str = "/osiedle/budget/import";

/// Three win or lose for three reasons, one was withdrawn; ballots carry what must not be kept.
const VOTES: &str = "META\nkey;value\nunit;Osiedle\ninstance;2026\nbudget;100\nvote_type;approval\nrule;greedy\n\
    PROJECTS\nproject_id;cost;votes;name;selected;latitude;longitude\n\
    A;80;2;Ławki na skarpie;1;50.07;20.03\nB;30;1;Drzewa;0;50.08;20.04\nC;20;1;Stół;1;;\n\
    D;999999999;1;Fontanna;0;;\n\
    VOTES\nvoter_id;age;sex;vote\nglosujaca-7;97;plec-znak;A,B\n2;31;M;A,C\n3;44;M;D\n";

async fn send(town: &Town, who: &Somebody, votes: &[u8], fields: &[(&str, &str)]) -> Answer {
    let file = Chosen { field: "file", name: "wyniki.pb", bytes: votes };
    town.upload(who, IMPORT, &[fields, &[("lang", "pl")]].concat(), Some(file)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_imports_looks_and_publishes_and_everybody_reads_why() {
    on_both(&SLICES, async |town: Town| {
        let officer = town.with_roles("Marek", &[Role::Officer]).await;
        let (visitor, neighbour) = (town.visitor(), town.neighbour("Ewa").await);
        town.get(&neighbour, IMPORT).await.expect(403);

        let draft = send(&town, &officer, VOTES.as_bytes(), &[("title", "Budżet 2026")]).await;
        let draft = draft.expect(303).leads_to();
        assert!(town.get(&officer, &draft).await.expect(200).words().contains("Ławki na skarpie"));
        town.get(&neighbour, &draft).await.expect(403);
        for path in ["/osiedle/budget", "/osiedle/search?q=budzet", "/osiedle/api/budget"] {
            let seen = town.get(&visitor, path).await.expect(200);
            assert!(!seen.text().contains("Budżet 2026"), "a draft shows at {path}");
        }

        let publish = format!("{draft}/publish");
        let result = town.submit(&officer, &draft, &publish, &[]).await.expect(303).leads_to();
        let page = town.get(&visitor, &result).await.expect(200);
        assert_eq!(page.all("#won h4"), ["Ławki na skarpie", "Stół"]);
        let words = page.words();
        assert!(words.contains("dwa niezależne programy"), "counted twice, and said so");
        assert!(
            words.contains("Fontanna") && !words.contains("999"),
            "withdrawn, without its placeholder cost"
        );
        assert_eq!(page.attributes("svg a.mark", "href"), ["#project-1", "#project-3"]);
        for lang in ["pl", "en", "uk"] {
            let page = town.get(&visitor, &format!("{result}?lang={lang}")).await.expect(200);
            let reasons = page.all("ol.projects > li > p:last-child");
            assert_eq!(reasons.len(), 4);
            assert!(reasons.iter().all(|why| why.len() > 20), "{lang}: {reasons:?}");
        }
        assert!(town.get(&visitor, "/osiedle/search?q=budzet").await.words().contains("Budżet 2026"));
        assert!(town.statements(&visitor, &result).await <= 8);
        let json = town.get(&visitor, &result.replace("/budget/", "/api/budget/")).await.expect(200).json();
        assert_eq!(json["projects"][0]["outcome"], "won");
        assert_eq!(json["spent"], 100);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_single_voters_is_kept_or_shown() {
    on_both(&SLICES, async |town: Town| {
        let officer = town.with_roles("Marek", &[Role::Officer]).await;
        let draft = send(&town, &officer, VOTES.as_bytes(), &[]).await.expect(303).leads_to();
        let publish = format!("{draft}/publish");
        let result = town.submit(&officer, &draft, &publish, &[]).await.expect(303).leads_to();
        let ballots = town.get(&town.visitor(), &format!("{result}/ballots.txt")).await.expect(200);
        assert_eq!(ballots.text(), "1;A:1,B:1\n1;A:1,C:1\n1;D:1\n");
        let kept: Vec<(String,)> = town
            .app
            .store
            .read(town.operator(), |seen| {
                store::statements! {
                    /// All that is kept of ballots.
                    ALL = "SELECT ballots || warnings || differences FROM edition WHERE community_id = $1";
                }
                seen.rows(&ALL, &store::args![seen.community()])
            })
            .await
            .unwrap();
        for sign in ["plec-znak", "97", "glosujaca"] {
            assert!(!kept[0].0.contains(sign), "{sign} is kept");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_ways_of_counting_stay_closed_while_the_edition_is_open_to_appeal() {
    on_both(&SLICES, async |town: Town| {
        let officer = town.with_roles("Marek", &[Role::Officer]).await;
        let until = [("appeals-day", "25"), ("appeals-month", "11"), ("appeals-year", "2026")];
        let draft = send(&town, &officer, VOTES.as_bytes(), &until).await.expect(303).leads_to();
        let publish = format!("{draft}/publish");
        let result = town.submit(&officer, &draft, &publish, &[]).await.expect(303).leads_to();
        let (visitor, what_if) = (town.visitor(), format!("{result}/what-if"));
        town.get(&visitor, &what_if).await.expect(404);
        assert!(!town.get(&visitor, &result).await.text().contains("what-if"));
        town.clock.pass_seconds(3 * 86_400);
        assert!(town.get(&visitor, &result).await.text().contains("what-if"));
        let page = town.get(&visitor, &what_if).await.expect(200);
        assert!(!page.words().contains("Fontanna"), "what was withdrawn competes nowhere");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_leads_to_the_same_draft_and_a_discarded_one_is_gone() {
    on_both(&SLICES, async |town: Town| {
        let officer = town.with_roles("Marek", &[Role::Officer]).await;
        let first = send(&town, &officer, VOTES.as_bytes(), &[]).await.expect(303).leads_to();
        let again = send(&town, &officer, VOTES.as_bytes(), &[]).await.expect(303).leads_to();
        assert_eq!(first, again);
        town.submit(&officer, &first, &format!("{first}/discard"), &[]).await.expect(303);
        town.get(&officer, &first).await.expect(404);
        let third = send(&town, &officer, VOTES.as_bytes(), &[]).await.expect(303).leads_to();
        assert_ne!(first, third, "after discarding, the file may come again");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_counted_is_answered_by_line_and_keeps_what_was_typed() {
    let town = Town::on_sqlite(&SLICES).await;
    let officer = town.with_roles("Marek", &[Role::Officer]).await;
    let twice = VOTES.replace("B;30;1", "A;30;1");
    let unknown = VOTES.replace("A,C", "A,Z");
    let latin = VOTES.replace("Ławki", "\u{1}");
    for (bad, line) in [(twice.as_bytes(), Some("11")), (unknown.as_bytes(), Some("17")), (b"\0\0\0", None)] {
        let answer = send(&town, &officer, bad, &[("title", "Mój tytuł")]).await.expect(422);
        assert!(answer.text().contains("Mój tytuł"), "what was typed is kept");
        let lines = answer.all("tbody td:first-child");
        assert!(line.is_none_or(|line| lines.contains(&line.to_owned())), "{line:?}: {lines:?}");
        assert!(!lines.is_empty());
    }
    let odd = [latin.replace('\u{1}', "").as_bytes(), b"\xa3awki"].concat();
    assert!(matches!(send(&town, &officer, &odd, &[]).await.status.as_u16(), 303 | 422), "never a fault");
    let nothing = town.upload(&officer, IMPORT, &[("lang", "pl")], None).await.expect(422);
    assert!(nothing.words().contains("plik"));
}

/// A real vote, counted; `None`, with a line that says so, where the files are absent.
fn real(name: &str) -> Option<(Counted, Vec<String>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/pabulib");
    let Ok(expected) = std::fs::read_to_string(folder.join("expected.json")) else {
        eprintln!("real votes absent, skipped: {}", folder.display());
        return None;
    };
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let official = expected[name]["_info"]["official"].as_array().unwrap();
    let official = official.iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    Some((counted(&std::fs::read(folder.join(name)).unwrap()).unwrap(), official))
}

fn winners(edition: &Counted) -> Vec<String> {
    let mut won: Vec<_> =
        edition.projects.iter().filter(|p| p.outcome == Outcome::Won).map(|p| p.id.clone()).collect();
    won.sort();
    won
}

#[test]
fn cities_results_come_out_as_the_cities_published_them() {
    let files = [
        ("Poland_Krakow_2023_Nowa_Huta.pb", 8, false),
        ("Poland_Warszawa_2026_Ursynow.pb", 9, true),
        ("Poland_Wieliczka_2023_Green_Budget.pb", 30, true),
    ];
    for (name, count, on_the_map) in files {
        let Some((edition, mut official)) = real(name) else { return };
        official.sort();
        assert_eq!(winners(&edition), official, "{name}");
        assert_eq!(official.len(), count, "{name}");
        assert!(edition.rule_known, "{name}: {}", edition.rule);
        assert_eq!(edition.differences, Vec::<String>::new(), "{name}");
        assert!(edition.second_count.starts_with("same"), "{name}: {}", edition.second_count);
        assert_eq!(edition.projects.iter().any(|p| p.place.is_some()), on_the_map, "{name}");
        for project in &edition.projects {
            for lang in ["pl", "en", "uk"] {
                let why = project.why[lang].as_str().unwrap_or_default();
                assert!(why.len() > 20 && !why.contains("999"), "{name} {} {lang}: {why}", project.id);
            }
        }
    }
}

#[test]
fn a_withdrawn_project_of_nowa_huta_is_named_so() {
    let Some((edition, _)) = real("Poland_Krakow_2023_Nowa_Huta.pb") else { return };
    let withdrawn: Vec<_> =
        edition.projects.iter().filter(|p| p.outcome == Outcome::Withdrawn).map(|p| p.id.as_str()).collect();
    assert_eq!(withdrawn, ["BO.D18.9/23"]);
}
