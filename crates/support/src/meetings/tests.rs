//! Two who agreed on something meet.

use std::sync::LazyLock;
use testkit::{Answer, Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [support::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

const FORM: &[(&str, &str)] = &[
    ("side", "need"),
    ("title", "Żarówka w kuchni"),
    ("text", "Proszę."),
    ("lang", "pl"),
    ("kind", "time"),
    ("hours", "any"),
    ("for_whom", "anyone"),
    ("who_may_come", "anyone"),
    ("places", "1"),
];

/// A need of one, answered by another and accepted: the addresses of the need and of the conversation.
async fn agreed(town: &Town, one: &Somebody, other: &Somebody) -> (String, String) {
    let need =
        town.submit(one, "/osiedle/needs/new", "/osiedle/offers/new", FORM).await.expect(303).leads_to();
    let words = [("words", "Mogę jutro."), ("language", "pl")];
    let thread = town.submit(other, &need, &format!("{need}/answer"), &words).await.expect(303).leads_to();
    town.submit(one, &thread, &format!("{thread}/accept"), &[]).await.expect(303);
    (need, thread)
}

async fn press(town: &Town, who: &Somebody, thread: &str, step: &str, fields: &[(&str, &str)]) -> Answer {
    let hidden = town.hidden(who, "/osiedle/me/blocks").await;
    town.post(who, &format!("{thread}/{step}"), &hidden, fields).await
}

const BENCH: [(&str, &str); 3] =
    [("place", "elsewhere"), ("words", "ławka przy bibliotece"), ("hours", "czwartek o 16")];

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_told_to_one_person_after_both_said_yes_and_is_forgotten() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, jan, obca) =
            (town.neighbour("Ewa").await, town.neighbour("Jan").await, town.neighbour("Obca").await);
        let (need, thread) = agreed(&town, &ewa, &jan).await;
        let page = format!("{thread}/meeting");
        assert!(town.get(&jan, &thread).await.attributes("a", "href").contains(&page));
        town.get(&obca, &page).await.expect(404);
        town.get(&town.visitor(), &page).await.expect(303);

        // nothing is asked before both agreed where to meet
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(409);
        let wrong = press(&town, &jan, &thread, "meeting", &BENCH).await.expect(422);
        assert!(wrong.text().contains("ławka przy bibliotece"), "what was typed is kept");
        press(&town, &jan, &thread, "meeting", &[("place", "desk"), ("hours", "jutro")]).await.expect(422);
        let knowingly = [&BENCH[..], &[("knowingly", "1")]].concat();
        press(&town, &jan, &thread, "meeting", &knowingly).await.expect(303);
        press(&town, &jan, &thread, "meeting-agreed", &[("knowingly", "1")]).await.expect(409);
        let unknowing = press(&town, &ewa, &thread, "meeting-agreed", &[]).await.expect(422);
        assert!(!unknowing.all(".error").is_empty());
        press(&town, &ewa, &thread, "meeting-agreed", &[("knowingly", "1")]).await.expect(303);

        // one asks, the other tells: only the one who asked sees it
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(303);
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(303);
        press(&town, &jan, &thread, "tell", &[("field", "address"), ("told", "os. Cudze 1")])
            .await
            .expect(409);
        press(&town, &ewa, &thread, "tell", &[("field", "surname"), ("told", "Nowak")]).await.expect(409);
        press(&town, &ewa, &thread, "tell", &[("field", "address"), ("told", "os. Tajne 7")])
            .await
            .expect(303);
        assert!(town.get(&jan, &page).await.words().contains("os. Tajne 7"));
        for who in [&ewa, &jan] {
            for elsewhere in [need.as_str(), &thread, "/osiedle/me/notices", "/osiedle/me/log"] {
                assert!(!town.get(who, elsewhere).await.text().contains("os. Tajne 7"), "{elsewhere}");
            }
        }
        // the desk in its own name, whatever was reported
        press(&town, &jan, &thread, "report", &[("why", "Coś nie tak.")]).await.expect(303);
        let desk = town.with_roles("Irena", &[kernel::Role::Desk]).await;
        town.get(&desk, &page).await.expect(404);
        assert!(town.statements(&jan, &page).await <= 8);
        let export = town.get(&ewa, "/osiedle/me/export.json").await.expect(200).text();
        assert!(export.contains("os. Tajne 7"), "it is hers");

        // it can be taken back, and told again
        press(&town, &ewa, &thread, "untell", &[("field", "address")]).await.expect(303);
        assert!(!town.get(&jan, &page).await.text().contains("os. Tajne 7"));
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(303);
        press(&town, &ewa, &thread, "tell", &[("field", "address"), ("told", "os. Tajne 7")])
            .await
            .expect(303);

        press(&town, &ewa, &need, "done", &[]).await.expect(303);
        let forget = || support::meetings::acts::forget(&town.app.store, town.community);
        assert_eq!(forget().await.unwrap(), 0);
        assert!(town.get(&jan, &page).await.words().contains("os. Tajne 7"));
        town.clock.pass_seconds((support::meetings::FORGET_DAYS + 1) * 86_400);
        assert_eq!(forget().await.unwrap(), 1);
        let (ewa, jan) = (town.comes_back(&ewa).await, town.comes_back(&jan).await);
        assert!(!town.get(&jan, &page).await.expect(200).text().contains("os. Tajne 7"));

        // who did something together may ask at once
        let (_, thread) = agreed(&town, &jan, &ewa).await;
        press(&town, &ewa, &thread, "ask", &[("field", "phone")]).await.expect(303);
        // who leaves takes it along
        press(&town, &jan, &thread, "tell", &[("field", "phone"), ("told", "12 000 00 77")])
            .await
            .expect(303);
        town.submit(&jan, "/osiedle/me/leave", "/osiedle/me/leave", &[("sure", "1")]).await.expect(303);
        town.get(&ewa, &format!("{thread}/meeting")).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_is_gone_when_the_answer_is_taken_back_or_the_two_are_kept_apart() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, jan) = (town.neighbour("Ewa").await, town.neighbour("Jan").await);
        let (_, thread) = agreed(&town, &ewa, &jan).await;
        let page = format!("{thread}/meeting");
        let knowingly = [&BENCH[..], &[("knowingly", "1")]].concat();
        press(&town, &jan, &thread, "meeting", &knowingly).await.expect(303);
        press(&town, &ewa, &thread, "meeting-agreed", &[("knowingly", "1")]).await.expect(303);
        let block = format!("/osiedle/me/blocks/{}", jan.member.unwrap());
        town.submit(&ewa, &block, &block, &[]).await.expect(303);
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(409);
        town.submit(&ewa, "/osiedle/me/blocks", &format!("{block}/lift"), &[]).await.expect(303);
        press(&town, &jan, &thread, "ask", &[("field", "address")]).await.expect(303);
        press(&town, &ewa, &thread, "tell", &[("field", "address"), ("told", "os. Tajne 7")])
            .await
            .expect(303);
        press(&town, &jan, &thread, "take-back", &[]).await.expect(303);
        town.get(&jan, &page).await.expect(404);
    })
    .await;
}
