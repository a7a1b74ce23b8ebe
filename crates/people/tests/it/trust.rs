//! Trust through the browser: roles by two, back in with a letter, neighbours who vouch, a visit that ends.

use kernel::Role;
use testkit::{Answer, Somebody, Town, on_both};

/// The code by which somebody shows who they are.
async fn introduced(town: &Town, who: &Somebody) -> String {
    town.submit(who, "/osiedle/me", "/osiedle/me/code", &[]).await.expect(200).all(".code").remove(0)
}

/// The actions of the forms of a page that end so.
fn actions(page: &Answer, end: &str) -> Vec<String> {
    let mut actions = page.attributes("main form", "action");
    actions.retain(|action| action.ends_with(end));
    actions
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_proposed_by_one_and_confirmed_by_another() {
    on_both(people::SLICES, async |town| {
        let jadwiga = town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let tomasz = town.with_roles("Tomasz", &[Role::Administrator]).await;
        let halina = town.neighbour("Halina").await;
        let code = introduced(&town, &halina).await;
        let fields = [("code", code.as_str()), ("role", "desk"), ("reason", "Zna wszystkich")];
        let page = "/osiedle/roles";
        let proposed = town.submit(&jadwiga, page, "/osiedle/roles/propose", &fields).await;
        assert_eq!(proposed.leads_to(), page);
        town.get(&halina, "/osiedle/desk").await.expect(403);

        let own = town.get(&jadwiga, page).await.expect(200);
        assert!(actions(&own, "/confirm").is_empty(), "the one who proposed has no such button");
        let confirm = actions(&town.get(&tomasz, page).await, "/confirm").remove(0);
        town.submit(&jadwiga, page, &confirm, &[]).await.expect(403);
        town.submit(&halina, "/osiedle/me", &confirm, &[]).await.expect(403);
        assert_eq!(town.submit(&tomasz, page, &confirm, &[]).await.leads_to(), page);
        town.get(&halina, "/osiedle/desk").await.expect(200);

        let member = halina.member.unwrap().to_string();
        let held = [("member", member.as_str()), ("role", "desk")];
        let revoked = town.submit(&jadwiga, page, "/osiedle/roles/revoke", &held).await;
        assert_eq!(revoked.leads_to(), page, "one alone may take it away");
        town.get(&halina, "/osiedle/desk").await.expect(403);
        let log = town.get(&halina, "/osiedle/me/log").await.expect(200);
        assert!(!log.words().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_from_the_desk_lets_back_in_and_ends_everything_else() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let halina = town.neighbour("Halina").await;
        let card = town.submit(&halina, "/osiedle/me/card", "/osiedle/me/card", &[]).await;
        let card = card.expect(200).all(".code").remove(0);
        let person = format!("/osiedle/desk/people/{}", halina.member.unwrap());
        let reason = [("reason", "Zgubiona torebka")];
        let letter = town.submit(&irena, &person, &format!("{person}/letter"), &reason).await;
        let code = letter.expect(200).all(".code").remove(0);

        let phone = town.visitor();
        let door = "/osiedle/sign-in/letter";
        let in_by = async |who: &Somebody, door: &str, code: &str| {
            town.submit(who, door, door, &[("code", code)]).await
        };
        in_by(&phone, "/osiedle/sign-in/card", &code).await.expect(422);
        assert_eq!(in_by(&phone, door, &code).await.leads_to(), "/osiedle/me/card");
        town.get(&phone, "/osiedle/me").await.expect(200);
        assert!(town.get(&halina, "/osiedle/me").await.asks_to_sign_in());
        let lost = town.visitor();
        in_by(&lost, "/osiedle/sign-in/card", &card).await.expect(422);
        in_by(&lost, door, &code).await.expect(422);

        // somebody with a role: asked for by one at the desk, printed by another
        let maria = town.with_roles("Maria", &[Role::Desk]).await;
        let officer = town.with_roles("Marek", &[Role::Officer]).await;
        let person = format!("/osiedle/desk/people/{}", officer.member.unwrap());
        let waits = town.submit(&irena, &person, &format!("{person}/letter"), &reason).await;
        assert_eq!(waits.leads_to(), "/osiedle/desk");
        let which = |page: &Answer| page.attributes("form[action$='letters/print'] input[name=id]", "value");
        assert!(which(&town.get(&irena, "/osiedle/desk").await).is_empty());
        let id = which(&town.get(&maria, "/osiedle/desk").await).remove(0);
        let print = "/osiedle/desk/letters/print";
        town.submit(&irena, "/osiedle/me", print, &[("id", &id)]).await.expect(403);
        let printed = town.submit(&maria, "/osiedle/desk", print, &[("id", &id)]).await.expect(200);
        assert_eq!(
            in_by(&town.visitor(), door, &printed.all(".code")[0]).await.leads_to(),
            "/osiedle/me/card"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_neighbours_vouch_and_one_may_take_the_word_back() {
    on_both(people::SLICES, async |town| {
        let olena = town.newcomer("Olena").await;
        let (zofia, adam) = (town.neighbour("Zofia").await, town.neighbour("Adam").await);
        let page = "/osiedle/vouching";
        let vouched = async || !town.get(&olena, page).await.expect(200).all("#count").is_empty();
        let code = introduced(&town, &olena).await;
        let vouch = async |who: &Somebody| town.submit(who, page, page, &[("code", &code)]).await;
        vouch(&olena).await.expect(403);
        assert_eq!(vouch(&zofia).await.leads_to(), page);
        vouch(&zofia).await;
        assert!(!vouched().await, "one neighbour alone, also twice, does not suffice");
        assert_eq!(vouch(&adam).await.leads_to(), page);
        assert!(vouched().await);
        let member = olena.member.unwrap().to_string();
        town.submit(&adam, page, "/osiedle/vouching/withdraw", &[("id", &member)]).await;
        assert!(!vouched().await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_after_thirty_minutes_and_its_log_can_be_seen() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let halina = town.neighbour("Halina").await;
        let id = halina.member.unwrap().to_string();
        let person = format!("/osiedle/desk/people/{id}");
        let fields = [("member", id.as_str()), ("reason", "Zmiana telefonu")];
        town.submit(&irena, &person, &format!("{person}/start"), &fields).await;
        let whose = async || town.get(&irena, "/osiedle/me").await.expect(200).all("h1").remove(0);
        let changed = [
            ("name", "Halina"),
            ("locale", "pl"),
            ("reach_way", "phone"),
            ("reach_value", "12 345 67 89"),
            ("version", "1"),
        ];
        let edit = "/osiedle/me/edit";
        assert_eq!(town.submit(&irena, edit, edit, &changed).await.leads_to(), "/osiedle/desk/visit");
        town.clock.pass_seconds(20 * 60);
        assert_eq!(whose().await, "Halina");
        town.clock.pass_seconds(10 * 60 + 1);
        assert_eq!(whose().await, "Irena", "nobody has to end it");

        let log = town.get(&halina, "/osiedle/me/log").await.expect(200);
        for word in ["Irena", "Zmiana telefonu"] {
            assert!(log.words().contains(word), "{word}: {}", log.words());
        }
        let me = town.get(&halina, "/osiedle/me").await;
        assert!(me.words().contains("+48123456789"));
        let others = town.neighbour("Zofia").await;
        town.get(&others, &format!("{person}/log")).await.expect(403);
    })
    .await;
}
