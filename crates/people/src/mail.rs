//! Letters by e-mail, as far as signing in needs them. Who sends them is decided by the program; without anything
//! set they lie as files in the data folder, where the operator finds them.

use kernel::Key;
use std::future::Future;
use std::io::Write as _;
use std::path::PathBuf;
use std::pin::Pin;

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
}

/// What is told once a letter is handed over, or why it was not, for the log.
pub type HandedOver<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Somebody who sends letters.
pub trait SendMail: Send + Sync + 'static {
    /// Takes a letter over. Must take as long for a letter that will not arrive.
    fn hand_over(&self, letter: Letter) -> HandedOver<'_>;
    /// Does away with letters that still lie here.
    fn forget(&self, forget: Forget) -> HandedOver<'_>;
}

/// Letters of somebody who leaves: those with these keys, and those to these addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forget {
    /// Keys of letters.
    pub ids: Vec<Key>,
    /// Where letters went.
    pub addresses: Vec<String>,
}

/// Writes each letter to a file: `<folder>/<id>.eml`, readable by the owner alone.
#[derive(Clone, Debug)]
pub struct Spool {
    folder: PathBuf,
    host: String,
}

impl Spool {
    /// Into this folder, from this host (`nowahuta.example`).
    pub fn new(folder: impl Into<PathBuf>, host: impl Into<String>) -> Self {
        Self { folder: folder.into(), host: host.into() }
    }

    fn remove(&self, forget: &Forget) -> std::io::Result<()> {
        for (path, letter) in self.letters()? {
            let to = forget.addresses.iter().any(|address| address.eq_ignore_ascii_case(&letter.to));
            if to || forget.ids.contains(&letter.id) {
                std::fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    /// The letters that lie here.
    fn letters(&self) -> std::io::Result<Vec<(PathBuf, Letter)>> {
        let mut letters = Vec::new();
        let entries = match std::fs::read_dir(&self.folder) {
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => return Ok(letters),
            entries => entries?,
        };
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "eml") {
                letters.extend(read_back(&std::fs::read_to_string(&path)?).map(|letter| (path, letter)));
            }
        }
        Ok(letters)
    }

    fn write(&self, letter: &Letter) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let mut file = private(&self.folder.join(format!("{}.eml", letter.id)))?;
        file.write_all(message(letter, &self.host).as_bytes())?;
        file.sync_all()
    }
}

#[cfg(unix)]
fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    std::fs::File::create(path)
}

impl SendMail for Spool {
    fn hand_over(&self, letter: Letter) -> HandedOver<'_> {
        Box::pin(
            async move { self.write(&letter).map_err(|fault| format!("writing a letter: {}", fault.kind())) },
        )
    }
    fn forget(&self, forget: Forget) -> HandedOver<'_> {
        Box::pin(async move {
            self.remove(&forget).map_err(|fault| format!("removing letters: {}", fault.kind()))
        })
    }
}

/// An internationalised message (RFC 5322 with RFC 6532: headers in UTF-8).
pub fn message(letter: &Letter, host: &str) -> String {
    let host = host.split(':').next().unwrap_or_default();
    format!(
        "Message-ID: <{}@{}>\r\nFrom: Mikropolis <noreply@{}>\r\nTo: {}\r\nSubject: {}\r\n\
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

/// A letter out of a message that [`message`] made.
pub fn read_back(message: &str) -> Option<Letter> {
    let (head, body) = message.split_once("\r\n\r\n")?;
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    let id = header("Message-ID")?.strip_prefix('<')?.split('@').next()?.parse().ok()?;
    let text = body.strip_suffix("\r\n").unwrap_or(body).replace("\r\n", "\n");
    Some(Letter { id, to: header("To")?.to_owned(), subject: header("Subject")?.to_owned(), text })
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
}
