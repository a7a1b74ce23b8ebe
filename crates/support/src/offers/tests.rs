//! Needs and offers in a town.

use kernel::{Actor, Channel, Code, Day, ItemId, Key, Locale, MemberId, Role};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use store::Snapshot;
use support::offers::acts::{self, Told};
use support::offers::model::{AnswerId, AnswerState, Chosen, ForWhom, Hours, Kind, Side, State, WhoMayCome};
use support::offers::{import, store as offers};
use testkit::{Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [support::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

pub(crate) fn told(town: &Town, title: &str) -> Told {
    let chosen = Chosen {
        side: Side::Need,
        kind: Kind::Skill,
        hours: Hours::Mornings,
        for_whom: ForWhom::Anyone,
        who_may_come: WhoMayCome::Woman,
        area: String::new(),
        desk_only: false,
        places: 1,
        first_come: false,
        until: town.app.store.now().day().plus(10),
    };
    Told { chosen, lang: Locale::Pl, title: title.to_owned(), text: "Nie przed dziesiątą.".to_owned() }
}

pub(crate) fn actor(town: &Town, member: MemberId) -> Actor {
    Actor::member(town.community, member)
}

pub(crate) async fn post(town: &Town, member: MemberId, told: Told) -> ItemId {
    town.app.store.write(actor(town, member), move |tx| acts::post(tx, &told, None)).await.unwrap()
}

pub(crate) async fn answer(town: &Town, member: MemberId, offer: ItemId) -> store::Result<AnswerId> {
    town.app
        .store
        .write(actor(town, member), move |tx| acts::answer(tx, offer, Locale::Pl, "Mogę jutro."))
        .await
}

pub(crate) async fn facts(town: &Town, id: ItemId) -> offers::Facts {
    town.app.store.read(town.operator(), move |seen| offers::facts(seen, id)).await.unwrap()
}

pub(crate) fn code<T: std::fmt::Debug>(outcome: store::Result<T>) -> Code {
    match outcome.unwrap_err() {
        store::Error::Refused(refusal) => refusal.code,
        other => panic!("not a refusal: {other}"),
    }
}

const FORM: &[(&str, &str)] = &[
    ("side", "need"),
    ("title", "Żarówka w kuchni"),
    ("text", "Wysoka lampa."),
    ("lang", "pl"),
    ("kind", "skill"),
    ("who_may_come", "woman"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_posted_answered_agreed_done_and_thanked() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let made =
            town.submit(&ewa, "/osiedle/needs/new", "/osiedle/offers/new", FORM).await.expect(303).leads_to();
        let list = town.get(&town.visitor(), "/osiedle/needs").await.expect(200);
        assert!(list.words().contains("Żarówka w kuchni") && !list.text().contains("Ewa"));
        assert!(town.get(&town.visitor(), "/osiedle/needs?lang=en").await.words().contains("a woman"));
        assert!(town.get(&town.visitor(), "/osiedle/needs.atom").await.text().contains("Żarówka"));
        assert!(town.get(&town.visitor(), "/osiedle/search?q=zarowka").await.words().contains("Żarówka"));

        let page = town.get(&anna, &made).await.expect(200);
        assert!(page.words().contains("Ewa"), "members see the first name");
        let fields = [("words", "Mogę w piątek."), ("language", "pl")];
        let thread =
            town.submit(&anna, &made, &format!("{made}/answer"), &fields).await.expect(303).leads_to();
        assert!(town.get(&ewa, "/osiedle/me/notices").await.words().contains("Mogę w piątek."));
        town.submit(&ewa, &thread, &format!("{thread}/accept"), &[]).await.expect(303);
        assert!(town.get(&anna, "/osiedle/me/notices").await.words().contains("Umówione"));
        assert!(!town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Żarówka"));
        town.submit(&ewa, &made, &format!("{made}/done"), &[]).await.expect(303);
        let thanks = [("thanks", "Świeci."), ("language", "pl"), ("public", "1")];
        town.submit(&ewa, &made, &format!("{made}/thanks"), &thanks).await.expect(303);
        assert!(town.get(&town.visitor(), &made).await.expect(200).words().contains("Świeci."));
        assert!(town.get(&anna, "/osiedle/me/notices").await.words().contains("Świeci."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_desk_alone_appears_nowhere_else() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let (editor, desk) = (
            town.with_roles("Redakcja", &[Role::Editor]).await,
            town.with_roles("Irena", &[Role::Desk]).await,
        );
        let fields = [FORM, &[("desk_only", "1")]].concat();
        let made = town
            .submit(&ewa, "/osiedle/needs/new", "/osiedle/offers/new", &fields)
            .await
            .expect(303)
            .leads_to();
        let id = made.rsplit('/').next().unwrap().to_owned();
        let (visitor, adam) = (town.visitor(), town.neighbour("Adam").await);
        for who in [&visitor, &adam, &editor, &desk] {
            for path in ["/needs", "/offers", "/needs.atom", "/api/offers?side=need", "/search?q=zarowka"] {
                let answer = town.get(who, &format!("/osiedle{path}")).await.expect(200);
                assert!(!answer.text().contains("kuchni") && !answer.text().contains(&id), "{path}");
            }
        }
        let cards = town.app.store.read(actor(&town, desk.member.unwrap()), |seen: &Snapshot<'_>| {
            let found = commons::items::find(seen, "kuchni", Locale::Pl, 0)?;
            let newest = commons::items::newest(seen, "offer", Locale::Pl, None, 9)?;
            Ok((found.total, newest.len(), offers::newest(seen, Side::Need, Locale::Pl, 9)?.len()))
        });
        assert_eq!(cards.await.unwrap(), (0, 0, 0));
        for who in [&visitor, &adam, &editor] {
            town.get(who, &made).await.expect(404);
            town.get(who, &format!("/osiedle/api/offers/{id}")).await.expect(404);
        }
        assert!(
            town.get(&desk, "/osiedle/desk/needs").await.expect(200).words().contains("Żarówka w kuchni")
        );
        assert!(town.get(&desk, &made).await.expect(200).words().contains("Żarówka"));
        assert!(town.get(&ewa, &made).await.expect(200).words().contains("Żarówka"));
        town.get(&editor, "/osiedle/desk/needs").await.expect(403);
        let refused = answer(&town, adam.member.unwrap(), ItemId(id.parse().unwrap())).await;
        assert_eq!(code(refused), Code::NotFound);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_who_accept_at_once_one_wins() {
    on_both(&SLICES, async |town: Town| {
        let owner = town.without_mail("Ewa").await;
        let id = post(&town, owner, told(&town, "Szafa na piętro")).await;
        let mut answers = Vec::new();
        for number in 0..20 {
            let member = town.without_mail(&format!("Sąsiad {number}")).await;
            answers.push(answer(&town, member, id).await.unwrap());
        }
        let tries = (0..1000).map(|number| {
            let (store, answer, who) = (town.app.store.clone(), answers[number % 20], actor(&town, owner));
            tokio::spawn(async move { store.write(who, move |tx| acts::accept(tx, answer)).await })
        });
        let mut won = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(()) => won += 1,
                Err(store::Error::Refused(refusal)) => assert_eq!(refusal.code, Code::Conflict),
                Err(store::Error::Again | store::Error::Busy) => {} // "try again soon"
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(won, 1);
        let accepted = town
            .app
            .store
            .read(town.operator(), move |seen| offers::in_state(seen, id, AnswerState::Accepted));
        assert_eq!(accepted.await.unwrap().len(), 1);
        assert_eq!(facts(&town, id).await.state, State::Accepted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_places_than_before_are_not_given_out_twice() {
    on_both(&SLICES, async |town: Town| {
        let owner = town.without_mail("Ewa").await;
        let mut three = told(&town, "Trzy miejsca w aucie");
        (three.chosen.places, three.chosen.first_come) = (3, true);
        let id = post(&town, owner, three.clone()).await;
        let mut answers = Vec::new();
        for name in ["Anna", "Adam", "Olena"] {
            let member = town.without_mail(name).await;
            answers.push((member, answer(&town, member, id).await.unwrap()));
        }
        let (anna, first) = answers[0];
        town.app.store.write(actor(&town, anna), move |tx| acts::take_back(tx, first)).await.unwrap();
        three.chosen.places = 2;
        let write = move |tx: &store::Tx<'_>| acts::edit(tx, id, offers::facts(tx, id)?.version, &three);
        town.app.store.write(actor(&town, owner), write).await.unwrap();
        let late = town.without_mail("Zofia").await;
        assert_eq!(code(answer(&town, late, id).await), Code::Conflict, "two of two places are taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_answers_to_the_last_place_one_wins() {
    on_both(&SLICES, async |town: Town| {
        let owner = town.without_mail("Ewa").await;
        let mut first = told(&town, "Jedno miejsce w aucie");
        first.chosen.first_come = true;
        let id = post(&town, owner, first).await;
        let mut members = Vec::new();
        for number in 0..50 {
            members.push(town.without_mail(&format!("Sąsiad {number}")).await);
        }
        let tries = (0..1000).map(|number| {
            let (store, who) = (town.app.store.clone(), actor(&town, members[number % 50]));
            tokio::spawn(
                async move { store.write(who, move |tx| acts::answer(tx, id, Locale::Pl, "Ja.")).await },
            )
        });
        let mut won = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(_) => won += 1,
                Err(store::Error::Refused(refusal)) => {
                    assert_eq!(refusal.code, Code::Conflict);
                    assert!(refusal.words(Locale::Pl).is_some(), "in kind words");
                }
                Err(store::Error::Again | store::Error::Busy) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(facts(&town, id).await.state, State::Accepted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_form_fifty_times_makes_one_need() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let hidden = town.hidden(&ewa, "/osiedle/needs/new").await;
        let mut led = HashSet::new();
        for _ in 0..50 {
            led.insert(town.post(&ewa, "/osiedle/offers/new", &hidden, FORM).await.expect(303).leads_to());
        }
        assert_eq!(led.len(), 1);
        let member = ewa.member.unwrap();
        let mine =
            town.app.store.read(town.operator(), move |seen| offers::mine(seen, member, 9)).await.unwrap();
        assert_eq!(mine.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_read_by_the_two_and_by_the_desk_only_once_reported() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let id = post(&town, ewa.member.unwrap(), told(&town, "Towarzystwo na spacer")).await;
        let thread = answer(&town, anna.member.unwrap(), id).await.unwrap();
        let path = format!("/osiedle/answers/{thread}");
        let everything = town.with_roles("Wszystko", &Role::ALL).await;
        let (adam, stranger) = (town.neighbour("Adam").await, town.from_next_door("Obcy").await);
        for who in [&ewa, &anna] {
            assert!(town.get(who, &path).await.expect(200).words().contains("Mogę jutro."));
        }
        for who in [&adam, &everything] {
            let answer = town.get(who, &path).await;
            assert!(matches!(answer.status.as_u16(), 403 | 404) && !answer.text().contains("Mogę jutro."));
        }
        assert!(town.get(&stranger, &path).await.turns_away());
        assert_eq!(town.get(&stranger, &format!("/sasiedzi/answers/{thread}")).await.status, 404);
        town.submit(&anna, &path, &format!("{path}/report"), &[("why", "Prosi o pieniądze")])
            .await
            .expect(303);
        assert!(town.get(&everything, &path).await.expect(200).words().contains("Mogę jutro."));
        assert_eq!(town.get(&adam, &path).await.status.as_u16() / 100, 4);
        assert_eq!(town.get(&stranger, &format!("/sasiedzi/answers/{thread}")).await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_crisis_show_helplines_first_and_block_nothing() {
    on_both(&SLICES, async |town: Town| {
        let lines =
            commons::helplines::import::read(include_str!("../../../../demo/nowa-huta/neighbourhood.toml"))
                .unwrap();
        town.app
            .store
            .write(town.operator(), move |tx| commons::helplines::acts::import(tx, &lines))
            .await
            .unwrap();
        let help = town.get(&town.visitor(), "/osiedle/help").await.expect(200);
        assert!(help.all("main h2")[0].contains("112"));
        let ewa = town.neighbour("Ewa").await;
        let mut fields = FORM.to_vec();
        fields[2] = ("text", "Nie mam co jeść do piątku.");
        let shown = town.submit(&ewa, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(422);
        assert!(
            shown.words().contains("116 123") && shown.text().contains("Nie mam co jeść"),
            "{}",
            shown.words()
        );
        fields.push(("anyway", "1"));
        town.submit(&ewa, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_keep_drafts_and_send_a_few_messages() {
    on_both(&SLICES, async |town: Town| {
        let newcomer = town.newcomer("Olena").await;
        let made = town
            .submit(&newcomer, "/osiedle/needs/new", "/osiedle/offers/new", FORM)
            .await
            .expect(303)
            .leads_to();
        assert!(!town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Żarówka"));
        assert!(town.get(&newcomer, &made).await.expect(200).words().contains("Żarówka"));
        town.get(&town.visitor(), &made).await.expect(404);
        town.submit(&newcomer, &made, &format!("{made}/publish"), &[]).await.expect(403);

        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let (owner, by_desk) = (town.without_mail("Ewa").await, actor(&town, desk.member.unwrap()));
        let anna = newcomer.member.unwrap();
        people::vouching::vouch_as_desk(&town.app.store, by_desk, anna).await.unwrap();
        let mut ids = Vec::new();
        for number in 0..8 {
            ids.push(post(&town, owner, told(&town, &format!("Sprawa {number}"))).await);
        }
        for id in &ids[..5] {
            answer(&town, anna, *id).await.unwrap();
        }
        assert_eq!(code(answer(&town, anna, ids[5]).await), Code::TooMany);
        town.clock.pass_seconds(2 * 86_400);
        let linked = town
            .app
            .store
            .write(actor(&town, anna), {
                let id = ids[5];
                move |tx| acts::answer(tx, id, Locale::Pl, "Zobacz tanie-lampy.pl/okazja")
            })
            .await;
        assert_eq!(code(linked), Code::Invalid);

        // three open ones, however many forms are sent at once; what was typed is kept
        let words = ["Jedna", "Dwie", "Trzy", "Cztery", "Pięć"];
        let all = words.map(|title| {
            let (store, actor, told) = (town.app.store.clone(), actor(&town, anna), told(&town, title));
            tokio::spawn(async move { store.write(actor, move |tx| acts::post(tx, &told, None)).await })
        });
        let mut open = 0;
        for one in all {
            open += usize::from(one.await.unwrap().is_ok());
        }
        assert_eq!(open, 3);
        let page = "/osiedle/needs/new";
        assert!(town.get(&newcomer, page).await.words().contains("Jesteś tu od niedawna"));
        let more = town.submit(&newcomer, page, "/osiedle/offers/new", FORM).await.expect(422);
        assert!(
            more.text().contains("Żarówka w kuchni") && more.words().contains("7 grudnia"),
            "{}",
            more.words()
        );
        town.submit(&newcomer, &made, &format!("{made}/publish"), &[]).await.expect(429);

        // the desk lifts it, for others only
        let (desk, newcomer) = (town.comes_back(&desk).await, town.comes_back(&newcomer).await);
        let list = "/osiedle/desk/newcomers";
        assert!(town.get(&desk, list).await.expect(200).words().contains("Olena"));
        town.get(&newcomer, list).await.expect(403);
        town.submit(&desk, list, &format!("{list}/{anna}/free"), &[]).await.expect(303);
        assert!(!town.get(&desk, list).await.words().contains("Olena"));
        town.submit(&newcomer, page, "/osiedle/offers/new", FORM).await.expect(303);
        for id in &ids[5..] {
            answer(&town, anna, *id).await.unwrap();
        }
    })
    .await;
}

fn for_phone(town: &Town, desk: &Somebody, member: MemberId) -> Actor {
    Actor { for_member: Some(member), channel: Channel::Phone, ..actor(town, desk.member.unwrap()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_goes_from_the_desk_to_done_without_any_mail() {
    on_both(&SLICES, async |town: Town| {
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let (genowefa, anna) = (town.without_mail("Genowefa").await, town.without_mail("Anna").await);
        // at the desk: the need, and a slip with a code
        let (acting, new) = (for_phone(&town, &desk, genowefa), told(&town, "Żarówka"));
        let hash = |_: ItemId| vec![1, 2, 3];
        let posted = town.app.store.write(acting, move |tx| acts::post(tx, &new, Some(&hash)));
        let id = posted.await.unwrap();
        // a neighbour answers by phone through the desk; the answer stands on the call list with what to say
        let acting = for_phone(&town, &desk, anna);
        let answered =
            town.app.store.write(acting, move |tx| acts::answer(tx, id, Locale::Pl, "Mogę w piątek."));
        let thread = answered.await.unwrap();
        let calls = town.get(&desk, "/osiedle/desk/calls").await.expect(200);
        assert!(calls.words().contains("Genowefa") && calls.words().contains("Mogę w piątek."));
        assert!(calls.text().contains("tel:120000099"));
        let action = calls.attributes("main form", "action").remove(0);
        let again = town.submit(&desk, "/osiedle/desk/calls", &action, &[("outcome", "again")]).await;
        again.expect(303);
        let calls = town.get(&desk, "/osiedle/desk/calls").await;
        assert!(!calls.all("main section").join(" ").contains("Genowefa"), "not before tomorrow");
        assert!(calls.all("main > details li").join(" ").contains("Genowefa"), "but noted today");
        town.clock.pass_seconds(86_400);
        // sessions at the desk end in the evening
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        town.submit(&desk, "/osiedle/desk/calls", &action, &[("outcome", "wants")]).await.expect(303);
        // she wants it: agreed, done, thanked by phone
        let acting = for_phone(&town, &desk, genowefa);
        town.app.store.write(acting, move |tx| acts::accept(tx, thread)).await.unwrap();
        assert!(town.get(&desk, "/osiedle/desk/calls").await.words().contains("Anna"));
        town.app.store.write(acting, move |tx| acts::done(tx, id)).await.unwrap();
        town.app
            .store
            .write(acting, move |tx| acts::thank(tx, id, "Świeci.", Locale::Pl, true))
            .await
            .unwrap();
        assert_eq!(facts(&town, id).await.state, State::Done);
        assert!(town.get(&desk, "/osiedle/desk/calls").await.words().contains("Świeci."));
        // no mail anywhere
        let mail = std::fs::read_dir(town.folder().join("mail")).map(|folder| folder.count()).unwrap_or(0);
        assert_eq!(mail, 0);
        let log = town
            .app
            .store
            .read(town.operator(), move |seen| people::member::journal_of(seen, genowefa, store::ALL))
            .await
            .unwrap();
        assert!(log.iter().any(|line| line.act == "offers.done" && line.channel == Channel::Phone));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_past_its_day_ends_and_late_answers_are_declined_kindly() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.without_mail("Ewa").await, town.without_mail("Anna").await);
        let mut soon = told(&town, "Do jutra");
        soon.chosen.until = town.app.store.now().day().plus(1);
        let id = post(&town, ewa, soon).await;
        let thread = answer(&town, anna, id).await.unwrap();
        let round = async || acts::tend(&town.app.store, town.community).await.unwrap();
        assert_eq!((round().await.reminded, round().await.reminded), (1, 0));
        town.clock.pass_seconds(3 * 86_400);
        assert_eq!(round().await.expired, 1);
        assert_eq!(round().await.declined, 1);
        assert_eq!(facts(&town, id).await.state, State::Expired);
        let state =
            town.app.store.read(town.operator(), move |seen| offers::answer(seen, thread)).await.unwrap();
        assert_eq!(state.state, AnswerState::Declined);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaving_takes_needs_answers_and_messages_along() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.without_mail("Ewa").await, town.without_mail("Anna").await);
        let id = post(&town, ewa, told(&town, "Rower")).await;
        let thread = answer(&town, anna, id).await.unwrap();
        town.app.store.write(actor(&town, anna), move |tx| acts::erase(tx, anna)).await.unwrap();
        let gone = town.app.store.read(town.operator(), move |seen| offers::answer(seen, thread)).await;
        assert_eq!(code(gone), Code::NotFound);
        town.app.store.write(actor(&town, ewa), move |tx| acts::erase(tx, ewa)).await.unwrap();
        let gone = town.app.store.read(town.operator(), move |seen| offers::facts(seen, id)).await;
        assert_eq!(code(gone), Code::NotFound);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_imported_and_pages_need_few_statements() {
    on_both(&SLICES, async |town: Town| {
        let entries = import::read(include_str!("../../../../demo/nowa-huta/offers.toml")).unwrap();
        let file: String = include_str!("../../../../demo/nowa-huta/members.toml").to_owned();
        let keys = file.lines().filter_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"'));
        let mut members = HashMap::new();
        for key in keys {
            members.insert(key.to_owned(), town.without_mail(key).await);
        }
        let areas: HashSet<String> = include_str!("../../../../demo/nowa-huta/areas.geojson")
            .split("\"key\": \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect();
        let today: Day = town.app.store.now().day();
        let all = import::resolve(&entries, &members, &areas, today, true).unwrap();
        assert!(all.len() >= 44);
        let keys = town.app.store.bulk(town.operator(), move |tx| acts::import(tx, &all)).await.unwrap();
        assert!(keys.iter().map(|id| id.0).collect::<HashSet<Key>>().len() >= 44);
        let visitor = town.visitor();
        assert!(town.statements(&visitor, "/osiedle/needs").await <= 8);
        assert!(town.statements(&visitor, &format!("/osiedle/offers/{}", keys[0])).await <= 8);
        let somebody = town.neighbour("Ktoś").await;
        for path in ["/osiedle/needs/new", "/osiedle/me/offers", "/osiedle/me/notices"] {
            assert!(town.statements(&somebody, path).await <= 8, "{path}");
        }
        assert!(town.get(&visitor, "/osiedle/needs").await.all("main .rows li").len() > 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_takes_few_statements() {
    let town = Town::on_sqlite(&SLICES).await;
    let ewa = town.without_mail("Ewa").await;
    let before = town.app.store.statements();
    let new = told(&town, "Żarówka w kuchni");
    town.app
        .store
        .write_once(actor(&town, ewa), Key::random(), move |tx| Ok(acts::post(tx, &new, None)?.to_string()))
        .await
        .unwrap();
    let used = town.app.store.statements() - before;
    assert!(used <= 9, "{used}");
}

#[test]
fn every_statement_is_portable() {
    for statement in support::SLICES.iter().flat_map(|slice| slice.statements) {
        assert!(statement.lint().is_empty(), "{:?}", statement.lint());
    }
}
