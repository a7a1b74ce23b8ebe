//! How long sign-ins last: pure.

use crate::young::Younger;
use kernel::Time;
use serde::{Deserialize, Serialize};

::store::worded! {
    /// What a request to sign in is.
    pub enum Purpose {
        /// A letter with a link and six digits.
        Mail = "mail",
        /// A printed one-time link.
        Printed = "printed",
    }
}

/// Minutes for which a mailed link and its digits are good (OWASP ASVS 5.0, 6.5: at most ten).
pub const MAIL_MINUTES: i64 = 10;
/// So often the six digits of one letter may be tried.
pub const TRIES: i64 = 3;
/// A resident who does not come for so many days signs in anew.
pub const IDLE_DAYS: i64 = 14;
/// A resident signs in anew after so many days at the latest.
pub const LONGEST_DAYS: i64 = 30;
/// Somebody with a role who does nothing for so many minutes signs in anew.
pub const ROLE_IDLE_MINUTES: i64 = 30;
/// Somebody with a role signs in anew after so many hours at the latest.
pub const ROLE_LONGEST_HOURS: i64 = 12;

/// When a session ends if nothing happens from now on.
pub fn session_ends(created: Time, seen: Time, with_role: bool) -> Time {
    let (idle, longest) = match with_role {
        true => (seen.plus_seconds(ROLE_IDLE_MINUTES * 60), created.plus_seconds(ROLE_LONGEST_HOURS * 3600)),
        false => (seen.plus_days(IDLE_DAYS), created.plus_days(LONGEST_DAYS)),
    };
    idle.min(longest)
}

/// What somebody told who wants to join, kept until their mail is known to be theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joining {
    /// What neighbours will call them.
    pub name: String,
    /// Their language.
    pub locale: String,
    /// Of those under sixteen: who agreed, and until when it is asked.
    #[serde(default)]
    pub younger: Option<Younger>,
}

/// A path of ours to go back to after signing in; anything else leads to the first page.
pub fn local_path(path: &str, community: &str) -> Option<String> {
    let plain = path.len() <= 400
        && path.is_ascii()
        && !path.bytes().any(|byte| byte <= b' ' || byte == b'\\' || byte == 0x7f)
        && !path.starts_with("//")
        && !path.contains("/../")
        && !path.contains("://");
    let below = path.strip_prefix('/').and_then(|rest| rest.strip_prefix(community));
    let here = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let signing = below.is_some_and(|rest| rest.starts_with("/sign-"));
    (plain && here && !signing).then(|| path.to_owned())
}

/// Browser and system in a few words, from a `User-Agent` header: enough to know one's own devices again, and
/// no more than that is kept.
pub fn device(user_agent: &str) -> String {
    let named = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = named(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = named(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_by_idleness_or_age_sooner_with_a_role() {
        let start = Time::from_micros(0);
        assert_eq!(session_ends(start, start, false), start.plus_days(14));
        assert_eq!(session_ends(start, start.plus_days(20), false), start.plus_days(30));
        assert_eq!(session_ends(start, start, true), start.plus_seconds(30 * 60));
        assert_eq!(
            session_ends(start, start.plus_seconds(11 * 3600 + 3000), true),
            start.plus_seconds(12 * 3600)
        );
    }

    #[test]
    fn only_paths_of_this_neighbourhood_are_gone_back_to() {
        let ours = |path| local_path(path, "huta").is_some();
        for good in ["/huta", "/huta/needs/new", "/huta/stories?era=1950"] {
            assert!(ours(good), "{good}");
        }
        for bad in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil",
            "/other/x",
            "/hutabc",
            "/huta/../x",
            "/huta/sign-out",
            "/huta/ x",
            "/huta/\r\nx",
            "/huta?next=https://evil.example",
        ] {
            assert!(!ours(bad), "{bad}");
        }
    }

    #[test]
    fn devices_are_named_in_two_words() {
        let phone = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome, Android");
        assert_eq!(device("curl/8"), "");
    }
}
