//! Two who do not get on, from the first word to the agreement, one of them without a browser; and what nobody else
//! reads, ever.

use crate::rows;
use crate::world::{call, routes, slices, token};
use kernel::{MemberId, Role};
use testkit::{Answer, Somebody, Town, on_both};
use web::{Method, Route, Scope, Speaks};

/// What is written, in words that stand nowhere else.
pub const ASK: &str = "Rower-Qmx stoi pod moimi drzwiami.";
pub const VIEW: &str = "Widok-Qmx od trzech lat to samo.";
const HER_VIEW: &str = "Nogi-Qmx mnie bolą.";
const MESSAGE: &str = "Wtorek-Qmx o 16 w Miejscu Aktywności Lokalnej?";
const AGREED: &str = "Hak-Qmx na ścianie, rower wisi.";

pub async fn press(town: &Town, who: &Somebody, path: &str, fields: &[(&str, &str)]) -> Answer {
    let hidden = town.hidden(who, "/display").await;
    town.post(who, path, &hidden, fields).await
}

/// Somebody offers to mediate, and two others say yes.
pub async fn mediator(town: &Town, name: &str, first: &Somebody, second: &Somebody) -> Somebody {
    let who = town.neighbour(name).await;
    let offer = "/osiedle/mediators/offer";
    let told = [("about", "Słucham spokojnie od lat."), ("languages", "polski"), ("hours", "wtorki")];
    town.submit(&who, offer, offer, &told).await.expect(303);
    let id = who.member.expect("a member");
    for own in [&who, &town.neighbour("Obcy").await] {
        press(town, own, &format!("/osiedle/mediators/{id}/propose"), &[]).await.expect(403);
    }
    press(town, first, &format!("/osiedle/mediators/{id}/confirm"), &[]).await.expect(403);
    press(town, first, &format!("/osiedle/mediators/{id}/propose"), &[]).await.expect(303);
    press(town, first, &format!("/osiedle/mediators/{id}/confirm"), &[]).await.expect(403);
    let listed = async || town.get(&who, "/osiedle/mediators").await.all("main h2");
    assert!(!listed().await.contains(&name.to_owned()), "one yes is not enough");
    press(town, second, &format!("/osiedle/mediators/{id}/confirm"), &[]).await.expect(303);
    assert!(listed().await.contains(&name.to_owned()));
    who
}

/// The team, and two who mediate.
pub async fn team(town: &Town) -> (Somebody, Somebody, Somebody, Somebody) {
    let first = town.with_roles("Ania", &[Role::Animator]).await;
    let second = town.with_roles("Adam", &[Role::Administrator]).await;
    let (maria, piotr) =
        (mediator(town, "Maria-M", &first, &second).await, mediator(town, "Piotr-M", &second, &first).await);
    (first, second, maria, piotr)
}

const NEED: [(&str, &str); 9] = [
    ("side", "need"),
    ("title", "Żarówka"),
    ("text", "Proszę."),
    ("lang", "pl"),
    ("kind", "time"),
    ("hours", "any"),
    ("for_whom", "anyone"),
    ("who_may_come", "anyone"),
    ("places", "1"),
];

/// The way to ask for help with the other of a conversation.
pub async fn way(town: &Town, jan: &Somebody, ewa: &Somebody) -> String {
    let need = town.submit(ewa, "/osiedle/needs/new", "/osiedle/offers/new", &NEED).await.leads_to();
    from_a_conversation(town, jan, &need).await
}

/// Somebody answers a need; the conversation leads on.
async fn from_a_conversation(town: &Town, jan: &Somebody, need: &str) -> String {
    let words = [("words", "Mogę pomóc."), ("language", "pl")];
    let thread = press(town, jan, &format!("{need}/answer"), &words).await.expect(303).leads_to();
    let links = town.get(jan, &thread).await.attributes("main a", "href");
    links.into_iter().find(|link| link.contains("/me/mediation/ask?")).expect("a way to ask for help")
}

pub async fn ask(town: &Town, who: &Somebody, way: &str, mediator: &Somebody) -> Answer {
    let fields = asking(town, who, way, mediator).await;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    town.submit(who, way, "/osiedle/me/mediation/ask", &fields).await
}

/// What stands in that form once it is filled in.
pub async fn asking(
    town: &Town,
    who: &Somebody,
    way: &str,
    mediator: &Somebody,
) -> Vec<(&'static str, String)> {
    let page = town.get(who, way).await.expect(200);
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value").remove(0);
    let mediator = mediator.member.expect("a member").to_string();
    let own = [("with", value("with")), ("sign", value("sign")), ("mediator", mediator)];
    own.into_iter().chain([("words", ASK.to_owned()), ("language", "pl".to_owned())]).collect()
}

/// How many words are sealed.
async fn sealed(town: &Town) -> usize {
    let rows = rows::all(town).await.into_iter();
    rows.filter(|(table, _)| table.contains("mediation_words")).map(|(_, lines)| lines.len()).sum()
}

/// The desk begins a visit with somebody.
pub async fn helps(town: &Town, desk: &Somebody, whom: MemberId) {
    let person = format!("/osiedle/desk/people/{whom}");
    let start = [("reason", "prosi o pomoc"), ("member", &whom.to_string())];
    town.submit(desk, &person, &format!("{person}/start"), &start).await.expect(303);
}

/// Every word that was written, wherever it lies in the open database.
async fn in_the_open(town: &Town) -> Vec<String> {
    let rows = rows::all(town).await.into_iter();
    let open = rows.filter(|(table, _)| !table.contains("mediation_words"));
    open.flat_map(|(table, lines)| lines.into_iter().map(move |line| format!("{table}: {line}")))
        .filter(|line| line.contains("Qmx"))
        .collect()
}

/// Whoever looks at every page, list and file of their own, by hand and by program, and at one mediation, reads none
/// of these words.
async fn finds_nothing(town: &Town, who: &Somebody, token: Option<String>, there: &str, needles: &[&str]) {
    let reads = |route: &&Route| {
        route.method == Method::Get && route.scope == Scope::Community && !route.path.contains('{')
    };
    let below: Vec<&str> =
        routes().filter(reads).map(|route| route.path).chain(["/search?q=Rower"]).collect();
    assert!(below.len() > 60, "{} pages", below.len());
    let pages = below.into_iter().map(|path| format!("/osiedle{path}")).chain([there.to_owned()]);
    for path in pages {
        let text = match path.contains("/api/") {
            false => town.get(who, &path).await.text(),
            true => {
                let read = |route: &&Route| route.speaks == Speaks::Json && route.method == Method::Get;
                let any = routes().find(read).expect("a route for programs");
                call(town, any, &path, token.as_deref(), "").await.text()
            }
        };
        assert!(needles.iter().all(|needle| !text.contains(needle)), "{path}: {text}");
    }
    let twin = there.replace("/osiedle/me/", "/osiedle/api/me/");
    let read = routes().find(|route| route.path == "/api/me/mediation/{id}").expect("a route");
    let told = call(town, read, &twin, token.as_deref(), "").await.text();
    assert!(needles.iter().all(|needle| !told.contains(needle)), "{twin}: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_agree_with_the_help_of_a_third_one_of_them_at_the_desk() {
    on_both(slices(), async |town: Town| {
        let (ania, adam, maria, piotr) = team(&town).await;
        let (jan, desk) = (town.neighbour("Jan").await, town.with_roles("Irena", &[Role::Desk]).await);
        let (editor, halina) =
            (town.with_roles("Red", &[Role::Editor]).await, town.without_mail("Halina").await);

        // Halina asks for something at the desk, Jan answers; they don't get on
        helps(&town, &desk, halina).await;
        let slip = town.submit(&desk, "/osiedle/needs/new", "/osiedle/offers/new", &NEED).await.leads_to();
        press(&town, &desk, "/osiedle/desk/end", &[]).await.expect(303);
        let need =
            town.get(&town.visitor(), "/osiedle/needs").await.attributes("main a[href*='/offers/']", "href");
        let need = need.into_iter().find(|link| link.len() > 30).unwrap_or(slip);
        let way = from_a_conversation(&town, &jan, &need).await;
        let there = ask(&town, &jan, &way, &maria).await.expect(303).leads_to();
        assert!(there.contains("/me/mediation/"), "{there}");
        // a link is good for its one reader
        town.get(&piotr, &way).await.expect(404);

        // the desk is told that there is something to read, and nothing else; so is nobody who is only named
        let calls = town.get(&desk, "/osiedle/desk/calls").await.expect(200);
        assert!(calls.words().contains("Jest coś do przeczytania") && !calls.text().contains("Qmx"));
        town.get(&maria, &there).await.expect(404);
        for outside in [&ania, &adam, &editor, &desk, &town.neighbour("Obca").await] {
            town.get(outside, &there).await.expect(404);
        }

        // Halina hears it, wants somebody else; Jan accepts; Piotr is asked and says yes
        helps(&town, &desk, halina).await;
        let heard = town.get(&desk, &there).await.expect(200);
        assert!(heard.text().contains(ASK) && heard.words().contains("Nie trzeba się zgadzać"));
        let piotr_id = piotr.member.unwrap().to_string();
        press(&town, &desk, &format!("{there}/name"), &[("mediator", &piotr_id)]).await.expect(303);
        press(&town, &desk, "/osiedle/desk/end", &[]).await.expect(303);
        press(&town, &jan, &format!("{there}/view"), &[("view", VIEW), ("language", "pl")]).await.expect(409);
        press(&town, &jan, &format!("{there}/yes"), &[]).await.expect(303);
        assert!(town.get(&piotr, &there).await.expect(200).text().contains(ASK));
        press(&town, &maria, &format!("{there}/accept"), &[]).await.expect(404);
        press(&town, &piotr, &format!("{there}/accept"), &[]).await.expect(303);

        // each writes for Piotr alone
        let wrong = press(&town, &jan, &format!("{there}/view"), &[("view", "x"), ("language", "pl")]).await;
        assert!(wrong.expect(422).text().contains(">\nx</textarea>"), "what was typed is kept");
        press(&town, &jan, &format!("{there}/view"), &[("view", "Pierwszy-Qmx widok"), ("language", "pl")])
            .await;
        press(&town, &jan, &format!("{there}/view"), &[("view", VIEW), ("language", "pl")]).await.expect(303);
        helps(&town, &desk, halina).await;
        press(&town, &desk, &format!("{there}/view"), &[("view", HER_VIEW), ("language", "pl")])
            .await
            .expect(303);
        assert!(!town.get(&desk, &there).await.text().contains(VIEW));
        press(&town, &desk, "/osiedle/desk/end", &[]).await.expect(303);
        let jans = town.get(&jan, &there).await.expect(200);
        assert!(jans.text().contains(VIEW) && !jans.text().contains(HER_VIEW));
        let both = town.get(&piotr, &there).await.expect(200);
        assert!(
            both.text().contains(VIEW)
                && both.text().contains(HER_VIEW)
                && !both.text().contains("Pierwszy-Qmx")
        );
        press(&town, &piotr, &format!("{there}/message"), &[("message", MESSAGE), ("language", "pl")])
            .await
            .expect(303);
        assert!(town.get(&jan, &there).await.text().contains(MESSAGE));
        assert!(town.statements(&jan, &there).await <= 8);

        // an agreement counts once both confirm these very words
        press(
            &town,
            &piotr,
            &format!("{there}/agreement"),
            &[("agreement", "Stary-Qmx tekst"), ("agreement_language", "pl")],
        )
        .await;
        let old = town.get(&jan, &there).await.attributes("input[name=shown]", "value").remove(0);
        press(
            &town,
            &piotr,
            &format!("{there}/agreement"),
            &[("agreement", AGREED), ("agreement_language", "pl")],
        )
        .await;
        press(&town, &jan, &format!("{there}/agree"), &[("shown", &old)]).await.expect(409);
        press(&town, &piotr, &format!("{there}/agree"), &[("shown", &old)]).await.expect(409);
        let shown = town.get(&jan, &there).await.attributes("input[name=shown]", "value").remove(0);
        press(&town, &jan, &format!("{there}/agree"), &[("shown", &shown)]).await.expect(303);
        helps(&town, &desk, halina).await;
        press(&town, &desk, &format!("{there}/agree"), &[("shown", &shown)]).await.expect(303);
        let over = town.get(&desk, &there).await.expect(200);
        assert!(over.words().contains("porozumienie") && over.text().contains(AGREED));
        press(&town, &desk, "/osiedle/desk/end", &[]).await.expect(303);
        press(&town, &piotr, &format!("{there}/message"), &[("message", "Jeszcze"), ("language", "pl")])
            .await
            .expect(409);

        // nothing of it stands in the open database, nor on any page of those who have no part in it, nor is what one
        // said for Piotr alone on any page of the other's
        assert_eq!(in_the_open(&town).await, Vec::<String>::new());
        for who in [&ania, &adam, &editor, &desk, &maria] {
            finds_nothing(&town, who, token(&town, who).await, &there, &["Qmx"]).await;
        }
        finds_nothing(&town, &jan, token(&town, &jan).await, &there, &[HER_VIEW]).await;
        helps(&town, &desk, halina).await;
        finds_nothing(&town, &desk, None, &there, &[VIEW]).await;
        press(&town, &desk, "/osiedle/desk/end", &[]).await.expect(303);
        let export = town.get(&jan, "/osiedle/me/export.json").await.expect(200).json();
        assert_eq!(export["features"]["mediation"]["mediations"][0]["outcome"], "agreed");

        // sixty days later nothing is left
        town.clock.pass_seconds(59 * 86_400);
        jobs::run_due(&town.app).await.unwrap();
        let jan = town.comes_back(&jan).await;
        assert!(town.get(&jan, &there).await.expect(200).text().contains(AGREED));
        town.clock.pass_seconds(2 * 86_400);
        jobs::run_due(&town.app).await.unwrap();
        let jan = town.comes_back(&jan).await;
        town.get(&jan, &there).await.expect(404);
        assert!(!rows::all(&town).await.values().flatten().any(|line| line.contains("Qmx")));
        assert_eq!(crate::leaving::holding_any(&town, &["Qmx"]), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_says_no_or_stops_without_a_reason_and_blocks_hold() {
    on_both(slices(), async |town: Town| {
        let (ania, _, maria, piotr) = team(&town).await;
        let (jan, ewa) = (town.neighbour("Jan").await, town.neighbour("Ewa").await);
        let link = way(&town, &jan, &ewa).await;
        // nobody mediates in their own matter, nor with a block between
        let block = |whom: &Somebody| format!("/osiedle/me/blocks/{}", whom.member.unwrap());
        press(&town, &ewa, &block(&piotr), &[]).await.expect(303);
        let page = town.get(&jan, &link).await.expect(200);
        assert!(page.text().contains("Maria-M") && !page.text().contains("Piotr-M"));
        let refused = ask(&town, &jan, &link, &piotr).await.expect(422);
        assert!(refused.text().contains(ASK), "what was typed is kept");
        for own in [&jan, &ewa, &ania] {
            ask(&town, &jan, &link, own).await.expect(422);
        }
        let there = ask(&town, &jan, &link, &maria).await.expect(303).leads_to();
        ask(&town, &jan, &link, &maria).await.expect(409);
        // the mediator says no; either names another, and it is the other's turn
        press(&town, &ewa, &format!("{there}/yes"), &[]).await.expect(303);
        press(&town, &maria, &format!("{there}/cannot"), &[]).await.expect(303);
        town.get(&maria, &there).await.expect(404);
        let maria_id = maria.member.unwrap().to_string();
        press(&town, &ewa, &format!("{there}/name"), &[("mediator", &maria_id)]).await.expect(303);
        press(&town, &ewa, &format!("{there}/yes"), &[]).await.expect(409);
        // Ewa has enough; nobody is told why, and Jan does not ask anew for sixty days
        press(&town, &ewa, &format!("{there}/stop"), &[]).await.expect(303);
        press(&town, &ewa, &format!("{there}/stop"), &[]).await.expect(409);
        assert!(town.get(&jan, &there).await.expect(200).words().contains("zakończone"));
        ask(&town, &jan, &link, &maria).await.expect(409);

        // whoever wants no contact is not reached by this way either, and the answer says no more than others do
        let (olga, tom) = (town.neighbour("Olga").await, town.neighbour("Tom").await);
        let link = way(&town, &tom, &olga).await;
        press(&town, &olga, &block(&tom), &[]).await.expect(303);
        let before = rows::of_community(&town).await;
        let refused = ask(&town, &tom, &link, &maria).await.expect(403);
        assert!(refused.words().contains("Ta rozmowa idzie przez dyżur"), "{}", refused.words());
        assert_eq!(before, rows::of_community(&town).await);

        // nobody answers for a month: it ends by itself
        let (adam, zofia) = (town.neighbour("Adam").await, town.neighbour("Zofia").await);
        let link = way(&town, &adam, &zofia).await;
        let there = ask(&town, &adam, &link, &maria).await.expect(303).leads_to();
        town.clock.pass_seconds(31 * 86_400);
        jobs::run_due(&town.app).await.unwrap();
        let zofia = town.comes_back(&zofia).await;
        assert!(town.get(&zofia, &there).await.expect(200).words().contains("zakończone"));
        // whoever leaves takes it along for all
        let before_leaving = sealed(&town).await;
        let left = town.submit(&zofia, "/osiedle/me/leave", "/osiedle/me/leave", &[("sure", "1")]).await;
        left.expect(303);
        town.clock.pass_seconds(3600);
        jobs::run_due(&town.app).await.unwrap();
        assert_eq!(sealed(&town).await, before_leaving - 1);
    })
    .await;
}
