//! Coming in, and not coming in.

use crate::town::{Town, on_both, refused};
use kernel::{Actor, Code, Key, Locale};
use people::sign_in::{self, AskedLetter, Entrance, Joining};
use people::{Directory, vouching};
use web::Identify;

fn came_in(entrance: &Entrance) -> bool {
    matches!(entrance, Entrance::In { .. })
}

struct Mailed {
    request: Key,
    token: String,
    digits: String,
}

async fn mailed(town: &Town, email: &str) -> Mailed {
    let asked = sign_in::ask(&town.store, town.id, email, None, String::new(), Locale::Pl).await.unwrap();
    match asked.letter {
        AskedLetter::Open { token, digits, .. } => Mailed { request: asked.request, token, digits },
        AskedLetter::Nobody => panic!("nobody is called {email}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_opens_once_by_link_or_digits_and_for_ten_minutes() {
    on_both(async |town: Town| {
        town.member("Halina", &[]).await;
        let (store, id) = (&town.store, town.id);
        let link =
            async |token: &str| came_in(&sign_in::by_link(store, id, token, String::new()).await.unwrap());
        let digits = async |mail: &Mailed| {
            came_in(&sign_in::by_digits(store, id, mail.request, &mail.digits, String::new()).await.unwrap())
        };

        let mail = mailed(&town, "HALINA@example.org ").await;
        assert!(sign_in::link_is_good(store, id, &mail.token).await.unwrap());
        assert!(sign_in::link_is_good(store, id, &mail.token).await.unwrap(), "looking changes nothing");
        assert!(link(&mail.token).await);
        assert!(!link(&mail.token).await, "single use");
        assert!(!digits(&mail).await, "used by its link");

        let mail = mailed(&town, "halina@example.org").await;
        assert!(digits(&mail).await);
        assert!(!link(&mail.token).await, "used by its digits");

        let mail = mailed(&town, "halina@example.org").await;
        town.clock.pass_seconds(599);
        assert!(sign_in::link_is_good(store, id, &mail.token).await.unwrap());
        town.clock.pass_seconds(1);
        assert!(!sign_in::link_is_good(store, id, &mail.token).await.unwrap());
        assert!(!link(&mail.token).await, "too old");
        assert!(!digits(&mail).await, "too old");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_wrong_digits_use_a_letter_up() {
    on_both(async |town: Town| {
        town.member("Halina", &[]).await;
        let mail = mailed(&town, "halina@example.org").await;
        let wrong = if mail.digits == "000000" { "111111" } else { "000000" };
        for _ in 0..3 {
            let tried =
                sign_in::by_digits(&town.store, town.id, mail.request, wrong, String::new()).await.unwrap();
            assert!(!came_in(&tried));
        }
        let right = sign_in::by_digits(&town.store, town.id, mail.request, &mail.digits, String::new());
        assert!(!came_in(&right.await.unwrap()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_opens_another_door() {
    on_both(async |town: Town| {
        let halina = town.member("Halina", &[]).await;
        let (store, id) = (&town.store, town.id);
        let actor = town.actor(halina);
        let session = town.session(halina).await;
        let program = sign_in::make_program(store, actor, halina, "zegar".into()).await.unwrap();
        let card = sign_in::make_card(store, actor, halina).await.unwrap();
        let (introduction, _) = people::member::introduce(store, actor, halina).await.unwrap();
        let vouched = town.member("Zofia", &[kernel::Role::Editor]).await;
        let slip = vouching::invite(store, town.actor(vouched), 1).await.unwrap().remove(0);
        let letter = people::desk::ask_for_letter(
            store,
            &town.sealed,
            town.actor(town.member("Irena", &[kernel::Role::Desk]).await),
            halina,
            String::new(),
        );
        let people::desk::AskedForLetter::Print(letter) = letter.await.unwrap() else { panic!("no letter") };
        let mail = mailed(&town, "halina@example.org").await;

        let secrets = [&session, &program, &card, &introduction, &slip, &letter, &mail.token, &mail.digits];
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        let there = directory.community("inne").await.unwrap().unwrap();
        for secret in secrets {
            let is = |mine: &String| std::ptr::eq(secret, mine);
            let opened = directory.person(&here, secret).await.unwrap().is_some();
            assert_eq!(opened, is(&session), "cookie");
            let opened = directory.bearer(&here, secret).await.unwrap().is_some();
            assert_eq!(opened, is(&program), "bearer");
            assert!(directory.bearer(&there, secret).await.unwrap().is_none(), "another neighbourhood");
            assert!(directory.person(&there, secret).await.unwrap().is_none(), "not a member there");
            let elsewhere = sign_in::by_link(store, town.other, secret, String::new()).await.unwrap();
            assert!(!came_in(&elsewhere), "another neighbourhood");
            let elsewhere =
                people::recovery::by_letter(store, &town.sealed, town.other, secret, String::new())
                    .await
                    .unwrap();
            assert!(!came_in(&elsewhere), "another neighbourhood");
            if !is(&mail.token) {
                assert!(!came_in(&sign_in::by_link(store, id, secret, String::new()).await.unwrap()));
            }
            if !is(&card) {
                assert!(!came_in(&sign_in::by_card(store, id, secret, String::new()).await.unwrap()));
            }
            if !is(&letter) {
                let entered =
                    people::recovery::by_letter(store, &town.sealed, id, secret, String::new()).await;
                assert!(!came_in(&entered.unwrap()));
            }
            if !is(&slip) {
                assert_eq!(refused(vouching::use_invitation(store, actor, secret).await), Code::Invalid);
            }
            if !is(&introduction) {
                let vouching = vouching::vouch_by_code(store, town.actor(vouched), secret.clone()).await;
                assert_eq!(refused(vouching), Code::Invalid);
            }
        }
        // and each at its own door; the letter last, since it ends all else
        assert!(came_in(&sign_in::by_card(store, id, &card, String::new()).await.unwrap()));
        assert!(came_in(&sign_in::by_link(store, id, &mail.token, String::new()).await.unwrap()));
        vouching::use_invitation(store, actor, &slip).await.unwrap();
        assert_eq!(refused(vouching::use_invitation(store, actor, &slip).await), Code::Invalid);
        vouching::vouch_by_code(store, town.actor(vouched), introduction).await.unwrap();
        let entered =
            people::recovery::by_letter(store, &town.sealed, id, &letter, String::new()).await.unwrap();
        assert!(came_in(&entered));
        let again =
            people::recovery::by_letter(store, &town.sealed, id, &letter, String::new()).await.unwrap();
        assert!(!came_in(&again), "single use");
        directory.forget();
        assert!(directory.person(&here, &session).await.unwrap().is_none(), "the letter ended all sessions");
        assert!(!came_in(&sign_in::by_card(store, id, &card, String::new()).await.unwrap()), "and the card");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_leaves_the_same_row_which_opens_nothing() {
    on_both(async |town: Town| {
        town.member("Halina", &[]).await;
        let before = town.store.statements();
        sign_in::ask(&town.store, town.id, "halina@example.org", None, String::new(), Locale::Pl)
            .await
            .unwrap();
        let known = town.store.statements() - before;
        let before = town.store.statements();
        let asked = sign_in::ask(&town.store, town.id, "nikt@example.org", None, String::new(), Locale::Pl)
            .await
            .unwrap();
        let unknown = town.store.statements() - before;
        assert!(matches!(asked.letter, AskedLetter::Nobody));
        assert!(known.abs_diff(unknown) <= 2, "{known} statements against {unknown}");
        for digits in ["000000", "123456"] {
            let tried = sign_in::by_digits(&town.store, town.id, asked.request, digits, String::new()).await;
            assert!(!came_in(&tried.unwrap()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_by_mail_waits_for_the_mail_and_finds_who_is_here_already() {
    on_both(async |town: Town| {
        let (store, id) = (&town.store, town.id);
        let joining = Joining { name: "Olena".into(), locale: "uk".into(), younger: None };
        let count = async || {
            let read = town.store.read(Actor::visitor(id), people::member::count);
            read.await.unwrap()
        };
        let asked =
            sign_in::ask(store, id, "olena@example.org", Some(joining.clone()), String::new(), Locale::Uk)
                .await;
        let asked = asked.unwrap();
        assert_eq!(count().await, 0, "nobody is here before the mail is known to be theirs");
        let AskedLetter::Open { token, joins: true, .. } = asked.letter else { panic!("no letter") };
        let Entrance::In { member, joined: true, .. } =
            sign_in::by_link(store, id, &token, String::new()).await.unwrap()
        else {
            panic!("did not come in")
        };
        let vouched =
            store.read(town.actor(member), move |seen| seen.standing(member)).await.unwrap().unwrap();
        assert!(!vouched.vouched);

        let asked =
            sign_in::ask(store, id, "olena@example.org", Some(joining.clone()), String::new(), Locale::Uk)
                .await;
        let AskedLetter::Open { token, joins: false, .. } = asked.unwrap().letter else {
            panic!("no letter")
        };
        let Entrance::In { member: again, joined: false, .. } =
            sign_in::by_link(store, id, &token, String::new()).await.unwrap()
        else {
            panic!("did not come in")
        };
        assert_eq!(again, member, "the same person, not a second one");
        assert_eq!(count().await, 1);

        // the same person in another neighbourhood: another member
        let asked =
            sign_in::ask(store, town.other, "olena@example.org", Some(joining), String::new(), Locale::Uk);
        let AskedLetter::Open { token, joins: true, .. } = asked.await.unwrap().letter else {
            panic!("no letter")
        };
        let Entrance::In { member: there, .. } =
            sign_in::by_link(store, town.other, &token, String::new()).await.unwrap()
        else {
            panic!("did not come in")
        };
        assert_ne!(there, member);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_beats_the_memory_of_thirty_seconds() {
    on_both(async |town: Town| {
        let first = town.member("Jadwiga", &[kernel::Role::Administrator, kernel::Role::Editor]).await;
        town.member("Tomasz", &[kernel::Role::Administrator]).await;
        let session = town.session(first).await;
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        let roles =
            async || directory.person(&here, &session).await.unwrap().map(|person| person.roles.len());
        assert_eq!(roles().await, Some(2));
        let before = town.store.statements();
        assert_eq!(roles().await, Some(2));
        assert_eq!(town.store.statements(), before, "from memory");

        people::roles::revoke(&town.store, town.actor(first), first, kernel::Role::Editor).await.unwrap();
        directory.forget();
        assert_eq!(roles().await, Some(1));

        sign_in::end_sessions(&town.store, town.actor(first), first).await.unwrap();
        directory.forget();
        assert_eq!(roles().await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_when_idle_and_sooner_with_a_role() {
    on_both(async |town: Town| {
        let officer = town.member("Marek", &[kernel::Role::Officer]).await;
        let resident = town.member("Halina", &[]).await;
        let sessions = [town.session(officer).await, town.session(resident).await];
        let directory = Directory::new(town.store.clone());
        let here = directory.community("huta").await.unwrap().unwrap();
        let inside = async |who: usize| directory.person(&here, &sessions[who]).await.unwrap().is_some();
        for _ in 0..20 {
            town.clock.pass_seconds(29 * 60);
            assert!(inside(0).await, "used every 29 minutes");
        }
        town.clock.pass_seconds(31 * 60);
        assert!(!inside(0).await, "31 minutes without a sign of life");
        assert!(inside(1).await);
        directory.note().await.unwrap();
        let anew = Directory::new(town.store.clone()); // as after a restart
        town.clock.pass_seconds(13 * 86_400);
        assert!(anew.person(&here, &sessions[1]).await.unwrap().is_some());
        anew.note().await.unwrap();
        town.clock.pass_seconds(13 * 86_400);
        assert!(anew.person(&here, &sessions[1]).await.unwrap().is_some());
        town.clock.pass_seconds(5 * 86_400);
        assert!(anew.person(&here, &sessions[1]).await.unwrap().is_none(), "30 days at the longest");
    })
    .await;
}
