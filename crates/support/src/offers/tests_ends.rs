//! How what was agreed ends, and that nobody is left waiting for somebody who does not come.

use super::offers::{actor, answer, code, facts, post, told};
use kernel::{Code, ItemId, Locale, MemberId, Role};
use std::sync::LazyLock;
use support::offers::acts;
use support::offers::model::{AnswerId, AnswerState, State};
use support::offers::store as offers;
use testkit::{Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [support::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

/// Two who agreed on something, each with a page of their own.
struct Agreed {
    ewa: Somebody,
    anna: Somebody,
    offer: ItemId,
    thread: AnswerId,
}

fn who(somebody: &Somebody) -> MemberId {
    somebody.member.expect("signed in")
}

async fn agreed(town: &Town, places: i64) -> Agreed {
    let (ewa, anna) = (town.neighbour("Ewa").await, town.neighbour("Anna").await);
    let mut need = told(town, "Żarówka w kuchni");
    need.chosen.places = places;
    let offer = post(town, who(&ewa), need).await;
    let thread = answer(town, who(&anna), offer).await.unwrap();
    town.app.store.write(actor(town, who(&ewa)), move |tx| acts::accept(tx, thread)).await.unwrap();
    Agreed { ewa, anna, offer, thread }
}

async fn inbox(town: &Town, who: &Somebody) -> String {
    town.get(who, "/osiedle/me/notices").await.expect(200).words()
}

async fn state(town: &Town, thread: AnswerId) -> AnswerState {
    let read = move |seen: &store::Snapshot<'_>| offers::answer(seen, thread);
    town.app.store.read(town.operator(), read).await.unwrap().state
}

const OFF: &str = "Umówiona pomoc jest odwołana";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_agreed_to_help_hears_at_once_that_it_is_withdrawn() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, anna, offer, .. } = agreed(&town, 1).await;
        let page = format!("/osiedle/offers/{offer}/withdraw");
        town.submit(&ewa, &page, &page, &[]).await.expect(303);
        assert!(inbox(&town, &anna).await.contains(OFF));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_come_is_let_go_and_another_may_come() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, anna, offer, thread } = agreed(&town, 1).await;
        let page = format!("/osiedle/answers/{thread}");
        assert!(town.get(&ewa, &page).await.words().contains("Odwołuję, jednak nie ta osoba"));
        assert!(!town.get(&anna, &page).await.words().contains("Odwołuję, jednak nie ta osoba"));
        town.submit(&ewa, &page, &format!("{page}/decline"), &[]).await.expect(303);
        assert_eq!(state(&town, thread).await, AnswerState::Declined);
        assert_eq!(facts(&town, offer).await.state, State::Open, "it stands in the list again");
        assert!(inbox(&town, &anna).await.contains(OFF));
        let karol = town.without_mail("Karol").await;
        let other = answer(&town, karol, offer).await.unwrap();
        town.app.store.write(actor(&town, who(&ewa)), move |tx| acts::accept(tx, other)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_took_an_answer_back_may_answer_after_all() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, anna, offer, thread } = agreed(&town, 1).await;
        let back = move |tx: &store::Tx<'_>| acts::take_back(tx, thread);
        town.app.store.write(actor(&town, who(&anna)), back).await.unwrap();
        let form = format!("/osiedle/offers/{offer}");
        let words = [("words", "Jednak mogę, w sobotę."), ("language", "pl")];
        town.submit(&anna, &form, &format!("{form}/answer"), &words).await.expect(303);
        assert_eq!(state(&town, thread).await, AnswerState::Waiting, "the same conversation goes on");
        let page = town.get(&ewa, &format!("/osiedle/answers/{thread}")).await.expect(200).words();
        assert!(page.contains("Mogę jutro.") && page.contains("Jednak mogę, w sobotę."), "{page}");
        assert_eq!(code(answer(&town, who(&anna), offer).await), Code::Conflict, "not twice at a time");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_whose_answer_was_taken_back_is_without_an_answer_again() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa: _, anna, offer, thread } = agreed(&town, 1).await;
        town.clock.pass_seconds(4 * 86_400);
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let list = async || town.get(&desk, "/osiedle/desk/needs").await.expect(200).words();
        assert!(!list().await.contains("Żarówka"));
        let back = move |tx: &store::Tx<'_>| acts::take_back(tx, thread);
        town.app.store.write(actor(&town, who(&anna)), back).await.unwrap();
        assert!(list().await.contains("Żarówka"), "nobody is coming");
        let day = town.app.store.now().day();
        let read = move |seen: &store::Snapshot<'_>| offers::glance::at_hand(seen, day);
        let at_hand = town.app.store.read(town.operator(), read).await.unwrap();
        assert!(at_hand.iter().any(|one| one.id == offer && one.unanswered));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_leaves_nobody_waiting() {
    on_both(&SLICES, async |town: Town| {
        // the helper leaves: the need waits for an answer again, and its owner hears so without a name
        let Agreed { ewa, anna, offer, .. } = agreed(&town, 1).await;
        let leave = |who: MemberId| move |tx: &store::Tx<'_>| acts::erase(tx, who);
        town.app.store.write(actor(&town, who(&anna)), leave(who(&anna))).await.unwrap();
        assert_eq!(facts(&town, offer).await.state, State::Open);
        let told_ewa = inbox(&town, &ewa).await;
        assert!(told_ewa.contains("Ktoś z sąsiedztwa jednak nie może pomóc"), "{told_ewa}");
        // whoever was to be helped leaves: the helper hears so, without a word of theirs
        let karol = town.neighbour("Karol").await;
        let thread = answer(&town, who(&karol), offer).await.unwrap();
        let accept = move |tx: &store::Tx<'_>| acts::accept(tx, thread);
        town.app.store.write(actor(&town, who(&ewa)), accept).await.unwrap();
        town.app.store.write(actor(&town, who(&ewa)), leave(who(&ewa))).await.unwrap();
        let told_karol = inbox(&town, &karol).await;
        assert!(told_karol.contains("odeszła z sąsiedztwa"), "{told_karol}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_some_places_are_taken_the_last_day_ends_nothing_that_was_agreed() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, offer, .. } = agreed(&town, 3).await;
        assert_eq!(facts(&town, offer).await.state, State::Open, "two places are free");
        town.clock.pass_seconds(20 * 86_400);
        acts::tend(&town.app.store, town.community).await.unwrap();
        assert_eq!(facts(&town, offer).await.state, State::Accepted);
        let done = move |tx: &store::Tx<'_>| acts::done(tx, offer);
        town.app.store.write(actor(&town, who(&ewa)), done).await.unwrap();
        let thank = move |tx: &store::Tx<'_>| acts::thank(tx, offer, "Świeci.", Locale::Pl, false);
        town.app.store.write(actor(&town, who(&ewa)), thank).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn as_few_places_as_are_taken_is_agreed() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, offer, .. } = agreed(&town, 3).await;
        let (mut less, version) = (told(&town, "Żarówka w kuchni"), facts(&town, offer).await.version);
        less.chosen.places = 1;
        let edit = move |tx: &store::Tx<'_>| acts::edit(tx, offer, version, &less);
        town.app.store.write(actor(&town, who(&ewa)), edit).await.unwrap();
        assert_eq!(facts(&town, offer).await.state, State::Accepted, "nobody answers for nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_not_published_after_its_day() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let new = told(&town, "Żarówka");
        let draft = move |tx: &store::Tx<'_>| acts::draft(tx, &new);
        let id = town.app.store.write(actor(&town, who(&ewa)), draft).await.unwrap();
        town.clock.pass_seconds(20 * 86_400);
        let publish = move |tx: &store::Tx<'_>| acts::publish(tx, id);
        assert_eq!(code(town.app.store.write(actor(&town, who(&ewa)), publish).await), Code::Conflict);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_decision_hid_is_not_brought_back_by_its_owner_or_its_day() {
    on_both(&SLICES, async |town: Town| {
        let Agreed { ewa, anna, offer, thread } = agreed(&town, 1).await;
        let hide = move |tx: &store::Tx<'_>| {
            let version = offers::facts(tx, offer)?.version;
            let permit = tx.permit(commons::reports::acts::Hide(offer))?;
            commons::items::set_stage(tx, &permit, commons::items::Stage::Withdrawn, version)
        };
        let editor = town.with_roles("Jadwiga", &[Role::Editor]).await;
        town.app.store.write(actor(&town, who(&editor)), hide).await.unwrap();
        let hidden = async || facts(&town, offer).await.stage == commons::items::Stage::Withdrawn;

        let page = format!("/osiedle/offers/{offer}");
        let own = town.get(&ewa, &page).await.expect(200).words();
        assert!(own.contains("Redakcja ukryła ten wpis") && !own.contains("To już zrobione"), "{own}");
        let done = move |tx: &store::Tx<'_>| acts::done(tx, offer);
        assert_eq!(code(town.app.store.write(actor(&town, who(&ewa)), done).await), Code::Conflict);
        town.get(&ewa, &format!("{page}/edit")).await.expect(409);
        assert!(hidden().await);
        assert!(town.get(&ewa, "/osiedle/me/offers").await.words().contains("ukryte decyzją redakcji"));

        // the helper is not left waiting
        acts::tend(&town.app.store, town.community).await.unwrap();
        assert_eq!(state(&town, thread).await, AnswerState::TakenBack, "it may be answered again");
        assert!(inbox(&town, &anna).await.contains(OFF));
        // its day passes: it stays hidden, and nobody is sent to a page that says so
        town.clock.pass_seconds(20 * 86_400);
        acts::tend(&town.app.store, town.community).await.unwrap();
        assert!(hidden().await);
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        assert!(!town.get(&desk, "/osiedle/desk/needs").await.words().contains("Żarówka"));
    })
    .await;
}
