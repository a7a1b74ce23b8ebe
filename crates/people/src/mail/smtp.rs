//! Letters through a mail server (SMTP). A letter is kept as a file first and taken away when the server has it; what
//! the server does not take now is tried again by the job `mail.send`. Nothing of a letter stands in the log.

use super::spool::{self, Spool};
use super::{Forget, HandedOver, Letter, SendMail, stop_headers};
use crate::returned::CameBack;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// How the way to the server is kept private.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// Encrypted from the first byte (port 465).
    Tls,
    /// Encrypted after a word, and not at all otherwise (port 587).
    StartTls,
    /// Open: only for a server on the same machine.
    Open,
}

/// A mail server, and who writes.
#[derive(Clone)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is kept private.
    pub security: Security,
    /// The account there and its password, if it asks for one.
    pub account: Option<(String, String)>,
    /// The address from which letters come: `noreply@nowahuta.example`.
    pub from: String,
}

/// Sends letters through a server.
#[derive(Clone)]
pub struct Post {
    spool: Spool,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// One at a time, so that no letter is sent by two.
    turn: Arc<Mutex<()>>,
}

/// So long an answer of the server is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

impl Post {
    /// Through this server; letters wait in this spool.
    ///
    /// # Errors
    /// In words, when the server's name or the address of the sender can't be one.
    pub fn new(server: &Server, spool: Spool) -> Result<Self, String> {
        let address = server.from.parse().map_err(|_| format!("{} is no address of mail", server.from))?;
        let from = Mailbox::new(Some("Mikropolis".to_owned()), address);
        let wrong = |_| format!("{} can't be the name of a mail server", server.host);
        let tls = match server.security {
            Security::Tls => Tls::Wrapper(TlsParameters::new(server.host.clone()).map_err(wrong)?),
            Security::StartTls => Tls::Required(TlsParameters::new(server.host.clone()).map_err(wrong)?),
            Security::Open => Tls::None,
        };
        let own = server.from.rsplit('@').next().unwrap_or_default().to_owned();
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .hello_name(ClientId::Domain(own))
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = &server.account {
            transport = transport.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { spool, transport: transport.build(), from, turn: Arc::default() })
    }

    /// Sends every letter that waits. What is refused for good is put aside. A server that is away is asked no more in
    /// this round than it takes to know that it was not the letter.
    async fn send_all(&self) -> Result<(), String> {
        let _turn = self.turn.lock().await;
        self.send_round().await
    }

    /// The same for a letter that has just come, unless somebody is at it: the job sends what they miss.
    async fn send_soon(&self) -> Result<(), String> {
        match self.turn.try_lock() {
            Ok(_turn) => self.send_round().await,
            Err(_) => Ok(()),
        }
    }

    async fn send_round(&self) -> Result<(), String> {
        self.spool.forget_old().map_err(|fault| fault.kind().to_string())?;
        let waiting = self.spool.letters().map_err(|fault| fault.kind().to_string())?;
        let (mut done, mut away, all) = (0, 0, waiting.len());
        for (path, letter) in waiting {
            let sent = self.send(&letter).await;
            away = if matches!(sent, Err(Fault::Away)) { away + 1 } else { 0 };
            match sent {
                Ok(()) => remove(&path),
                Err(Fault::Nobody) => put_aside(&path, spool::REFUSED),
                Err(Fault::NotThisOne) => put_aside(&path, spool::GIVEN_UP),
                Err(Fault::Away) if away > 1 => break,
                Err(Fault::Away | Fault::Now) => continue,
            }
            done += 1;
        }
        if done == all { Ok(()) } else { Err(format!("{} letters wait for the mail server", all - done)) }
    }

    async fn send(&self, letter: &Letter) -> Result<(), Fault> {
        let message = self.message(letter).ok_or(Fault::Nobody)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // the words of the server may hold the address: its number is enough
                let code = error.status().map(|code| code.to_string()).unwrap_or_default();
                let permanent = error.is_permanent();
                tracing::warn!(code, permanent, "the mail server did not take a letter");
                Err(match code.as_str() {
                    "" | "421" => Fault::Away,
                    _ if permanent => refusal(&code, &error.to_string()),
                    _ => Fault::Now,
                })
            }
        }
    }

    fn message(&self, letter: &Letter) -> Option<Message> {
        let host = self.from.email.domain().to_owned();
        let mut message = Message::builder();
        let stop = letter.stop.as_deref().map(stop_headers).into_iter().flatten();
        for (name, value) in [("Auto-Submitted", "auto-generated".to_owned())].into_iter().chain(stop) {
            message = message.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        }
        message
            .message_id(Some(format!("<{}@{host}>", letter.id)))
            .from(self.from.clone())
            .to(letter.to.parse().ok()?)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .ok()
    }
}

/// Why a letter is still here.
enum Fault {
    /// The server is away, or does not let us in: so it is with every letter.
    Away,
    /// It is busy, or does not want this one now.
    Now,
    /// Nobody is at this address.
    Nobody,
    /// It does not want this letter, whoever it is for.
    NotThisOne,
}

/// What a refusal for good speaks of (RFC 5321, 4.2.3; RFC 3463): the address, this letter, or us. Where it is us
/// (a wrong password), letters wait for who mends it, and no address is blamed.
fn refusal(code: &str, words: &str) -> Fault {
    let enhanced =
        words.split_whitespace().find(|word| word.starts_with("5.") && word.matches('.').count() == 2);
    let mailbox =
        enhanced.is_none_or(|enhanced| enhanced.starts_with("5.1.") || enhanced.starts_with("5.2."));
    match code {
        "550" | "551" | "553" if mailbox => Fault::Nobody,
        "550" | "551" | "552" | "553" | "554" => Fault::NotThisOne,
        "530" | "534" | "535" | "538" => Fault::Away,
        _ => Fault::Now,
    }
}

fn remove(path: &Path) {
    if let Err(fault) = std::fs::remove_file(path) {
        tracing::warn!(kind = %fault.kind(), "a letter that was sent could not be removed");
    }
}

fn put_aside(path: &Path, as_what: &str) {
    if let Err(fault) = std::fs::rename(path, path.with_extension(as_what)) {
        tracing::warn!(kind = %fault.kind(), "a letter that was refused could not be put aside");
    }
}

impl SendMail for Post {
    /// Keeps the letter and tries at once, while the reader is answered already: neither a slow server nor an
    /// address that does not exist can be seen from outside.
    fn hand_over(&self, letter: Letter) -> HandedOver<'_> {
        Box::pin(async move {
            self.spool.hand_over(letter).await?;
            let own = self.clone();
            tokio::spawn(async move {
                if let Err(fault) = own.send_soon().await {
                    tracing::warn!(fault, "the job will try again");
                }
            });
            Ok(())
        })
    }
    fn forget(&self, forget: Forget) -> HandedOver<'_> {
        self.spool.forget(forget)
    }
    fn send_waiting(&self) -> HandedOver<'_> {
        Box::pin(self.send_all())
    }
    fn returned(&self) -> CameBack<'_> {
        self.spool.returned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_blamed_only_for_what_is_its_own() {
        let nobody = |code, words| matches!(refusal(code, words), Fault::Nobody);
        assert!(nobody("550", "permanent error (550): 5.1.1 no such person"));
        assert!(nobody("550", "permanent error (550): no such person"));
        assert!(!nobody("550", "permanent error (550): 5.7.1 we take nothing from you"));
        assert!(matches!(refusal("554", "permanent error (554): 5.6.0 odd"), Fault::NotThisOne));
        assert!(matches!(refusal("535", "permanent error (535): 5.7.8 wrong password"), Fault::Away));
    }
}
