//! Papers in a town.

use super::large;
use kernel::{Actor, Role};
use std::sync::LazyLock;
use store::Snapshot;
use testkit::{Answer, Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [crate::SLICES, people::SLICES, web::SLICES].concat());

fn pages(pdf: &Answer) -> usize {
    assert!(pdf.body.starts_with(b"%PDF-1.7"), "{}", pdf.words());
    let text = String::from_utf8_lossy(&pdf.body);
    text.matches("/Type/Page/").count() + text.matches("/Type /Page\n").count()
}

async fn kit(town: &Town, who: &Somebody, fields: &[(&str, &str)]) -> Answer {
    town.submit(who, "/osiedle/paper", "/osiedle/paper", fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn one_button_prints_poster_and_forms_and_only_for_those_who_run_the_desk() {
    on_both(&SLICES, async |town| {
        let animator = town.with_roles("Ala", &[Role::Animator]).await;
        let one = [("sorts", "poster"), ("languages", "pl"), ("languages", "uk")];
        let poster = kit(&town, &animator, &one).await.expect(200);
        assert_eq!(poster.headers["content-type"], "application/pdf");
        let all = [("sorts", "poster"), ("sorts", "story"), ("sorts", "need"), ("sorts", "consent")];
        let all: Vec<_> = all.into_iter().chain([("languages", "pl"), ("copies", "2")]).collect();
        let many = kit(&town, &animator, &all).await.expect(200);
        assert!(many.body.len() > poster.body.len() && many.body.starts_with(b"%PDF-1.7"));
        kit(&town, &animator, &[("languages", "pl")]).await.expect(422);
        kit(&town, &animator, &[("sorts", "story"), ("copies", "4000")]).await.expect(422);
        let resident = town.neighbour("Ewa").await;
        town.get(&resident, "/osiedle/paper").await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_is_printed_from_the_page_that_shows_it_and_kept_nowhere() {
    on_both(&SLICES, async |town| {
        let ewa = town.neighbour("Ewa").await;
        let shown = town.submit(&ewa, "/osiedle/me/card", "/osiedle/me/card", &[]).await.expect(200);
        let code = shown.all(".code").remove(0);
        assert_eq!(shown.all("textarea[name=codes]"), std::slice::from_ref(&code));
        let hidden = town.hidden(&ewa, "/osiedle/me/card").await;
        let card = town.post(&ewa, "/osiedle/paper/card", &hidden, &[("codes", &code)]).await.expect(200);
        assert!(card.body.starts_with(b"%PDF-1.7"));
        assert_eq!(card.headers["cache-control"], "no-store");
        let shown =
            town.submit(&ewa, "/osiedle/vouching", "/osiedle/vouching/invitations", &[("count", "20")]);
        let codes = shown.await.expect(200).all("textarea[name=codes]").remove(0);
        let codes = codes.replace(' ', "");
        let lines: Vec<&str> =
            codes.as_bytes().chunks(16).map(|one| std::str::from_utf8(one).unwrap()).collect();
        assert_eq!(lines.len(), 20);
        let sheet = [("codes", lines.join("\n")), ("about", "os. Willowe 5, II".to_owned())];
        let sheet: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sheet = town.post(&ewa, "/osiedle/paper/invitations", &hidden, &sheet).await.expect(200);
        assert_eq!(pages(&sheet).max(1), 1);
        for wrong in ["", "<b>", "x"] {
            town.post(&ewa, "/osiedle/paper/card", &hidden, &[("codes", wrong)]).await.expect(422);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn large_print_is_a_wish_of_ones_own_also_at_the_desk() {
    on_both(&SLICES, async |town| {
        let ewa = town.neighbour("Ewa").await;
        let member = ewa.member.unwrap();
        let small = town.get(&ewa, "/osiedle/me/file.pdf").await.expect(200);
        town.submit(&ewa, "/osiedle/me/paper", "/osiedle/me/paper", &[("large", "1")]).await.expect(303);
        let read = move |seen: &Snapshot<'_>| large(seen, member);
        assert!(town.app.store.read(town.operator(), read).await.unwrap());
        let grown = town.get(&ewa, "/osiedle/me/file.pdf").await.expect(200);
        assert_ne!(small.body, grown.body);
        // the desk may choose it for her, another resident may not
        let desk = town.with_roles("Ola", &[Role::Desk]).await.member.unwrap();
        let anna = town.neighbour("Anna").await.member.unwrap();
        let own = Actor::member(town.community, desk);
        for (actor, may) in [
            (Actor { for_member: Some(member), channel: kernel::Channel::Desk, ..own }, true),
            (Actor::member(town.community, anna), false),
        ] {
            let write = move |tx: &store::Tx<'_>| super::acts::change_setting(tx, member, false);
            assert_eq!(town.app.store.write(actor, write).await.is_ok(), may);
        }
        assert!(!town.app.store.read(town.operator(), read).await.unwrap());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_slip_of_a_visit_is_printed_with_and_without_its_code() {
    on_both(&SLICES, async |town| {
        let desk = town.with_roles("Ola", &[Role::Desk]).await;
        let slip = "/osiedle/paper/slip";
        let hidden = town.hidden(&desk, "/osiedle/desk/receive").await;
        town.post(&desk, slip, &hidden, &[]).await.expect(404);
        let new = [
            ("name", "Oksana"),
            ("locale", "uk"),
            ("languages", "uk"),
            ("reach_way", "phone"),
            ("reach_value", "12 000 00 44"),
            ("word", "żółta konewka"),
            ("reason", "Żarówka w kuchni"),
            ("paper", "17/2026"),
            ("age", "16"),
            ("read_aloud", "1"),
        ];
        let receive = "/osiedle/desk/receive";
        town.submit(&desk, receive, receive, &new).await.expect(303);
        let page = "/osiedle/desk/slip";
        let plain = town.submit(&desk, page, slip, &[]).await.expect(200);
        assert!(plain.body.starts_with(b"%PDF-1.7"));
        let shown = town.submit(&desk, page, page, &[]).await.expect(200);
        let code = shown.attributes("input[name=code]", "value").remove(0);
        assert_eq!(shown.all(".code"), std::slice::from_ref(&code));
        let coded = town.submit(&desk, page, slip, &[("code", &code)]).await.expect(200);
        assert!(coded.body.starts_with(b"%PDF-1.7") && coded.body.len() > plain.body.len());
        assert_eq!(coded.headers["cache-control"], "no-store");
        town.submit(&desk, page, slip, &[("code", "<b>")]).await.expect(422);
        let resident = town.neighbour("Ewa").await;
        let hidden = town.hidden(&resident, "/osiedle/me").await;
        town.post(&resident, slip, &hidden, &[]).await.expect(403);
    })
    .await;
}
