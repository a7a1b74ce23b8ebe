//! A visit at the desk from the door to the slip, who waits for one, and screens that many people use.

use kernel::Role;
use testkit::{Somebody, Town, on_both};

const DESK: &str = "/osiedle/desk";
const VISIT: &str = "/osiedle/desk/visit";

async fn receives(town: &Town, irena: &Somebody, name: &str, language: &str) {
    let fields = [
        ("name", name),
        ("locale", language),
        ("languages", language),
        ("reach_way", "phone"),
        ("reach_value", "12 000 00 44"),
        ("word", "żółta konewka"),
        ("reason", "Żarówka w kuchni"),
        ("paper", "17/2026"),
        ("age", "16"),
        ("read_aloud", "1"),
    ];
    let page = "/osiedle/desk/receive";
    assert_eq!(town.submit(irena, page, page, &fields).await.leads_to(), VISIT);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_visit_runs_the_screen_shows_only_this_visit() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk, Role::Animator]).await;
        town.neighbour("Zofia").await;
        receives(&town, &irena, "Oksana", "uk").await;

        let page = town.get(&irena, VISIT).await.expect(200);
        assert!(page.all("h1").join("").contains("Oksana"));
        assert!(page.all(".search, .pillars, .me").is_empty(), "nothing leads elsewhere");
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(page.all("#idle button").len(), 1, "and it asks whether somebody is there");
        assert_eq!(page.all("main .button").len(), 1, "one primary button");

        // what the desk keeps of others is behind the visit
        for path in ["/osiedle/desk", "/osiedle/desk/receive", "/osiedle/desk/kiosks"] {
            assert_eq!(town.get(&irena, path).await.leads_to(), VISIT, "{path}");
        }
        // every act ends on the page of the visit, which says in words what was done
        let edit = "/osiedle/me/word";
        let done = town.submit(&irena, "/osiedle/me/edit", edit, &[("word", "zielona brama")]).await;
        assert_eq!(done.leads_to(), VISIT);
        let page = town.get(&irena, VISIT).await.expect(200);
        assert!(page.all(".done-row").join(" ").contains("member.change"), "{}", page.words());

        // what is promised stands on the slip, in her language
        let half = town.submit(&irena, VISIT, VISIT, &[("promise", "подзвонимо")]).await.expect(422);
        assert_eq!(half.attributes("#promise", "value"), ["подзвонимо"]);
        let promise = [("promise", "подзвонимо"), ("day", "2026-11-26")];
        assert_eq!(town.submit(&irena, VISIT, VISIT, &promise).await.leads_to(), "/osiedle/desk/slip");
        let slip = town.get(&irena, "/osiedle/desk/slip").await.expect(200);
        assert_eq!(slip.attributes("article.slip", "lang"), ["uk"]);
        let words = slip.all("article.slip").join(" ").replace('\u{a0}', " ");
        assert!(words.contains("подзвонимо – до 26 листопада 2026"), "{words}");

        // one press, and nothing is left
        let ended = town.submit(&irena, "/osiedle/desk/slip", "/osiedle/desk/end", &[]).await;
        assert_eq!(ended.leads_to(), DESK);
        assert_eq!(town.get(&irena, VISIT).await.leads_to(), DESK);
        assert!(!town.get(&irena, DESK).await.words().contains("Oksana"));
        town.get(&irena, "/osiedle/desk/slip").await.expect(404);

        // on that day it is the desk's
        town.clock.pass_seconds(3 * 86_400);
        let maria = town.with_roles("Maria", &[Role::Desk]).await;
        let desk = town.get(&maria, DESK).await.expect(200);
        assert!(desk.words().contains("подзвонимо") && desk.words().contains("Irena"));
        let id = desk.attributes("form[action$='/promises'] input[name=id]", "value").remove(0);
        let kept = town.submit(&maria, DESK, "/osiedle/desk/promises", &[("id", &id)]).await;
        assert_eq!(kept.leads_to(), DESK);
        assert!(!town.get(&maria, DESK).await.words().contains("подзвонимо"));
        let again = town.submit(&maria, DESK, "/osiedle/desk/promises", &[("id", &id)]).await;
        assert_eq!(again.status.as_u16(), 409, "somebody did it already");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_and_the_screen_is_cleared() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        receives(&town, &irena, "Stefania", "pl").await;
        let page = town.get(&irena, "/osiedle/me").await.expect(200);
        assert_eq!(page.headers["refresh"], "120;url=/osiedle/still?on=/osiedle/me", "also without a script");
        let written = town.get(&irena, "/osiedle/me/edit").await.expect(200);
        assert!(
            written.headers["refresh"].to_str().unwrap().starts_with("600;"),
            "who may be writing has longer"
        );
        let still = town.get(&irena, "/osiedle/still?on=/osiedle/me").await.expect(200);
        assert!(still.headers["refresh"].to_str().unwrap().starts_with("20;url=/osiedle/away?token="));
        assert_eq!(still.attributes("main a.button", "href"), ["/osiedle/me"], "going on is one press");
        assert!(!still.all("main").join("").contains("Stefania"));
        let elsewhere = town.get(&irena, "/osiedle/still?on=https://evil.example").await.expect(200);
        assert_eq!(elsewhere.attributes("main a.button", "href"), ["/osiedle"]);

        // no page of others can end it
        town.get(&irena, "/osiedle/away?token=0123456789abcdef0123456789abcdef").await.expect(303);
        assert!(town.get(&irena, VISIT).await.words().contains("Stefania"));
        let away = page.attributes("#idle", "data-away").remove(0);
        assert_eq!(town.get(&irena, &away).await.leads_to(), DESK);
        assert_eq!(town.get(&irena, VISIT).await.leads_to(), DESK);
        assert_eq!(town.get(&irena, "/osiedle/me").await.expect(200).all("h1"), ["Irena"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_tried_too_often_is_not_tried_any_more() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        receives(&town, &irena, "Stefania", "pl").await;
        town.submit(&irena, VISIT, "/osiedle/desk/end", &[]).await.expect(303);
        let find = [("name", "Stef")];
        let found = town.submit(&irena, DESK, "/osiedle/desk/find", &find).await.expect(200);
        let person = found.attributes("main .begins form", "action").remove(0);
        let opened = town.submit(&irena, DESK, &person, &[]).await.expect(200);
        assert_eq!(opened.all("h1"), ["Stefania"], "a page that came by a form");
        let id = person.rsplit('/').next().unwrap().to_owned();
        let call = [("member", id.as_str()), ("reason", "Dzwoni"), ("word", "nie to")];
        town.submit(&irena, &person, &format!("{person}/start"), &call).await.expect(422);
    })
    .await;
}

async fn waits(town: &Town, irena: &Somebody, called: &str) {
    let fields = [("called", called), ("why", "recepta"), ("locale", "uk")];
    town.submit(irena, DESK, "/osiedle/desk/queue", &fields).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_called_by_one_helper_and_forgotten_by_night() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let maria = town.with_roles("Maria", &[Role::Desk]).await;
        waits(&town, &irena, "Pani w zielonym płaszczu").await;
        waits(&town, &irena, "").await;
        let desk = town.get(&maria, DESK).await.expect(200);
        assert_eq!(desk.all("#queue ~ ol h3"), ["Nr 1: Pani w zielonym płaszczu", "Nr 2"]);

        // both press at once: each has somebody, and not the same
        let next = "/osiedle/desk/queue/next";
        let (one, two) =
            tokio::join!(town.submit(&irena, DESK, next, &[]), town.submit(&maria, DESK, next, &[]));
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
        let called = async |who: &Somebody| town.get(who, DESK).await.all("main .note-box h2").join("");
        let (one, two) = (called(&irena).await, called(&maria).await);
        assert!(one.contains("Nr") && two.contains("Nr") && one != two, "{one} {two}");
        let nobody = town.submit(&irena, DESK, next, &[]).await;
        assert_eq!(nobody.status.as_u16(), 409, "nobody waits any more");

        // the visit begins with what is known, and of the waiting nothing is left
        let form = town.get(&irena, "/osiedle/desk/receive").await.expect(200);
        assert_eq!(form.attributes("#reason", "value"), ["recepta"]);
        receives(&town, &irena, "Oksana", "uk").await;
        let left = town.app.store.read(town.operator(), people::queue::today).await.unwrap();
        assert_eq!(left.len(), 1);

        waits(&town, &maria, "Pan z psem").await;
        town.clock.pass_seconds(20 * 3600);
        people::queue::clear(&town.app.store, town.community).await.unwrap();
        town.clock.pass_seconds(-20 * 3600);
        let left = town.app.store.read(town.operator(), people::queue::today).await.unwrap();
        assert!(left.is_empty(), "{left:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_keeps_nobody_and_can_be_taken_back() {
    on_both(people::SLICES, async |town| {
        let animator = town.with_roles("Anna", &[Role::Animator]).await;
        let list = "/osiedle/desk/kiosks";
        let hidden = town.hidden(&animator, list).await;
        let fields = [("label", "Hol biblioteki")];
        let twice = [
            town.post(&animator, list, &hidden, &fields).await.expect(200).all(".code").remove(0),
            town.post(&animator, list, &hidden, &fields).await.expect(200).all(".code").remove(0),
        ];
        assert_eq!(twice[0], twice[1], "one kiosk, and its code is shown again");
        assert_eq!(town.get(&animator, list).await.attributes("input[name=id]", "value").len(), 1);
        let [code, _] = twice;
        let device = town.visitor();
        let start = "/osiedle/kiosk/start";
        assert_eq!(town.get(&device, "/osiedle/kiosk").await.leads_to(), start, "not by itself");
        town.submit(&device, start, start, &[("code", "2222 2222")]).await.expect(422);
        assert_eq!(town.submit(&device, start, start, &[("code", &code)]).await.leads_to(), "/osiedle/kiosk");
        let other = town.visitor();
        town.submit(&other, start, start, &[("code", &code)]).await.expect(422);

        let screen = town.get(&device, "/osiedle/kiosk").await.expect(200);
        assert!(screen.attributes("html", "class").join(" ").contains("kiosk"));
        assert!(screen.attributes("html", "class").join(" ").contains("text-"), "large by itself");
        let rules = town.get(&device, "/osiedle/about/rules").await.expect(200);
        assert_eq!(rules.all("footer svg.qr").len(), 1, "this very page on one's own phone");
        assert!(rules.all(".on-phone p").join("").contains("http://localhost/osiedle/about/rules?lang=pl"));
        assert_eq!(rules.headers["cache-control"], "no-store");

        // a neighbour comes in with a card, and everything leaves with one press
        let zofia = town.neighbour("Zofia").await;
        let card =
            town.submit(&zofia, "/osiedle/me/card", "/osiedle/me/card", &[]).await.all(".code").remove(0);
        let page = "/osiedle/sign-in/card";
        let came = town.submit(&device, page, page, &[("code", &card)]).await.expect(303);
        let cookies: Vec<_> =
            came.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap()).collect();
        let session = cookies.iter().find(|one| one.starts_with("mk=")).unwrap();
        assert!(!session.contains("Max-Age"), "not longer than the browser is open: {session}");
        town.get(&device, "/osiedle/me?lang=uk").await.expect(200);
        let me = town.get(&device, "/osiedle/me").await.expect(200);
        assert_eq!(me.all("html[lang=pl] h1"), ["Zofia"]);
        let ended = town.submit(&device, "/osiedle/me", "/osiedle/kiosk/end", &[]).await;
        assert_eq!(ended.leads_to(), "/osiedle/kiosk");
        assert!(town.get(&device, "/osiedle/me").await.asks_to_sign_in());
        let fresh = town.get(&device, "/osiedle/kiosk").await.expect(200);
        assert_eq!(fresh.attributes("html", "lang"), ["pl"], "also her language is forgotten");

        // a second one is left behind
        town.submit(&device, page, page, &[("code", &card)]).await.expect(303);
        let away = town.get(&device, "/osiedle/me").await.attributes("#idle", "data-away").remove(0);
        assert_eq!(town.get(&device, &away).await.leads_to(), "/osiedle/kiosk");
        assert!(town.get(&device, "/osiedle/me").await.asks_to_sign_in());

        let listed = town.get(&animator, list).await.expect(200);
        let id = listed.attributes("form[action$='/kiosks/end'] input[name=id]", "value").remove(0);
        town.submit(&animator, list, "/osiedle/desk/kiosks/end", &[("id", &id)]).await.expect(303);
        assert_eq!(town.get(&device, "/osiedle/kiosk").await.leads_to(), start, "an ordinary device again");
    })
    .await;
}
