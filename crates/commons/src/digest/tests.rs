//! General news over some weeks.

use crate::sending::{Post, SLICES, reached_by};
use axum::body::Body;
use axum::http::{Request, header};
use commons::digest::send;
use commons::items::{self, Audience, NewItem, Stage, Words};
use kernel::{Actor, Grant, Locale, MemberId, Role};
use people::member::Way;
use std::sync::atomic::Ordering;
use store::{Act, Snapshot};
use testkit::{Somebody, Town, on_both};
use web::{ItemKind, Pillar};

static KIND: ItemKind = ItemKind {
    key: "story",
    path: |item| format!("/stories/{}", item.slug),
    label: |_| "Opowieść",
    pillar: Pillar::Belonging,
};

struct Publish;

impl Act for Publish {
    const NAME: &'static str = "test.publish";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "a test";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> store::Result<()> {
        Ok(())
    }
}

async fn publish(town: &Town, title: &str, audience: Audience) {
    publish_of(town, title, audience, "story", None).await;
}

async fn publish_of(
    town: &Town,
    title: &str,
    audience: Audience,
    kind: &'static str,
    owner: Option<MemberId>,
) {
    let words =
        Words { title: title.into(), summary: String::new(), body: format!("Dawno temu **{title}**.") };
    let write = move |tx: &store::Tx<'_>| {
        let permit = tx.permit(Publish)?;
        let new = NewItem {
            kind,
            slug: String::new(),
            owner,
            origin: Locale::Pl,
            stage: Stage::Live,
            audience,
            sample: false,
            area: String::new(),
            ends_at: None,
        };
        items::create(tx, &permit, &new, &words).map(|_| ())
    };
    town.app.store.write(Actor::operator(town.community), write).await.unwrap();
}

async fn sends(town: &Town, post: &Post) -> usize {
    send(&town.app.store, &post.roads(), &[&KIND], town.community).await.unwrap()
}

async fn rhythm(town: &Town, member: MemberId, rhythm: commons::reach::Rhythm) {
    let write = move |tx: &store::Tx<'_>| {
        let found = people::member::by_id(tx, member)?.unwrap();
        let wish = commons::reach::Wish { rhythm, ..commons::reach::Wish::usual(Way::Mail) };
        commons::reach::acts::change(tx, member, found.version, &found.profile.reach, &wish)
    };
    town.app.store.write(Actor::member(town.community, member), write).await.unwrap();
}

const HOUR: i64 = 3600;

#[tokio::test(flavor = "multi_thread")]
async fn at_most_once_a_week_over_five_weeks_and_with_the_words() {
    on_both(&SLICES, async |town: Town| {
        reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        let never = reached_by(&town, "Anna", Way::Mail, "anna@example.org").await;
        rhythm(&town, never, commons::reach::Rhythm::Never).await;
        let post = Post::default();
        let mut sent_at = Vec::new();
        for hour in 0..5 * 7 * 24 {
            // in the fourth week nothing happens
            if hour % 60 == 0 && !(21 * 24..28 * 24).contains(&hour) {
                publish(&town, &format!("Latawiec-{hour}"), Audience::Public).await;
            }
            for _ in 0..2 {
                if sends(&town, &post).await > 0 {
                    sent_at.push(hour);
                }
            }
            town.clock.pass_seconds(HOUR);
        }
        assert!(sent_at.windows(2).all(|pair| pair[1] - pair[0] >= 7 * 24 - 1), "{sent_at:?}");
        let letters = post.letters.lock().unwrap();
        assert!((3..=5).contains(&letters.len()), "{}", letters.len());
        assert!(letters.iter().all(|letter| letter.to == "ewa@example.org"));
        let all: String = letters.iter().map(|letter| letter.text.clone()).collect();
        assert!(all.contains("Opowieść: Latawiec-0\nDawno temu Latawiec-0."), "{all}");
        assert_eq!(all.matches("Opowieść: Latawiec-60\n").count(), 1, "each piece of news once");
        assert!(letters[0].text.contains("https://huta.example/osiedle/stories/"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_sending_and_marking_sends_no_second_one() {
    on_both(&SLICES, async |town: Town| {
        reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        publish(&town, "Latawiec", Audience::Public).await;
        let post = Post::default();
        town.clock.pass_seconds(3 * 24 * HOUR);
        post.breaks.store(true, Ordering::SeqCst);
        sends(&town, &post).await;
        post.breaks.store(false, Ordering::SeqCst);
        for _ in 0..6 * 24 {
            town.clock.pass_seconds(HOUR);
            sends(&town, &post).await;
        }
        assert_eq!(post.letters.lock().unwrap().len(), 1);
        for _ in 0..24 {
            town.clock.pass_seconds(HOUR);
            sends(&town, &post).await;
        }
        let letters = post.letters.lock().unwrap();
        assert_eq!(letters.len(), 2, "the next week's holds what may have got lost");
        assert!(letters[1].text.contains("Latawiec") && letters[0].id != letters[1].id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_day_means_at_most_once_an_hour_and_never_at_night() {
    on_both(&SLICES, async |town: Town| {
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        rhythm(&town, ewa, commons::reach::Rhythm::Soon).await;
        let post = Post::default();
        town.clock.pass_seconds(HOUR);
        for minute in 0..24 * 6 {
            publish(&town, &format!("Latawiec-{minute}"), Audience::Public).await;
            sends(&town, &post).await;
            town.clock.pass_seconds(600);
        }
        let letters = post.letters.lock().unwrap().len();
        assert!((10..=13).contains(&letters), "{letters}");
    })
    .await;
}

/// The link of the first letter, below the host.
fn link(post: &Post) -> String {
    let letters = post.letters.lock().unwrap();
    letters[0].stop.clone().unwrap().trim_start_matches("https://huta.example").to_owned()
}

async fn one_click(town: &Town, who: &Somebody, link: &str) -> u16 {
    let request = who
        .dress(Request::post(link))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"));
    town.send(who, request.unwrap()).await.status.as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_without_signing_in_ends_news_and_opening_the_link_does_not() {
    on_both(&SLICES, async |town: Town| {
        let visitor = town.visitor();
        for (by_program, days) in [(true, 3), (false, 7)] {
            let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
            publish(&town, "Latawiec", Audience::Public).await;
            let post = Post::default();
            town.clock.pass_seconds(days * 24 * HOUR);
            sends(&town, &post).await;
            let link = link(&post);
            let text = post.letters.lock().unwrap()[0].text.clone();
            assert!(text.contains(&format!("bez wchodzenia: https://huta.example{link}\n")), "{text}");
            assert!(text.contains("dawać Ci znać: https://huta.example/osiedle/me/reach"), "{text}");
            let token = link.rsplit('/').next().unwrap().to_owned();
            let wish = async || {
                let read =
                    town.app.store.read(town.operator(), move |seen| commons::reach::store::wish(seen, ewa));
                read.await.unwrap().map(|wish| wish.rhythm)
            };
            town.get(&visitor, &link).await.expect(200);
            assert_eq!(wish().await, None, "whoever looks changes nothing");
            match by_program {
                true => assert_eq!(one_click(&town, &visitor, &link).await, 200),
                false => {
                    let done = town.submit(&visitor, &link, &format!("{link}/now"), &[]).await.expect(200);
                    assert!(done.words().contains("Zapisano"));
                }
            }
            assert_eq!(wish().await, Some(commons::reach::Rhythm::Never));
            let wrong = link.replace(&token, &"0".repeat(64));
            assert_eq!(one_click(&town, &visitor, &wrong).await, 403);
            assert!(town.get(&visitor, &wrong).await.turns_away());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_paper_ways_news_are_a_line_for_the_desk() {
    on_both(&SLICES, async |town: Town| {
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let genowefa = reached_by(&town, "Genowefa", Way::Letter, "os. Willowe 5").await;
        publish(&town, "Latawiec", Audience::Public).await;
        let post = Post::default();
        town.clock.pass_seconds(3 * 24 * HOUR);
        assert_eq!(sends(&town, &post).await, 0, "paper only for who asked for it");
        rhythm(&town, genowefa, commons::reach::Rhythm::Weekly).await;
        for _ in 0..3 {
            sends(&town, &post).await;
        }
        let desk_again = town.with_roles("Oksana", &[Role::Desk]).await;
        let list = town.get(&desk_again, "/osiedle/desk/calls").await.expect(200);
        assert!(list.words().contains("Latawiec") && list.words().contains("Wydrukuj dla: Genowefa"));
        assert_eq!(list.all("article").len(), 1, "once");
        assert!(post.letters.lock().unwrap().is_empty());
        drop(desk);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_mail_leaves_news_stand_in_ones_own_list_and_nobody_rings() {
    on_both(&SLICES, async |town: Town| {
        let desk = town.with_roles("Irena", &[Role::Desk]).await;
        let ewa = reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        publish(&town, "Latawiec", Audience::Public).await;
        let spool = people::mail::Spool::new(town.folder().join("mail"), "huta.example");
        let roads = commons::notices::Roads { mail: &spool, sms: None, address: "https://huta.example" };
        town.clock.pass_seconds(3 * 24 * HOUR);
        let mut got = 0;
        for _ in 0..3 {
            got += send(&town.app.store, &roads, &[&KIND], town.community).await.unwrap();
        }
        assert!(got > 0, "they are told once, and not begun again each week");
        let read = move |seen: &store::Snapshot<'_>| commons::notices::inbox(seen, ewa, Locale::Pl, 10);
        let told = town.app.store.read(town.operator(), read).await.unwrap();
        assert_eq!(told.iter().filter(|one| one.said.text.contains("Latawiec")).count(), 1, "{told:?}");
        let desk = town.comes_back(&desk).await;
        assert!(!town.get(&desk, "/osiedle/desk/calls").await.words().contains("Latawiec"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_in_a_letter_what_they_may_not_see() {
    on_both(&SLICES, async |town: Town| {
        reached_by(&town, "Ewa", Way::Mail, "ewa@example.org").await;
        publish(&town, "Latawiec", Audience::Neighbours).await;
        publish(&town, "Tajne", Audience::Desk).await;
        let post = Post::default();
        town.clock.pass_seconds(4 * 24 * HOUR);
        assert_eq!(sends(&town, &post).await, 1);
        let text = post.letters.lock().unwrap()[0].text.clone();
        assert!(text.contains("Latawiec") && !text.contains("Tajne"));
    })
    .await;
}

static NEED: ItemKind = ItemKind { key: store::KEPT_APART, label: |_| "Potrzeba", ..KIND };

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_in_a_letter_what_they_are_kept_apart_from() {
    on_both(&SLICES, async |town: Town| {
        let olha = town.neighbour("Olha").await.member.unwrap();
        for (name, mail) in [("Ewa", "ewa@example.org"), ("Jan", "jan@example.org")] {
            reached_by(&town, name, Way::Mail, mail).await;
        }
        let petro = reached_by(&town, "Petro", Way::Mail, "petro@example.org").await;
        let block = move |tx: &store::Tx<'_>| commons::blocks::acts::block(tx, petro);
        town.app.store.write(Actor::member(town.community, olha), block).await.unwrap();
        publish_of(&town, "Latawiec", Audience::Public, "story", None).await;
        publish_of(&town, "Wózek", Audience::Members, store::KEPT_APART, Some(olha)).await;
        let post = Post::default();
        town.clock.pass_seconds(4 * 24 * HOUR);
        assert_eq!(send(&town.app.store, &post.roads(), &[&KIND, &NEED], town.community).await.unwrap(), 3);
        for letter in post.letters.lock().unwrap().iter() {
            assert!(letter.text.contains("Latawiec"));
            assert_eq!(letter.text.contains("Wózek"), letter.to != "petro@example.org", "{}", letter.to);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_ever_behind_others() {
    on_both(&SLICES, async |town: Town| {
        for number in 0..120 {
            let ewa = reached_by(&town, "Ewa", Way::Mail, &format!("ewa{number}@example.org")).await;
            rhythm(&town, ewa, commons::reach::Rhythm::Soon).await;
        }
        let post = Post::default();
        for piece in 1..=2 {
            town.clock.pass_seconds(2 * HOUR);
            publish(&town, &format!("Latawiec-{piece}"), Audience::Public).await;
            assert_eq!(sends(&town, &post).await, 120, "all of them, in one run");
        }
        let letters = post.letters.lock().unwrap();
        let (first, second) = letters.split_at(120);
        assert!(first.iter().all(|letter| letter.text.contains("Latawiec-1")));
        assert!(second.iter().all(|letter| !letter.text.contains("Latawiec-1\n")), "each piece of news once");
    })
    .await;
}
