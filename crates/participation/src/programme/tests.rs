//! Dates in a town.

use icalendar::Component as _;
use kernel::{Actor, Channel, Code, Day, ItemId, Locale, MemberId, Role};
use participation::programme::acts::{self, Told, Written};
use participation::programme::model::{Access, Cost, Details, ForWhom, Hour, Plan, Series};
use participation::programme::{import, store as programme};
use people::member::Language;
use std::collections::HashMap;
use std::sync::LazyLock;
use testkit::{Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [participation::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

/// The town begins on Monday, 23 November 2026. Tea is on Thursdays.
const TEA: &[(&str, &str)] = &[
    ("title", "Herbata w czwartek"),
    ("first", "2026-11-26"),
    ("from", "17:00"),
    ("to", "19:00"),
    ("repeat", "weekly"),
    ("skipped", "24.12.2026, 31.12.2026"),
    ("place_words", "Klub, os. Willowe 5"),
    ("body", "Czajnik stoi od piątej."),
    ("for_whom", "anyone"),
    ("cost", "what_you_can"),
    ("access", "step_free"),
    ("access", "children"),
    ("languages", "pl"),
    ("languages", "uk"),
    ("places", "3"),
    ("lang", "pl"),
];
const ADD: &str = "/osiedle/dates/add";

async fn tea(town: &Town, host: &Somebody) -> String {
    town.submit(host, ADD, ADD, TEA).await.expect(303).leads_to()
}

fn on(day: &str) -> Day {
    Day::parse(day).unwrap()
}

fn told(town: &Town, places: Option<i64>) -> Told {
    let series = Series {
        first: town.app.store.now().day().plus(3),
        from: "17:00".parse::<Hour>().unwrap(),
        to: None,
        weekly: false,
        last: None,
    };
    let details = Details {
        plan: Plan { series, exceptions: Vec::new() },
        place: None,
        place_words: "Klub".to_owned(),
        for_whom: ForWhom::Anyone,
        cost: Cost::Free,
        amount: kernel::Grosze(0),
        access: vec![Access::StepFree],
        languages: vec![Language::Pl],
        places,
    };
    let written = Written { lang: Locale::Pl, title: "Próba chóru".to_owned(), body: String::new() };
    Told { details, written, host: None }
}

async fn made(town: &Town, host: MemberId, told: Told) -> ItemId {
    let actor = Actor::member(town.community, host);
    let write = move |tx: &store::Tx<'_>| {
        let slug = acts::add(tx, &told)?;
        Ok(programme::facts_by_slug(tx, &slug)?.id)
    };
    town.app.store.write(actor, write).await.unwrap()
}

async fn comes(town: &Town, date: ItemId, day: Day, actor: Actor) -> store::Result<bool> {
    town.app.store.write(actor, move |tx| acts::come(tx, date, day, Vec::new())).await
}

async fn id_of(town: &Town, path: &str) -> ItemId {
    let slug = path.rsplit('/').next().unwrap().to_owned();
    let read = move |seen: &store::Snapshot<'_>| Ok(programme::facts_by_slug(seen, &slug)?.id);
    town.app.store.read(town.operator(), read).await.unwrap()
}

async fn notices(town: &Town, who: &Somebody) -> String {
    town.get(who, "/osiedle/me/notices").await.expect(200).words()
}

/// Somebody who came in with the code on their card.
async fn by_card(town: &Town, name: &str) -> Somebody {
    let browser = town.visitor();
    let fields = [("name", name), ("locale", "pl"), ("rules", "1"), ("age", "16")];
    town.submit(&browser, "/osiedle/join", "/osiedle/join", &fields).await.expect(303);
    let card = town.submit(&browser, "/osiedle/me/card", "/osiedle/me/card", &[]).await.expect(200);
    let (code, elsewhere) = (card.all(".code").remove(0), town.visitor());
    let page = "/osiedle/sign-in/card";
    town.submit(&elsewhere, page, page, &[("code", &code)]).await.expect(303);
    elsewhere
}

#[tokio::test(flavor = "multi_thread")]
async fn tea_from_the_first_thursday_to_the_day_it_is_called_off() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, irena) = (town.neighbour("Ewa").await, town.with_roles("Irena", &[Role::Desk]).await);
        let (guest, stefania) = (town.visitor(), by_card(&town, "Stefania").await);
        let genowefa = town.without_mail("Genowefa").await;
        let olena = town.newcomer("Olena").await;
        let date = tea(&town, &ewa).await;
        assert_eq!(date, "/osiedle/dates/herbata-w-czwartek", "an address one can say aloud");

        // everybody finds it, with the days that are left out
        let list = town.get(&town.visitor(), "/osiedle/dates").await.expect(200);
        assert!(
            list.words().contains("17:00–19:00 Herbata w czwartek") && list.words().contains("ile kto może")
        );
        assert_eq!(list.all("main section.day").len(), 3, "this week and two more");
        let more = list.attributes("nav.pages a", "href").remove(0);
        assert_eq!(more, "/osiedle/dates?from=2026-12-17");
        let later = town.get(&guest, &more).await.expect(200).words();
        assert!(later.contains("17 grudnia") && !later.contains("24 grudnia"), "{later}");
        assert!(town.get(&guest, "/osiedle/search?q=herbata").await.words().contains("Herbata w czwartek"));

        // three come: without an account, with a card, at the desk
        let day = [("day", "2026-11-26")];
        let (come, give_up) = (format!("{date}/come"), format!("{date}/give-up"));
        town.submit(&guest, &date, &come, &day).await.expect(303);
        let page = town.get(&guest, &date).await.expect(200);
        assert!(page.words().contains("Masz tu miejsce") && page.words().contains("Jednak nie przyjdę"));
        town.submit(&guest, &date, &come, &day).await.expect(409);
        town.submit(&stefania, &date, &come, &day).await.expect(303);
        let desk = Actor {
            for_member: Some(genowefa),
            channel: Channel::Desk,
            ..Actor::member(town.community, irena.member.unwrap())
        };
        let id = id_of(&town, &date).await;
        assert!(comes(&town, id, on("2026-11-26"), desk).await.unwrap());

        // full: whoever has no account can't wait, whoever has one can
        let late = town.visitor();
        let page = town.get(&late, &date).await.expect(200);
        assert!(
            page.words().contains("Brak miejsc")
                && page.attributes(&format!("form[action='{come}']"), "action").is_empty()
        );
        let hidden = town.hidden(&late, "/osiedle/sign-in").await;
        assert!(town.post(&late, &come, &hidden, &day).await.expect(409).text().contains("dyżur"));
        town.submit(&olena, &date, &come, &day).await.expect(303);
        assert!(town.get(&olena, &date).await.words().contains("Czekasz na wolne miejsce"));

        // who comes: for host and desk alone
        let who = format!("{date}/days/2026-11-26");
        for allowed in [&ewa, &irena] {
            let words = town.get(allowed, &who).await.expect(200).words();
            for known in ["Genowefa", "Stefania", "Olena", "Bez konta: 1"] {
                assert!(words.contains(known), "{known}: {words}");
            }
            let pdf = town.get(allowed, &format!("{who}/list.pdf")).await.expect(200);
            assert!(pdf.body.starts_with(b"%PDF"));
        }
        for other in
            [&stefania, &olena, &town.neighbour("Adam").await, &town.with_roles("R", &[Role::Editor]).await]
        {
            town.get(other, &who).await.expect(403);
            town.get(other, &format!("{who}/list.pdf")).await.expect(403);
        }
        assert!(!town.get(&olena, &date).await.text().contains("Genowefa"));

        // one gives up, the next one has the place and is told
        town.submit(&guest, &date, &give_up, &day).await.expect(303);
        assert!(notices(&town, &olena).await.contains("Masz miejsce"));
        assert!(town.get(&olena, &date).await.words().contains("Masz tu miejsce"));

        // one day at another time, another day called off: those of that day are told, the page says so plainly
        let moved =
            [("on", "2026-11-26"), ("from", "18:00"), ("to", "20:00"), ("note", "Czajnik w naprawie")];
        let change = format!("{who}/change");
        town.submit(&ewa, &change, &change, &moved).await.expect(303);
        let page = town.get(&town.visitor(), &date).await.expect(200).words();
        assert!(
            page.contains("będzie czw. 26 listopada, 18:00–20:00") && page.contains("Czajnik w naprawie"),
            "{page}"
        );
        assert!(notices(&town, &stefania).await.contains("18:00–20:00"));
        let calls = town.get(&irena, "/osiedle/desk/calls").await.expect(200).words();
        assert!(calls.contains("Genowefa") && calls.contains("Czajnik w naprawie"), "by phone: {calls}");
        let off = format!("{date}/days/2026-12-03/call-off");
        town.submit(&ewa, &off, &off, &[("note", "Remont")]).await.expect(303);
        assert!(!notices(&town, &stefania).await.contains("Remont"), "she was not to come then");
        assert!(town.get(&town.visitor(), "/osiedle/dates").await.words().contains("odwołane Remont"));
        town.post(&late, &come, &hidden, &[("day", "2026-12-03")]).await.expect(409);

        // all of it called off: all are told, and the poster's address says so
        let off = format!("{date}/call-off");
        town.submit(&ewa, &off, &off, &[("note", "Klub zamknięty")]).await.expect(303);
        for who in [&stefania, &olena] {
            assert!(notices(&town, who).await.contains("Klub zamknięty"));
        }
        let calls = town.get(&irena, "/osiedle/desk/calls").await.words();
        assert!(calls.contains("Klub zamknięty"), "{calls}");
        assert!(town.get(&town.visitor(), &date).await.expect(200).words().contains("jest odwołane"));
        assert!(
            !town.get(&ewa, "/osiedle/me/notices").await.words().contains("odwołan"),
            "not the host herself"
        );

        // and undone
        town.submit(&ewa, &date, &format!("{date}/put-back"), &[]).await.expect(303);
        assert!(notices(&town, &olena).await.contains("jednak się odbędzie"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_thousand_who_want_the_last_place_one_has_it() {
    on_both(&SLICES, async |town: Town| {
        let host = town.without_mail("Ewa").await;
        let told = told(&town, Some(1));
        let day = told.details.plan.series.first;
        let date = made(&town, host, told).await;
        let mut members = Vec::new();
        for number in 0..50 {
            members.push(town.without_mail(&format!("Sąsiad {number}")).await);
        }
        let tries = (0..1000).map(|number| {
            let (store, who) = (town.app.store.clone(), Actor::member(town.community, members[number % 50]));
            tokio::spawn(
                async move { store.write(who, move |tx| acts::come(tx, date, day, Vec::new())).await },
            )
        });
        let (mut won, mut waits) = (0, 0);
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(true) => won += 1,
                Ok(false) => waits += 1,
                Err(store::Error::Refused(refusal)) => {
                    assert_eq!(refusal.code, Code::Conflict);
                    assert!(refusal.words(Locale::Pl).is_some(), "in kind words");
                }
                Err(store::Error::Again | store::Error::Busy) => {} // "try again soon"
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(won, 1);
        let read = move |seen: &store::Snapshot<'_>| programme::counts(seen, &programme::facts(seen, date)?);
        let counts = town.app.store.read(town.operator(), read).await.unwrap();
        assert_eq!((counts[0].come, counts[0].wait), (1, waits));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_goes_along_when_the_day_changes() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let date = tea(&town, &ewa).await;
        let come = format!("{date}/come");
        town.submit(&anna, &date, &come, &[("day", "2026-11-26")]).await.expect(303);
        town.submit(&anna, &format!("{date}?day=2026-12-10"), &come, &[("day", "2026-12-10")])
            .await
            .expect(303);
        let edit = format!("{date}/edit");
        let version = town.get(&ewa, &edit).await.attributes("input[name=version]", "value").pop().unwrap();
        let mut fields: Vec<(&str, &str)> = TEA.to_vec();
        fields.retain(|(name, _)| !["first", "skipped", "places"].contains(name));
        fields.extend([
            ("first", "2026-11-27"),
            ("skipped", "11.12.2026"),
            ("places", "1"),
            ("version", version.as_str()),
        ]);
        town.submit(&ewa, &edit, &edit, &fields).await.expect(303);
        let mine = town.get(&anna, "/osiedle/me/dates").await.expect(200).all("main .rows li").join(" ");
        assert!(mine.contains("pt. 27 listopada, 17:00–19:00") && !mine.contains("grudnia"), "{mine}");
        let told = notices(&town, &anna).await;
        assert!(told.contains("czw. 10 grudnia") && told.contains("się nie odbędzie"), "{told}");
        assert!(told.contains("ma nowy czas lub miejsce") && told.contains("Klub, os. Willowe 5"), "{told}");
        let page = town.get(&town.visitor(), &date).await.words();
        assert!(page.contains("Było: czwartek, 17:00–19:00"), "{page}");
        // what somebody else saw before is not overwritten, and fewer places than people is told at the field
        town.submit(&ewa, &edit, &edit, &fields).await.expect(409);
        let olena = town.newcomer("Olena").await;
        town.submit(&olena, &date, &come, &[("day", "2026-11-27")]).await.expect(303);
        assert!(town.get(&olena, &date).await.words().contains("Czekasz"));
        let version = town.get(&ewa, &edit).await.attributes("input[name=version]", "value").pop().unwrap();
        fields.retain(|(name, _)| !["places", "version"].contains(name));
        fields.push(("version", version.as_str()));
        town.submit(&ewa, &edit, &edit, &fields).await.expect(303);
        assert!(town.get(&olena, &date).await.words().contains("Masz tu miejsce"), "room for everybody now");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_said_at_once_and_kept() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let wrong = [
            ("title", "Herbata"),
            ("first", "2026-02-31"),
            ("from", "piąta"),
            ("repeat", "weekly"),
            ("skipped", "wigilia"),
            ("cost", "amount"),
            ("amount", "dużo"),
            ("lang", "pl"),
        ];
        let answer = town.submit(&ewa, ADD, ADD, &wrong).await.expect(422);
        assert_eq!(answer.all(".problems li").len(), 5, "{}", answer.words());
        assert!(answer.text().contains("value=\"Herbata\"") && answer.text().contains("wigilia"));
        let mut past = TEA.to_vec();
        past.retain(|(name, _)| *name != "first" && *name != "repeat");
        past.push(("first", "2026-11-01"));
        assert!(town.submit(&ewa, ADD, ADD, &past).await.expect(422).words().contains("już był"));
        town.submit(&town.newcomer("Nowa").await, "/osiedle/me", ADD, TEA).await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calendars_are_read_by_another_library_and_secrets_can_be_taken_back() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let date = tea(&town, &ewa).await;
        let off = format!("{date}/days/2026-12-03/call-off");
        town.submit(&ewa, &off, &off, &[("note", "Remont")]).await.expect(303);
        for path in ["/osiedle/dates.ics", &format!("{date}/date.ics")] {
            let file = town.get(&town.visitor(), path).await.expect(200);
            assert!(file.headers["content-type"].to_str().unwrap().starts_with("text/calendar"));
            let read: icalendar::Calendar = file.text().parse().unwrap();
            let events: Vec<_> = read.components.iter().filter_map(|one| one.as_event()).collect();
            assert_eq!(events.len(), 2, "the series, and the day that is called off");
            assert_eq!(events[0].property_value("RRULE"), Some("FREQ=WEEKLY"));
            assert_eq!(events[0].get_uid(), events[1].get_uid());
            assert_eq!(events[1].property_value("STATUS"), Some("CANCELLED"));
            assert_eq!(events[1].property_value("RECURRENCE-ID"), Some("20261203T170000"));
            assert!(file.text().contains("EXDATE;TZID=Europe/Warsaw:20261224T170000"));
        }
        town.get(&town.visitor(), "/osiedle/dates/at/nigdzie.ics").await.expect(404);

        town.submit(&anna, &date, &format!("{date}/come"), &[("day", "2026-11-26")]).await.expect(303);
        let share = async || {
            let page =
                town.submit(&anna, "/osiedle/me/dates", "/osiedle/me/dates/share", &[]).await.expect(200);
            let address = page.attributes("a.code-line", "href").remove(0);
            address.strip_prefix("http://localhost").unwrap().to_owned()
        };
        let first = share().await;
        let file = town.get(&town.visitor(), &first).await.expect(200).text();
        assert!(file.contains("SUMMARY:Herbata w czwartek") && file.contains("20261126T170000"), "{file}");
        let second = share().await;
        town.get(&town.visitor(), &first).await.expect(404);
        town.get(&town.visitor(), &second).await.expect(200);
        assert!(!town.get(&anna, "/osiedle/me/dates").await.text().contains(&second), "shown once");
        town.submit(&anna, "/osiedle/me/dates", "/osiedle/me/dates/stop", &[]).await.expect(303);
        town.get(&town.visitor(), &second).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_over_leaves_the_lists_and_who_came_is_forgotten() {
    on_both(&SLICES, async |town: Town| {
        let host = town.neighbour("Ewa").await;
        let told = told(&town, None);
        let day = told.details.plan.series.first;
        let date = made(&town, host.member.unwrap(), told).await;
        assert!(comes(&town, date, day, Actor::member(town.community, host.member.unwrap())).await.unwrap());
        let round = async || acts::tend(&town.app.store, town.community).await.unwrap();
        assert_eq!(round().await, 0);
        town.clock.pass_seconds(4 * 86_400);
        assert!(!town.get(&town.visitor(), "/osiedle/dates").await.words().contains("Próba"), "gone at once");
        assert_eq!((round().await, round().await), (1, 0));
        let page = town.get(&town.visitor(), "/osiedle/dates/proba-choru").await.expect(410);
        assert!(page.words().contains("już było"));
        let seats = move |seen: &store::Snapshot<'_>| Ok(programme::coming(seen, date, day)?.len());
        assert_eq!(town.app.store.read(town.operator(), seats).await.unwrap(), 1);
        town.clock.pass_seconds(30 * 86_400);
        round().await;
        assert_eq!(town.app.store.read(town.operator(), seats).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_took_place_is_counted() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let date = tea(&town, &ewa).await;
        for day in ["2026-11-26", "2026-12-03", "2026-12-10"] {
            town.submit(&anna, &date, &format!("{date}/come"), &[("day", day)]).await.expect(303);
        }
        let off = format!("{date}/days/2026-12-03/call-off");
        town.submit(&ewa, &off, &off, &[("note", "Remont")]).await.expect(303);
        let counted = async || {
            let read = |seen: &store::Snapshot<'_>| {
                programme::took_place(seen, seen.now().day().plus(-30), seen.now().day())
            };
            let days = town.app.store.read(town.operator(), read).await.unwrap();
            days.into_iter().map(|(_, day, come)| (day.to_string(), come)).collect::<Vec<_>>()
        };
        assert!(counted().await.is_empty(), "nothing is over");
        // on 10 December at noon: the tea begins at five
        town.clock.pass_seconds(17 * 86_400);
        assert_eq!(counted().await, [("2026-11-26".to_owned(), 1)], "one was called off, one is to come");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_takes_dates_and_seats_along() {
    on_both(&SLICES, async |town: Town| {
        let (host, anna) = (town.without_mail("Ewa").await, town.without_mail("Anna").await);
        let olena = town.neighbour("Olena").await;
        let told = told(&town, Some(1));
        let day = told.details.plan.series.first;
        let date = made(&town, host, told).await;
        assert!(comes(&town, date, day, Actor::member(town.community, anna)).await.unwrap());
        let me = Actor::member(town.community, olena.member.unwrap());
        assert!(!comes(&town, date, day, me).await.unwrap());
        town.app
            .store
            .write(Actor::member(town.community, anna), move |tx| acts::erase(tx, anna))
            .await
            .unwrap();
        assert!(notices(&town, &olena).await.contains("Masz miejsce"));
        town.app
            .store
            .write(Actor::member(town.community, host), move |tx| acts::erase(tx, host))
            .await
            .unwrap();
        assert!(notices(&town, &olena).await.contains("się nie odbędzie"));
        let gone = move |seen: &store::Snapshot<'_>| programme::facts(seen, date);
        assert!(town.app.store.read(town.operator(), gone).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_links_that_people_share_and_pages_need_few_statements() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, visitor) = (town.neighbour("Ewa").await, town.visitor());
        assert!(town.get(&visitor, "/osiedle/dates").await.words().contains("Zaproś sąsiadów"));
        let date = tea(&town, &ewa).await;
        let dear = [TEA, &[("cost", "amount"), ("amount", "12,50")]].concat();
        let mut dear: Vec<(&str, &str)> = dear;
        let keep = |(name, value): &(&str, &str)| match *name {
            "cost" => *value == "amount",
            "title" | "access" | "languages" | "repeat" => false,
            _ => true,
        };
        dear.retain(keep);
        dear.extend([("title", "Koncert"), ("languages", "pl"), ("repeat", "once")]);
        town.submit(&ewa, ADD, ADD, &dear).await.expect(303);
        for (query, tea, concert) in [
            ("", true, true),
            ("?step_free=1", true, false),
            ("?free=1", true, false),
            ("?language=uk", true, false),
            ("?language=pl", true, true),
            ("?for_whom=children", true, true),
            ("?for_whom=nonsense&language=xx", true, true),
            ("?from=2026-12-01", true, false),
        ] {
            let words = town.get(&visitor, &format!("/osiedle/dates{query}")).await.expect(200).words();
            assert_eq!((words.contains("Herbata"), words.contains("Koncert")), (tea, concert), "{query}");
        }
        assert!(town.get(&visitor, "/osiedle/dates").await.words().contains("12,50"));
        let json = town.get(&visitor, "/osiedle/api/dates?step_free=1").await.expect(200).json();
        assert_eq!(json["dates"][0]["coming"][0]["from"], "2026-11-26T16:00:00Z");
        for (who, path) in [
            (&visitor, "/osiedle/dates"),
            (&visitor, &date),
            (&ewa, &date),
            (&ewa, "/osiedle/dates"),
            (&ewa, "/osiedle/me/dates"),
            (&ewa, ADD),
            (&ewa, &format!("{date}/days/2026-11-26")),
        ] {
            let used = town.statements(who, path).await;
            assert!(used <= 8, "{path}: {used}");
        }
        let poster = town.get(&visitor, &format!("{date}/poster.pdf?lang=uk")).await.expect(200);
        assert!(poster.body.starts_with(b"%PDF"));
        assert!(
            town.get(&visitor, "/osiedle/dates.atom").await.expect(200).text().contains("Herbata w czwartek")
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_written_in_another_language_and_hosted_for_an_organisation() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let boss = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let club = {
            let actor = Actor::member(town.community, boss.member.unwrap());
            let reach = people::member::Reach::desk();
            let profile = people::member::Profile {
                name: "Koło Herbaciane".to_owned(),
                languages: Vec::new(),
                locale: Locale::Pl,
                about: String::new(),
                reach,
            };
            let once = kernel::Key::random();
            let club = people::organisation::create(&town.app.store, actor, once, profile).await.unwrap();
            let whom = ewa.member.unwrap();
            people::organisation::add(&town.app.store, actor, club, whom).await.unwrap();
            club.to_string()
        };
        let fields = [TEA, &[("host", club.as_str())]].concat();
        town.submit(&anna, ADD, ADD, &fields).await.expect(422);
        let date = town.submit(&ewa, ADD, ADD, &fields).await.expect(303).leads_to();
        assert!(town.get(&town.visitor(), &date).await.words().contains("Koło Herbaciane"));
        assert!(town.get(&ewa, &format!("{date}/edit")).await.status == 200, "she acts for it");
        let translate = format!("{date}/translate/uk");
        town.submit(&anna, &translate, &translate, &[("lang", "uk"), ("title", "Чай у четвер")])
            .await
            .expect(303);
        let page = town.get(&town.visitor(), &format!("{date}?lang=uk")).await.expect(200).words();
        assert!(page.contains("Чай у четвер") && page.contains("хто скільки може"), "{page}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sample_is_imported_whole() {
    let town = Town::on_sqlite(&SLICES).await;
    let entries = import::read(include_str!("../../../../demo/nowa-huta/dates.toml")).unwrap();
    let file: String = include_str!("../../../../demo/nowa-huta/members.toml").to_owned();
    let mut members = HashMap::new();
    for key in file.lines().filter_map(|line| line.strip_prefix("key = \"")?.strip_suffix('"')) {
        members.insert(key.to_owned(), town.without_mail(key).await);
    }
    let places: String = include_str!("../../../../demo/nowa-huta/places.geojson").to_owned();
    let keys = places.split("\"key\": \"").skip(1).filter_map(|rest| rest.split('"').next());
    let places: HashMap<String, ItemId> =
        keys.enumerate().map(|(at, key)| (key.to_owned(), ItemId(kernel::Key(at as u128)))).collect();
    let today = town.app.store.now().day();
    let all = import::resolve(&entries, &members, &places, today, true).unwrap();
    assert!(all.len() >= 8, "{}", all.len());
    assert!(all.iter().any(|one| one.told.details.plan.exceptions.iter().any(|one| one.note.len() > 3)));
    let count = all.len();
    let keys = town.app.store.bulk(town.operator(), move |tx| acts::import(tx, &all)).await.unwrap();
    assert_eq!(keys.len(), count);
    let wrong = import::read("[[date]]\nkey = \"a\"\nprice = 1").unwrap_err();
    assert!(wrong.contains("price"), "{wrong}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_to_come_on_a_day_that_was_moved_is_not_forgotten() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna, olena) =
            (town.neighbour("Ewa").await, town.neighbour("Anna").await, town.newcomer("Olena").await);
        let date = tea(&town, &ewa).await;
        let come = format!("{date}/come");
        town.submit(&anna, &date, &come, &[("day", "2026-11-26")]).await.expect(303);
        town.submit(&olena, &format!("{date}?day=2026-12-10"), &come, &[("day", "2026-12-10")])
            .await
            .expect(303);
        let change = format!("{date}/days/2026-11-26/change");
        let moved = |on: &'static str| [("on", on), ("from", "18:00"), ("to", "20:00"), ("note", "Remont")];
        let far = town.submit(&ewa, &change, &change, &moved("2028-01-13")).await.expect(422);
        assert!(far.words().contains("za daleko"), "{}", far.words());
        town.submit(&ewa, &change, &change, &moved("2027-01-13")).await.expect(303);

        // six weeks later it is still to come
        town.clock.pass_seconds(45 * 86_400);
        acts::tend(&town.app.store, town.community).await.unwrap();
        let page = town.get(&town.visitor(), &format!("{date}?day=2026-11-26")).await.expect(200).words();
        assert!(page.contains("13 stycznia") && page.contains("Przyjdzie jedna osoba"), "{page}");
        let list = town.get(&town.visitor(), "/osiedle/dates").await.expect(200).words();
        assert!(list.contains("zostały 2 miejsca"), "of that day: {list}");
        let anna = town.comes_back(&anna).await;
        let mine = town.get(&anna, "/osiedle/me/dates").await.expect(200).words();
        assert!(mine.contains("13 stycznia"), "{mine}");

        // and calling it off reaches those who are to come, not those who came
        let id = id_of(&town, &date).await;
        let host = Actor::member(town.community, ewa.member.unwrap());
        town.app.store.write(host, move |tx| acts::call_off(tx, id, "Klub zamknięty")).await.unwrap();
        assert!(notices(&town, &anna).await.contains("Klub zamknięty"));
        let olena = town.comes_back(&olena).await;
        assert!(!notices(&town, &olena).await.contains("Klub zamknięty"), "hers was in December");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_day_of_the_calendar_stops_nobody() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        tea(&town, &ewa).await;
        for path in ["/osiedle/dates?from=9999-12-31", "/osiedle/api/dates?from=9999-12-31"] {
            town.get(&town.visitor(), path).await.expect(200);
        }
        let last = town.get(&town.visitor(), "/osiedle/dates?from=2199-01-01").await.expect(200);
        assert!(last.attributes("nav.pages a.quiet", "href").is_empty(), "calendars end for readers too");
        let mut never = TEA.to_vec();
        never.retain(|(name, _)| *name != "first");
        never.push(("first", "9999-12-31"));
        let wrong = town.submit(&ewa, ADD, ADD, &never).await.expect(422);
        assert_eq!(wrong.attributes(".problems a", "href"), ["#first"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_places_than_before_are_not_given_out_twice() {
    on_both(&SLICES, async |town: Town| {
        let host = town.without_mail("Ewa").await;
        let mut told = told(&town, Some(3));
        let day = told.details.plan.series.first;
        let date = made(&town, host, told.clone()).await;
        let mut members = Vec::new();
        for name in ["Anna", "Adam", "Olena", "Zofia"] {
            members.push(Actor::member(town.community, town.without_mail(name).await));
        }
        for one in &members[..3] {
            assert!(comes(&town, date, day, *one).await.unwrap());
        }
        let write = move |tx: &store::Tx<'_>| acts::give_up(tx, date, day, Vec::new());
        town.app.store.write(members[0], write).await.unwrap();
        told.details.places = Some(2);
        let write = move |tx: &store::Tx<'_>| {
            let version = programme::facts(tx, date)?.version;
            acts::edit(tx, date, version, &told)
        };
        town.app.store.write(Actor::member(town.community, host), write).await.unwrap();
        assert!(!comes(&town, date, day, members[3]).await.unwrap(), "two of two places are taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_moved_to_a_day_that_is_over() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
        let date = tea(&town, &ewa).await;
        let day = [("day", "2026-12-03")];
        town.submit(&anna, &format!("{date}?day=2026-12-03"), &format!("{date}/come"), &day)
            .await
            .expect(303);
        town.clock.pass_seconds(9 * 86_400); // Wednesday, 2 December
        let ewa = town.comes_back(&ewa).await;
        let edit = format!("{date}/edit");
        let version = town.get(&ewa, &edit).await.attributes("input[name=version]", "value").pop().unwrap();
        let mut fields: Vec<(&str, &str)> = TEA.to_vec();
        fields.retain(|(name, _)| !["first", "skipped"].contains(name));
        fields.extend([("first", "2026-11-30"), ("version", version.as_str())]);
        town.submit(&ewa, &edit, &edit, &fields).await.expect(303);
        let anna = town.comes_back(&anna).await;
        let told = notices(&town, &anna).await;
        assert!(told.contains("czw. 3 grudnia") && told.contains("się nie odbędzie"), "{told}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn host_and_desk_take_people_without_an_account_off_the_list() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, olena) = (town.neighbour("Ewa").await, town.newcomer("Olena").await);
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let date = tea(&town, &ewa).await;
        let (come, day) = (format!("{date}/come"), [("day", "2026-11-26")]);
        for _ in 0..3 {
            town.submit(&town.visitor(), &date, &come, &day).await.expect(303);
        }
        town.submit(&olena, &date, &come, &day).await.expect(303);
        assert!(town.get(&olena, &date).await.words().contains("Czekasz"));
        let list = format!("{date}/days/2026-11-26");
        let fewer = format!("{list}/fewer");
        town.submit(&olena, &date, &fewer, &[("many", "1")]).await.expect(403);
        town.submit(&ewa, &list, &fewer, &[("many", "dużo")]).await.expect(422);
        town.submit(&ewa, &list, &fewer, &[("many", "1")]).await.expect(303);
        assert!(town.get(&olena, &date).await.words().contains("Masz tu miejsce"), "who waited has it");
        assert!(town.get(&ewa, &list).await.words().contains("Bez konta: 2"));
        town.submit(&desk, &list, &fewer, &[("many", "5")]).await.expect(303);
        assert!(town.get(&desk, &list).await.words().contains("Bez konta: 0"));
        town.submit(&desk, "/osiedle/me", &fewer, &[("many", "1")]).await.expect(409);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hosts_very_much_leaves_nothing_behind() {
    on_both(&SLICES, async |town: Town| {
        let host = town.without_mail("Ewa").await;
        let (actor, told) = (Actor::member(town.community, host), told(&town, None));
        let write = move |tx: &store::Tx<'_>| {
            for number in 0..205 {
                let title = format!("Próba {number}");
                let told = Told { written: Written { title, ..told.written.clone() }, ..told.clone() };
                acts::add(tx, &told)?;
            }
            Ok(())
        };
        town.app.store.write(actor, write).await.unwrap();
        town.app.store.write(actor, move |tx| acts::erase(tx, host)).await.unwrap();
        let left = move |seen: &store::Snapshot<'_>| Ok(programme::hosted(seen, host)?.len());
        assert_eq!(town.app.store.read(town.operator(), left).await.unwrap(), 0);
        let listed = move |seen: &store::Snapshot<'_>| Ok(programme::list(seen, Locale::Pl)?.len());
        assert_eq!(town.app.store.read(town.operator(), listed).await.unwrap(), 0);
    })
    .await;
}

#[test]
fn every_statement_is_portable() {
    for statement in participation::SLICES.iter().flat_map(|slice| slice.statements) {
        assert!(statement.lint().is_empty(), "{:?}", statement.lint());
    }
}
