//! The desk works through its list.

use crate::sending::{SLICES, reached, reached_by, tells};
use kernel::{Key, Locale, MemberId, Role};
use people::member::{Reach, Way};
use testkit::{Answer, Somebody, Town, on_both};

const LIST: &str = "/osiedle/desk/calls";

async fn irena(town: &Town) -> Somebody {
    town.with_roles("Irena", &[Role::Desk]).await
}

/// The form of the first call on the list.
async fn first(town: &Town, desk: &Somebody) -> String {
    let list = town.get(desk, LIST).await.expect(200);
    list.attributes("article form", "action").into_iter().next().unwrap_or_else(|| panic!("{}", list.words()))
}

async fn notes(town: &Town, desk: &Somebody, action: &str, fields: &[(&str, &str)]) -> Answer {
    town.submit(desk, "/osiedle/me/reach", action, fields).await
}

async fn calls(town: &Town) -> Vec<commons::notices::Call> {
    town.app.store.read(town.operator(), commons::notices::calls).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_way_goes_from_cause_to_reached() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let ways = [
            (Way::Phone, "+48120000012", "reached"),
            (Way::Letter, "os. Willowe 5, skrzynka 7", "delivered"),
            (Way::Neighbour, "pani Anna z drugiej klatki", "delivered"),
            (Way::Board, "", "delivered"),
            (Way::Desk, "", "reached"),
        ];
        for (way, value, outcome) in ways {
            let member = reached_by(&town, &format!("Sąsiadka-{}", way.word()), way, value).await;
            tells(&town, member, Key::random()).await;
            let list = town.get(&desk, LIST).await.expect(200);
            assert!(list.words().contains(value), "{way:?}");
            let action = first(&town, &desk).await;
            notes(&town, &desk, &action, &[("outcome", outcome)]).await.expect(303);
            assert!(calls(&town).await.is_empty(), "{way:?}");
        }
        assert!(town.statements(&desk, LIST).await <= 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_it_is_one_press_from_the_page_where_it_is_done() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let stefania = reached_by(&town, "Stefania", Way::Phone, "+48120000012").await;
        let own = kernel::Actor::member(town.community, stefania);
        people::member::set_word(&town.app.store, own, stefania, "żółta konewka").await.unwrap();
        tells(&town, stefania, Key::random()).await;
        let action = first(&town, &desk).await;
        let next = notes(&town, &desk, &action, &[("outcome", "wants")]).await.expect(303).leads_to();
        assert_eq!(next, action, "the page of the call offers the next step");
        let page = town.get(&desk, &next).await.expect(200);
        let start = page.attributes("form[action$='/start']", "action").remove(0);
        let value = |name: &str| {
            page.attributes(&format!("form[action$='/start'] input[name={name}]"), "value").remove(0)
        };
        let (member, reason, on) = (value("member"), value("reason"), value("next"));
        let fields = |word| [("member", member.as_str()), ("reason", &reason), ("next", &on), ("word", word)];
        town.submit(&desk, &next, &start, &fields("konewka")).await.expect(422);
        let led = town.submit(&desk, &next, &start, &fields("Zolta konewka")).await.expect(303).leads_to();
        assert_eq!(led, "/osiedle/me/log");
        assert!(town.get(&desk, &led).await.expect(200).words().contains("Stefania"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_corrected_the_same_day_and_not_later() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let ewa = reached_by(&town, "Ewa", Way::Phone, "+48120000012").await;
        tells(&town, ewa, Key::random()).await;
        let action = first(&town, &desk).await;
        let no = notes(&town, &desk, &action, &[("outcome", "wants_not"), ("seen", "0")]).await.expect(303);
        assert_eq!(no.leads_to(), action, "a no is done for them as well: somebody waits for it");
        assert!(town.get(&desk, LIST).await.words().contains("Nie chce"));
        town.clock.pass_seconds(600);
        notes(&town, &desk, &action, &[("outcome", "again"), ("again", "2026-11-26"), ("seen", "1")])
            .await
            .expect(303);
        assert!(calls(&town).await.is_empty(), "not before Thursday");
        town.clock.pass_seconds(3 * 86_400);
        assert_eq!(calls(&town).await.len(), 1);
        let desk = irena(&town).await;
        notes(&town, &desk, &action, &[("outcome", "reached"), ("seen", "2")]).await.expect(303);
        town.clock.pass_seconds(86_400);
        let desk = irena(&town).await;
        notes(&town, &desk, &action, &[("outcome", "wants"), ("seen", "3")]).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_the_desk_lose_nothing_of_each_other() {
    on_both(&SLICES, async |town: Town| {
        let (one, two) = (irena(&town).await, town.with_roles("Oksana", &[Role::Desk]).await);
        let ewa = reached_by(&town, "Ewa", Way::Phone, "+48120000012").await;
        tells(&town, ewa, Key::random()).await;
        let action = first(&town, &one).await;
        notes(&town, &one, &action, &[("outcome", "reached"), ("note", "Oddzwoni w środę"), ("seen", "0")])
            .await
            .expect(303);
        let late =
            notes(&town, &two, &action, &[("outcome", "again"), ("note", "Nie odbiera, Qwz"), ("seen", "0")])
                .await;
        let late = late.expect(409);
        assert!(late.words().contains("Nie odbiera, Qwz") && late.words().contains("Oddzwoni w środę"));
        assert!(late.words().contains("Irena"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_marked_and_asked_for_at_the_desk() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let ewa = reached_by(&town, "Ewa", Way::Phone, "+48120000012").await;
        tells(&town, ewa, Key::random()).await;
        let action = first(&town, &desk).await;
        notes(&town, &desk, &action, &[("outcome", "wrong_number")]).await.expect(303);
        let list = town.get(&desk, LIST).await.expect(200);
        assert!(
            list.words().contains("Gdy przyjdą na dyżur") && list.words().contains("to zły numer albo adres")
        );
        let read = town.app.store.read(town.operator(), move |seen| people::member::by_id(seen, ewa));
        assert!(read.await.unwrap().unwrap().reach_failed.is_some());
    })
    .await;
}

async fn wishes(town: &Town, member: MemberId, times: &[commons::reach::PartOfDay]) {
    let times = times.to_vec();
    let write = move |tx: &store::Tx<'_>| {
        let found = people::member::by_id(tx, member)?.unwrap();
        let wish = commons::reach::Wish { times: times.clone(), ..commons::reach::Wish::usual(Way::Phone) };
        commons::reach::acts::change(tx, member, found.version, &found.profile.reach, &wish)
    };
    town.app.store.write(kernel::Actor::member(town.community, member), write).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_likes_to_be_rung_now_stands_first() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let evening = reached_by(&town, "Wieczorna", Way::Phone, "+48120000012").await;
        let noon = reached_by(&town, "Południowa", Way::Phone, "+48120000013").await;
        wishes(&town, evening, &[commons::reach::PartOfDay::Evening]).await;
        wishes(&town, noon, &[commons::reach::PartOfDay::Afternoon]).await;
        for member in [evening, noon] {
            tells(&town, member, Key::random()).await;
        }
        // noon, on a Monday
        let rows = town.get(&desk, LIST).await.expect(200).all("summary");
        assert!(rows[0].contains("Południowa") && rows[0].contains("teraz dobra pora"), "{rows:?}");
        town.clock.pass_seconds(6 * 3600);
        let desk = irena(&town).await;
        let rows = town.get(&desk, LIST).await.expect(200).all("summary");
        assert!(rows[0].contains("Wieczorna"), "{rows:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neighbours_and_the_board_learn_nothing_private() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let zofia = reached_by(&town, "Zofia", Way::Neighbour, "pani Anna").await;
        tells(&town, zofia, Key::random()).await;
        let list = town.get(&desk, LIST).await.expect(200);
        let aloud = list.all("details.row > blockquote").join(" ");
        assert!(
            aloud.contains("Zofia") && !aloud.contains("świetlówka") && !aloud.contains("odpowiada"),
            "{aloud}"
        );

        let board = reached_by(&town, "Tablicowa", Way::Board, "").await;
        tells(&town, board, Key::random()).await;
        let sheet = town.get(&desk, &format!("{LIST}/board.pdf")).await.expect(200);
        assert!(sheet.body.starts_with(b"%PDF"));
        let text = sheet.text();
        assert!(!text.contains("Tablicowa"), "no name stands in the document's own words");
        let until = town.app.store.now().micros().to_string();
        let round = format!("{LIST}/round");
        town.submit(&desk, "/osiedle/me/reach", &round, &[("way", "board"), ("until", &until)])
            .await
            .expect(303);
        town.submit(&desk, "/osiedle/me/reach", &round, &[("way", "phone"), ("until", &until)])
            .await
            .expect(422);
        assert_eq!(calls(&town).await.len(), 1, "the neighbour's is not of this round");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_come_as_one_paper_and_each_in_its_own_language() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        for (name, locale) in [("Olena", Locale::Uk), ("Maria", Locale::Pl)] {
            let reach =
                Reach { way: Way::Letter, value: format!("os. Willowe 5, {name}"), hours: String::new() };
            let member = reached(&town, name, locale, reach).await;
            tells(&town, member, Key::random()).await;
        }
        let all = town.get(&desk, &format!("{LIST}/letters.pdf")).await.expect(200);
        assert!(all.body.starts_with(b"%PDF"));
        let pages =
            all.text().matches("/Type /Page\n").count().max(all.text().matches("/Type/Page/").count());
        assert!(pages == 3 || pages == 0, "a page that lists them, then each alone: {pages}");
        let action = first(&town, &desk).await;
        let one = town.get(&desk, &format!("{action}/letter.pdf")).await.expect(200);
        assert!(one.body.starts_with(b"%PDF"));
        assert!(town.get(&town.neighbour("Ktoś").await, &format!("{action}/letter.pdf")).await.turns_away());
    })
    .await;
}

async fn follows(town: &Town, member: MemberId, way: Way, value: &str) {
    let reach = Reach { way, value: value.to_owned(), hours: String::new() };
    let write = move |tx: &store::Tx<'_>| {
        let found = people::member::by_id(tx, member)?.unwrap();
        commons::reach::acts::change(tx, member, found.version, &reach, &commons::reach::Wish::usual(way))
    };
    let own = kernel::Actor::member(town.community, member);
    town.app.store.write(own, write).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_to_a_way_after_the_list_was_read_is_not_noted_as_delivered() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let genowefa = reached_by(&town, "Genowefa", Way::Letter, "os. Willowe 5").await;
        let late = reached_by(&town, "Henryk", Way::Phone, "+48120000012").await;
        tells(&town, late, Key::random()).await; // older than the letter that is on the list
        town.clock.pass_seconds(60);
        tells(&town, genowefa, Key::random()).await;
        let list = town.get(&desk, LIST).await.expect(200);
        let until = list.attributes("input[name=until]", "value").remove(0);
        town.clock.pass_seconds(60);
        follows(&town, late, Way::Letter, "os. Willowe 7").await;
        let all = [("way", "letter"), ("until", until.as_str())];
        notes(&town, &desk, "/osiedle/desk/calls/round", &all).await.expect(303);
        let left: Vec<String> = calls(&town).await.into_iter().map(|call| call.name).collect();
        assert_eq!(left, ["Henryk"], "on no sheet yet");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_come_of_a_way_is_not_noted_and_nobody_is_put_off_for_ever() {
    on_both(&SLICES, async |town: Town| {
        let desk = irena(&town).await;
        let ewa = reached_by(&town, "Ewa", Way::Desk, "").await;
        tells(&town, ewa, Key::random()).await;
        let action = first(&town, &desk).await;
        let wrong = notes(&town, &desk, &action, &[("outcome", "wrong_number"), ("note", "Qwz")]).await;
        assert!(wrong.expect(422).text().contains("Qwz"), "what was typed is kept");
        for day in ["9999-12-30", "2026-11-01"] {
            notes(&town, &desk, &action, &[("outcome", "again"), ("again", day)]).await.expect(422);
        }
        let read = town.app.store.read(town.operator(), move |seen| people::member::by_id(seen, ewa));
        assert!(read.await.unwrap().unwrap().reach_failed.is_none());
        assert_eq!(calls(&town).await.len(), 1);
        // a notice board has no number that could be wrong: the desk asks, and letters go on as before
        let jan = reached_by(&town, "Jan", Way::Board, "").await;
        tells(&town, jan, Key::random()).await;
        let call = calls(&town).await.into_iter().find(|call| call.member == jan).unwrap();
        let action = format!("{LIST}/{}", call.id);
        notes(&town, &desk, &action, &[("outcome", "wrong_number")]).await.expect(303);
        let read = town.app.store.read(town.operator(), move |seen| people::member::by_id(seen, jan));
        assert!(read.await.unwrap().unwrap().reach_failed.is_none());
    })
    .await;
}
