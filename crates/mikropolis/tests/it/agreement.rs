//! What waits for a yes to the house agreement, and what never does.

use crate::world::{fill, slices};
use kernel::Role;
use testkit::{Somebody, Town, on_both};

async fn sends(
    town: &Town,
    who: &Somebody,
    page: &str,
    action: &str,
    own: &[(&str, &str)],
) -> testkit::Answer {
    fill(town, who, &format!("/osiedle{page}"), &format!("/osiedle{action}"), own).await
}

/// A version that holds since fifteen days, to which nobody has agreed.
async fn holds(town: &Town, who: &Somebody) {
    let (one, two) =
        (town.with_roles("Jeden", &[Role::Animator]).await, town.with_roles("Dwa", &[Role::Editor]).await);
    let own = [("title", "Cisza"), ("why", "Dzieci wstają wcześnie."), ("body", "Po 22 jest cicho.")];
    let page = sends(town, who, "/agreement/propose", "/agreement/propose", &own).await.leads_to();
    for (who, step) in [(&one, "put-forward"), (&two, "confirm")] {
        town.submit(who, &page, &format!("{page}/{step}"), &[]).await.expect(303);
    }
    town.clock.pass_seconds(16 * 24 * 3600);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_not_agreed_keeps_everything_and_publishes_anew_after_a_yes() {
    on_both(slices(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let place = sends(&town, &ewa, "/places/add", "/places/add", &[("title", "Ławka")]).await.leads_to();
        let thing = [("title", "Wózek"), ("desk_only", "")];
        let need = sends(&town, &ewa, "/needs/new", "/offers/new", &thing).await.expect(303).leads_to();
        holds(&town, &ewa).await;
        let ewa = town.comes_back(&ewa).await;

        // told before a word is typed, with the way on
        for form in ["/osiedle/places/add", "/osiedle/dates/add"] {
            let told = town.get(&ewa, form).await.expect(403);
            assert!(told.words().contains("Jest nowa umowa sąsiedzka"), "{}", told.words());
            assert_eq!(told.attributes("main a.button", "href"), ["/osiedle/agreement"]);
        }
        // what one writes of needs is kept, what is for the desk alone goes there at once
        let form = town.get(&ewa, "/osiedle/needs/new").await.expect(200);
        assert!(form.words().contains("Zapiszemy to jako szkic"), "{}", form.words());
        let draft =
            sends(&town, &ewa, "/needs/new", "/offers/new", &[("title", "Rower"), ("desk_only", "")]).await;
        let draft = draft.expect(303).leads_to();
        assert!(!town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Rower"));
        let refused = town.submit(&ewa, &draft, &format!("{draft}/publish"), &[]).await.expect(403);
        assert!(refused.words().contains("Przeczytaj umowę"), "{}", refused.words());
        let alone = [("title", "Węgiel"), ("desk_only", "1")];
        let alone = sends(&town, &ewa, "/needs/new", "/offers/new", &alone).await.expect(303).leads_to();
        assert!(
            !town
                .get(&ewa, &alone)
                .await
                .expect(200)
                .attributes("form", "action")
                .iter()
                .any(|to| to.ends_with("/publish"))
        );

        // what is hers stays, and she changes and takes it back as before; she says what she thinks
        town.get(&town.visitor(), &need).await.expect(200);
        let edit = format!("{}/edit", place.trim_start_matches("/osiedle"));
        sends(&town, &ewa, &edit, &edit, &[("title", "Ławka nowa")]).await.expect(303);
        let other =
            [("title", "Inaczej"), ("why", "To za wcześnie na ciszę."), ("body", "Po 23 jest cicho.")];
        sends(&town, &ewa, "/agreement/propose", "/agreement/propose", &other).await.expect(303);

        let me = town.get(&ewa, "/osiedle/me").await;
        assert!(me.words().contains("Zanim coś nowego opublikujesz"), "{}", me.words());
        let version = me.attributes("#to-agree a", "href").remove(0);
        town.submit(&ewa, &version, &format!("{version}/agree"), &[]).await.expect(303);
        town.get(&ewa, "/osiedle/places/add").await.expect(200);
        town.submit(&ewa, &draft, &format!("{draft}/publish"), &[]).await.expect(303);
        assert!(town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Rower"));
    })
    .await;
}
