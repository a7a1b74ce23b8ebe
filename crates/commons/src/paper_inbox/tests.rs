//! Forms in a town: taken in, typed in, checked by two, forgotten.

use super::acts;
use super::input::{ConsentInput, OutcomeInput};
use super::model::{FormId, State, TypedConsent};
use super::{scans, store as forms};
use crate::short_links::acts::MakeShort;
use crate::{consent, items};
use kernel::{Actor, Channel, Code, Day, ItemId, Locale, MemberId, Role};
use std::path::PathBuf;
use std::sync::LazyLock;
use store::Snapshot;
use testkit::{Chosen, Somebody, Town, on_both};
use web::{Input, Slice};

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [crate::SLICES, people::SLICES, web::SLICES].concat());

const NEW: &str = "/osiedle/desk/papers/new";

async fn taken_in(town: &Town, who: &Somebody, fields: &[(&str, &str)]) -> FormId {
    let done = town.submit(who, NEW, NEW, fields).await.expect(303).leads_to();
    done.rsplit('/').next().unwrap().parse().unwrap()
}

fn own(town: &Town, who: &Somebody) -> Actor {
    Actor::member(town.community, who.member.unwrap())
}

fn code<T: std::fmt::Debug>(outcome: store::Result<T>) -> Code {
    match outcome.unwrap_err() {
        store::Error::Refused(refusal) => refusal.code,
        other => panic!("not a refusal: {other}"),
    }
}

async fn state(town: &Town, id: FormId) -> (State, String) {
    let read = move |seen: &Snapshot<'_>| forms::one(seen, id);
    let form = town.app.store.read(town.operator(), read).await.unwrap();
    (form.state, form.scan)
}

async fn story(town: &Town, owner: MemberId) -> ItemId {
    let write = move |tx: &store::Tx<'_>| {
        let permit = tx.permit(MakeShort)?;
        let new = items::NewItem {
            kind: "story",
            slug: "lipy".to_owned(),
            owner: Some(owner),
            origin: Locale::Pl,
            stage: items::Stage::Live,
            audience: items::Audience::Public,
            sample: false,
            area: String::new(),
            ends_at: None,
        };
        let words = items::Words { title: "Lipy".into(), summary: "Lipy".into(), body: "Lipy".into() };
        Ok(items::create(tx, &permit, &new, &words)?.0)
    };
    town.app.store.write(town.operator(), write).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consent_counts_only_when_a_second_person_has_looked() {
    on_both(&SLICES, async |town| {
        let (ola, jan) =
            (town.with_roles("Ola", &[Role::Desk]).await, town.with_roles("Jan", &[Role::Desk]).await);
        let ewa = town.neighbour("Ewa").await;
        let item = story(&town, ewa.member.unwrap()).await;
        let id = taken_in(&town, &ola, &[("kind", "consent"), ("number", "c–k7pd-03")]).await;
        let typed = TypedConsent {
            item,
            page: "/stories/lipy".to_owned(),
            name: "Halina".to_owned(),
            part: consent::Part::Subject,
            screen: true,
            print: true,
            elsewhere: false,
            on: Day::parse("2026-11-20").unwrap(),
        };
        let given = || town.app.store.read(town.operator(), move |seen| consent::of_item(seen, item));
        let store = &town.app.store;
        store.write(own(&town, &ola), move |tx| acts::type_consent(tx, id, &typed)).await.unwrap();
        assert!(given().await.unwrap().is_empty(), "it does not count yet");
        // who typed it cannot check it, nor can anybody without the role
        for (who, why) in [(&ola, Code::Forbidden), (&ewa, Code::Forbidden)] {
            let tried = store.write(own(&town, who), move |tx| acts::check(tx, id, "KOD")).await;
            assert_eq!(code(tried), why);
        }
        let page = town.get(&ola, &format!("/osiedle/desk/papers/{id}")).await.expect(200);
        assert!(page.attributes("form", "action").iter().all(|action| !action.ends_with("/check")));
        // a second person gives it back, it is typed again, and then it is right
        let at = format!("/osiedle/desk/papers/{id}");
        let note = [("note", "Druku na kartce nie ma")];
        town.submit(&jan, &at, &format!("{at}/return"), &note).await.expect(303);
        assert_eq!(state(&town, id).await.0, State::Waiting);
        let again = TypedConsent {
            item,
            page: "/stories/lipy".to_owned(),
            name: "Halina".to_owned(),
            part: consent::Part::Subject,
            screen: true,
            print: false,
            elsewhere: false,
            on: Day::parse("2026-11-20").unwrap(),
        };
        store.write(own(&town, &ola), move |tx| acts::type_consent(tx, id, &again)).await.unwrap();
        let (hidden, check) = (town.hidden(&jan, &at).await, format!("{at}/check"));
        let mut codes = Vec::new();
        for _ in 0..2 {
            town.post(&jan, &check, &hidden, &[]).await.expect(303);
            codes.push(town.get(&jan, &at).await.expect(200).words());
        }
        assert_eq!(codes[0], codes[1], "a second press shows the code once more");
        let standing = given().await.unwrap();
        assert_eq!(standing.len(), 1);
        assert_eq!((standing[0].how, standing[0].witness.as_str()), (consent::How::Paper, "C-K7PD-03"));
        assert!(standing[0].screen && !standing[0].print);
        assert_eq!(state(&town, id).await.0, State::Done);
        let twice = store.write(own(&town, &jan), move |tx| acts::check(tx, id, "KOD")).await;
        assert_eq!(code(twice), Code::Conflict);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_is_typed_in_for_its_writer_by_the_road_paper() {
    on_both(&SLICES, async |town| {
        let ola = town.with_roles("Ola", &[Role::Desk]).await;
        let ewa = town.neighbour("Ewa").await.member.unwrap();
        let id = taken_in(&town, &ola, &[("kind", "story"), ("number", "S-K7PD-01")]).await;
        let at = format!("/osiedle/desk/papers/{id}");
        let found = town.submit(&ola, &at, &at, &[("name", "Ew")]).await.expect(200);
        assert_eq!(found.attributes("form.filter", "method"), ["post"], "no name stands in an address");
        assert_eq!(found.attributes("input[name=member]", "value"), [ewa.to_string()]);
        let key = ewa.to_string();
        let next = town.submit(&ola, &at, &format!("{at}/begin"), &[("member", &key)]).await;
        assert_eq!(next.expect(303).leads_to(), "/osiedle/stories/tell");
        // from now on what she does is done for Ewa, and the road is paper
        town.submit(&ola, "/osiedle/me/paper", "/osiedle/me/paper", &[("large", "1")]).await.expect(303);
        let journal = town
            .app
            .store
            .read(town.operator(), move |seen| people::member::journal_of(seen, ewa, store::ALL));
        let line = journal.await.unwrap().into_iter().find(|line| line.act == "papers.change_setting");
        assert_eq!(line.map(|line| (line.channel, line.for_member)), Some((Channel::Paper, Some(ewa))));
        // the form's page is still her own work, and what came of it has to be there
        story(&town, ewa).await;
        let wrong = town.submit(&ola, &at, &format!("{at}/typed"), &[("outcome", "/stories/nic")]).await;
        wrong.expect(422);
        assert_eq!(state(&town, id).await.0, State::Waiting);
        let same = town.submit(&ola, NEW, NEW, &[("kind", "story"), ("number", "s-k7pd-01")]).await;
        assert_eq!(same.status.as_u16(), 422, "each number once");
        let note = [("note", "Nie da się odczytać")];
        town.submit(&ola, &at, &format!("{at}/close"), &note).await.expect(303);
        assert_eq!(state(&town, id).await.0, State::Closed);
    })
    .await;
}

fn files(town: &Town) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(town.folder().join("scans")).into_iter().flatten();
    listed.map(|entry| entry.unwrap().path()).collect()
}

/// A form with a picture, as if it had been decoded.
async fn with_scan(town: &Town, who: &Somebody, number: &'static str, member: Option<MemberId>) -> FormId {
    let scan = kernel::Key::random().to_string();
    std::fs::create_dir_all(town.folder().join("scans")).unwrap();
    std::fs::write(town.folder().join(format!("scans/{scan}.jpg")), b"picture of Halina").unwrap();
    let write = move |tx: &store::Tx<'_>| {
        let due = tx.now().day().plus(7);
        let (kind, number, note) = (crate::papers::Form::Story, number.to_owned(), String::new());
        let id = acts::receive(tx, &forms::Arrived { kind, number, due, note, scan: scan.clone() })?;
        if let Some(member) = member {
            acts::begin(tx, id, member)?;
        }
        Ok(id)
    };
    town.app.store.write(own(town, who), write).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_seen_by_the_desk_and_gone_after_thirty_days() {
    on_both(&SLICES, async |town| {
        let ola = town.with_roles("Ola", &[Role::Desk]).await;
        let id = with_scan(&town, &ola, "S-K7PD-01", None).await;
        let address = format!("/osiedle/desk/papers/{id}/scan.jpg");
        let seen = town.get(&ola, &address).await.expect(200);
        assert_eq!(seen.body, b"picture of Halina");
        assert_eq!(seen.headers["cache-control"], "no-store");
        for role in [Role::Editor, Role::Animator, Role::Administrator] {
            let other = town.with_roles(role.word(), &[role]).await;
            town.get(&other, &address).await.expect(403);
        }
        let pdf = Chosen { field: "scan", name: "kartka.pdf", bytes: b"%PDF-1.7 \n" };
        let fields = [("kind", "story"), ("number", "S-K7PD-02")];
        town.upload(&ola, NEW, &fields, Some(pdf)).await.expect(422);
        for (days, kept) in [(29, 1), (2, 0)] {
            town.clock.pass_seconds(days * 86_400);
            scans::forget(&town.app, town.community).await.unwrap();
            assert_eq!(files(&town).len(), kept);
        }
        assert_eq!(state(&town, id).await.1, "");
        let again = town.with_roles("Iga", &[Role::Desk]).await;
        town.get(&again, &address).await.expect(404);
        let page = town.get(&again, "/osiedle/desk/papers").await.expect(200);
        assert_eq!(page.all(".tag.late").len(), 1, "overdue ones stand out");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_forms_of_somebody_who_leaves_go_with_their_pictures() {
    on_both(&SLICES, async |town| {
        let ola = town.with_roles("Ola", &[Role::Desk]).await;
        let ewa = town.neighbour("Ewa").await.member.unwrap();
        let id = with_scan(&town, &ola, "S-K7PD-01", Some(ewa)).await;
        let other = with_scan(&town, &ola, "S-K7PD-02", None).await;
        let actor = Actor::member(town.community, ewa);
        town.app.store.write(actor, move |tx| acts::erase(tx, ewa)).await.unwrap();
        scans::forget(&town.app, town.community).await.unwrap();
        assert_eq!(files(&town).len(), 1);
        assert_eq!(state(&town, id).await, (State::Closed, String::new()));
        assert_eq!(state(&town, other).await.0, State::Waiting);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_leaver_typed_and_nobody_checked_is_typed_once_more() {
    on_both(&SLICES, async |town| {
        let (ola, jan) =
            (town.with_roles("Ola", &[Role::Desk]).await, town.with_roles("Jan", &[Role::Desk]).await);
        let ewa = town.neighbour("Ewa").await;
        let item = story(&town, ewa.member.unwrap()).await;
        let id = taken_in(&town, &ola, &[("kind", "consent"), ("number", "C-K7PD-03")]).await;
        let consent = || TypedConsent {
            item,
            page: "/stories/lipy".to_owned(),
            name: "Halina".to_owned(),
            part: consent::Part::Subject,
            screen: true,
            print: false,
            elsewhere: false,
            on: Day::parse("2026-11-20").unwrap(),
        };
        let (first, second, store) = (consent(), consent(), &town.app.store);
        store.write(own(&town, &ola), move |tx| acts::type_consent(tx, id, &first)).await.unwrap();
        let leaver = ola.member.unwrap();
        store.write(own(&town, &ola), move |tx| acts::erase(tx, leaver)).await.unwrap();
        assert_eq!(state(&town, id).await.0, State::Waiting, "nobody could be the second of two");
        store.write(own(&town, &jan), move |tx| acts::type_consent(tx, id, &second)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_square_on_a_form_leads_the_desk_to_the_inbox_and_others_to_the_page() {
    on_both(&SLICES, async |town| {
        let ola = town.with_roles("Ola", &[Role::Desk]).await;
        let square = "/osiedle/paper/in/story/K7PD";
        let to = town.get(&ola, square).await.leads_to();
        assert_eq!(to, "/osiedle/desk/papers/new?kind=story&number=S-K7PD-");
        let page = town.get(&ola, &to).await.expect(200);
        assert_eq!(page.attributes("#number", "value"), ["S-K7PD-"]);
        assert_eq!(town.get(&town.visitor(), square).await.leads_to(), "/osiedle/stories/tell");
        town.get(&town.visitor(), "/osiedle/paper/in/ballot/K7PD").await.expect(404);
        assert!(ConsentInput::FIELDS.len() > OutcomeInput::FIELDS.len());
    })
    .await;
}
