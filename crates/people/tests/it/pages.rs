//! Every page in three languages, and what happens to bad input.

use axum::http::header;
use kernel::Role;
use testkit::{Answer, Somebody, Town, on_both};

/// One h1, the right language, no form control without a label.
fn is_a_good_page(answer: &Answer, path: &str, language: &str) {
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.words());
    assert_eq!(answer.all("h1").len(), 1, "{path}");
    assert_eq!(answer.attributes("html", "lang"), [language], "{path}");
    let labelled = answer.attributes("label", "for");
    for id in answer.attributes("main input:not([type=hidden]), main textarea, main select", "id") {
        assert!(labelled.contains(&id), "{path}: {id} has no label");
    }
    let ids = answer.attributes("[id]", "id");
    let mut sorted = ids.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(ids.len(), sorted.len(), "{path}: an id stands there twice: {ids:?}");
}

async fn all_good(town: &Town, who: &Somebody, paths: &[&str]) {
    for path in paths {
        for language in ["pl", "en", "uk"] {
            let mark = if path.contains('?') { '&' } else { '?' };
            let address = format!("/osiedle{path}{mark}lang={language}");
            is_a_good_page(&town.get(who, &address).await, &address, language);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_in_three_languages() {
    on_both(people::SLICES, async |town| {
        let visitor = town.visitor();
        let open = [
            "/sign-in",
            "/sign-in/card",
            "/sign-in/letter",
            "/join",
            "/organisations",
            "/about/privacy",
            "/about/rules",
            "/about/contact",
            "/about/accessibility",
            "/about/who-sees-this",
            "/sign-in/code/00000000000000000000000000000001",
            "/sign-in/link/nonsense",
        ];
        all_good(&town, &visitor, &open).await;
        let own = [
            "/me",
            "/me/edit",
            "/me/log",
            "/me/export",
            "/me/leave",
            "/me/card",
            "/me/sessions",
            "/vouching",
        ];
        all_good(&town, &town.newcomer("Olena").await, &own).await;
        all_good(&town, &town.neighbour("Zofia").await, &own).await;
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let halina = town.neighbour("Halina").await.member.unwrap();
        all_good(
            &town,
            &desk,
            &["/desk", "/desk/receive", "/desk/kiosks", "/kiosk/start", "/still?on=/osiedle/desk"],
        )
        .await;
        let (person, log) = (format!("/desk/people/{halina}"), format!("/desk/people/{halina}/log"));
        all_good(&town, &desk, &[&person, &log]).await;
        let administrator = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        all_good(&town, &administrator, &["/roles", "/settings", "/organisations/new"]).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_when_something_is_wrong() {
    on_both(people::SLICES, async |town| {
        let halina = town.neighbour("Halina").await;
        let fields = [
            ("name", "Halina z Willowego"),
            ("locale", "pl"),
            ("reach_way", "phone"),
            ("reach_value", "abc"),
            ("version", "1"),
        ];
        let wrong = town.submit(&halina, "/osiedle/me/edit", "/osiedle/me/edit", &fields).await.expect(422);
        assert_eq!(wrong.attributes("#name", "value"), ["Halina z Willowego"]);
        assert_eq!(wrong.attributes("#reach_value", "value"), ["abc"]);
        assert!(!wrong.all(".problems a").is_empty(), "a summary that leads to the field");
        assert!(!wrong.all("#reach_value-error").is_empty());

        let fields = [
            ("name", "Halina z Willowego"),
            ("locale", "uk"),
            ("languages", "pl"),
            ("languages", "uk"),
            ("reach_way", "phone"),
            ("reach_value", "12 345 67 89"),
            ("reach_hours", "po 10"),
            ("version", "1"),
        ];
        let kept = town.submit(&halina, "/osiedle/me/edit", "/osiedle/me/edit", &fields).await;
        assert_eq!(kept.leads_to(), "/osiedle/me");
        let me = town.get(&halina, "/osiedle/me").await.expect(200);
        assert!(me.words().contains("+48123456789"), "{}", me.words());
        assert_eq!(me.attributes("html", "lang"), ["uk"], "the language chosen for the account");

        // somebody who saw version 1 is shown both texts
        let stale = town.submit(&halina, "/osiedle/me/edit", "/osiedle/me/edit", &fields).await.expect(409);
        assert!(stale.words().contains("Halina z Willowego"));

        let visitor = town.visitor();
        let wrong = town
            .submit(&visitor, "/osiedle/join", "/osiedle/join", &[("name", "Stefa"), ("locale", "pl")])
            .await;
        let wrong = wrong.expect(422);
        assert_eq!(wrong.attributes("#name", "value"), ["Stefa"]);
        assert!(!wrong.all("#rules-error").is_empty() && !wrong.all("#age-error").is_empty());

        let administrator = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let propose = [("code", "ABCD EFGH"), ("role", "desk"), ("reason", "Zna wszystkich")];
        let wrong = town
            .submit(&administrator, "/osiedle/roles", "/osiedle/roles/propose", &propose)
            .await
            .expect(422);
        assert_eq!(wrong.attributes("#reason", "value"), ["Zna wszystkich"]);
        assert!(!wrong.all("#code-error").is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_fill_the_legal_pages_at_once() {
    on_both(people::SLICES, async |town| {
        let administrator = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let visitor = town.visitor();
        for path in ["/osiedle/about/privacy", "/osiedle/about/contact", "/osiedle/about/accessibility"] {
            assert!(town.get(&visitor, path).await.expect(200).words().contains("Fundacja Próba"), "{path}");
        }
        let fields = [
            ("name-pl", "Nasze Osiedle"),
            ("languages", "pl"),
            ("languages", "uk"),
            ("responsible", "Stowarzyszenie Lipa"),
            ("phone", "12 000 00 02"),
            ("address", "os. Willowe 5"),
            ("hours-pl", "czwartek 10–13"),
            ("version", "1"),
        ];
        let kept = town.submit(&administrator, "/osiedle/settings", "/osiedle/settings", &fields).await;
        assert_eq!(kept.leads_to(), "/osiedle/settings");
        for path in ["/osiedle/about/privacy", "/osiedle/about/contact", "/osiedle/about/accessibility"] {
            let page = town.get(&visitor, path).await.expect(200);
            assert!(page.words().contains("Stowarzyszenie Lipa"), "{path}");
            assert!(page.words().contains("czwartek 10–13"), "{path}");
        }
        assert!(town.get(&visitor, "/osiedle/about/rules").await.words().contains("Nasze Osiedle"));
        let without = [
            ("name-pl", "Nasze Osiedle"),
            ("languages", "pl"),
            ("responsible", "Stowarzyszenie Lipa"),
            ("version", "2"),
        ];
        let wrong =
            town.submit(&administrator, "/osiedle/settings", "/osiedle/settings", &without).await.expect(422);
        assert!(!wrong.all("#phone-error").is_empty(), "a phone number or an address of mail");
        let resident = town.neighbour("Halina").await;
        town.get(&resident, "/osiedle/settings").await.expect(403);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_are_public_and_who_acts_for_them_is_not() {
    on_both(people::SLICES, async |town| {
        let administrator = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let fields =
            [("name", "Klub Lipa"), ("locale", "pl"), ("reach_way", "desk"), ("about", "Rowery i kawa")];
        let page = "/osiedle/organisations/new";
        let made = town.submit(&administrator, page, page, &fields).await.leads_to();
        let zofia = town.neighbour("Zofia").await;
        let code = town
            .submit(&zofia, "/osiedle/me", "/osiedle/me/code", &[])
            .await
            .expect(200)
            .all(".code")
            .remove(0);
        let add = format!("{made}/add");
        let outsider = town.submit(&zofia, "/osiedle/me", &add, &[("code", &code)]).await;
        assert_eq!(outsider.status.as_u16(), 403);
        assert_eq!(town.submit(&administrator, &made, &add, &[("code", &code)]).await.leads_to(), made);
        assert!(town.get(&zofia, &made).await.expect(200).words().contains("Zofia"), "she acts for it now");
        let public = town.get(&town.visitor(), &made).await.expect(200);
        assert!(public.words().contains("Rowery i kawa") && !public.words().contains("Zofia"));
        assert!(town.get(&town.visitor(), "/osiedle/organisations").await.words().contains("Klub Lipa"));
        // she adds a colleague herself, and both stand in her standing
        let adam = town.neighbour("Adam").await;
        let code = town.submit(&adam, "/osiedle/me", "/osiedle/me/code", &[]).await.all(".code").remove(0);
        assert_eq!(town.submit(&zofia, &made, &add, &[("code", &code)]).await.leads_to(), made);
        let standing = town.app.store.read(kernel::Actor::member(town.community, adam.member.unwrap()), {
            let member = adam.member.unwrap();
            move |seen| seen.standing(member)
        });
        assert_eq!(standing.await.unwrap().unwrap().organisations.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_people_are_never_kept_and_few_statements_are_needed() {
    let town = Town::on_sqlite(people::SLICES).await;
    let halina = town.neighbour("Halina").await;
    for path in ["/osiedle/me", "/osiedle/me/sessions", "/osiedle/sign-in", "/osiedle/vouching"] {
        let answer = town.get(&halina, path).await.expect(200);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        let statements = town.statements(&halina, path).await;
        assert!(statements <= 8, "{path}: {statements}");
    }
}
