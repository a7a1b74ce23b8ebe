//! No private words to or from anybody under sixteen, and no meeting of two: every act known to carry them, in both
//! directions, and a list in which each act of the program has to stand on one side or the other.

use crate::rows;
use crate::world::slices;
use kernel::{ActRow, Locale, MemberId, Role};
use std::collections::BTreeSet;
use testkit::{Answer, Somebody, Town, on_both};

/// Acts that carry no private words from one person to another: one a line, `#` for a remark.
const QUIET: &str = include_str!("quiet.txt");

/// What the one under sixteen reads, and what whoever writes to them reads.
const GUARDIAN: &str = "To załatwia rodzic lub opiekun";
const DESK: &str = "Ta rozmowa idzie przez dyżur";

fn acts() -> impl Iterator<Item = &'static ActRow> {
    slices().iter().flat_map(|slice| slice.acts)
}

#[test]
fn of_every_act_it_is_said_whether_it_carries_private_words() {
    let quiet: BTreeSet<&str> =
        QUIET.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).collect();
    let tried: BTreeSet<&str> = TRIED.iter().copied().collect();
    let wrong: Vec<String> = acts()
        .filter_map(|act| match (act.between, tried.contains(act.name), quiet.contains(act.name)) {
            (true, true, false) | (false, false, true) => None,
            (true, ..) => Some(format!("{}: it has BETWEEN, so try it in the table of this file", act.name)),
            (false, true, _) => Some(format!("{}: it is tried here and has no BETWEEN", act.name)),
            (false, false, false) => Some(format!(
                "{}: does it carry private words or bring two together? Then it needs Act::BETWEEN and a line in \
                 the table of this file; else a line in quiet.txt",
                act.name
            )),
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let known: BTreeSet<&str> = acts().map(|act| act.name).collect();
    let gone: Vec<_> =
        quiet.iter().chain(&tried).filter(|name| !name.is_empty() && !known.contains(*name)).collect();
    assert!(gone.is_empty(), "there are no such acts any more: {gone:?}");
}

/// The acts of the table below.
const TRIED: [&str; 25] = [
    "offers.post",
    "offers.publish",
    "offers.answer",
    "offers.accept",
    "offers.write",
    "offers.thank",
    "offers.ask_translation",
    "meetings.read",
    "meetings.propose",
    "meetings.agree",
    "meetings.ask",
    "meetings.tell",
    "translating.take",
    "translating.write_message",
    "stories.send_back",
    "mediation.offer",
    "mediation.ask",
    "mediation.read",
    "mediation.say_yes",
    "mediation.name",
    "mediation.accept",
    "mediation.write_view",
    "mediation.write_message",
    "mediation.write_agreement",
    "mediation.agree",
];

/// One try: which act, by whom, who else has a part in it, where, with what; read and not sent where there is nothing.
struct Try {
    act: &'static str,
    by: usize,
    others: Vec<usize>,
    path: String,
    fields: Option<Fields>,
}

type Fields = Vec<(&'static str, String)>;

fn fields(all: &[(&'static str, &str)]) -> Fields {
    all.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

fn borrowed(fields: &Fields) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// The desk says that somebody is under sixteen, or is not.
pub async fn set_age(town: &Town, desk: &Somebody, member: MemberId, young: bool) {
    let page = format!("/osiedle/desk/people/{member}/age");
    let younger = [
        ("age", "younger"),
        ("born", "2014"),
        ("guardian", "Mama"),
        ("guardian_phone", "12 000 00 31"),
        ("guardian_agreed", "here"),
    ];
    let fields = if young { &younger[..] } else { &[("age", "16")] };
    town.submit(desk, &page, &page, fields).await.expect(303);
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

async fn press(town: &Town, who: &Somebody, path: &str, fields: &[(&str, &str)]) -> Answer {
    let hidden = town.hidden(who, "/display").await;
    let done = town.post(who, path, &hidden, fields).await;
    assert!(done.status.as_u16() < 400, "{path}: {} {}", done.status, done.words());
    done
}

/// Who tries, and what.
struct Things {
    people: [Somebody; 6],
    tries: Vec<Try>,
}

impl Things {
    async fn done(&self, town: &Town, one: &Try) -> Answer {
        let by = &self.people[one.by];
        let Some(fields) = &one.fields else { return town.get(by, &one.path).await };
        let hidden = town.hidden(by, "/display").await;
        town.post(by, &one.path, &hidden, &borrowed(fields)).await
    }
}

const EWA: usize = 0;
const JAN: usize = 1;
const OLGA: usize = 2;
const EDITOR: usize = 3;
const MAGDA: usize = 4;
const KASIA: usize = 5;

async fn need(town: &Town, who: &Somebody) -> String {
    town.submit(who, "/osiedle/needs/new", "/osiedle/offers/new", &NEED).await.expect(303).leads_to()
}

async fn answered(town: &Town, who: &Somebody, need: &str) -> String {
    let words = [("words", "Mogę pomóc."), ("language", "pl")];
    press(town, who, &format!("{need}/answer"), &words).await.leads_to()
}

/// Lets everything be there that the acts need, while everybody is of age.
async fn things(town: &Town) -> Things {
    let (ewa, jan, olga) =
        (town.newcomer("Ewa").await, town.neighbour("Jan").await, town.neighbour("Olga").await);
    let editor = town.with_roles("Redakcja", &[Role::Editor]).await;
    let desk = town.with_roles("Dyżur", &[Role::Desk]).await;
    // a draft from before somebody vouched
    let draft = need(town, &ewa).await;
    let person = format!("/osiedle/desk/people/{}", ewa.member.expect("a member"));
    press(town, &desk, &format!("{person}/vouch"), &[]).await;
    // the limits of the first two weeks are another story
    press(town, &desk, &format!("{}/free", person.replace("/people/", "/newcomers/")), &[]).await;
    let sent = |act, by, others: &[usize], path: String, fields: Fields| Try {
        act,
        by,
        others: others.to_vec(),
        path,
        fields: Some(fields),
    };
    let words = || fields(&[("words", "Dzień dobry."), ("language", "pl")]);
    let mut tries = vec![
        sent("offers.post", EWA, &[], "/osiedle/offers/new".to_owned(), fields(&NEED)),
        sent("offers.publish", EWA, &[], format!("{draft}/publish"), vec![]),
    ];
    let open = need(town, &ewa).await;
    tries.push(sent("offers.answer", JAN, &[EWA], format!("{open}/answer"), words()));
    let waiting = answered(town, &jan, &need(town, &ewa).await).await;
    tries.push(sent("offers.accept", EWA, &[JAN], format!("{waiting}/accept"), vec![]));
    tries.push(sent("offers.write", EWA, &[JAN], format!("{waiting}/messages"), words()));
    tries.push(sent("offers.write", JAN, &[EWA], format!("{waiting}/messages"), words()));

    // three that are accepted: nothing proposed yet, proposed, and agreed with a question
    let mut accepted = Vec::new();
    for _ in 0..3 {
        let thread = answered(town, &jan, &need(town, &ewa).await).await;
        press(town, &ewa, &format!("{thread}/accept"), &[]).await;
        accepted.push(thread);
    }
    let place = [("place", "elsewhere"), ("knowingly", "1"), ("words", "ławka"), ("hours", "o 16")];
    let [fresh, proposed, agreed] = &accepted[..] else { panic!("three") };
    for (by, other) in [(EWA, JAN), (JAN, EWA)] {
        let path = format!("{fresh}/meeting");
        tries.push(Try { act: "meetings.read", by, others: vec![other], path, fields: None });
        tries.push(sent("meetings.propose", by, &[other], format!("{fresh}/meeting"), fields(&place)));
    }
    press(town, &jan, &format!("{proposed}/meeting"), &place).await;
    let yes = fields(&[("knowingly", "1")]);
    tries.push(sent("meetings.agree", EWA, &[JAN], format!("{proposed}/meeting-agreed"), yes));
    press(town, &jan, &format!("{agreed}/meeting"), &place).await;
    press(town, &ewa, &format!("{agreed}/meeting-agreed"), &[("knowingly", "1")]).await;
    press(town, &jan, &format!("{agreed}/ask"), &[("field", "phone")]).await;
    tries.push(sent("meetings.ask", JAN, &[EWA], format!("{agreed}/ask"), fields(&[("field", "address")])));
    let told = fields(&[("field", "phone"), ("told", "12 000 00 44")]);
    tries.push(sent("meetings.tell", EWA, &[JAN], format!("{agreed}/tell"), told));

    // done, to be thanked for
    let done = need(town, &ewa).await;
    let thread = answered(town, &jan, &done).await;
    press(town, &ewa, &format!("{thread}/accept"), &[]).await;
    press(town, &ewa, &format!("{done}/done"), &[]).await;
    let thanks = fields(&[("thanks", "Dziękuję."), ("language", "pl")]);
    tries.push(sent("offers.thank", EWA, &[JAN], format!("{done}/thanks"), thanks));

    // messages to be translated: one to ask for, one that waits, one that Olga took
    press(town, &olga, "/osiedle/translate/settings", &[("pairs", "pl-en"), ("named", "1")]).await;
    let asks = async |thread: &str| {
        let page = town.get(&ewa, &format!("{thread}?lang=en")).await.expect(200);
        let link = page.attributes("main a[href*='/translate?message=']", "href").remove(0);
        link.split("message=").nth(1).expect("a message").to_owned()
    };
    let message = asks(fresh).await;
    let ask = |message: &str| fields(&[("message", message), ("to", "en"), ("who", "anybody")]);
    tries.push(sent("offers.ask_translation", EWA, &[JAN], format!("{fresh}/translate"), ask(&message)));
    for thread in [proposed, agreed] {
        let message = ask(&asks(thread).await);
        press(town, &ewa, &format!("{thread}/translate"), &borrowed(&message)).await;
    }
    town.get(&ewa, "/osiedle?lang=pl").await.expect(200);
    let takes = town.get(&olga, "/osiedle/translate").await.attributes("form[action$='/take']", "action");
    assert_eq!(takes.len(), 2, "two messages wait");
    tries.push(sent("translating.take", OLGA, &[EWA, JAN], takes[0].clone(), vec![]));
    let taken = press(town, &olga, &takes[1], &[]).await.leads_to();
    let english = fields(&[("words", "I can help.")]);
    tries.push(sent("translating.write_message", OLGA, &[EWA, JAN], taken, english));

    // a story that waits for the editors
    let story = [
        ("title", "Kasztany"),
        ("body", "Rosły tu kasztany."),
        ("lang", "pl"),
        ("teller", "Ewa"),
        ("screen", "1"),
        ("leaving", "erase"),
    ];
    let story = town.upload(&ewa, "/osiedle/stories/tell", &story, None).await.expect(303).leads_to();
    press(town, &ewa, &format!("{story}/submit"), &[]).await;
    let word = fields(&[("word", "Dopisz, kiedy to było.")]);
    tries.push(sent("stories.send_back", EDITOR, &[EWA], format!("{story}/send-back"), word));
    let (magda, kasia) = (town.neighbour("Magda").await, town.neighbour("Kasia").await);
    let people = [ewa, jan, olga, editor, magda, kasia];
    tries.extend(quarrels(town, &people).await);
    Things { people, tries }
}

/// Somebody who mediates, said yes to by two.
async fn mediates(town: &Town, who: &Somebody) {
    let offer = "/osiedle/mediators/offer";
    let told = [("about", "Słucham spokojnie."), ("languages", "polski"), ("hours", "wtorki")];
    town.submit(who, offer, offer, &told).await.expect(303);
    let id = who.member.expect("a member");
    for step in ["propose", "confirm"] {
        let role = town.with_roles(step, &[Role::Animator]).await;
        press(town, &role, &format!("/osiedle/mediators/{id}/{step}"), &[]).await;
    }
}

/// The form in which one asks for help with the other of a conversation: the first of the two answered the second.
async fn asking(town: &Town, who: &Somebody, other: &Somebody, mediator: &Somebody) -> Fields {
    let thread = answered(town, who, &need(town, other).await).await;
    let links = town.get(who, &thread).await.attributes("main a", "href");
    let way =
        links.into_iter().find(|link| link.contains("/me/mediation/ask?")).expect("a way to ask for help");
    let page = town.get(who, &way).await.expect(200);
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value").remove(0);
    let id = mediator.member.expect("a member").to_string();
    let words = "Rower stoi pod drzwiami.";
    fields(&[
        ("with", &value("with")),
        ("sign", &value("sign")),
        ("mediator", &id),
        ("words", words),
        ("language", "pl"),
    ])
}

/// Five quarrels, each at another step, and the steps that carry words.
async fn quarrels(town: &Town, people: &[Somebody; 6]) -> Vec<Try> {
    let [ewa, jan, olga, _, magda, kasia] = people;
    mediates(town, magda).await;
    mediates(town, kasia).await;
    let page = "/osiedle/me/mediation/ask";
    let begin = async |who: &Somebody, other: &Somebody| {
        let form = asking(town, who, other, magda).await;
        press(town, who, page, &borrowed(&form)).await.leads_to()
    };
    let sent = |act, by, others: &[usize], path: String, fields: Fields| Try {
        act,
        by,
        others: others.to_vec(),
        path,
        fields: Some(fields),
    };
    let told = fields(&[("about", "Słucham spokojnie."), ("languages", "polski"), ("hours", "wtorki")]);
    let mut tries = vec![sent("mediation.offer", EWA, &[], "/osiedle/mediators/offer".to_owned(), told)];
    let form = asking(town, kasia, jan, magda).await;
    tries.push(sent("mediation.ask", KASIA, &[JAN, MAGDA], page.to_owned(), form));
    let asked = begin(ewa, olga).await;
    let another = fields(&[("mediator", &kasia.member.expect("a member").to_string())]);
    tries.push(sent("mediation.name", OLGA, &[EWA, KASIA], format!("{asked}/name"), another));
    let waits = begin(ewa, jan).await;
    tries.push(sent("mediation.say_yes", JAN, &[EWA, MAGDA], format!("{waits}/yes"), vec![]));
    let invited = begin(jan, olga).await;
    press(town, olga, &format!("{invited}/yes"), &[]).await;
    tries.push(sent("mediation.accept", MAGDA, &[JAN, OLGA], format!("{invited}/accept"), vec![]));
    let runs = begin(kasia, ewa).await;
    press(town, ewa, &format!("{runs}/yes"), &[]).await;
    press(town, magda, &format!("{runs}/accept"), &[]).await;
    let words = |field: &'static str| {
        let language = if field == "agreement" { "agreement_language" } else { "language" };
        fields(&[(field, "Kilka słów."), (language, "pl")])
    };
    press(town, magda, &format!("{runs}/agreement"), &borrowed(&words("agreement"))).await;
    let shown = town.get(ewa, &runs).await.attributes("input[name=shown]", "value").remove(0);
    for (by, others) in [(EWA, [KASIA, MAGDA]), (MAGDA, [KASIA, EWA])] {
        let (act, path) = ("mediation.read", runs.clone());
        tries.push(Try { act, by, others: others.to_vec(), path, fields: None });
    }
    let view = |by, others: &[usize]| {
        sent("mediation.write_view", by, others, format!("{runs}/view"), words("view"))
    };
    tries.push(view(EWA, &[KASIA, MAGDA]));
    tries.push(view(KASIA, &[EWA, MAGDA]));
    let message = format!("{runs}/message");
    tries.push(sent("mediation.write_message", MAGDA, &[EWA, KASIA], message, words("message")));
    let yes = fields(&[("shown", &shown)]);
    tries.push(sent("mediation.agree", EWA, &[KASIA, MAGDA], format!("{runs}/agree"), yes));
    let text = format!("{runs}/agreement");
    tries.push(sent("mediation.write_agreement", MAGDA, &[EWA, KASIA], text, words("agreement")));
    tries
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_private_goes_to_or_from_anybody_under_sixteen() {
    on_both(slices(), async |town: Town| {
        let things = things(&town).await;
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let tried: BTreeSet<&str> = things.tries.iter().map(|one| one.act).collect();
        assert_eq!(tried, TRIED.iter().copied().collect(), "the table tries what it says");
        for one in &things.tries {
            // whoever holds a role is of age
            let own = (one.by != EDITOR).then_some(one.by).into_iter().map(|who| (who, GUARDIAN));
            for (young, says) in own.chain(one.others.iter().map(|who| (*who, DESK))) {
                let member = things.people[young].member.expect("a member");
                set_age(&town, &desk, member, true).await;
                let before = rows::of_community(&town).await;
                let answer = things.done(&town, one).await;
                let told = answer.words();
                assert_eq!(answer.status.as_u16(), 403, "{} {}: {told}", one.act, one.path);
                assert!(told.contains(says), "{} {}: {told}", one.act, one.path);
                // whoever writes is not told why
                let tells = ["16", "rodzic", "opiekun", "wiek"].iter().any(|word| told.contains(word));
                assert!(says == GUARDIAN || !tells, "{}: {told}", one.act);
                assert_eq!(before, rows::of_community(&town).await, "{} wrote something", one.act);
                set_age(&town, &desk, member, false).await;
            }
        }
        // the same tries are let through once everybody is of age, so nothing else refused them
        for one in &things.tries {
            let answer = things.done(&town, one).await;
            assert!(answer.status.as_u16() < 400, "{} {}: {}", one.act, one.path, answer.words());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_does_not_write_for_a_child_either_and_programs_are_told_the_same() {
    on_both(slices(), async |town: Town| {
        let (ewa, jan) = (town.neighbour("Ewa").await, town.neighbour("Jan").await);
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let open = need(&town, &ewa).await;
        let thread = answered(&town, &jan, &open).await;
        let token = crate::world::token(&town, &jan).await;
        let child = jan.member.expect("a member");
        set_age(&town, &desk, child, true).await;
        let person = format!("/osiedle/desk/people/{child}");
        let start = [("reason", "prosi o pomoc"), ("member", &child.to_string())];
        town.submit(&desk, &person, &format!("{person}/start"), &start).await.expect(303);
        let hidden = town.hidden(&desk, "/display").await;
        let words = [("words", "Dzień dobry."), ("language", "pl")];
        let told = town.post(&desk, &format!("{thread}/messages"), &hidden, &words).await.expect(403);
        assert!(told.words().contains(GUARDIAN), "{}", told.words());
        press(&town, &desk, "/osiedle/desk/end", &[]).await;

        let route =
            crate::world::routes().find(|route| route.path == "/api/offers/{id}/answers").expect("a route");
        let path = open.replace("/offers/", "/api/offers/") + "/answers";
        let body = r#"{"words":"Mogę.","language":"pl"}"#;
        let refused = crate::world::call(&town, route, &path, token.as_deref(), body).await;
        assert!(matches!(refused.status.as_u16(), 403 | 409), "{}", refused.text());
        let other = need(&town, &ewa).await.replace("/offers/", "/api/offers/") + "/answers";
        let refused = crate::world::call(&town, route, &other, token.as_deref(), body).await.expect(403);
        assert!(refused.text().contains("through-guardian"), "{}", refused.text());
        // ending things stays open
        press(&town, &jan, &format!("{thread}/take-back"), &[]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_under_sixteen_reads_comes_asks_the_desk_and_tells_with_their_guardian_until_it_ends() {
    on_both(slices(), async |town: Town| {
        let (desk, editor) =
            (town.with_roles("Irena", &[Role::Desk]).await, town.with_roles("Red", &[Role::Editor]).await);
        let ewa = town.neighbour("Ewa").await;
        let (zosia, page) = (town.visitor(), "/osiedle/join");
        // everything that is missing is said at once, and what was typed stays
        let first =
            [("name", "Zosia"), ("locale", "pl"), ("rules", "1"), ("age", "younger"), ("born", "1999")];
        let wrong = town.submit(&zosia, page, page, &first).await.expect(422);
        for field in ["guardian", "guardian_phone", "guardian_agreed"] {
            assert!(!wrong.all(&format!("#{field}-error")).is_empty(), "{field}");
        }
        let told = [
            ("name", "Zosia"),
            ("locale", "pl"),
            ("rules", "1"),
            ("age", "younger"),
            ("guardian", "Małgorzata-Opiekunka"),
            ("guardian_phone", "12 000 00 77"),
            ("guardian_agreed", "call"),
        ];
        let older = [&told[..], &[("born", "2001")]].concat();
        let wrong = town.submit(&zosia, page, page, &older).await.expect(422);
        assert!(!wrong.all("#born-error").is_empty() && wrong.text().contains("Małgorzata-Opiekunka"));
        let younger = [&told[..], &[("born", "2013")]].concat();
        town.submit(&zosia, page, page, &younger).await.expect(303);
        let me = town.get(&zosia, "/osiedle/me/export.json").await.expect(200).json();
        let member: MemberId = me["member"].as_str().unwrap().parse().unwrap();
        assert_eq!(me["features"]["young"][0]["under_16_through"], 2029);
        assert!(me.to_string().contains("Małgorzata-Opiekunka") && !me.to_string().contains("2013"));

        // the desk sees with whom it has not spoken; a guardian who is a member is linked by their own code
        let list = town.get(&desk, "/osiedle/desk/young").await.expect(200);
        assert!(list.words().contains("Zosia") && list.words().contains("jeszcze nie rozmawiał"));
        for other in [&ewa, &editor, &town.with_roles("Ania", &[Role::Animator]).await] {
            town.get(other, "/osiedle/desk/young").await.expect(403);
            town.get(other, &format!("/osiedle/desk/people/{member}/age")).await.expect(403);
        }
        let code = town.submit(&ewa, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
        let age = format!("/osiedle/desk/people/{member}/age");
        let linked = [&younger[3..], &[("code", code.as_str())]].concat();
        town.submit(&desk, &age, &age, &linked).await.expect(303);
        let list = town.get(&desk, "/osiedle/desk/young").await.words();
        assert!(list.contains("Zgadza się: Ewa") && !list.contains("jeszcze nie rozmawiał"), "{list}");
        press(&town, &desk, &format!("/osiedle/desk/people/{member}/vouch"), &[]).await;

        // what is for the desk alone may be asked, what others answer may not
        let refused =
            town.submit(&zosia, "/osiedle/needs/new", "/osiedle/offers/new", &NEED).await.expect(403);
        assert!(refused.words().contains(GUARDIAN));
        let for_desk = [&NEED[..], &[("desk_only", "1")]].concat();
        town.submit(&zosia, "/osiedle/needs/new", "/osiedle/offers/new", &for_desk).await.expect(303);
        assert!(town.get(&desk, "/osiedle/desk/needs").await.text().contains("Żarówka"));

        // a story goes to the editors once a guardian agreed where the desk could hear or read it
        let story = [
            ("title", "Moja szkoła"),
            ("body", "Chodzę tu do szkoły."),
            ("lang", "pl"),
            ("teller", "Zosia"),
            ("screen", "1"),
            ("leaving", "erase"),
            ("how", "paper"),
            ("witness", "C-K7PD-09"),
        ];
        let story = town.upload(&zosia, "/osiedle/stories/tell", &story, None).await.expect(303).leads_to();
        let hidden = town.hidden(&zosia, "/display").await;
        let refused = town.post(&zosia, &format!("{story}/submit"), &hidden, &[]).await.expect(409);
        assert!(refused.words().contains("rodzic lub opiekun"), "{}", refused.words());
        let person = format!("/osiedle/desk/people/{member}");
        let start = [("reason", "opowieść"), ("member", &member.to_string())];
        town.submit(&desk, &person, &format!("{person}/start"), &start).await.expect(303);
        let consents = format!("{story}/consents");
        let given = [
            ("who", "Zosia"),
            ("part", "teller"),
            ("screen", "1"),
            ("how", "paper"),
            ("witness", "C-K7PD-09"),
        ];
        town.submit(&desk, &consents, &consents, &given).await.expect(303);
        press(&town, &desk, "/osiedle/desk/end", &[]).await;
        press(&town, &zosia, &format!("{story}/submit"), &[]).await;
        press(&town, &editor, &format!("{story}/publish"), &[]).await;
        let public = town.get(&town.visitor(), &story).await.expect(200);
        assert!(
            !public.words().contains("16 lat") && !public.words().contains("opiekun"),
            "no badge anywhere"
        );

        // nobody can choose a child to translate
        press(&town, &zosia, "/osiedle/translate/settings", &[("pairs", "pl-en"), ("named", "1")]).await;
        let item = town.get(&ewa, &format!("{story}?lang=en")).await;
        let ask = item.attributes("main a[href*='/translate/ask?']", "href").remove(0);
        assert!(!town.get(&ewa, &ask).await.expect(200).text().contains(&member.to_string()));
        let item = town.get(&ewa, &ask).await.attributes("input[name=item]", "value").remove(0);
        let chosen = [("item", item.as_str()), ("to", "en"), ("who", &member.to_string())];
        town.submit(&ewa, &ask, "/osiedle/translate/ask", &chosen).await.expect(422);

        // it ends by itself, and who agreed is forgotten
        town.clock.pass_seconds(4 * 366 * 86_400);
        jobs::run_due(&town.app).await.unwrap();
        assert!(!rows::all(&town).await.values().flatten().any(|line| line.contains("Małgorzata-Opiekunka")));
        let desk = town.comes_back(&desk).await;
        town.submit(&desk, &person, &format!("{person}/start"), &start).await.expect(303);
        town.submit(&desk, "/osiedle/needs/new", "/osiedle/offers/new", &NEED).await.expect(303);
    })
    .await;
}

#[test]
fn what_is_said_instead_is_said_in_three_languages() {
    for locale in Locale::ALL {
        for words in [
            web::texts::layout::error_through_desk(locale),
            web::texts::layout::error_through_guardian(locale),
        ] {
            assert!(!words.is_empty() && !words.contains('!'), "{locale}");
        }
    }
}
