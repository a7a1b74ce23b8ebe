//! Consents to stories and what becomes of them, told through the server as browsers use it.

use crate::stories::{STORY, TELL, and, code, photograph, slices, upload, with_decoder};
use kernel::Role;
use testkit::{Answer, Somebody, Town, on_both};

async fn told(town: &Town, who: &Somebody, fields: &[(&str, &str)]) -> String {
    upload(town, who, TELL, fields, None).await.expect(303).leads_to()
}

async fn presses(town: &Town, who: &Somebody, path: &str, step: &str) -> Answer {
    let hidden = town.hidden(who, "/osiedle/consent").await;
    town.post(who, &format!("{path}/{step}"), &hidden, &[]).await
}

/// Writes down what somebody said at the desk.
async fn agrees(town: &Town, keeper: &Somebody, path: &str, who: &str, part: &str) -> Answer {
    let consents = format!("{path}/consents");
    let said =
        [("who", who), ("part", part), ("screen", "1"), ("how", "spoken"), ("witness", "Irena z dyżuru")];
    town.submit(keeper, &consents, &consents, &said).await
}

/// Takes back the newest consent that stands.
async fn takes_back(town: &Town, editor: &Somebody, path: &str) {
    let page = town.get(editor, &format!("{path}/consents")).await.expect(200);
    let action = page.attributes("form[action*='/consent/']", "action").pop().expect("a consent");
    let hidden = town.hidden(editor, "/osiedle/consent").await;
    town.post(editor, &action, &hidden, &[]).await.expect(303);
}

/// Sends the form for changing a story, with these fields.
async fn changes(town: &Town, who: &Somebody, path: &str, more: &[(&str, &str)]) -> Answer {
    let edit = format!("{path}/edit");
    let version = town.get(who, &edit).await.expect(200).attributes("input[name=version]", "value").remove(0);
    let fields = and(&[&[("version", version.as_str())], more].concat());
    let fields: Vec<_> = fields.into_iter().filter(|(name, _)| !["screen", "print"].contains(name)).collect();
    town.submit(who, &edit, &edit, &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn stories_come_back_with_a_new_consent_or_without_the_person() {
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let path = told(&town, &zofia, &and(&[("living", "Pan Marek")])).await;
        agrees(&town, &zofia, &path, "Pan Marek", "subject").await.expect(303);
        presses(&town, &zofia, &path, "submit").await.expect(303);
        presses(&town, &editor, &path, "publish").await.expect(303);

        town.clock.pass_seconds(60);
        takes_back(&town, &editor, &path).await;
        town.get(&visitor, &path).await.expect(410);
        let refused = presses(&town, &editor, &path, "put-back").await.expect(409);
        assert!(refused.words().contains("Pan Marek: zgoda wycofana"), "{}", refused.words());
        // what its page offers meanwhile can be opened
        for keeper in [&editor, &zofia] {
            let links = town.get(keeper, &path).await.expect(200).attributes(".ways a", "href");
            for way in ["edit", "pictures", "consents"] {
                let way = format!("{path}/{way}");
                assert!(links.contains(&way), "{links:?}");
                town.get(keeper, &way).await.expect(200);
            }
        }

        town.clock.pass_seconds(60);
        agrees(&town, &zofia, &path, "Pan Marek", "subject").await.expect(303);
        presses(&town, &editor, &path, "put-back").await.expect(303);
        town.get(&visitor, &path).await.expect(200);

        town.clock.pass_seconds(60);
        takes_back(&town, &editor, &path).await;
        presses(&town, &editor, &path, "put-back").await.expect(409);
        changes(&town, &zofia, &path, &[]).await.expect(303); // he is not in it any more
        presses(&town, &editor, &path, "put-back").await.expect(303);
        town.get(&visitor, &path).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_of_stories_are_handed_in_after_a_new_consent() {
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let path = told(&town, &zofia, STORY).await;
        let code = code(&town.get(&zofia, &path).await);
        town.clock.pass_seconds(60);
        let consent = "/osiedle/consent";
        town.submit(&visitor, consent, consent, &[("code", &code)]).await.expect(303);
        let refused = presses(&town, &zofia, &path, "submit").await.expect(409);
        assert!(refused.words().contains("Zofia: zgoda wycofana"), "{}", refused.words());
        town.clock.pass_seconds(60);
        agrees(&town, &zofia, &path, "Zofia", "teller").await.expect(303);
        presses(&town, &zofia, &path, "submit").await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_into_published_stories_without_a_consent() {
    with_decoder();
    on_both(slices(), async |town| {
        let zofia = town.neighbour("Zofia").await;
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let path = told(&town, &zofia, STORY).await;
        let pictures = format!("{path}/pictures");
        assert!(town.get(&zofia, &pictures).await.expect(200).all("#faces").is_empty(), "a draft");
        presses(&town, &zofia, &path, "submit").await.expect(303);
        presses(&town, &editor, &path, "publish").await.expect(303);

        let with_helena = [("living", "Pani Helena"), ("body", "Posadziła je Pani Helena.")];
        let refused = changes(&town, &editor, &path, &with_helena).await.expect(422);
        assert!(refused.all("#living-error").join("").contains("Pani Helena"), "{}", refused.words());
        assert!(refused.all("#body").join("").contains("Posadziła je"), "what was typed stays");
        assert!(!town.get(&zofia, &path).await.text().contains("Pani Helena"));
        agrees(&town, &editor, &path, "Pani Helena", "subject").await.expect(303);
        changes(&town, &editor, &path, &with_helena).await.expect(303);

        let picture = photograph();
        let shown = async |faces: &str| {
            let fields = [("alt", "Sąsiadka z konewką"), ("faces", faces)];
            upload(&town, &editor, &pictures, &fields, Some(&picture)).await
        };
        let refused = shown("Pani Irena").await.expect(422);
        assert!(refused.all("#faces-error").join("").contains("Pani Irena"), "{}", refused.words());
        assert!(refused.all("#alt").join("").contains("Sąsiadka z konewką"), "what was typed stays");
        assert!(town.get(&zofia, &path).await.all("figure").is_empty());
        shown("Pani Helena\n").await.expect(303);
        shown("").await.expect(303); // nobody can be recognised
        assert_eq!(town.get(&zofia, &path).await.all("figure").len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_of_stories_are_told_what_others_do_with_them() {
    on_both(slices(), async |town| {
        let zofia = town.neighbour("Zofia").await; // comes to the desk and has no e-mail
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let path = told(&town, &zofia, STORY).await;
        let inbox = async |who: &Somebody| town.get(who, "/osiedle/me/notices").await.expect(200).words();
        let word = [("word", "Kto przynosił wodę?")];

        presses(&town, &zofia, &path, "submit").await.expect(303);
        town.submit(&editor, &path, &format!("{path}/send-back"), &word).await.expect(303);
        let said = inbox(&zofia).await;
        assert!(said.contains("wraca z dopiskiem") && said.contains("Kto przynosił wodę?"), "{said}");
        let calls = town.get(&desk, "/osiedle/desk/calls").await.expect(200);
        assert!(calls.words().contains("Zofia"), "the desk tells her: {}", calls.words());

        presses(&town, &zofia, &path, "submit").await.expect(303);
        presses(&town, &editor, &path, "publish").await.expect(303);
        presses(&town, &editor, &path, "withdraw").await.expect(303);
        presses(&town, &editor, &path, "put-back").await.expect(303);
        let said = inbox(&zofia).await;
        for (told, times) in [("jest opublikowana", 1), ("jest wycofana", 1), ("znów jest widoczna", 1)] {
            assert_eq!(said.matches(told).count(), times, "{told}: {said}");
        }
        // what she does herself she is not told
        presses(&town, &zofia, &path, "withdraw").await.expect(303);
        assert_eq!(inbox(&zofia).await.matches("Redakcja wycofała").count(), 1);

        // nor is an editor told of what they did with their own
        let own = told(&town, &editor, STORY).await;
        for step in ["submit", "publish", "withdraw", "put-back"] {
            presses(&town, &editor, &own, step).await.expect(303);
        }
        assert!(!inbox(&editor).await.contains("Dwie konewki"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_to_stories_typed_too_late_are_not_lost() {
    on_both(slices(), async |town| {
        let zofia = town.neighbour("Zofia").await;
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let path = told(&town, &zofia, STORY).await;
        presses(&town, &zofia, &path, "submit").await.expect(303);
        let consents = format!("{path}/consents");
        let hidden = town.hidden(&zofia, &consents).await;
        presses(&town, &editor, &path, "publish").await.expect(303);
        let typed = [
            ("who", "Pani Helena"),
            ("part", "subject"),
            ("screen", "1"),
            ("how", "spoken"),
            ("witness", "Irena z dyżuru"),
        ];
        let late = town.post(&zofia, &consents, &hidden, &typed).await.expect(403);
        assert_eq!(late.attributes("#who", "value"), ["Pani Helena"], "{}", late.words());
        assert_eq!(late.attributes("#witness", "value"), ["Irena z dyżuru"]);
        assert!(late.words().contains("poprawia redakcja"), "{}", late.words());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_to_stories_are_taken_back_at_the_desk_without_a_code() {
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let path = told(&town, &zofia, &and(&[("living", "Pan Marek")])).await;
        agrees(&town, &zofia, &path, "Pan Marek", "subject").await.expect(303);
        presses(&town, &zofia, &path, "submit").await.expect(303);
        presses(&town, &editor, &path, "publish").await.expect(303);

        let find = "/osiedle/desk/consents";
        town.get(&zofia, find).await.expect(403);
        assert!(town.get(&desk, find).await.expect(200).all(".rows a").is_empty());
        let none = town.get(&desk, &format!("{find}?find=lipy")).await.expect(200);
        assert!(none.words().contains("Nic nie pasuje"), "{}", none.words());
        for wanted in ["konewki", "http://localhost/osiedle/stories/dwie-konewki"] {
            let found = town.get(&desk, &format!("{find}?find={wanted}")).await.expect(200);
            assert_eq!(found.all(".rows a"), ["Dwie konewki"], "{wanted}");
        }
        let found =
            town.get(&desk, &format!("{find}?find=konewki")).await.attributes(".rows a", "href").remove(0);
        assert!(town.get(&desk, &path).await.expect(200).attributes(".ways a", "href").contains(&found));
        assert!(!town.get(&editor, &path).await.expect(200).attributes(".ways a", "href").contains(&found));
        let listed = town.get(&desk, &found).await.expect(200);
        assert_eq!(listed.all(".rows h2"), ["Zofia", "Pan Marek"]);
        let sure = listed.attributes(".rows a", "href").pop().expect("a way to take it back");
        town.get(&zofia, &sure).await.expect(403); // not hers
        let asks = town.get(&desk, &sure).await.expect(200);
        assert!(asks.words().contains("Wydrukowanych egzemplarzy nie da się cofnąć"), "{}", asks.words());
        assert!(asks.words().contains("Pan Marek") && asks.words().contains("Dwie konewki"));
        town.get(&visitor, &path).await.expect(200); // asking changes nothing

        let done = town.submit(&desk, &sure, &sure, &[]).await.expect(303);
        assert_eq!(done.leads_to(), found);
        assert_eq!(town.get(&desk, &found).await.expect(200).all(".rows h2"), ["Zofia"]);
        town.get(&visitor, &path).await.expect(410);
        for told in [&zofia, &editor] {
            let inbox = town.get(told, "/osiedle/me/notices").await.expect(200).words();
            assert!(inbox.contains("Ktoś wycofał zgodę") && !inbox.contains("Marek"), "{inbox}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_find_and_take_back_their_own_consents() {
    on_both(slices(), async |town| {
        let (zofia, visitor) = (town.neighbour("Zofia").await, town.visitor());
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let path = told(&town, &zofia, STORY).await;
        presses(&town, &zofia, &path, "submit").await.expect(303);
        presses(&town, &editor, &path, "publish").await.expect(303);

        let own = "/osiedle/me/consents";
        assert!(town.get(&visitor, own).await.asks_to_sign_in());
        assert!(town.get(&editor, own).await.expect(200).all(".rows li").is_empty());
        let listed = town.get(&zofia, own).await.expect(200);
        assert_eq!(listed.all(".rows h2"), ["Dwie konewki"]);
        let sessions = "/osiedle/me/sessions";
        let program = [("label", "Program")];
        let token =
            town.submit(&zofia, sessions, "/osiedle/me/programs", &program).await.all(".code").remove(0);
        let ask = axum::http::Request::get("/osiedle/api/me/consents");
        let ask = ask.header("host", "localhost").header("authorization", format!("Bearer {token}"));
        let json = town.send(&visitor, ask.body(axum::body::Body::empty()).expect("a request")).await;
        assert_eq!(json.expect(200).json()["consents"][0]["title"], "Dwie konewki");
        let sure = listed.attributes(".rows a", "href").remove(0);
        assert_eq!(town.submit(&zofia, &sure, &sure, &[]).await.expect(303).leads_to(), own);
        town.get(&visitor, &path).await.expect(410);
        let listed = town.get(&zofia, own).await.expect(200);
        assert!(
            listed.words().contains("Wycofana") && listed.all(".rows a").is_empty(),
            "{}",
            listed.words()
        );
    })
    .await;
}
