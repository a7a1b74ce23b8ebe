//! What the pillars share: reports, search, the ground, helplines.

use crate::world::slices;
use kernel::Role;
use testkit::{Somebody, Town, on_both};

const ADD: &str = "/osiedle/places/add";

async fn place(town: &Town, who: &Somebody, title: &str, body: &str) -> String {
    let fields = [("lang", "pl"), ("title", title), ("body", body), ("kind", "nature")];
    town.submit(who, ADD, ADD, &fields).await.expect(303).leads_to()
}

fn encoded(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_gets_a_receipt_a_decision_with_reasons_and_a_second_look() {
    on_both(slices(), async |town: Town| {
        let (ewa, visitor) = (town.neighbour("Ewa").await, town.visitor());
        let (editor, other) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let about = place(&town, &ewa, "Staw", "Można pływać.").await;
        let link = town.get(&visitor, &about).await.attributes("a[href*='/report']", "href").pop().unwrap();
        let words = [("reason", "danger"), ("words", "Lód jest tam cienki, nie wolno wchodzić.")];
        let hidden = [
            town.hidden(&visitor, &link).await,
            vec![(
                "item".to_owned(),
                town.get(&visitor, &link).await.attributes("input[name=item]", "value")[0].clone(),
            )],
        ]
        .concat();
        let filed = town.post(&visitor, "/osiedle/report", &hidden, &words).await.expect(200);
        let receipt = filed.all(".code").pop().unwrap();
        let again = town.post(&visitor, "/osiedle/report", &hidden, &words).await.expect(200);
        assert_eq!(again.all(".code"), std::slice::from_ref(&receipt), "sent twice, one report");

        town.get(&ewa, "/osiedle/reports").await.expect(403);
        let list = town.get(&editor, "/osiedle/reports").await.expect(200);
        let one = list.attributes("main a[href*='/reports/']", "href");
        assert_eq!(one.len(), 1);
        let page = town.get(&editor, &one[0]).await.expect(200);
        assert!(page.attributes("dd a", "href").contains(&about), "one click to what it is about");
        town.submit(&editor, &one[0], &one[0], &[("decision", "hidden")]).await.expect(422);
        let decided =
            [("decision", "mended"), ("rule", "true"), ("reasons", "Dopisano ostrzeżenie o lodzie.")];
        town.submit(&editor, &one[0], &one[0], &decided).await.expect(303);

        let status = "/osiedle/report/status";
        let seen = town.submit(&visitor, status, status, &[("receipt", &receipt)]).await.expect(200);
        assert!(seen.words().contains("Dopisano ostrzeżenie o lodzie."));
        let objection = [("receipt", receipt.as_str()), ("objection", "Ostrzeżenia nie widać z daleka.")];
        town.submit(&visitor, status, status, &objection).await.expect(200);
        let list = town.get(&other, "/osiedle/reports").await.expect(200);
        assert!(list.attributes("main a[href*='/reports/']", "href").contains(&one[0]), "it waits again");
        assert!(town.get(&other, &one[0]).await.words().contains("Ostrzeżenia nie widać z daleka."));
        town.submit(&visitor, status, status, &[("receipt", "AAAA-AAAA-AAAA")]).await.expect(422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn search_finds_the_same_on_both_engines_without_tails_and_endings() {
    on_both(slices(), async |town: Town| {
        let (ewa, visitor) = (town.neighbour("Ewa").await, town.visitor());
        place(&town, &ewa, "Łąki Nowohuckie", "Storczyki i czajki.").await;
        place(&town, &ewa, "Ogród przy szkole", "Dzieci posadziły słoneczniki.").await;
        place(&town, &ewa, "Zalew", "Kaczki, łódki, ławki nad wodą.").await;
        let cases: [(&str, &[&str]); 8] = [
            ("laki", &["Łąki Nowohuckie"]),
            ("ŁĄKI", &["Łąki Nowohuckie"]),
            ("storczyk", &["Łąki Nowohuckie"]),
            ("słonecznik", &["Ogród przy szkole"]),
            ("ogrody", &["Ogród przy szkole"]),
            ("ławka", &["Zalew"]),
            ("'; DROP TABLE item; --", &[]),
            ("%", &[]),
        ];
        for (query, expected) in cases {
            let path = format!("/osiedle/search?q={}", encoded(query));
            let found = town.get(&visitor, &path).await.expect(200);
            assert_eq!(found.all("main li h2 a, main li h3 a"), expected, "{query}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ground_is_drawn_later_by_those_who_may() {
    on_both(slices(), async |town: Town| {
        let (animator, ewa) =
            (town.with_roles("Jadwiga", &[Role::Animator]).await, town.neighbour("Ewa").await);
        let path = "/osiedle/settings/map";
        town.get(&ewa, path).await.expect(403);
        assert!(town.get(&animator, path).await.expect(200).all("figure.map").is_empty());
        let corners = "50.06 20.01\n50.10 20.01\n50.10 20.12\n50.06 20.12";
        let boundary = [("part", "boundary"), ("shape", corners)];
        town.upload(&animator, path, &boundary, None).await.expect(303);
        let areas = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Willowe"},
            "geometry":{"type":"MultiPolygon","coordinates":[[[[20.03,50.07],[20.04,50.07],[20.04,50.08]]]]}}]}"#;
        let file = testkit::Chosen { field: "file", name: "osiedla.geojson", bytes: areas.as_bytes() };
        town.upload(&animator, path, &[("part", "area"), ("shape", "")], Some(file)).await.expect(303);
        let page = town.get(&animator, path).await.expect(200);
        assert!(!page.all("svg").is_empty() && page.text().contains("Willowe"));
        assert!(town.get(&ewa, "/osiedle/needs/new").await.expect(200).text().contains("Willowe"), "a where to choose");
        for bad in ["{", "tu i tam", "50 20\n51 20", r#"{"type":"Feature","geometry":null}"#] {
            let answer = town.upload(&animator, path, &[("part", "boundary"), ("shape", bad)], None).await;
            let answer = answer.expect(422);
            assert!(!answer.all(".error").is_empty(), "{bad}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_helpline_nobody_has_checked_for_long_fades_and_says_so() {
    on_both(slices(), async |town: Town| {
        let (animator, visitor) = (town.with_roles("Jadwiga", &[Role::Animator]).await, town.visitor());
        let add = "/osiedle/help/add";
        let line = [
            ("phone", "12 100 00 00"),
            ("name-pl", "Telefon sąsiedzki"),
            ("about-pl", "Rozmowa, gdy jest ciężko."),
            ("hours-pl", "codziennie 8–20"),
            ("owner", "Jadwiga"),
        ];
        town.submit(&animator, add, add, &line).await.expect(303);
        let page = town.get(&visitor, "/osiedle/help").await.expect(200);
        assert!(page.attributes("a[href^='tel:']", "href").contains(&"tel:121000000".to_owned()));
        assert!(page.all("li.stale").is_empty());
        town.clock.pass_seconds(400 * 86_400);
        assert_eq!(town.get(&visitor, "/osiedle/help").await.expect(200).all("li.stale").len(), 1);
    })
    .await;
}
