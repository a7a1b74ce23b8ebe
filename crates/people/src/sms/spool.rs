//! Text messages as files, one each: `<folder>/<key>.sms`. `docs/reach.md` tells gateways what they may rely on.

use super::{Message, SendSms};
use crate::files;
use crate::mail::{Forget, HandedOver};
use crate::returned::{CameBack, Returned, Why};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A gateway that was away for longer is not waited for: the desk rings.
const KEPT: Duration = Duration::from_secs(86_400);
/// Waits for the gateway.
const WAITS: &str = "sms";
/// The gateway could not send it.
const FAILED: &str = "failed";

/// A folder from which a gateway takes messages.
#[derive(Clone, Debug)]
pub struct Spool {
    folder: PathBuf,
}

impl Spool {
    /// In this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Written aside and then named, so that a gateway never sees half a message.
    fn write(&self, message: &Message) -> std::io::Result<()> {
        let words = format!("To: {}\nAlphabet: UTF-8\n\n{}\n", message.to, message.text);
        let name = format!("{}.{WAITS}", message.id);
        files::put(&self.folder, &name, |file| file.write_all(words.as_bytes()))
    }

    /// Everything that lies here, whatever a gateway renamed it to.
    fn lying(&self) -> std::io::Result<Vec<(PathBuf, Message)>> {
        let mut found = Vec::new();
        for path in files::all(&self.folder)? {
            // a gateway may take a file away while we look
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            found.extend(read(&path, &text).map(|message| (path, message)));
        }
        Ok(found)
    }

    fn remove(&self, forget: &Forget) -> std::io::Result<()> {
        for (path, message) in self.lying()? {
            if forget.is_about(message.id, &[message.to]) {
                files::remove(&path)?;
            }
        }
        files::sweep(&self.folder)
    }

    fn came_back(&self) -> std::io::Result<Vec<Returned>> {
        let mut all = Vec::new();
        for (file, message) in self.lying()? {
            let ends = |end: &str| file.extension().is_some_and(|own| own == end);
            let why = match () {
                () if ends(FAILED) => Why::Nobody,
                () if ends(WAITS) && files::age(&file) > KEPT => Why::GivenUp,
                () => continue,
            };
            all.push(Returned { id: message.id, to: vec![message.to], why, file });
        }
        Ok(all)
    }
}

fn read(path: &Path, text: &str) -> Option<Message> {
    let id = path.file_stem()?.to_str()?.trim_start_matches('.').parse().ok()?;
    let (head, body) = text.split_once("\n\n")?;
    let to = head.lines().find_map(|line| line.strip_prefix("To: "))?;
    Some(Message { id, to: to.to_owned(), text: body.trim_end().to_owned() })
}

impl SendSms for Spool {
    fn hand_over(&self, message: Message) -> HandedOver<'_> {
        Box::pin(async move {
            self.write(&message).map_err(|fault| format!("writing a text message: {}", fault.kind()))
        })
    }
    fn forget(&self, forget: Forget) -> HandedOver<'_> {
        Box::pin(async move {
            self.remove(&forget).map_err(|fault| format!("removing text messages: {}", fault.kind()))
        })
    }
    fn returned(&self) -> CameBack<'_> {
        Box::pin(async move {
            self.came_back().map_err(|fault| format!("looking for text messages: {}", fault.kind()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Key;

    fn message(number: u128, to: &str) -> Message {
        Message { id: Key(number), to: to.to_owned(), text: "Nowa Huta: jest odpowiedz.".to_owned() }
    }

    #[tokio::test]
    async fn a_gateway_finds_whole_messages_and_says_which_failed() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::new(folder.path());
        spool.hand_over(message(1, "+48120000012")).await.unwrap();
        spool.hand_over(message(1, "+48120000012")).await.unwrap();
        let path = folder.path().join(format!("{}.sms", Key(1)));
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, "To: +48120000012\nAlphabet: UTF-8\n\nNowa Huta: jest odpowiedz.\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "once, and nothing half written");
        assert!(spool.returned().await.unwrap().is_empty());

        std::fs::rename(&path, path.with_extension("failed")).unwrap();
        let back = spool.returned().await.unwrap();
        assert_eq!((back[0].id, back[0].why), (Key(1), Why::Nobody));
        assert!(back[0].at("+48120000012"));
        crate::returned::settle(&back[0]).unwrap();
        assert!(spool.returned().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_gateway_that_is_away_is_not_waited_for_and_leavers_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::new(folder.path());
        for number in 1..=3 {
            spool.hand_over(message(number, &format!("+4812000001{number}"))).await.unwrap();
        }
        let old =
            std::fs::File::options().write(true).open(folder.path().join(format!("{}.sms", Key(3)))).unwrap();
        old.set_modified(old.metadata().unwrap().modified().unwrap() - 2 * KEPT).unwrap();
        let back = spool.returned().await.unwrap();
        assert_eq!(back.iter().map(|back| (back.id, back.why)).collect::<Vec<_>>(), [(Key(3), Why::GivenUp)]);
        let forget = Forget { ids: vec![Key(1)], addresses: vec!["+48120000012".to_owned()] };
        spool.forget(forget).await.unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
