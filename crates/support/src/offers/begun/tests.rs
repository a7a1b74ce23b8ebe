//! From a stairwell to a published need.

use kernel::Actor;
use std::sync::LazyLock;
use testkit::{Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [support::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

const NEED: &[(&str, &str)] = &[
    ("side", "need"),
    ("title", "Потрібна коляска"),
    ("kind", "thing"),
    ("text", "Для дворічної дитини, на місяць."),
    ("lang", "uk"),
];
const BEGIN: &str = "/osiedle/needs/begin?lang=uk";

async fn begun(town: &Town, who: &Somebody) -> String {
    let made = town.submit(who, BEGIN, "/osiedle/begun", NEED).await.expect(303).leads_to();
    assert!(made.starts_with("/osiedle/begun/"), "{made}");
    made
}

async fn joins(town: &Town, who: &Somebody, next: &str) {
    let page = format!("/osiedle/join?next={next}");
    let fields = [("name", "Оксана"), ("locale", "uk"), ("rules", "1"), ("age", "16"), ("next", next)];
    let led = town.submit(who, &page, "/osiedle/join", &fields).await.expect(303).leads_to();
    assert_eq!(led, next, "whoever joins comes back to what they began");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_writes_first_and_joins_afterwards() {
    on_both(&SLICES, async |town: Town| {
        let (oksana, ewa) = (town.visitor(), town.neighbour("Ewa").await);
        let wrong = [("side", "need"), ("title", "Потрібна коляска"), ("lang", "uk")];
        let again = town.submit(&oksana, BEGIN, "/osiedle/begun", &wrong).await.expect(422);
        assert!(again.text().contains("Потрібна коляска"), "what was typed is kept");

        let draft = begun(&town, &oksana).await;
        let shown = town.get(&oksana, &draft).await.expect(200);
        assert!(shown.words().contains("Потрібна коляска") && shown.words().contains("rzecz"));
        assert!(!town.get(&town.visitor(), "/osiedle/needs").await.text().contains("коляска"));
        let change = format!("{draft}/change");
        let more = NEED.iter().copied().chain([("who_may_come", "woman")]).collect::<Vec<_>>();
        town.submit(&oksana, &change, &change, &more).await.expect(303);
        assert!(town.get(&oksana, &draft).await.words().contains("kobieta"));

        joins(&town, &oksana, &draft).await;
        let actor = Actor::member(town.community, ewa.member.unwrap());
        let slip = people::vouching::invite(&town.app.store, actor, 1).await.unwrap().remove(0);
        let finish = format!("{draft}/finish");
        let typo =
            town.submit(&oksana, &draft, &finish, &[("code", "ABCD-EFGH-JKLM-NPQR")]).await.expect(422);
        assert!(typo.text().contains("ABCD-EFGH-JKLM-NPQR") && typo.words().contains("Потрібна коляска"));
        let hidden = town.hidden(&oksana, &draft).await;
        let fields = [("code", slip.as_str())];
        let done = town.post(&oksana, &finish, &hidden, &fields).await.expect(303).leads_to();
        let next = town.get(&oksana, &done).await.expect(200);
        assert!(next.words().contains("Година читання українською"));
        assert!(town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Потрібна коляска"));
        assert_eq!(town.post(&oksana, &finish, &hidden, &fields).await.expect(303).leads_to(), done, "once");
        town.get(&oksana, &draft).await.expect(404);
        let idea = town.get(&oksana, "/osiedle/offers/begin?idea=reading").await.expect(200);
        assert!(idea.text().contains("Година читання українською"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_slip_it_waits_and_says_so() {
    on_both(&SLICES, async |town: Town| {
        let oksana = town.visitor();
        let draft = begun(&town, &oksana).await;
        joins(&town, &oksana, &draft).await;
        let done = town.submit(&oksana, &draft, &format!("{draft}/finish"), &[]).await.expect(303).leads_to();
        let words = town.get(&oksana, &done).await.expect(200).words();
        assert!(words.contains("Чекає на поруку"), "{words}");
        assert!(!town.get(&town.visitor(), "/osiedle/needs").await.text().contains("коляска"));
        assert!(town.get(&oksana, "/osiedle/me/offers").await.words().contains("Потрібна коляска"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_its_authors_alone_and_ends() {
    on_both(&SLICES, async |town: Town| {
        let (oksana, next_one) = (town.visitor(), town.visitor());
        let draft = begun(&town, &oksana).await;
        // whoever sits at the machine next meets nothing of it
        assert!(!town.get(&next_one, "/osiedle/needs/begin").await.text().contains("коляска"));
        assert_eq!(town.get(&next_one, &format!("{draft}0")).await.status.as_u16(), 404);
        town.submit(&oksana, &draft, &format!("{draft}/forget"), &[]).await.expect(303);
        town.get(&oksana, &draft).await.expect(404);

        let other = begun(&town, &oksana).await;
        town.clock.pass_seconds(7 * 86_400);
        town.get(&oksana, &other).await.expect(404);
        let gone = support::offers::begun::acts::tidy(&town.app.store, town.community).await.unwrap();
        assert_eq!(gone, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_of_a_draft_lies_nowhere_and_the_same_form_leads_to_it_again() {
    static REMEMBERED: store::Statement =
        store::Statement::new("tests", "REMEMBERED", "SELECT next FROM once WHERE community_id = $1");
    on_both(&SLICES, async |town: Town| {
        let (oksana, other) = (town.visitor(), town.visitor());
        let hidden = town.hidden(&oksana, BEGIN).await;
        let made = town.post(&oksana, "/osiedle/begun", &hidden, NEED).await.expect(303).leads_to();
        let again = town.post(&oksana, "/osiedle/begun", &hidden, NEED).await.expect(303).leads_to();
        assert_eq!(made, again);
        let change = format!("{made}/change");
        town.submit(&oksana, &change, &change, NEED).await.expect(303);
        let read =
            |seen: &store::Snapshot<'_>| seen.rows::<(String,)>(&REMEMBERED, &store::args![seen.community()]);
        let key = made.rsplit('/').next().unwrap();
        let kept = town.app.store.read(town.operator(), read).await.unwrap();
        assert!(!kept.is_empty() && kept.iter().all(|(next,)| !next.contains(key)), "{kept:?}");
        // who learns the key of the form from a copy of the database has not learned that of the draft
        let own = town.hidden(&other, BEGIN).await;
        let stolen = [own[0].clone(), hidden[1].clone()];
        let led = town.post(&other, "/osiedle/begun", &stolen, NEED).await.leads_to();
        assert_ne!(led, made);
        town.get(&oksana, &made).await.expect(200);
    })
    .await;
}
