//! Senders that remember what they were handed, and what it takes to tell somebody something.

use commons::notices::{Notice, Roads, Said, tell};
use kernel::{Actor, Grant, Key, Locale, MemberId};
use people::mail::{Forget, HandedOver, Letter, SendMail};
use people::member::{Kind, NewMember, Profile, Reach, Way};
use people::returned::{CameBack, Returned};
use people::sms::{Message, SendSms};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};
use store::{Act, Snapshot};
use testkit::Town;
use web::Slice;

pub static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

/// Takes letters and text messages; on demand it takes them and then breaks down.
#[derive(Default)]
pub struct Post {
    pub letters: Mutex<Vec<Letter>>,
    pub texts: Mutex<Vec<Message>>,
    pub back: Mutex<Vec<Returned>>,
    pub breaks: AtomicBool,
}

impl Post {
    pub fn roads(&self) -> Roads<'_> {
        Roads { mail: self, sms: Some(self), address: "https://huta.example" }
    }
    fn outcome(&self) -> Result<(), String> {
        if self.breaks.load(Ordering::SeqCst) { Err("the line broke".to_owned()) } else { Ok(()) }
    }
}

impl SendMail for Post {
    fn hand_over(&self, letter: Letter) -> HandedOver<'_> {
        self.letters.lock().unwrap().push(letter);
        Box::pin(async { self.outcome() })
    }
    fn forget(&self, _: Forget) -> HandedOver<'_> {
        Box::pin(async { Ok(()) })
    }
    fn returned(&self) -> CameBack<'_> {
        Box::pin(async { Ok(std::mem::take(&mut *self.back.lock().unwrap())) })
    }
}

impl SendSms for Post {
    fn hand_over(&self, message: Message) -> HandedOver<'_> {
        self.texts.lock().unwrap().push(message);
        Box::pin(async { self.outcome() })
    }
    fn forget(&self, _: Forget) -> HandedOver<'_> {
        Box::pin(async { Ok(()) })
    }
}

/// Somebody reached this way.
pub async fn reached_by(town: &Town, name: &str, way: Way, value: &str) -> MemberId {
    reached(town, name, Locale::Pl, Reach { way, value: value.to_owned(), hours: String::new() }).await
}

/// Somebody reached so, in their language.
pub async fn reached(town: &Town, name: &str, locale: Locale, reach: Reach) -> MemberId {
    let profile = Profile { name: name.into(), languages: Vec::new(), locale, about: String::new(), reach };
    let new = NewMember { kind: Kind::Person, profile, email: None, vouched: true, roles: Vec::new() };
    people::member::add(&town.app.store, town.community, new).await.unwrap()
}

/// Something happens.
struct Happens;

impl Act for Happens {
    const NAME: &'static str = "test.happens";
    const WHO: &'static [Grant] = &[Grant::Operator];
    const LAW: &'static str = "a test";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> store::Result<()> {
        Ok(())
    }
}

/// Tells a member something that only concerns them; the form that caused it has this key.
pub async fn tells(town: &Town, member: MemberId, once: Key) {
    let write = move |tx: &store::Tx<'_>| {
        let permit = tx.permit(Happens)?;
        let say = |locale: Locale| match locale {
            Locale::Pl => said("Ktoś odpowiada", "Anna pisze: świetlówka w piątek."),
            Locale::En => said("Somebody answers", "Anna writes: the lamp on Friday."),
            Locale::Uk => said("Хтось відповідає", "Анна пише: лампа в п'ятницю."),
        };
        let notice =
            Notice { kind: "test.told", about: None, by: None, path: "/me/log".to_owned(), say: &say };
        tell(tx, &permit, member, &notice)?;
        Ok(String::new())
    };
    town.app.store.write_once(Actor::operator(town.community), once, write).await.unwrap();
}

fn said(subject: &str, text: &str) -> Said {
    Said { subject: subject.to_owned(), text: text.to_owned() }
}
