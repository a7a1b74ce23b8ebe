//! From cause to reached, by mail and by text message.

use crate::sending::{Post, SLICES, reached, reached_by, tells};
use commons::notices::{Roads, deliver, take_returned};
use kernel::{Key, Locale, MemberId, Role};
use people::mail::{SendMail as _, Spool};
use people::member::{Reach, Way};
use people::sms;
use std::path::Path;
use std::sync::atomic::Ordering;
use testkit::{Town, on_both};

async fn sends(town: &Town, roads: &Roads<'_>) -> usize {
    deliver(&town.app.store, roads, town.community).await.unwrap()
}

/// The report of a mail server on one of our letters.
fn report(letter: &people::mail::Letter) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example.org\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; {}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <{}@huta.example>\r\nSubject: x\r\n\r\nDzień dobry\r\n--b--\r\n",
        letter.to, letter.id
    )
}

async fn calls(town: &Town) -> Vec<commons::notices::Call> {
    town.app.store.read(town.operator(), commons::notices::calls).await.unwrap()
}

async fn is_marked(town: &Town, member: MemberId) -> bool {
    let read = town.app.store.read(town.operator(), move |seen| people::member::by_id(seen, member));
    read.await.unwrap().unwrap().reach_failed.is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_goes_out_once_for_one_cause_and_again_with_the_same_identity_when_the_line_broke() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        let (post, once) = (Post::default(), Key::random());
        for _ in 0..50 {
            tells(&town, ewa, once).await;
        }
        post.breaks.store(true, Ordering::SeqCst);
        assert_eq!(sends(&town, &post.roads()).await, 0);
        post.breaks.store(false, Ordering::SeqCst);
        assert_eq!(sends(&town, &post.roads()).await, 0, "not at once");
        town.clock.pass_seconds(121);
        assert_eq!(sends(&town, &post.roads()).await, 1);
        town.clock.pass_seconds(86_400);
        assert_eq!(sends(&town, &post.roads()).await, 0, "nobody is told twice");
        let letters = post.letters.lock().unwrap();
        assert_eq!(letters.len(), 2, "taken, then lost sight of, then taken");
        assert_eq!(letters[0], letters[1]);
        assert!(letters[0].text.contains("świetlówka") && letters[0].stop.is_none());
        assert!(letters[0].text.contains("https://huta.example/osiedle/me/log"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounce_moves_the_notice_to_the_desk_and_marks_the_address() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        let anna = reached_by(&town, "Anna", Way::Mail, "anna@example.org").await;
        let (post, spool) = (Post::default(), Spool::new(town.folder().join("mail"), "huta.example"));
        tells(&town, ewa, Key::random()).await;
        sends(&town, &post.roads()).await;
        let letter = post.letters.lock().unwrap()[0].clone();
        let roads = Roads { mail: &spool, sms: None, address: "https://huta.example" };

        // a report somebody made up about Anna, who was written nothing
        let forged =
            report(&people::mail::Letter { to: "anna@example.org".into(), id: Key(7), ..letter.clone() });
        spool.take_bounce(&mut forged.as_bytes()).unwrap();
        spool.take_bounce(&mut "Subject: Jestem na urlopie\r\n\r\nWracam w maju.".as_bytes()).unwrap();
        assert_eq!(take_returned(&town.app.store, &roads).await.unwrap(), 0);
        assert!(!is_marked(&town, anna).await && calls(&town).await.is_empty());

        spool.take_bounce(&mut report(&letter).as_bytes()).unwrap();
        assert_eq!(take_returned(&town.app.store, &roads).await.unwrap(), 1);
        assert_eq!(std::fs::read_dir(town.folder().join("mail/bounces")).unwrap().count(), 0);
        assert!(is_marked(&town, ewa).await);
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let list = town.get(&irena, "/osiedle/desk/calls").await.expect(200);
        assert!(list.words().contains("ewa@example.org nie działa") && list.words().contains("świetlówka"));
        // what comes next does not go there
        tells(&town, ewa, Key::random()).await;
        assert_eq!(sends(&town, &post.roads()).await, 0);
        assert_eq!(calls(&town).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_refuses_is_told_by_the_desk_at_once() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        let (post, spool) = (Post::default(), Spool::new(town.folder().join("mail"), "huta.example"));
        for ending in ["refused", "given-up"] {
            tells(&town, ewa, Key::random()).await;
            sends(&town, &post.roads()).await;
            let Some(letter) = post.letters.lock().unwrap().last().cloned() else { panic!("no letter") };
            spool.hand_over(letter.clone()).await.unwrap();
            let file = town.folder().join(format!("mail/{}.eml", letter.id));
            std::fs::rename(&file, file.with_extension(ending)).unwrap();
            let roads = Roads { mail: &spool, sms: None, address: "" };
            assert_eq!(take_returned(&town.app.store, &roads).await.unwrap(), 1);
            assert_eq!(is_marked(&town, ewa).await, ending == "refused");
            // they say the address is right: it is tried again
            let actor = kernel::Actor::member(town.community, ewa);
            let change = move |tx: &store::Tx<'_>| {
                let member = people::member::by_id(tx, ewa)?.unwrap();
                let wish = commons::reach::Wish::usual(Way::Mail);
                commons::reach::acts::change(tx, ewa, member.version, &member.profile.reach, &wish)
            };
            town.app.store.write(actor, change).await.unwrap();
            assert!(!is_marked(&town, ewa).await);
        }
        assert_eq!(calls(&town).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_the_desk_tells_those_who_chose_mail() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        tells(&town, ewa, Key::random()).await;
        let spool = Spool::new(town.folder().join("mail"), "huta.example");
        let roads = Roads { mail: &spool, sms: None, address: "" };
        sends(&town, &roads).await;
        assert_eq!(calls(&town).await[0].way, Way::Desk);
    })
    .await;
}

fn lying(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder).map(|all| all.map(|one| one.unwrap().path()).collect()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_message_makes_sense_alone_says_nothing_private_and_comes_back_to_the_telephone() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Sms, "+48120000012").await;
        let reach = Reach { way: Way::Sms, value: "+48120000013".into(), hours: String::new() };
        let olena = reached(&town, "Olena", Locale::Uk, reach).await;
        let (post, folder) = (Post::default(), town.folder().join("texts"));
        let spool = sms::Spool::new(&folder);
        for member in [ewa, olena] {
            tells(&town, member, Key::random()).await;
        }
        let roads = Roads { mail: &post, sms: Some(&spool), address: "https://huta.example" };
        assert!(calls(&town).await.is_empty(), "the gateway has its turn first");
        assert_eq!(sends(&town, &roads).await, 2);
        let texts: Vec<String> =
            lying(&folder).iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
        for text in &texts {
            let text = text.split_once("\n\n").unwrap().1.trim();
            assert!(sms::fits(text), "{text}");
            assert!(text.contains("Osiedle") && text.contains("+48120000001"), "{text}");
            assert!(!["Anna", "Анна", "lamp", "tlówk"].iter().any(|word| text.contains(word)), "{text}");
        }
        assert!(texts.iter().any(|text| text.contains("Ktos odpowiada")), "{texts:?}");
        // the gateway cannot reach one of them, and is away for the other
        for file in lying(&folder) {
            match std::fs::read_to_string(&file).unwrap().contains("+48120000012") {
                true => std::fs::rename(&file, file.with_extension("failed")).unwrap(),
                false => {
                    let open = std::fs::File::options().write(true).open(&file).unwrap();
                    let then = open.metadata().unwrap().modified().unwrap();
                    open.set_modified(then - std::time::Duration::from_secs(2 * 86_400)).unwrap();
                }
            }
        }
        assert_eq!(take_returned(&town.app.store, &roads).await.unwrap(), 2);
        assert!(lying(&folder).is_empty());
        assert!(is_marked(&town, ewa).await && !is_marked(&town, olena).await);
        assert!(calls(&town).await.iter().all(|call| call.way == Way::Phone));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_gateway_text_messages_are_the_desks() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Sms, "+48120000012").await;
        tells(&town, ewa, Key::random()).await;
        let post = Post::default();
        let roads = Roads { sms: None, ..post.roads() };
        sends(&town, &roads).await;
        town.clock.pass_seconds(301);
        assert_eq!(calls(&town).await[0].way, Way::Sms);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_nobody() {
    let lines = std::sync::Arc::new(std::sync::Mutex::new(Vec::<u8>::new()));
    #[derive(Clone)]
    struct Lines(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let own = Lines(lines.clone());
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || own.clone())
        .init();
    let town = Town::on_sqlite(&SLICES).await;
    let ewa = reached_by(&town, "Ewa-Qx", Way::Mail, "ewa-qx@example.org").await;
    let anna = reached_by(&town, "Anna-Qx", Way::Sms, "+48127776655").await;
    let post = Post::default();
    post.breaks.store(true, Ordering::SeqCst);
    for member in [ewa, anna] {
        tells(&town, member, Key::random()).await;
    }
    for _ in 0..8 {
        sends(&town, &post.roads()).await;
        town.clock.pass_seconds(4000);
    }
    assert_eq!(calls(&town).await.len(), 2, "given up after six tries");
    let spool = Spool::new(town.folder().join("mail"), "huta.example");
    let letter = post.letters.lock().unwrap()[0].clone();
    spool.take_bounce(&mut report(&letter).as_bytes()).unwrap();
    spool.take_bounce(&mut "From: ewa-qx@example.org\r\n\r\nDzień dobry".as_bytes()).unwrap();
    take_returned(&town.app.store, &Roads { mail: &spool, sms: None, address: "" }).await.unwrap();
    let log = String::from_utf8(lines.lock().unwrap().clone()).unwrap();
    assert!(log.contains("could not be handed over"), "something is logged");
    for name in ["ewa-qx", "7776655", "Ewa-Qx", "Anna-Qx", "odpowiada"] {
        assert!(!log.contains(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_list_stands_by_matter_and_is_put_away_by_matter() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        for _ in 0..3 {
            tells(&town, ewa.member.unwrap(), Key::random()).await;
            town.clock.pass_seconds(1);
        }
        let page = "/osiedle/me/notices";
        let shown = town.get(&ewa, page).await.expect(200);
        assert!(
            shown.words().contains("Jedna nowa sprawa")
                && shown.words().contains("2 wcześniejsze wiadomości")
        );
        assert!(town.statements(&ewa, page).await <= 8);
        let action = shown.attributes("form[action$='/seen']", "action").remove(0);
        town.submit(&ewa, page, &action, &[]).await.expect(303);
        assert!(!town.get(&ewa, page).await.words().contains("nowa sprawa"));
        let other = town.neighbour("Anna").await;
        town.submit(&other, "/osiedle/me/reach", &action, &[]).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_goes_the_way_somebody_wants_to_be_reached_now() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        tells(&town, ewa, Key::random()).await;
        let write = move |tx: &store::Tx<'_>| {
            let found = people::member::by_id(tx, ewa)?.unwrap();
            let reach = Reach { way: Way::Phone, value: "12 000 00 33".into(), hours: String::new() };
            let wish = commons::reach::Wish::usual(Way::Phone);
            commons::reach::acts::change(tx, ewa, found.version, &reach, &wish)
        };
        town.app.store.write(kernel::Actor::member(town.community, ewa), write).await.unwrap();
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let calls = town.get(&desk, "/osiedle/desk/calls").await.expect(200);
        assert!(calls.text().contains("tel:120000033"), "{}", calls.words());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_takes_along_has_no_end_of_a_page() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        for _ in 0..130 {
            tells(&town, ewa.member.unwrap(), Key::random()).await;
        }
        let taken = town.get(&ewa, "/osiedle/me/export.json").await.expect(200).json();
        assert_eq!(taken["features"]["notices"].as_array().map(Vec::len), Some(130));
    })
    .await;
}
