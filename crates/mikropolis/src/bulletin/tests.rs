//! What must hold of the bulletin, told through the server.

use kernel::Role;
use testkit::{Answer, Somebody, Town, on_both};

const BULLETIN: &str = "/osiedle/bulletin";

/// A published story; `print` for its teller, with a living neighbour in it who agreed to print or did not.
async fn story(town: &Town, title: &str, print: bool, subject: Option<bool>) -> String {
    let ewa = town.neighbour("Ewa").await;
    let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
    let mut fields = vec![
        ("lang", "pl"),
        ("title", title),
        ("summary", "Dwie lipy i konewka."),
        ("body", "Posadzili lipy w kwietniu. W czerwcu były smutne."),
        ("teller", "Ewa"),
        ("screen", "1"),
        ("leaving", "erase"),
    ];
    if print {
        fields.push(("print", "1"));
    }
    if subject.is_some() {
        fields.push(("living", "Zofia"));
    }
    let path = town.upload(&ewa, "/osiedle/stories/tell", &fields, None).await.expect(303).leads_to();
    if let Some(print) = subject {
        let consents = format!("{path}/consents");
        let mut agreed = vec![
            ("who", "Zofia"),
            ("part", "subject"),
            ("screen", "1"),
            ("how", "spoken"),
            ("witness", "Ewa"),
        ];
        if print {
            agreed.push(("print", "1"));
        }
        town.submit(&ewa, &consents, &consents, &agreed).await.expect(303);
    }
    town.submit(&ewa, &path, &format!("{path}/submit"), &[]).await.expect(303);
    town.submit(&editor, &path, &format!("{path}/publish"), &[]).await.expect(303);
    path
}

async fn need(town: &Town, who: &Somebody, title: &str, more: &[(&str, &str)]) -> String {
    let until = town.app.store.now().day().plus(20).to_string();
    let usual = [
        ("side", "need"),
        ("title", title),
        ("text", "Najlepiej po południu."),
        ("kind", "time"),
        ("lang", "pl"),
        ("hours", "any"),
        ("for_whom", "anyone"),
        ("who_may_come", "anyone"),
        ("places", "1"),
        ("until", &until),
    ];
    let usual = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = usual.chain(more.iter().copied()).collect();
    town.submit(who, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(303).leads_to()
}

/// Begins an issue; tells where it is put together.
async fn begin(town: &Town, who: &Somebody) -> String {
    town.submit(who, "/osiedle/me", "/osiedle/bulletin/new", &[]).await.expect(303).leads_to()
}

/// The values of the form as the page shows them.
fn values(page: &Answer) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for kind in ["input[type=hidden]", "input[type=text]"] {
        let of = |name: &str| page.attributes(&format!("form[action$='/edit'] {kind}"), name);
        values.extend(of("name").into_iter().zip(of("value")));
    }
    let ticked = "form[action$='/edit'] input[type=checkbox][checked]";
    values.extend(page.attributes(ticked, "name").into_iter().map(|name| (name, "1".to_owned())));
    let words = "form[action$='/edit'] textarea";
    values.extend(page.attributes(words, "name").into_iter().zip(page.all(words)));
    values.retain(|(name, _)| name != "token" && name != "once");
    values
}

fn with(values: &[(String, String)], own: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all: Vec<_> =
        values.iter().filter(|(name, _)| own.iter().all(|(other, _)| other != name)).cloned().collect();
    all.extend(own.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    all.retain(|(_, value)| !value.is_empty());
    all
}

fn pairs(values: &[(String, String)]) -> Vec<(&str, &str)> {
    values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_proposal_to_the_archive_and_out_of_it_again() {
    on_both(crate::slices::all(), async |town: Town| {
        let (ewa, visitor) = (town.neighbour("Ewa").await, town.visitor());
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let printed = story(&town, "Dwie konewki", true, Some(true)).await;
        story(&town, "Tylko na ekranie", false, None).await;
        story(&town, "Zofia nie chce", true, Some(false)).await;
        let open = need(&town, &ewa, "Wkręcić żarówkę", &[]).await;
        need(&town, &ewa, "Sprawa dyżuru", &[("desk_only", "1")]).await;
        need(&town, &ewa, "Wózek dla dziecka", &[("for_whom", "children")]).await;

        assert!(
            town.get(&visitor, BULLETIN).await.expect(200).words().contains("Nie ma jeszcze żadnego numeru")
        );
        town.submit(&ewa, "/osiedle/me", "/osiedle/bulletin/new", &[]).await.expect(403);
        let edit = begin(&town, &animator).await;
        assert_eq!(edit, "/osiedle/bulletin/1/edit");
        assert_eq!(begin(&town, &animator).await, edit, "one issue at a time");
        let page = town.get(&animator, &edit).await.expect(200);
        let words = page.words();
        assert!(words.contains("Dwie konewki") && words.contains("Wkręcić żarówkę"), "{words}");
        for never in ["Tylko na ekranie", "Zofia nie chce", "Sprawa dyżuru", "Wózek dla dziecka"] {
            assert!(!words.contains(never), "{never} is not to be printed");
        }
        assert!(words.contains("Mieści się na jednej kartce"));
        let issue = "/osiedle/bulletin/1";
        for path in [issue, "/osiedle/bulletin/1/a4.pdf", "/osiedle/api/bulletin/1"] {
            town.get(&visitor, path).await.expect(404);
        }

        let shorter =
            with(&values(&page), &[("hello", "Dzień dobry, tu Jadwiga."), ("words0", "Konewki dwie.")]);
        let seen = town.submit(&animator, &edit, &edit, &pairs(&shorter)).await.expect(303).leads_to();
        assert_eq!(seen, issue);
        let preview = town.get(&animator, issue).await.expect(200);
        assert!(preview.words().contains("Konewki dwie.") && preview.words().contains("tu Jadwiga"));
        let original = town.get(&visitor, &printed).await.expect(200).words();
        assert!(original.contains("Posadzili lipy") && !original.contains("Konewki dwie."));
        town.submit(&animator, issue, &format!("{issue}/publish"), &[("version", "2")]).await.expect(303);
        town.get(&animator, &edit).await.expect(409);

        let shown = town.get(&visitor, issue).await.expect(200);
        assert!(shown.words().contains("Konewki dwie.") && shown.words().contains("Numer składa: Jadwiga"));
        assert!(shown.words().contains("Fundacja Próba"), "who is responsible");
        let english = town.get(&town.visitor(), &format!("{issue}?lang=en")).await.expect(200).words();
        assert!(english.contains("I need") && english.contains("Wkręcić żarówkę"));
        assert!(town.get(&visitor, BULLETIN).await.words().contains("Numer 1"));
        let json = town.get(&visitor, "/osiedle/api/bulletin/1").await.expect(200).json();
        assert_eq!(json["parts"][0]["entries"][0]["words"], "Konewki dwie.");
        for path in [issue.to_owned(), format!("{issue}/a4.pdf")] {
            assert!(town.statements(&visitor, &path).await <= 8, "{path}");
        }
        let before = town.get(&visitor, &format!("{issue}/a4.pdf")).await.expect(200).body;

        let withdraw = format!("{printed}/withdraw");
        town.submit(&ewa, "/osiedle/me", &withdraw, &[]).await.expect(403);
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        town.submit(&editor, &withdraw, &withdraw, &[]).await.expect(303);
        let left = town.get(&visitor, issue).await.expect(200).words();
        assert!(!left.contains("Konewki dwie.") && !left.contains("Dwie konewki"), "{left}");
        assert!(left.contains("Wkręcić żarówkę"));
        let after = town.get(&visitor, &format!("{issue}/a4.pdf")).await.expect(200).body;
        assert!(after != before && after.starts_with(b"%PDF"), "made anew without it");
        town.submit(&ewa, &format!("{open}/withdraw"), &format!("{open}/withdraw"), &[]).await.expect(303);
        assert!(town.get(&visitor, issue).await.words().contains("nic już nie zostało"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_ordered_by_numbers_and_buttons_and_two_editors_lose_nothing() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        for title in ["Pierwsza", "Druga", "Trzecia"] {
            need(&town, &ewa, title, &[]).await;
        }
        let edit = begin(&town, &animator).await;
        let order = async || {
            let legends = town.get(&animator, &edit).await.expect(200).all("ol fieldset legend span");
            legends.into_iter().map(|title| title.trim().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(order().await, ["Trzecia", "Druga", "Pierwsza"], "the newest first");
        let page = town.get(&animator, &edit).await;
        assert!(town.statements(&animator, &edit).await <= 8);
        let up = with(&values(&page), &[("move", "up-2")]);
        let back = town.submit(&animator, &edit, &edit, &pairs(&up)).await.expect(303).leads_to();
        assert_eq!(back, edit, "the form again");
        assert_eq!(order().await, ["Trzecia", "Pierwsza", "Druga"]);
        let page = town.get(&animator, &edit).await;
        let numbered = with(&values(&page), &[("order0", "9"), ("hello", "Moje słowa.")]);
        town.submit(&animator, &edit, &edit, &pairs(&numbered)).await.expect(303);
        assert_eq!(order().await, ["Pierwsza", "Druga", "Trzecia"]);

        let stale = with(&values(&page), &[("hello", "Słowa redakcji.")]);
        let both = town.submit(&editor, &edit, &edit, &pairs(&stale)).await.expect(409).words();
        assert!(both.contains("Moje słowa.") && both.contains("Słowa redakcji."), "{both}");

        let page = town.get(&animator, &edit).await;
        let out = with(&values(&page), &[("pick0", "")]);
        town.submit(&animator, &edit, &edit, &pairs(&out)).await.expect(303);
        assert_eq!(order().await, ["Druga", "Trzecia"]);
        let others = town.get(&animator, &edit).await.expect(200).words();
        assert!(others.contains("Pierwsza"), "can be added again");
        let page = town.get(&animator, &edit).await;
        let long = "słowo ".repeat(200);
        let wrong = with(&values(&page), &[("words0", &long), ("hello", "Zostaje wpisane.")]);
        let wrong = town.submit(&animator, &edit, &edit, &pairs(&wrong)).await.expect(422);
        assert!(wrong.text().contains("Zostaje wpisane.") && !wrong.all(".error").is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thanks_are_printed_only_when_both_sides_agreed() {
    on_both(crate::slices::all(), async |town: Town| {
        let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let open = need(&town, &ewa, "Wnieść szafę", &[]).await;
        let answer = [("words", "Przyjdę."), ("language", "pl")];
        town.submit(&adam, &open, &format!("{open}/answer"), &answer).await.expect(303);
        let thread = town.get(&ewa, &open).await.attributes("main a[href*='/answers/']", "href").pop();
        let thread = thread.expect("an answer");
        town.submit(&ewa, &thread, &format!("{thread}/accept"), &[]).await.expect(303);
        town.submit(&ewa, &open, &format!("{open}/done"), &[]).await.expect(303);
        let thanks = [("thanks", "Szafa stoi, dziękuję za ręce."), ("language", "pl"), ("public", "1")];
        town.submit(&ewa, &open, &format!("{open}/thanks"), &thanks).await.expect(303);

        let edit = begin(&town, &animator).await;
        let page = town.get(&animator, &edit).await.expect(200);
        assert!(page.all("ol fieldset").is_empty(), "nobody was asked yet");
        let item =
            page.attributes("form[action$='/bulletin/thanks'] input[name=item]", "value").pop().unwrap();
        let send = "/osiedle/bulletin/thanks";
        town.submit(&animator, &edit, send, &[("item", &item)]).await.expect(422);
        let asked = [("item", item.as_str()), ("asked", "1")];
        town.submit(&animator, &edit, send, &asked).await.expect(303);
        let page = town.get(&animator, &edit).await.expect(200);
        let told = page.all(".banner.done").join(" ");
        assert!(told.contains("Ewa: ") && told.contains("Adam: "), "codes to take it back: {told}");
        let code: String = told.split("Adam: ").nth(1).unwrap().chars().take(19).collect();
        // asked once more: what was told then opens their consent, and nothing else is told
        town.submit(&animator, &edit, send, &asked).await.expect(303);
        let again = town.get(&animator, &edit).await.expect(200).all(".banner.done").join(" ");
        assert!(again.contains("dalej działają") && !again.contains(": "), "{again}");
        let picked = page.attributes("form[action$='/edit'] .choice input[type=checkbox]", "name");
        let add = with(&values(&page), &[(picked[0].as_str(), "1")]);
        town.submit(&animator, &edit, &edit, &pairs(&add)).await.expect(303);
        let issue = "/osiedle/bulletin/1";
        assert!(town.get(&animator, issue).await.expect(200).words().contains("Szafa stoi"));

        let consent = "/osiedle/consent";
        let taken = town.submit(&town.visitor(), consent, consent, &[("code", &code)]).await;
        assert!(taken.status.as_u16() < 400, "{}", taken.words());
        assert!(!town.get(&animator, issue).await.expect(200).words().contains("Szafa stoi"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_editions_are_made_in_three_languages() {
    let town = Town::on_sqlite(crate::slices::all()).await;
    let ewa = town.neighbour("Ewa").await;
    let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
    for at in 0..5 {
        story(&town, &format!("Opowieść {at}"), true, None).await;
        need(&town, &ewa, &format!("Prośba {at}"), &[]).await;
    }
    let edit = begin(&town, &animator).await;
    assert!(town.get(&animator, &edit).await.expect(200).words().contains("Mieści się na jednej kartce"));
    let issue = "/osiedle/bulletin/1";
    for path in ["a4.pdf", "a4.pdf?lang=en", "a4.pdf?lang=uk", "large.pdf", "large.pdf?lang=uk"] {
        let pdf = town.get(&animator, &format!("{issue}/{path}")).await.expect(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert!(pdf.body.starts_with(b"%PDF-1.7"));
    }
}
