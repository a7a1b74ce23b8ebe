//! How often things may be asked for: token buckets in memory, one for each limit and key.

use crate::Error;
use kernel::Time;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// A published limit: so many at once, refilled evenly over a span.
#[derive(Debug)]
pub struct Limit {
    /// Its name in the policy table.
    pub name: &'static str,
    /// So many.
    pub times: u32,
    /// In so many seconds.
    pub seconds: u32,
}

impl Limit {
    /// So many in so many seconds.
    pub const fn new(name: &'static str, times: u32, seconds: u32) -> Self {
        Self { name, times, seconds }
    }
}

/// Sign-in, for each account. There is no permanent lock.
pub static SIGN_IN: Limit = Limit::new("sign-in for an account", 5, 15 * 60);
/// Sign-in, for each network.
pub static SIGN_IN_NETWORK: Limit = Limit::new("sign-in from a network", 50, 3600);
/// New accounts, for each network; the desk is exempt.
pub static REGISTER: Limit = Limit::new("sign-up from a network", 20, 3600);
/// Search.
pub static SEARCH: Limit = Limit::new("search", 60, 60);
/// Exports of one's own data, for each account.
pub static EXPORT: Limit = Limit::new("export", 3, 86_400);
/// "Something is wrong here".
pub static REPORT: Limit = Limit::new("report", 10, 3600);
/// Codes sent to one number.
pub static CODE: Limit = Limit::new("codes for a number", 3, 86_400);

/// All buckets. Kept small: full buckets say nothing and are swept out.
#[derive(Debug)]
pub struct Limits {
    factor: u32,
    buckets: Mutex<HashMap<(&'static str, String), Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// Thousandths of a token that were taken and not yet refilled.
    taken: u64,
    at: Time,
    limit: &'static Limit,
}

/// Sweep when there are more buckets than this.
const MOST_BUCKETS: usize = 50_000;

impl Limits {
    /// Every limit is multiplied by the factor (1 for people, more for measurements).
    pub fn new(factor: u32) -> Self {
        Self { factor: factor.max(1), buckets: Mutex::default() }
    }

    /// Takes one, or says in how many seconds there is one again.
    pub fn take(&self, limit: &'static Limit, key: &str, now: Time) -> Result<(), Error> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_BUCKETS {
            buckets.retain(|_, bucket| self.left_taken(bucket, now) > 0);
        }
        let fresh = Bucket { taken: 0, at: now, limit };
        let bucket = buckets.entry((limit.name, key.to_owned())).or_insert(fresh);
        let taken = self.left_taken(bucket, now);
        let most = u64::from(limit.times) * u64::from(self.factor) * 1000;
        if taken + 1000 > most {
            let missing = taken + 1000 - most;
            let again_in = (missing * u64::from(limit.seconds)).div_ceil(most);
            return Err(Error::TooMany { again_in: again_in.max(1) });
        }
        *bucket = Bucket { taken: taken + 1000, at: now, limit };
        Ok(())
    }

    /// What is still taken after refilling since the last time.
    fn left_taken(&self, bucket: &Bucket, now: Time) -> u64 {
        let micros = u64::try_from(now.micros() - bucket.at.micros()).unwrap_or(0);
        let most = u64::from(bucket.limit.times) * u64::from(self.factor) * 1000;
        let refilled = u128::from(micros) * u128::from(most) / (u128::from(bucket.limit.seconds) * 1_000_000);
        bucket.taken.saturating_sub(u64::try_from(refilled).unwrap_or(u64::MAX))
    }
}

/// The network of an address: /24 or /48, which is what one household or office has.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}
