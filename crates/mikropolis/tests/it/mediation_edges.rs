//! What mediation does when something comes between: a fault, a block, a child, a mediator who leaves the list; and the
//! same for programs.

use crate::children::set_age;
use crate::mediation::{ASK, VIEW, ask, asking, helps, press, team, way};
use crate::rows;
use crate::world::{call, routes, slices, token};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Somebody, Town, on_both};
use web::Method;

const LIST: &str = "/osiedle/me/mediation";

type Fields = Vec<(String, String)>;

/// A form with its token and its once-key, to be sent as often as one likes.
async fn filled(town: &Town, who: &Somebody, page: &str, own: &[(&str, &str)]) -> Fields {
    let own = own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    town.hidden(who, page).await.into_iter().chain(own).collect()
}

/// Words in a field, and their language.
fn written(field: &'static str, words: &'static str) -> [(&'static str, &'static str); 2] {
    [(field, words), (if field == "agreement" { "agreement_language" } else { "language" }, "pl")]
}

async fn send(town: &Town, who: &Somebody, path: &str, form: &Fields) -> Answer {
    town.post(who, path, form, &[]).await
}

fn id(who: &Somebody) -> String {
    who.member.expect("a member").to_string()
}

/// How often somebody was told that there is something to read.
async fn told(town: &Town, there: &str) -> usize {
    let below = there.trim_start_matches("/osiedle");
    let rows = rows::all(town).await.into_iter().filter(|(table, _)| table.contains("notice"));
    rows.map(|(_, lines)| lines.iter().filter(|line| line.contains(below)).count()).sum()
}

/// The two accepted Maria, who said yes.
async fn runs(town: &Town, jan: &Somebody, ewa: &Somebody, maria: &Somebody) -> String {
    let way = way(town, jan, ewa).await;
    let there = ask(town, jan, &way, maria).await.expect(303).leads_to();
    press(town, ewa, &format!("{there}/yes"), &[]).await.expect(303);
    press(town, maria, &format!("{there}/accept"), &[]).await.expect(303);
    there
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_again_after_a_fault_brings_the_words_that_were_lost() {
    on_both(slices(), async |town: Town| {
        let (_, _, maria, _) = team(&town).await;
        let (jan, ewa) = (town.neighbour("Jan").await, town.neighbour("Ewa").await);
        let way = way(&town, &jan, &ewa).await;
        let own = asking(&town, &jan, &way, &maria).await;
        let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let form = filled(&town, &jan, &way, &own).await;
        let ask = "/osiedle/me/mediation/ask";
        let there = send(&town, &jan, ask, &form).await.expect(303).leads_to();
        rows::lose_sealed(&town, "mediation_words").await;
        assert!(!town.get(&ewa, &there).await.expect(200).text().contains(ASK), "the words are lost");
        assert_eq!(send(&town, &jan, ask, &form).await.expect(303).leads_to(), there);
        assert!(town.get(&ewa, &there).await.text().contains(ASK));
        assert_eq!(town.get(&jan, LIST).await.all("main .rows li").len(), 1);
        assert_eq!(told(&town, &there).await, 1, "Ewa is told once");

        // so with what is written later
        press(&town, &ewa, &format!("{there}/yes"), &[]).await.expect(303);
        press(&town, &maria, &format!("{there}/accept"), &[]).await.expect(303);
        for (who, field) in [(&ewa, "view"), (&maria, "message"), (&jan, "agreement")] {
            let path = format!("{there}/{field}");
            let form = filled(&town, who, &there, &written(field, "Zgubione-Qmx.")).await;
            send(&town, who, &path, &form).await.expect(303);
            rows::lose_sealed(&town, "mediation_words").await;
            assert!(!town.get(&maria, &there).await.text().contains("Zgubione-Qmx"), "{field}");
            send(&town, who, &path, &form).await.expect(303);
            let page = town.get(&maria, &there).await.expect(200).text();
            assert!(page.contains("Zgubione-Qmx"), "{field}");
        }
        let shown = town.get(&ewa, &there).await.attributes("input[name=shown]", "value").remove(0);
        press(&town, &ewa, &format!("{there}/agree"), &[("shown", &shown)]).await.expect(303);
        assert!(town.get(&jan, &there).await.words().contains("porozumienie"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_form_sent_again_changes_no_words() {
    on_both(slices(), async |town: Town| {
        let (_, _, maria, _) = team(&town).await;
        let (jan, ewa) = (town.neighbour("Jan").await, town.neighbour("Ewa").await);
        let there = runs(&town, &jan, &ewa, &maria).await;
        for (who, field) in [(&jan, "view"), (&maria, "agreement")] {
            let path = format!("{there}/{field}");
            let old = filled(&town, who, &there, &written(field, "Stare-Qmx.")).await;
            let new = filled(&town, who, &there, &written(field, "Nowe-Qmx.")).await;
            for form in [&old, &new, &old] {
                send(&town, who, &path, form).await.expect(303);
            }
            // the same form with other words in it
            let mut other = new.clone();
            other
                .iter_mut()
                .filter(|(name, _)| name == field)
                .for_each(|(_, said)| *said = "Inne-Qmx.".into());
            send(&town, who, &path, &other).await.expect(303);
            let page = town.get(&maria, &there).await.expect(200).text();
            assert!(page.contains("Nowe-Qmx"), "{field}");
            assert!(!page.contains("Stare-Qmx") && !page.contains("Inne-Qmx"), "{field}");
        }
        // nor do the old ones stay in the sealed database
        town.clock.pass_seconds(11 * 60);
        jobs::run_due(&town.app).await.unwrap();
        let rows = rows::all(&town).await;
        assert!(!rows.values().flatten().any(|line| line.contains("Stare-Qmx") || line.contains("Inne-Qmx")));
        assert!(rows.values().flatten().any(|line| line.contains("Nowe-Qmx")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_many_needs_as_little_as_a_list_of_one() {
    on_both(slices(), async |town: Town| {
        let (_, _, maria, piotr) = team(&town).await;
        let ewa = town.neighbour("Ewa").await;
        let mut needed = Vec::new();
        for name in ["Jan", "Ola", "Tom", "Iza", "Leon"] {
            let there = runs(&town, &town.neighbour(name).await, &ewa, &maria).await;
            let of = [(&ewa, LIST), (&maria, LIST), (&ewa, &there)];
            let mut own = Vec::new();
            for (who, page) in of {
                own.push(town.statements(who, page).await);
            }
            needed.push(own);
        }
        assert_eq!(town.get(&ewa, LIST).await.all("main .rows li").len(), 5);
        assert_eq!(town.get(&maria, LIST).await.all("main .rows h2 a")[0], "Leon, Ewa");
        assert!(needed.iter().all(|own| *own == needed[0]), "{needed:?}");
        assert!(needed[0].iter().all(|many| *many <= 8), "{needed:?}");
        assert!(town.statements(&piotr, "/osiedle/mediators").await <= 8);
    })
    .await;
}

/// What somebody reads, without the parts that differ from form to form.
fn read(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), answer.words())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_blocked_and_whoever_writes_to_a_child_read_the_same() {
    on_both(slices(), async |town: Town| {
        let (_, _, maria, piotr) = team(&town).await;
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let tom = town.neighbour("Tom").await;
        // two of one name, so that the pages differ in nothing else
        let (blocks, child) = (town.neighbour("Olga").await, town.neighbour("Olga").await);
        let (to_one, to_other) = (way(&town, &tom, &blocks).await, way(&town, &tom, &child).await);
        press(&town, &blocks, &format!("/osiedle/me/blocks/{}", id(&tom)), &[]).await.expect(303);
        set_age(&town, &desk, child.member.unwrap(), true).await;
        let before = rows::of_community(&town).await;
        assert_eq!(read(&town.get(&tom, &to_one).await), read(&town.get(&tom, &to_other).await));
        // whoever is named suits, or does not: each time the two answers are one
        for named in [&maria, &tom] {
            let one = ask(&town, &tom, &to_one, named).await;
            let other = ask(&town, &tom, &to_other, named).await;
            assert_eq!(read(&one), read(&other));
        }
        let refused = ask(&town, &tom, &to_one, &maria).await.expect(403);
        assert!(refused.words().contains("Ta rozmowa idzie przez dyżur"), "{}", refused.words());
        assert_eq!(before, rows::of_community(&town).await, "nothing was written, and nobody told");

        // by the code that they showed, for a program
        let token = token(&town, &tom).await;
        let route = routes().find(|route| route.path == "/api/me/mediation" && route.method == Method::Post);
        let mut answers = Vec::new();
        for who in [&blocks, &child] {
            let code = town.submit(who, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
            let body = json!({ "code": code, "mediator": id(&piotr), "words": ASK, "language": "pl" });
            let path = "/osiedle/api/me/mediation";
            let answer =
                call(&town, route.expect("a route"), path, token.as_deref(), &body.to_string()).await;
            answers.push((answer.status.as_u16(), answer.text()));
        }
        assert_eq!(answers[0], answers[1]);
        assert!(answers[0].0 == 403 && answers[0].1.contains("through-desk"), "{answers:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_the_list_is_asked_no_more() {
    on_both(slices(), async |town: Town| {
        let (ania, _, maria, piotr) = team(&town).await;
        let (jan, ewa, ola) =
            (town.neighbour("Jan").await, town.neighbour("Ewa").await, town.neighbour("Ola").await);
        let named = ask(&town, &jan, &way(&town, &jan, &ewa).await, &maria).await.leads_to();
        let invited = ask(&town, &jan, &way(&town, &jan, &ola).await, &piotr).await.leads_to();
        press(&town, &ola, &format!("{invited}/yes"), &[]).await.expect(303);
        let running = runs(&town, &ewa, &ola, &maria).await;
        press(&town, &maria, "/osiedle/mediators/stop", &[]).await.expect(303);
        press(&town, &ania, &format!("/osiedle/mediators/{}/refuse", id(&piotr)), &[]).await.expect(303);

        // whoever was only named or asked has no part in it any more; either of the two may name another
        let (named_way, invited_way) = (format!("{named}/yes"), format!("{invited}/accept"));
        press(&town, &ewa, &named_way, &[]).await.expect(409);
        press(&town, &piotr, &invited_way, &[]).await.expect(404);
        for (who, there) in [(&ewa, &named), (&jan, &named), (&ola, &invited), (&jan, &invited)] {
            let page = town.get(who, there).await.expect(200);
            assert!(page.words().contains("Ta osoba nie może"), "{}", page.words());
            assert!(!page.text().contains("/yes\""), "nobody to accept");
        }
        // what runs, goes on
        let words = [("message", "Dalej-Qmx."), ("language", "pl")];
        press(&town, &maria, &format!("{running}/message"), &words).await.expect(303);
        assert!(town.get(&ola, &running).await.text().contains("Dalej-Qmx"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_one_of_the_three_does_not_help_another_of_them_at_the_desk() {
    on_both(slices(), async |town: Town| {
        let (_, _, maria, _) = team(&town).await;
        let jan = town.neighbour("Jan").await;
        let (irena, other) =
            (town.with_roles("Irena", &[Role::Desk]).await, town.with_roles("Iga", &[Role::Desk]).await);
        let there = runs(&town, &jan, &irena, &maria).await;
        press(&town, &jan, &format!("{there}/view"), &[("view", VIEW), ("language", "pl")]).await.expect(303);
        helps(&town, &irena, jan.member.unwrap()).await;
        let refused = town.get(&irena, &there).await.expect(403);
        assert!(refused.words().contains("inna osoba z dyżuru") && !refused.text().contains(VIEW));
        let words = [("view", "Nie-Qmx."), ("language", "pl")];
        press(&town, &irena, &format!("{there}/view"), &words).await.expect(403);
        press(&town, &irena, "/osiedle/desk/end", &[]).await.expect(303);
        assert!(!town.get(&irena, &there).await.expect(200).text().contains(VIEW));
        helps(&town, &other, jan.member.unwrap()).await;
        assert!(town.get(&other, &there).await.expect(200).text().contains(VIEW));
    })
    .await;
}

/// What a program is told.
async fn asks(town: &Town, method: Method, path: &str, token: &Option<String>, body: Value) -> (u16, Value) {
    let route = routes().find(|route| route.path.starts_with("/api/") && route.method == method);
    let body = if method == Method::Get { String::new() } else { body.to_string() };
    let answer = call(town, route.expect("a route"), path, token.as_deref(), &body).await;
    (answer.status.as_u16(), serde_json::from_str(&answer.text()).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_do_all_of_it_and_read_no_more_than_those_they_act_for() {
    on_both(slices(), async |town: Town| {
        let (ania, _, maria, piotr) = team(&town).await;
        let (jan, ewa) = (town.neighbour("Jan").await, town.neighbour("Ewa").await);
        let mut tokens = Vec::new();
        for who in [&jan, &ewa, &piotr, &ania] {
            tokens.push(token(&town, who).await);
        }
        let [jans, ewas, piotrs, anias] = &tokens[..] else { panic!("four") };
        let code = town.submit(&ewa, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
        let body = json!({ "code": code, "mediator": id(&maria), "words": ASK, "language": "pl" });
        let all = "/osiedle/api/me/mediation";
        let (status, made) = asks(&town, Method::Post, all, jans, body).await;
        assert_eq!(status, 201, "{made}");
        let one = format!("{all}/{}", made["id"].as_str().expect("a key"));
        let does = async |token: &Option<String>, step: &str, body: Value| {
            let (status, told) = asks(&town, Method::Post, &format!("{one}/{step}"), token, body).await;
            assert_eq!(status, 200, "{step}: {told}");
            told
        };
        does(ewas, "name", json!({ "mediator": id(&piotr) })).await;
        does(jans, "yes", json!({})).await;
        does(piotrs, "cannot", json!({})).await;
        does(jans, "name", json!({ "mediator": id(&piotr) })).await;
        does(ewas, "yes", json!({})).await;
        does(piotrs, "accept", json!({})).await;
        does(jans, "view", json!({ "view": VIEW, "language": "pl" })).await;
        does(piotrs, "message", json!({ "message": "Wtorek-Qmx.", "language": "pl" })).await;
        let told =
            does(piotrs, "agreement", json!({ "agreement": "Hak-Qmx.", "agreement_language": "pl" })).await;
        assert!(told.to_string().contains(VIEW));
        let (_, ewa_reads) = asks(&town, Method::Get, &one, ewas, json!({})).await;
        let said = ewa_reads.to_string();
        assert!(said.contains(ASK) && said.contains("Hak-Qmx") && !said.contains(VIEW), "{said}");
        assert_eq!(asks(&town, Method::Get, &one, anias, json!({})).await.0, 404);
        let written = told["written"].as_array().expect("what is written");
        let shown =
            written.iter().find(|one| one["what"] == "agreement").expect("an agreement")["id"].clone();
        does(jans, "agree", json!({ "shown": shown })).await;
        let over = does(ewas, "agree", json!({ "shown": shown })).await;
        assert_eq!((&over["state"], &over["outcome"]), (&json!("ended"), &json!("agreed")));
    })
    .await;
}
