//! Two people for every role.

use crate::town::{Town, on_both, refused};
use kernel::{Code, Role};
use people::roles;

#[tokio::test(flavor = "multi_thread")]
async fn a_role_takes_two_people_and_ends_by_one() {
    on_both(async |town: Town| {
        let first = town.member("Jadwiga", &[Role::Administrator]).await;
        let second = town.member("Tomasz", &[Role::Administrator]).await;
        let newcomer = town.member("Zofia", &[]).await;
        let (jadwiga, tomasz) = (town.actor(first), town.actor(second));

        // not for oneself, not by just anybody
        let own = roles::propose(&town.store, jadwiga, first, Role::Desk, String::new()).await;
        assert_eq!(refused(own), Code::Forbidden);
        let by_resident =
            roles::propose(&town.store, town.actor(newcomer), second, Role::Desk, String::new()).await;
        assert_eq!(refused(by_resident), Code::Forbidden);

        let reason = "Zna wszystkich na Willowym".to_owned();
        let proposal =
            roles::propose(&town.store, jadwiga, newcomer, Role::Desk, reason.clone()).await.unwrap();
        let again = roles::propose(&town.store, tomasz, newcomer, Role::Desk, reason).await;
        assert_eq!(refused(again), Code::Conflict);

        // the proposer cannot confirm, nor can somebody without the role
        assert_eq!(refused(roles::confirm(&town.store, jadwiga, proposal).await), Code::Forbidden);
        assert_eq!(
            refused(roles::confirm(&town.store, town.actor(newcomer), proposal).await),
            Code::Forbidden
        );
        assert!(standing(&town, newcomer).await.roles.is_empty());

        roles::confirm(&town.store, tomasz, proposal).await.unwrap();
        assert_eq!(standing(&town, newcomer).await.roles, [Role::Desk]);
        assert_eq!(refused(roles::confirm(&town.store, tomasz, proposal).await), Code::NotFound);

        let held = town.store.read(jadwiga, roles::held).await.unwrap();
        let desk = held.iter().find(|held| held.role == Role::Desk).unwrap();
        assert_eq!(desk.proposed_by.as_deref(), Some("Jadwiga"));
        assert_eq!(desk.confirmed_by.as_deref(), Some("Tomasz"));

        roles::revoke(&town.store, tomasz, newcomer, Role::Desk).await.unwrap();
        assert!(standing(&town, newcomer).await.roles.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_to_be_administrator_does_not_confirm_themselves_and_the_last_one_stays() {
    on_both(async |town: Town| {
        let first = town.member("Jadwiga", &[Role::Administrator]).await;
        let only = roles::revoke(&town.store, town.actor(first), first, Role::Administrator).await;
        assert_eq!(refused(only), Code::Conflict);
        let second = town.member("Tomasz", &[Role::Administrator]).await;
        let officer = roles::propose(&town.store, town.actor(first), second, Role::Officer, String::new());
        let officer = officer.await.unwrap();
        assert_eq!(refused(roles::confirm(&town.store, town.actor(second), officer).await), Code::Forbidden);
        // now there are two, so one may go
        roles::revoke(&town.store, town.actor(second), first, Role::Administrator).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_of_one_neighbourhood_are_nothing_in_another() {
    on_both(async |town: Town| {
        let first = town.member("Jadwiga", &[Role::Administrator]).await;
        let there = kernel::Actor::member(town.other, first);
        let read = town.store.read(there, move |seen| seen.standing(first)).await.unwrap();
        assert!(read.is_none());
    })
    .await;
}

async fn standing(town: &Town, member: kernel::MemberId) -> kernel::Standing {
    town.store.read(town.actor(member), move |seen| seen.standing(member)).await.unwrap().unwrap()
}
