//! What can go wrong when a certificate is fetched, and how long to wait until it is tried again.

use instant_acme::Error;
use serde::{Deserialize, Serialize};

/// What went wrong, as far as it matters for what to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The authority can't be reached.
    Away,
    /// The authority could not find our answer at the name: the name leads elsewhere, or port 80 is closed.
    NotFound(String),
    /// Asked too often.
    TooOften,
    /// The clock of this machine is wrong, so nobody's certificate seems good.
    Clock,
    /// Nothing can be written.
    Disk,
    /// Refused for another reason, in the authority's words.
    Refused(String),
}

/// The kinds of problems an authority tells (RFC 8555 §6.7).
const PROBLEM: &str = "urn:ietf:params:acme:error:";
/// The authority's words are kept up to this length.
const MOST_WORDS: usize = 300;

impl Fault {
    /// From what the client says.
    pub fn of(error: &Error) -> Self {
        match error {
            Error::Api(problem) => Self::told(
                problem.r#type.as_deref().unwrap_or_default(),
                problem.detail.as_deref().unwrap_or_default(),
            ),
            Error::Timeout(_) => Self::Away,
            // begun with what is inside: as a cause it would be passed over
            Error::Other(inner) => Self::on_the_way(inner.as_ref()),
            other => Self::on_the_way(other),
        }
    }

    /// From a problem the authority tells.
    pub fn told(kind: &str, words: &str) -> Self {
        let words: String = words.chars().filter(|letter| !letter.is_control()).take(MOST_WORDS).collect();
        match kind.strip_prefix(PROBLEM).unwrap_or_default() {
            "rateLimited" => Self::TooOften,
            "connection" | "dns" | "unauthorized" | "incorrectResponse" | "tls" => Self::NotFound(words),
            "serverInternal" | "badNonce" => Self::Away,
            _ => Self::Refused(words),
        }
    }

    fn on_the_way(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut cause = Some(error);
        while let Some(one) = cause {
            let io = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
            let tls = io.and_then(|inner| inner.downcast_ref::<rustls::Error>());
            if let Some(rustls::Error::InvalidCertificate(wrong)) = tls.or_else(|| one.downcast_ref()) {
                use rustls::CertificateError as Wrong;
                return match wrong {
                    Wrong::Expired | Wrong::ExpiredContext { .. } => Self::Clock,
                    Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => Self::Clock,
                    _ => Self::Away,
                };
            }
            cause = one.source();
        }
        Self::Away
    }

    /// How many minutes to wait after so many failures one after the other. An authority takes five failed
    /// challenges in an hour, and counts those that were asked too often anew.
    pub fn wait_minutes(&self, failures: u32) -> i64 {
        let (first, most) = match self {
            Self::Away | Self::Clock | Self::Disk => (5, 60),
            Self::NotFound(_) | Self::Refused(_) => (15, 12 * 60),
            Self::TooOften => (6 * 60, 24 * 60),
        };
        let doubled = first << failures.saturating_sub(1).min(8);
        std::cmp::min(doubled, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_become_what_one_can_do_about_them() {
        let told = |kind: &str| Fault::told(&format!("{PROBLEM}{kind}"), "word\u{7}s");
        assert_eq!(told("connection"), Fault::NotFound("words".into()));
        assert_eq!(told("rateLimited"), Fault::TooOften);
        assert_eq!(told("serverInternal"), Fault::Away);
        assert_eq!(told("caa"), Fault::Refused("words".into()));
        assert_eq!(Fault::of(&Error::Str("x")), Fault::Away);
    }

    #[test]
    fn a_wrong_clock_is_told_from_an_authority_that_is_away() {
        let wrong = |what| {
            let tls = rustls::Error::InvalidCertificate(what);
            Fault::of(&Error::Other(Box::new(std::io::Error::other(tls))))
        };
        assert_eq!(wrong(rustls::CertificateError::NotValidYet), Fault::Clock);
        assert_eq!(wrong(rustls::CertificateError::Expired), Fault::Clock);
        assert_eq!(wrong(rustls::CertificateError::UnknownIssuer), Fault::Away);
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        assert_eq!(Fault::of(&Error::Other(Box::new(refused))), Fault::Away);
    }

    #[test]
    fn waiting_grows_and_stays_below_the_authoritys_limits() {
        let not_found = Fault::NotFound(String::new());
        let hour: i64 = (1..=3).map(|failures| not_found.wait_minutes(failures)).sum();
        assert!(hour > 60, "at most four tries in an hour");
        assert_eq!(not_found.wait_minutes(40), 12 * 60);
        assert_eq!(Fault::Away.wait_minutes(1), 5);
        assert_eq!(Fault::TooOften.wait_minutes(1), 6 * 60);
    }
}
