//! Bounces: reports of mail servers that a letter did not arrive (RFC 3464 in the wrapping of RFC 6522). Pure.
//!
//! Only what names one of our letters by its `Message-ID` counts: its key is known to nobody but the one it was
//! written to, so nobody can put somebody else's address out of use. Delays and successes are no bounces.

use kernel::Key;

/// A letter that did not arrive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Bounce {
    /// Which.
    pub(super) id: Key,
    /// The addresses at which it failed.
    pub(super) to: Vec<String>,
}

/// A message or a part of one: its header lines unfolded, and what follows.
struct Part<'m> {
    head: Vec<(String, String)>,
    body: &'m str,
}

impl<'m> Part<'m> {
    fn read(text: &'m str) -> Self {
        let (head, body) = match text.strip_prefix('\n') {
            Some(body) => ("", body),
            None => text.split_once("\n\n").unwrap_or((text, "")),
        };
        Self { head: fields(head), body }
    }
    fn field(&self, name: &str) -> Option<&str> {
        value(&self.head, name)
    }
    fn kind(&self) -> String {
        let kind = self.field("content-type").unwrap_or("text/plain");
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
    /// The parts of a `multipart/…` (RFC 2046, 5.1).
    fn parts(&self) -> Vec<Part<'m>> {
        let Some(boundary) = self.field("content-type").and_then(boundary) else { return Vec::new() };
        let line = format!("--{boundary}");
        let (mut parts, mut begin, mut at) = (Vec::new(), None, 0);
        for whole in self.body.split_inclusive('\n') {
            let own = whole.trim_end();
            let ends = own.strip_suffix("--") == Some(&line);
            if own == line || ends {
                parts.extend(begin.map(|begin| Part::read(&self.body[begin..at])));
                begin = (!ends).then_some(at + whole.len());
            }
            at += whole.len();
        }
        // a report that was cut off still tells what stands in it
        parts.extend(begin.map(|begin| Part::read(&self.body[begin..])));
        parts
    }
}

/// `Name: value` lines, folded ones put together.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.starts_with([' ', '\t']), fields.last_mut()) {
            (true, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => fields.extend(
                line.split_once(':')
                    .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            ),
        }
    }
    fields
}

fn value<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim())
}

fn boundary(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("boundary=")?;
    let after = content_type.get(at + "boundary=".len()..)?;
    let named = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => after.split([';', ' ']).next(),
    };
    named.filter(|boundary| !boundary.is_empty())
}

/// `rfc822; ewa@example.org` → `ewa@example.org`.
fn address(field: &str) -> String {
    let bare = field.split_once(';').map_or(field, |(_, address)| address);
    bare.trim().trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// The addresses at which delivery failed for good (RFC 3464, 2.3).
fn failed(status: &str) -> Vec<String> {
    let mut all = Vec::new();
    for group in status.split("\n\n") {
        let group = fields(group);
        let action = value(&group, "action").unwrap_or_default().to_ascii_lowercase();
        if action == "failed" {
            let named = ["original-recipient", "final-recipient"];
            all.extend(named.iter().filter_map(|name| value(&group, name)).map(address));
        }
    }
    all
}

/// The key of our letter in the headers that came back.
fn own_letter(headers: &str) -> Option<Key> {
    let own = Part::read(headers);
    let id = own.field("message-id")?;
    id.trim_start_matches('<').split('@').next()?.parse().ok()
}

/// Reads a message that a mail server left; `None` when it reports no failure of a letter of ours.
pub(super) fn read(message: &[u8]) -> Option<Bounce> {
    let text = String::from_utf8_lossy(message).replace("\r\n", "\n");
    let whole = Part::read(&text);
    if whole.kind() != "multipart/report" {
        return None;
    }
    let parts = whole.parts();
    let status = parts.iter().find(|part| part.kind() == "message/delivery-status")?;
    let returned = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];
    let returned = parts.iter().find(|part| returned.contains(&part.kind().as_str()))?;
    let bounce = Bounce { id: own_letter(returned.body)?, to: failed(status.body) };
    (!bounce.to.is_empty()).then_some(bounce)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(action: &str) -> String {
        format!(
            "Received: by mx.example.org\nFrom: MAILER-DAEMON@mx.example.org (Mail Delivery System)\n\
             To: noreply@osiedle.example\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n\
             \tboundary=\"4F1A.1/mx.example.org\"\nSubject: Undelivered Mail Returned to Sender\n\nThis is a MIME message.\n\n\
             --4F1A.1/mx.example.org\nContent-Type: text/plain; charset=us-ascii\n\nI'm sorry.\nAction: failed\n\n\
             --4F1A.1/mx.example.org\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; mx.example.org\n\n\
             Final-Recipient: rfc822; ewa@example.org\nOriginal-Recipient: rfc822;Ewa@example.org\n\
             Action: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <ewa@example.org>:\n    user unknown\n\n\
             --4F1A.1/mx.example.org\nContent-Type: text/rfc822-headers\n\n\
             From: Mikropolis <noreply@osiedle.example>\nMessage-ID:\n <0000000000000000000000000000002a@osiedle.example>\n\
             Subject: x\n\n--4F1A.1/mx.example.org--\n"
        )
    }

    #[test]
    fn a_failure_names_letter_and_address() {
        for ends in ["\n", "\r\n"] {
            let bounce = read(report("failed").replace('\n', ends).as_bytes()).unwrap();
            assert_eq!(bounce.id, Key(42));
            assert_eq!(bounce.to, ["Ewa@example.org", "ewa@example.org"]);
        }
    }

    #[test]
    fn delays_replies_and_letters_of_others_are_no_bounces() {
        assert_eq!(read(report("delayed").as_bytes()), None);
        assert_eq!(read(report("delivered").as_bytes()), None);
        assert_eq!(read(b"From: ewa@example.org\nSubject: Dzien dobry\n\nAction: failed\n"), None);
        let others = report("failed").replace("0000000000000000000000000000002a", "CAF=abc");
        assert_eq!(read(others.as_bytes()), None);
        assert_eq!(read(report("failed").replace("multipart/report", "multipart/mixed").as_bytes()), None);
    }

    #[test]
    fn nothing_a_stranger_sends_breaks_it() {
        let whole = report("failed");
        for end in 0..whole.len() {
            let _ = read(&whole.as_bytes()[..end]);
        }
        for at in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] = [0xff, b'\n', b'"', b'-'][at % 4];
            let _ = read(&bytes);
        }
        for odd in ["", "\n", "\n\n", "Content-Type: multipart/report; boundary=", ":", "--", "\u{0}"] {
            assert_eq!(read(odd.as_bytes()), None);
        }
    }
}
