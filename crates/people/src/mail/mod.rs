//! Letters by e-mail. Who sends them is decided by the program; without anything
//! set they lie as files in the data folder, where the operator finds them.

mod bounce;
mod smtp;
mod spool;

pub use smtp::{Post, Security, Server};
pub use spool::{Lying, Spool, lying};

use crate::returned::CameBack;
use kernel::Key;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use web::{Erasure, JobRow, Slice};

/// A letter to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for the same letter, however often it is handed over: becomes the `Message-ID`.
    pub id: Key,
    /// The address.
    pub to: String,
    /// The subject. Holds nothing private: it stands on locked screens.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Where one press, without signing in, ends letters of this kind (RFC 8058); none for what concerns one person.
    pub stop: Option<String>,
}

/// What is told once a letter is handed over, or why it was not, for the log.
pub type HandedOver<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Somebody who sends letters.
pub trait SendMail: Send + Sync + 'static {
    /// Takes a letter over. Must take as long for a letter that will not arrive.
    fn hand_over(&self, letter: Letter) -> HandedOver<'_>;
    /// Does away with letters that still lie here.
    fn forget(&self, forget: Forget) -> HandedOver<'_>;
    /// Tries again what could not be sent; nothing where letters only lie as files.
    fn send_waiting(&self) -> HandedOver<'_> {
        Box::pin(async { Ok(()) })
    }
    /// Letters that came back or were refused; each is settled once it was told of.
    fn returned(&self) -> CameBack<'_> {
        Box::pin(async { Ok(Vec::new()) })
    }
    /// Whether letters leave this machine. Where they lie as files, what concerns somebody is told by the desk.
    fn leaves(&self) -> bool {
        true
    }
}

/// Letters of somebody who leaves: those with these keys, and those to these addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forget {
    /// Keys of letters.
    pub ids: Vec<Key>,
    /// Where letters went: addresses and numbers, and names of neighbours who pass things on.
    pub addresses: Vec<String>,
}

impl Forget {
    /// Whether something with this key, to these addresses, is theirs. An address is theirs as a whole: what only
    /// holds it is somebody else's.
    pub(crate) fn is_about(&self, id: Key, to: &[String]) -> bool {
        let theirs = |to: &String| self.addresses.iter().any(|own| own.eq_ignore_ascii_case(to));
        self.ids.contains(&id) || to.iter().any(theirs)
    }
}

static SENDER: OnceLock<Arc<dyn SendMail>> = OnceLock::new();

/// Names the sender of letters for this program's background work. The first one named stays.
pub fn send_through(mail: Arc<dyn SendMail>) {
    let _ = SENDER.set(mail);
}

/// Who sends letters for background work, once named.
pub fn sender() -> Option<&'static Arc<dyn SendMail>> {
    SENDER.get()
}

/// The slice: letters that wait for the mail server.
pub static SLICE: Slice = Slice {
    jobs: &[JobRow {
        name: "mail.send",
        about: "Sends letters that wait for the mail server.",
        every_minutes: Some(1),
        run: |_, _| Box::pin(send_waiting()),
    }],
    erasure: Erasure {
        says: "letters that still lie here, to them or because of them, are removed by the leaving itself",
        erase: None,
    },
    ..Slice::named("mail", "Letters by e-mail: kept until a mail server has them.")
};

async fn send_waiting() -> web::Result<()> {
    match sender() {
        Some(mail) => mail.send_waiting().await.map_err(web::Error::fault),
        None => Ok(()),
    }
}

/// An internationalised message (RFC 5322 with RFC 6532: headers in UTF-8).
pub fn message(letter: &Letter, host: &str) -> String {
    let host = host.split(':').next().unwrap_or_default();
    let stop = letter.stop.as_deref().map(stop_headers).into_iter().flatten();
    let stop: String = stop.map(|(name, value)| format!("{name}: {}\r\n", one_line(&value))).collect();
    format!(
        "Message-ID: <{}@{}>\r\nFrom: Mikropolis <noreply@{}>\r\nTo: {}\r\nSubject: {}\r\n{stop}\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        letter.id,
        one_line(host),
        one_line(host),
        one_line(&letter.to),
        one_line(&letter.subject),
        letter.text.replace("\r\n", "\n").replace('\n', "\r\n"),
    )
}

/// The headers by which a mail program offers to end letters of this kind (RFC 2369 and RFC 8058).
fn stop_headers(address: &str) -> [(&'static str, String); 2] {
    [
        ("List-Unsubscribe", format!("<{address}>")),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
    ]
}

/// A letter out of a message that [`message`] made.
pub fn read_back(message: &str) -> Option<Letter> {
    let (head, body) = message.split_once("\r\n\r\n")?;
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let id = header("Message-ID")?.strip_prefix('<')?.split('@').next()?.parse().ok()?;
    let text = body.strip_suffix("\r\n").unwrap_or(body).replace("\r\n", "\n");
    let stop = header("List-Unsubscribe").and_then(|stop| stop.strip_prefix('<')?.strip_suffix('>'));
    Some(Letter {
        id,
        to: header("To")?.to_owned(),
        subject: header("Subject")?.to_owned(),
        text,
        stop: stop.map(str::to_owned),
    })
}

/// Nothing typed can end a header line (OWASP ASVS 5.0, 1.3.11).
fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_cannot_add_headers() {
        let letter = Letter {
            id: Key(1),
            to: "a@example.org\r\nBcc: b@example.org".into(),
            subject: "Cześć\nX: y".into(),
            text: "Dzień dobry\n".into(),
            stop: None,
        };
        let message = message(&letter, "huta.example:8080");
        let (head, body) = message.split_once("\r\n\r\n").unwrap();
        assert_eq!(head.lines().count(), 8);
        assert!(head.contains("Message-ID: <00000000000000000000000000000001@huta.example>"));
        assert!(head.lines().all(|line| !line.starts_with("Bcc") && !line.starts_with("X:")));
        assert_eq!(body, "Dzień dobry\r\n\r\n");
        let again = read_back(&message).unwrap();
        assert_eq!((again.id, again.text), (letter.id, letter.text));
    }

    #[test]
    fn general_news_can_be_stopped_with_one_press() {
        let stop = Some("https://huta.example/huta/stop/abc".to_owned());
        let letter = Letter {
            id: Key(1),
            to: "a@example.org".into(),
            subject: "Co nowego".into(),
            text: "x".into(),
            stop,
        };
        let message = message(&letter, "huta.example");
        assert!(message.contains("\r\nList-Unsubscribe: <https://huta.example/huta/stop/abc>\r\n"));
        assert!(message.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assert_eq!(read_back(&message), Some(Letter { text: "x".into(), ..letter }));
    }
}
