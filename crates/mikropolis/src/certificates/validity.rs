//! From when and until when a certificate is good: read from its own bytes (X.509, RFC 5280 §4.1), as far as these
//! two moments and no further.

use kernel::Time;

/// The two moments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// From then on.
    pub from: Time,
    /// Until then.
    pub until: Time,
}

impl Validity {
    /// When a new one should be fetched: when a third of its life is left, whether that is a month or two days.
    pub fn renew_at(self) -> Time {
        let life = self.until.micros().saturating_sub(self.from.micros());
        Time::from_micros(self.until.micros().saturating_sub(life / 3))
    }
}

const SEQUENCE: u8 = 0x30;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
/// `[0]`: the version, which may be left out.
const VERSION: u8 = 0xa0;

/// Reads them from DER; `None` when it is no certificate.
pub fn of(der: &[u8]) -> Option<Validity> {
    let certificate = Part::first(der)?.within(SEQUENCE)?;
    let signed = Part::first(certificate)?.within(SEQUENCE)?;
    let mut rest = signed;
    if Part::first(rest)?.tag == VERSION {
        rest = Part::first(rest)?.after;
    }
    // serial number, algorithm, issuer
    for _ in 0..3 {
        rest = Part::first(rest)?.after;
    }
    let both = Part::first(rest)?.within(SEQUENCE)?;
    let from = Part::first(both)?;
    let until = Part::first(from.after)?;
    Some(Validity { from: from.time()?, until: until.time()? })
}

struct Part<'a> {
    tag: u8,
    content: &'a [u8],
    after: &'a [u8],
}

impl<'a> Part<'a> {
    fn first(bytes: &'a [u8]) -> Option<Self> {
        let (&tag, rest) = bytes.split_first()?;
        let (&short, rest) = rest.split_first()?;
        let (length, rest) = match short {
            0..=0x7f => (usize::from(short), rest),
            0x81..=0x83 => {
                let (digits, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
                (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
            }
            _ => return None,
        };
        let (content, after) = rest.split_at_checked(length)?;
        Some(Self { tag, content, after })
    }
    fn within(&self, tag: u8) -> Option<&'a [u8]> {
        (self.tag == tag).then_some(self.content)
    }
    fn time(&self) -> Option<Time> {
        let digits = std::str::from_utf8(self.content).ok()?.strip_suffix('Z')?;
        let full = match self.tag {
            GENERALIZED_TIME => digits.to_owned(),
            // RFC 5280 §4.1.2.5.1: 50 to 99 are of the last century
            UTC_TIME if digits.get(..2)? >= "50" => format!("19{digits}"),
            UTC_TIME => format!("20{digits}"),
            _ => return None,
        };
        let at = jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", full).ok()?;
        let at = jiff::tz::Offset::UTC.to_timestamp(at).ok()?;
        Some(Time::from_micros(at.as_microsecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(from: (i32, u8, u8), until: (i32, u8, u8)) -> Vec<u8> {
        let mut wanted = rcgen::CertificateParams::new(vec!["proba.example".to_owned()]).unwrap();
        wanted.not_before = rcgen::date_time_ymd(from.0, from.1, from.2);
        wanted.not_after = rcgen::date_time_ymd(until.0, until.1, until.2);
        let key = rcgen::KeyPair::generate().unwrap();
        wanted.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn both_moments_are_read_in_both_ways_of_writing_them() {
        let der = certificate((2026, 11, 1), (2027, 1, 30));
        let found = of(&der).unwrap();
        assert_eq!(found.from.rfc3339(), "2026-11-01T00:00:00Z");
        assert_eq!(found.until.rfc3339(), "2027-01-30T00:00:00Z");
        assert_eq!(found.renew_at().rfc3339(), "2026-12-31T00:00:00Z", "a third of ninety days is left");
        let late = of(&certificate((2026, 11, 1), (2061, 1, 1))).unwrap();
        assert_eq!(late.until.rfc3339(), "2061-01-01T00:00:00Z");
    }

    #[test]
    fn what_is_cut_or_nonsense_is_no_certificate() {
        let der = certificate((2026, 11, 1), (2027, 1, 30));
        for length in 0..der.len().min(200) {
            let _ = of(&der[..length]);
        }
        assert_eq!(of(&der[..der.len() / 2]), None);
        assert_eq!(of(b"0\x83\xff\xff\xff"), None);
        assert_eq!(of(b""), None);
    }
}
