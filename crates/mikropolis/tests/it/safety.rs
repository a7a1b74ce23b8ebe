//! Safety and decency: reports with their whole way, and being left alone.

use crate::world::{call, routes, slices, token};
use kernel::Role;
use testkit::{Somebody, Town, on_both};
use web::Method;

async fn place(town: &Town, who: &Somebody, title: &str) -> String {
    let add = "/osiedle/places/add";
    let fields = [("lang", "pl"), ("title", title), ("body", "Opis"), ("kind", "nature")];
    town.submit(who, add, add, &fields).await.expect(303).leads_to()
}

/// Reports something as a visitor: the code of the receipt.
async fn report(town: &Town, about: &str, reason: &str, words: &str) -> String {
    let visitor = town.visitor();
    let link = town.get(&visitor, about).await.attributes("a[href*='/report']", "href").pop().unwrap();
    let item = town.get(&visitor, &link).await.attributes("input[name=item]", "value").remove(0);
    let fields = [("reason", reason), ("words", words), ("item", item.as_str())];
    town.submit(&visitor, &link, "/osiedle/report", &fields).await.expect(200).all(".code").remove(0)
}

async fn status(town: &Town, receipt: &str, objection: &str) -> testkit::Answer {
    let (page, visitor) = ("/osiedle/report/status", town.visitor());
    let fields = [("receipt", receipt), ("objection", objection)];
    town.submit(&visitor, page, page, &fields[..if objection.is_empty() { 1 } else { 2 }]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_learns_what_and_why_objects_once_and_somebody_else_brings_it_back() {
    on_both(slices(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let (editor, other) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let about = place(&town, &ewa, "Staw").await;
        let receipt = report(&town, &about, "private", "Zgłaszam-Tajne, bo to adres mojej mamy.").await;
        let one = town.get(&editor, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let one = one[0].clone();

        let waits = status(&town, &receipt, "").await.expect(200);
        assert!(waits.words().contains("7 grudnia 2026"), "a day is promised: {}", waits.words());
        let no_rule = [("decision", "hidden"), ("rule", "none"), ("reasons", "Podano adres domu.")];
        let again = town.submit(&editor, &one, &one, &no_rule).await.expect(422);
        assert!(again.text().contains("Podano adres domu."), "what was typed is kept");
        let decided = [("decision", "hidden"), ("rule", "homes"), ("reasons", "Podano adres domu.")];
        town.submit(&editor, &one, &one, &decided).await.expect(303);

        // a neutral stub: since when and by which rule, nobody's name
        let stub = town.get(&town.visitor(), &about).await.expect(410);
        assert!(stub.words().contains("nie podajemy cudzych adresów"), "{}", stub.words());
        assert!(!stub.text().contains("Ewa") && !stub.text().contains("Redakcja </"));

        // the author is told, without the reporter's words
        let inbox = town.get(&ewa, "/osiedle/me/notices").await.expect(200);
        assert!(inbox.words().contains("Podano adres domu."), "{}", inbox.words());
        let page = format!("{one}/decision");
        let seen = town.get(&ewa, &page).await.expect(200);
        assert!(seen.words().contains("Podano adres domu.") && !seen.text().contains("Zgłaszam-Tajne"));
        for stranger in [&town.neighbour("Obca").await, &editor] {
            town.get(stranger, &page).await.expect(403);
        }
        let object = format!("{one}/object");
        let short = town.submit(&ewa, &page, &object, &[("objection", "Nie")]).await.expect(422);
        assert!(short.text().contains("Nie"));
        let words = [("objection", "To adres domu kultury, a nie czyjegoś.")];
        town.submit(&ewa, &page, &object, &words).await.expect(303);
        let hidden = town.hidden(&ewa, "/display").await;
        town.post(&ewa, &object, &hidden, &words).await.expect(409);

        // both see it wait; the reporter does not read the author's words
        let waits = status(&town, &receipt, "").await.expect(200);
        assert!(!waits.words().contains("domu kultury") && waits.words().contains("Inna osoba"));
        // whoever decided first may not decide again
        let read = town.get(&editor, &one).await.expect(200);
        assert!(read.words().contains("musi rozstrzygnąć ktoś inny"), "{}", read.words());
        town.submit(&editor, "/display", &one, &decided).await.expect(403);
        let kept = [("decision", "kept"), ("rule", "none"), ("reasons", "To adres domu kultury.")];
        town.submit(&other, &one, &one, &kept).await.expect(303);
        town.get(&town.visitor(), &about).await.expect(200);
        let whole = status(&town, &receipt, "").await.expect(200).words();
        assert!(whole.contains("Podano adres domu.") && whole.contains("To adres domu kultury."), "{whole}");
        // once
        let (page, reporter) = ("/osiedle/report/status", town.visitor());
        let second = report(&town, &about, "untrue", "To nie jest staw.").await;
        let list = town.get(&other, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        town.submit(&other, &list[0], &list[0], &kept).await.expect(303);
        let hidden = town.hidden(&reporter, page).await;
        for _ in 0..2 {
            let fields = [("receipt", second.as_str()), ("objection", "Jednak nie staw.")];
            let shown = town.post(&reporter, page, &hidden, &fields).await.expect(200);
            assert!(shown.words().contains("Inna osoba"), "also when the form came twice: {}", shown.words());
        }
        assert_eq!(status(&town, &receipt, "Ja też się nie zgadzam.").await.status.as_u16(), 409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_reporter_leaves_the_objection_of_the_author_stays() {
    on_both(slices(), async |town: Town| {
        let (ewa, jan) = (town.neighbour("Ewa").await, town.neighbour("Jan").await);
        let (editor, other) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let about = place(&town, &ewa, "Staw").await;
        let link = town.get(&jan, &about).await.attributes("a[href*='/report']", "href").pop().unwrap();
        let item = town.get(&jan, &link).await.attributes("input[name=item]", "value").remove(0);
        let fields = [("reason", "private"), ("words", "Zgłaszam, bo to adres."), ("item", item.as_str())];
        town.submit(&jan, &link, "/osiedle/report", &fields).await.expect(200);
        let one = town.get(&editor, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let one = one[0].clone();
        let decided = [("decision", "hidden"), ("rule", "homes"), ("reasons", "Podano adres domu.")];
        town.submit(&editor, &one, &one, &decided).await.expect(303);
        let words = [("objection", "To adres domu kultury, a nie czyjegoś.")];
        town.submit(&ewa, &format!("{one}/decision"), &format!("{one}/object"), &words).await.expect(303);

        let leave = "/osiedle/me/leave";
        town.submit(&jan, leave, leave, &[("sure", "1")]).await.expect(303);
        let seen = town.get(&other, &one).await.expect(200).words();
        assert!(seen.contains("domu kultury") && !seen.contains("Zgłaszam"), "{seen}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_what_they_reported_or_what_belongs_to_whom_they_act_for() {
    on_both(slices(), async |town: Town| {
        let (editor, other) = (
            town.with_roles("Redakcja", &[Role::Editor, Role::Administrator]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let own = kernel::Actor::member(town.community, editor.member.unwrap());
        let profile = people::member::Profile {
            name: "Koło Ogrodników".to_owned(),
            languages: Vec::new(),
            locale: kernel::Locale::Pl,
            about: String::new(),
            reach: people::member::Reach::desk(),
        };
        let once = kernel::Key::random();
        let club = people::organisation::create(&town.app.store, own, once, profile).await.unwrap();
        people::organisation::add(&town.app.store, own, club, editor.member.unwrap()).await.unwrap();
        let date = [
            ("title", "Dzień otwarty w ogrodzie"),
            ("first", "2026-12-04"),
            ("from", "17:00"),
            ("repeat", "once"),
            ("place_words", "ogród przy szkole"),
            ("for_whom", "anyone"),
            ("cost", "free"),
            ("languages", "pl"),
            ("host", &club.to_string()),
            ("lang", "pl"),
        ];
        let add = "/osiedle/dates/add";
        let about = town.submit(&editor, add, add, &date).await.expect(303).leads_to();
        report(&town, &about, "untrue", "Tam nie ma ogrodu.").await;
        let hers = self::place(&town, &town.neighbour("Ewa").await, "Staw").await;
        let link = town.get(&editor, &hers).await.attributes("a[href*='/report']", "href").pop().unwrap();
        let item = town.get(&editor, &link).await.attributes("input[name=item]", "value").remove(0);
        let fields = [("reason", "untrue"), ("words", "To nie jest staw."), ("item", item.as_str())];
        town.submit(&editor, &link, "/osiedle/report", &fields).await.expect(200);
        let list = "main a[href*='/reports/']";
        assert!(
            town.get(&editor, "/osiedle/reports").await.expect(200).all(list).is_empty(),
            "both are hers"
        );
        let ones = town.get(&other, "/osiedle/reports").await.attributes(list, "href");
        let kept = [("decision", "kept"), ("rule", "none"), ("reasons", "Jest tak, jak napisano.")];
        assert_eq!(ones.len(), 2);
        for one in ones {
            town.get(&editor, &one).await.expect(403);
            town.submit(&editor, "/display", &one, &kept).await.expect(403);
            town.submit(&other, "/display", &one, &kept).await.expect(303);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_editor_never_reads_who_reported_what_is_hers_and_the_report_is_not_lost() {
    on_both(slices(), async |town: Town| {
        let editor = town.with_roles("Redakcja", &[Role::Editor]).await;
        let about = place(&town, &editor, "Staw").await;
        let (link, visitor) = ("a[href*='/report']", town.visitor());
        let link = town.get(&visitor, &about).await.attributes(link, "href").remove(0);
        let item = town.get(&visitor, &link).await.attributes("input[name=item]", "value").remove(0);
        let fields = [
            ("reason", "private"),
            ("words", "Zgłaszam-Tajne, bo to adres mojej mamy."),
            ("contact", "corka@example.org"),
            ("item", item.as_str()),
        ];
        town.submit(&visitor, &link, "/osiedle/report", &fields).await.expect(200);

        let tells = |answer: &testkit::Answer| {
            ["Zgłaszam-Tajne", "corka@example.org"].iter().any(|secret| answer.text().contains(secret))
        };
        let token = token(&town, &editor).await;
        let api = routes().find(|route| route.path == "/api/reports" && route.method == Method::Get).unwrap();
        let waiting = async |who: &Somebody| {
            let me = who.member.expect("a member");
            let actor = kernel::Actor::member(town.community, me);
            let read = move |seen: &store::Snapshot<'_>| commons::reports::waiting(seen, me);
            town.app.store.read(actor, read).await.expect("what waits").len()
        };
        // nobody else could read it: that one waits is said, and nothing of it
        let list = town.get(&editor, "/osiedle/reports").await.expect(200);
        assert!(list.words().contains("Jedno zgłoszenie czeka na kogoś innego"), "{}", list.words());
        assert!(!tells(&list) && list.all("main a[href*='/reports/']").is_empty());
        let listed = call(&town, api, "/osiedle/api/reports", token.as_deref(), "").await.expect(200);
        assert_eq!((listed.json()["reports"].as_array().map(Vec::len), waiting(&editor).await), (Some(0), 0));

        // somebody who may read it has come: it waits for them alone
        let other = town.with_roles("Druga", &[Role::Animator]).await;
        let one = town.get(&other, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let one = one[0].clone();
        assert!(tells(&town.get(&other, &one).await.expect(200)));
        assert_eq!((waiting(&other).await, waiting(&editor).await), (1, 0));
        let turned_away = town.get(&editor, &one).await.expect(403);
        assert!(!tells(&turned_away));
        let list = town.get(&editor, "/osiedle/reports").await.expect(200);
        assert!(!list.words().contains("czeka na kogoś innego"), "{}", list.words());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reasons_typed_while_somebody_else_decides_a_report_are_not_lost() {
    on_both(slices(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let (first, second) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let about = place(&town, &ewa, "Staw").await;
        report(&town, &about, "untrue", "To nie jest staw.").await;
        let one = town.get(&first, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let (one, hidden) = (one[0].clone(), town.hidden(&second, &one[0]).await);
        let kept =
            [("decision", "kept"), ("rule", "none"), ("reasons", "To jest staw, sprawdzone na mapie.")];
        town.submit(&first, &one, &one, &kept).await.expect(303);
        let late =
            [("decision", "mended"), ("rule", "true"), ("reasons", "Długo pisane powody drugiej osoby.")];
        let late = town.post(&second, &one, &hidden, &late).await.expect(409);
        let words = late.words();
        assert!(words.contains("Długo pisane powody") && words.contains("sprawdzone na mapie"), "{words}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_meanwhile_is_not_brought_back_and_objecting_ends_after_six_months() {
    on_both(slices(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let (editor, other) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Druga", &[Role::Animator]).await,
        );
        let about = place(&town, &ewa, "Ławka").await;
        let receipt = report(&town, &about, "danger", "Ktoś tam czeka z nożem.").await;
        let list = town.get(&editor, "/osiedle/reports").await.expect(200);
        assert!(list.words().contains("24 listopada 2026"), "danger waits one day: {}", list.words());
        let one = list.attributes("main a[href*='/reports/']", "href").remove(0);
        let decided = [("decision", "hidden"), ("rule", "law"), ("reasons", "Groźba, art. 190 k.k.")];
        town.submit(&editor, &one, &one, &decided).await.expect(303);
        town.submit(&other, &about, &format!("{about}/put-back"), &[]).await.expect(303);
        town.submit(&ewa, &format!("{about}/withdraw"), &format!("{about}/withdraw"), &[]).await.expect(303);
        let stub = town.get(&town.visitor(), &about).await.expect(410);
        assert!(!stub.words().contains("Redakcja"), "taken back by its owner: {}", stub.words());
        status(&town, &receipt, "Proszę spojrzeć jeszcze raz.").await.expect(200);
        let kept = [("decision", "kept"), ("rule", "none"), ("reasons", "Nie ma tam nikogo.")];
        town.submit(&other, &one, &one, &kept).await.expect(303);
        town.get(&town.visitor(), &about).await.expect(410);

        let second = place(&town, &ewa, "Murek").await;
        let receipt = report(&town, &second, "untrue", "To nie jest murek.").await;
        let one = town.get(&editor, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let kept = [("decision", "kept"), ("rule", "none"), ("reasons", "To jest murek.")];
        town.submit(&editor, &one[0], &one[0], &kept).await.expect(303);
        town.clock.pass_seconds(200 * 86_400);
        assert_eq!(status(&town, &receipt, "Jednak nie murek.").await.status.as_u16(), 409);
        let counts = town.get(&town.visitor(), "/osiedle/about/reports?year=2026").await.expect(200);
        assert!(counts.words().contains("mniej niż 5") && !counts.text().contains("murek"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_go_the_same_way_by_program_and_at_the_desk() {
    on_both(slices(), async |town: Town| {
        let (ewa, editor) = (town.neighbour("Ewa").await, town.with_roles("Red", &[Role::Editor]).await);
        let route = |path: &str, method: Method| {
            routes().find(|route| route.path == path && route.method == method).unwrap()
        };
        let (mine, theirs) = (token(&town, &ewa).await, token(&town, &editor).await);
        let at = "/osiedle/api/reports";
        let file = route("/api/reports", Method::Post);
        let body = r#"{"reason":"untrue","words":"To nieprawda."}"#;
        let filed = call(&town, file, at, mine.as_deref(), body).await.expect(201).json();
        let receipt = filed["receipt"].as_str().unwrap().to_owned();
        let list =
            call(&town, route("/api/reports", Method::Get), at, theirs.as_deref(), "").await.expect(200);
        let id = list.json()["reports"][0]["id"].as_str().unwrap().to_owned();
        let decide = route("/api/reports/{id}/decision", Method::Post);
        let there = format!("/osiedle/api/reports/{id}/decision");
        let body = r#"{"decision":"kept","rule":"none","reasons":"Sprawdzone w archiwum."}"#;
        call(&town, decide, &there, mine.as_deref(), body).await.expect(403);
        call(&town, decide, &there, theirs.as_deref(), body).await.expect(200);
        let ask = route("/api/reports/status", Method::Post);
        let body = format!(r#"{{"receipt":"{receipt}"}}"#);
        let seen =
            call(&town, ask, "/osiedle/api/reports/status", mine.as_deref(), &body).await.expect(200).json();
        assert_eq!(seen["decision"]["reasons"], "Sprawdzone w archiwum.");
        // she was signed in, so she is told
        let inbox = town.get(&ewa, "/osiedle/me/notices").await.expect(200);
        assert!(inbox.words().contains("Sprawdzone w archiwum."));

        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let halina = town.without_mail("Halina").await;
        let person = format!("/osiedle/desk/people/{halina}");
        let start = [("reason", "prosi o pomoc"), ("member", &halina.to_string())];
        town.submit(&desk, &person, &format!("{person}/start"), &start).await.expect(303);
        let report = [("reason", "hurts"), ("words", "To mnie obraża.")];
        let filed = town.submit(&desk, "/osiedle/report", "/osiedle/report", &report).await.expect(200);
        assert_eq!(filed.all(".code").len(), 1);
        let export = town.get(&desk, "/osiedle/me/export.json").await.expect(200).json().to_string();
        assert!(export.contains("To mnie obraża."), "it is hers");
    })
    .await;
}

/// Asks for something: the address of the need.
async fn need(town: &Town, who: &Somebody, title: &str) -> String {
    let fields = [
        ("side", "need"),
        ("title", title),
        ("text", "Proszę."),
        ("lang", "pl"),
        ("kind", "time"),
        ("hours", "any"),
        ("for_whom", "anyone"),
        ("who_may_come", "anyone"),
        ("places", "1"),
    ];
    town.submit(who, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(303).leads_to()
}

async fn answer(town: &Town, who: &Somebody, need: &str) -> testkit::Answer {
    let hidden = town.hidden(who, "/display").await;
    let words = [("words", "Mogę pomóc."), ("language", "pl")];
    town.post(who, &format!("{need}/answer"), &hidden, &words).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_wants_no_contact_is_left_alone_in_both_directions_and_nobody_is_told() {
    on_both(slices(), async |town: Town| {
        let (ewa, jan) = (town.neighbour("Ewa").await, town.neighbour("Jan").await);
        let (hers, his) = (need(&town, &ewa, "Żarówka Ewy").await, need(&town, &jan, "Szafa Jana").await);
        let thread = answer(&town, &jan, &hers).await.expect(303).leads_to();

        let ask = format!("/osiedle/me/blocks/{}", jan.member.unwrap());
        let page = town.get(&ewa, &thread).await.expect(200);
        assert!(page.attributes("a", "href").contains(&ask), "one press from the message");
        town.submit(&ewa, &ask, &ask, &[]).await.expect(303);
        town.submit(&ewa, &ask, &ask, &[]).await.expect(303); // twice is once

        let list = "/osiedle/needs";
        for (who, other) in [(&ewa, "Szafa Jana"), (&jan, "Żarówka Ewy")] {
            let seen = town.get(who, list).await.expect(200);
            assert!(!seen.text().contains(other), "{other} stands in the list");
            assert!(!town.get(who, "/osiedle").await.text().contains(other), "and on the first page");
            assert!(town.get(&town.visitor(), list).await.text().contains(other), "it is open for everybody");
        }
        // neither answers, opens, writes or accepts
        assert_eq!(answer(&town, &ewa, &his).await.status.as_u16(), 404);
        town.get(&jan, &hers).await.expect(404);
        let write = format!("{thread}/messages");
        let words = [("words", "Halo?"), ("language", "pl")];
        for who in [&ewa, &jan] {
            let hidden = town.hidden(who, "/display").await;
            town.post(who, &write, &hidden, &words).await.expect(409);
        }
        let hidden = town.hidden(&ewa, "/display").await;
        town.post(&ewa, &format!("{thread}/accept"), &hidden, &[]).await.expect(409);
        // nobody is told
        assert!(!town.get(&jan, "/osiedle/me/notices").await.text().contains("kontaktu"));
        assert!(town.get(&jan, "/osiedle/me/blocks").await.all("main ul.rows li").is_empty());
        assert!(
            town.get(&jan, &format!("/osiedle/me/blocks/{}", jan.member.unwrap())).await.status.as_u16()
                == 409
        );
        // it can be undone, by the one who began it
        let lift = format!("{ask}/lift");
        town.submit(
            &jan,
            "/osiedle/me/blocks",
            &format!("/osiedle/me/blocks/{}/lift", ewa.member.unwrap()),
            &[],
        )
        .await
        .expect(404);
        town.submit(&ewa, "/osiedle/me/blocks", &lift, &[]).await.expect(303);
        let hidden = town.hidden(&jan, "/display").await;
        town.post(&jan, &write, &hidden, &words).await.expect(303);
        assert!(town.get(&jan, list).await.text().contains("Żarówka Ewy"));
        assert!(town.statements(&jan, list).await <= 8 && town.statements(&jan, &hers).await <= 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_leaves_somebody_alone_for_them_by_the_code_of_the_other() {
    on_both(slices(), async |town: Town| {
        let (desk, jan) = (town.with_roles("Irena", &[Role::Desk]).await, town.neighbour("Jan").await);
        let halina = town.without_mail("Halina").await;
        let code = town.submit(&jan, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
        let person = format!("/osiedle/desk/people/{halina}");
        let start = [("reason", "prosi o pomoc"), ("member", &halina.to_string())];
        town.submit(&desk, &person, &format!("{person}/start"), &start).await.expect(303);
        let hers = need(&town, &desk, "Żarówka Haliny").await.replace("/slip", "");
        let page = "/osiedle/me/blocks";
        let wrong = town.submit(&desk, page, page, &[("code", "AAAA-BBBB")]).await.expect(422);
        assert!(wrong.text().contains("AAAA-BBBB"));
        town.submit(&desk, page, page, &[("code", &code)]).await.expect(303);
        assert!(town.get(&desk, page).await.words().contains("Jan"));
        assert_eq!(answer(&town, &jan, &hers).await.status.as_u16(), 404);
        // next door nobody of here is known
        let roman = town.from_next_door("Roman").await;
        let there = format!("/sasiedzi/me/blocks/{}", jan.member.unwrap());
        town.get(&roman, &there).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_meeting_is_offered_at_an_activity_place() {
    on_both(slices(), async |town: Town| {
        let (ewa, jan) = (town.neighbour("Ewa").await, town.neighbour("Jan").await);
        let add = "/osiedle/places/add";
        let hub = [
            ("lang", "pl"),
            ("title", "Klub Iskra"),
            ("summary", "wtorki 16–19"),
            ("body", "Klub"),
            ("kind", "activity"),
        ];
        town.submit(&ewa, add, add, &hub).await.expect(303);
        place(&town, &ewa, "Staw").await;
        let hers = need(&town, &ewa, "Żarówka").await;
        let thread = answer(&town, &jan, &hers).await.expect(303).leads_to();
        town.submit(&ewa, &thread, &format!("{thread}/accept"), &[]).await.expect(303);
        let page = format!("{thread}/meeting");
        let shown = town.get(&jan, &page).await.expect(200);
        assert!(shown.words().contains("Klub Iskra wtorki 16–19") && !shown.words().contains("Staw"));
        let key = shown.attributes("input[name=place][checked]", "value").remove(0);
        town.submit(&jan, &page, &page, &[("place", &key), ("hours", "wtorek o 16")]).await.expect(303);
        let asked = town.get(&ewa, &page).await.expect(200);
        assert!(asked.words().contains("Klub Iskra · wtorek o 16"), "{}", asked.words());
        town.submit(&ewa, &page, &format!("{thread}/meeting-agreed"), &[]).await.expect(303);
        assert!(town.statements(&jan, &page).await <= 8);
    })
    .await;
}
