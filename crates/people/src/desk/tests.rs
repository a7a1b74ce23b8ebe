//! At the desk and on the phone.

use crate::town::{Town, on_both, profile, refused};
use kernel::{Actor, Channel, Code, Role};
use people::desk::{self, Received};
use people::{Directory, member, sign_in, vouching};
use web::Identify;

fn received(name: &str) -> Received {
    let word = Some("żółta konewka".to_owned());
    Received {
        profile: profile(name),
        word,
        paper: "17/2026".into(),
        reason: "Pierwsza wizyta".into(),
        younger: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_mail_is_received_and_helped_for_thirty_minutes() {
    on_both(async |town: Town| {
        let helper = town.member("Irena", &[Role::Desk]).await;
        let session = town.session(helper).await;
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        let helping = async || {
            directory.forget();
            let person = directory.person(&here, &session).await.unwrap();
            person.and_then(|person| person.helping.clone())
        };
        assert!(helping().await.is_none());
        let stefania = desk::receive(
            &town.store,
            town.actor(helper),
            kernel::Key::random(),
            &session,
            received("Stefania"),
        )
        .await
        .unwrap();
        let visit = helping().await.unwrap();
        assert_eq!((visit.member, visit.channel), (stefania, Channel::Desk));

        let acting = Actor { for_member: Some(stefania), channel: Channel::Desk, ..town.actor(helper) };
        let allowed = town.store.read(acting, move |seen| seen.allow(&member::ReadMember(stefania))).await;
        assert_eq!(allowed.unwrap().profile.name, "Stefania");
        // what is not for the desk: sessions, cards, programs, roles
        assert_eq!(refused(sign_in::make_card(&town.store, acting, stefania).await), Code::Forbidden);
        let program = sign_in::make_program(&town.store, acting, stefania, String::new()).await;
        assert_eq!(refused(program), Code::Forbidden);
        let role = people::roles::propose(&town.store, acting, helper, Role::Editor, String::new()).await;
        assert_eq!(refused(role), Code::Forbidden);

        let log = town.store.read(town.actor(stefania), move |seen| {
            seen.allow(&member::ReadLog(stefania))?;
            desk::visits_of(seen, stefania, store::ALL)
        });
        let log = log.await.unwrap();
        assert_eq!(log[0].helper.as_deref(), Some("Irena"));
        assert_eq!(log[0].reason, "Pierwsza wizyta");

        town.clock.pass_seconds(29 * 60);
        assert!(helping().await.is_some());
        // what ends by itself needs no word to the memory
        town.clock.pass_seconds(59);
        assert!(directory.person(&here, &session).await.unwrap().unwrap().helping.is_some());
        town.clock.pass_seconds(2);
        assert!(directory.person(&here, &session).await.unwrap().unwrap().helping.is_none());
        assert!(helping().await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_phone_only_with_the_word_and_one_press_ends_it() {
    on_both(async |town: Town| {
        let helper = town.member("Irena", &[Role::Desk]).await;
        let session = town.session(helper).await;
        let actor = town.actor(helper);
        let stefania =
            desk::receive(&town.store, actor, kernel::Key::random(), &session, received("Stefania"))
                .await
                .unwrap();
        desk::end(&town.store, actor, &session).await.unwrap();
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        let helping = async || {
            directory.forget();
            directory
                .person(&here, &session)
                .await
                .unwrap()
                .unwrap()
                .helping
                .as_ref()
                .map(|visit| visit.channel)
        };
        assert_eq!(helping().await, None);
        let start = async |word: Option<&str>| {
            let word = word.map(str::to_owned);
            desk::start(&town.store, actor, &session, stefania, word, "Dzwoni w sprawie żarówki".into()).await
        };
        assert_eq!(refused(start(Some("konewka")).await), Code::Invalid);
        assert_eq!(helping().await, None);
        start(Some("Zolta Konewka")).await.unwrap();
        assert_eq!(helping().await, Some(Channel::Phone));
        start(None).await.unwrap();
        assert_eq!(helping().await, Some(Channel::Desk));
        desk::end(&town.store, actor, &session).await.unwrap();
        assert_eq!(helping().await, None);

        let resident = town.member("Halina", &[]).await;
        let theirs = town.session(resident).await;
        let tried =
            desk::start(&town.store, town.actor(resident), &theirs, stefania, None, String::new()).await;
        assert_eq!(refused(tried), Code::Forbidden);
        let own = desk::start(&town.store, actor, &session, helper, None, String::new()).await;
        assert_eq!(refused(own), Code::Forbidden);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_ends_ends_the_visit() {
    on_both(async |town: Town| {
        let helper = town.member("Irena", &[Role::Desk]).await;
        let administrator = town.member("Jadwiga", &[Role::Administrator]).await;
        let session = town.session(helper).await;
        let stefania = desk::receive(
            &town.store,
            town.actor(helper),
            kernel::Key::random(),
            &session,
            received("Stefania"),
        )
        .await
        .unwrap();
        people::roles::revoke(&town.store, town.actor(administrator), helper, Role::Desk).await.unwrap();
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        assert!(directory.person(&here, &session).await.unwrap().unwrap().helping.is_none());
        let acting = Actor { for_member: Some(stefania), channel: Channel::Desk, ..town.actor(helper) };
        let read = town.store.read(acting, move |seen| seen.allow(&member::ReadMember(stefania))).await;
        assert_eq!(refused(read.map(|_| ())), Code::Forbidden);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_for_somebody_with_a_role_takes_two_people() {
    on_both(async |town: Town| {
        let one = town.member("Irena", &[Role::Desk]).await;
        let two = town.member("Oksana", &[Role::Desk]).await;
        let officer = town.member("Marek", &[Role::Officer]).await;
        let ask =
            desk::ask_for_letter(&town.store, &town.sealed, town.actor(one), officer, "Zgubił kartę".into());
        assert_eq!(ask.await.unwrap(), desk::AskedForLetter::Waits);
        let waiting = town.store.read(town.actor(one), desk::waiting).await.unwrap();
        let letter = waiting[0].id;
        let own = desk::print_letter(&town.store, &town.sealed, town.actor(one), letter).await;
        assert_eq!(refused(own), Code::Forbidden);
        let code = desk::print_letter(&town.store, &town.sealed, town.actor(two), letter).await.unwrap();
        let again = desk::print_letter(&town.store, &town.sealed, town.actor(two), letter).await;
        assert_eq!(refused(again), Code::NotFound);
        assert_eq!(refused(desk::issue_card(&town.store, town.actor(one), officer).await), Code::Forbidden);

        town.clock.pass_seconds(8 * 86_400);
        let late =
            people::recovery::by_letter(&town.store, &town.sealed, town.id, &code, String::new()).await;
        assert!(matches!(late.unwrap(), sign_in::Entrance::Wrong), "seven days");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_neighbours_suffice_and_one_does_not() {
    on_both(async |town: Town| {
        let newcomer = town.member("Olena", &[]).await;
        let vouched = async || {
            let read = town.store.read(town.actor(newcomer), move |seen| seen.standing(newcomer));
            read.await.unwrap().unwrap().vouched
        };
        let neighbours =
            [town.member("Zofia", &[Role::Editor]).await, town.member("Adam", &[Role::Animator]).await];
        let (code, _) = member::introduce(&town.store, town.actor(newcomer), newcomer).await.unwrap();
        let own = vouching::vouch_by_code(&town.store, town.actor(newcomer), code.clone()).await;
        assert_eq!(refused(own), Code::NotVouched);
        vouching::vouch_by_code(&town.store, town.actor(neighbours[0]), code.clone()).await.unwrap();
        vouching::vouch_by_code(&town.store, town.actor(neighbours[0]), code.clone()).await.unwrap();
        assert!(!vouched().await, "the same neighbour twice is one");
        vouching::vouch_by_code(&town.store, town.actor(neighbours[1]), code.clone()).await.unwrap();
        assert!(vouched().await);
        vouching::withdraw(&town.store, town.actor(neighbours[1]), newcomer).await.unwrap();
        assert!(!vouched().await);
        town.clock.pass_seconds(7 * 86_400 + 1);
        let late = vouching::vouch_by_code(&town.store, town.actor(neighbours[1]), code).await;
        assert_eq!(refused(late), Code::Invalid);
    })
    .await;
}
