//! Looks after the certificate as long as the program runs: fetches the first one, renews it in time, and goes on
//! with what it has when that fails.

use super::current::Current;
use super::fault::Fault;
use super::plain::Answers;
use super::shelf::{Shelf, Tried};
use super::validity::Validity;
use super::{Wanted, order};
use kernel::{Clock, Time};
use std::sync::Arc;
use std::time::Duration;

/// At least so often it is looked whether something is due: a machine that slept must not oversleep.
const LOOK: Duration = Duration::from_secs(300);

/// After a new certificate none is asked for so soon, however short its life: a mistake must not become a flood.
const REST_MINUTES: i64 = 6 * 60;

/// The keeper.
pub struct Keeper {
    wanted: Wanted,
    shelf: Shelf,
    current: Arc<Current>,
    answers: Arc<Answers>,
    clock: Arc<dyn Clock>,
    /// What was tried last, also when it could not be kept.
    tried: Option<Tried>,
    failures: u32,
}

impl Keeper {
    /// Takes what lies on the shelf, also when it is past its time: a browser that warns is better than nothing.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn new(wanted: Wanted, shelf: Shelf, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        shelf.make()?;
        let current = Arc::new(Current::default());
        match shelf.certificate() {
            Ok(Some((certificate, validity))) => current.show(certificate, validity),
            Ok(None) => {}
            Err(fault) => {
                tracing::warn!(fault = format!("{fault:#}"), "the certificate that lies here is of no use");
            }
        }
        let tried = shelf.tried().filter(|tried| tried.name == wanted.name);
        Ok(Self { wanted, shelf, current, answers: Arc::default(), clock, tried, failures: 0 })
    }

    /// What is shown.
    pub fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current)
    }
    /// What is answered at the open door.
    pub fn answers(&self) -> Arc<Answers> {
        Arc::clone(&self.answers)
    }

    /// Looks after it for ever.
    pub async fn run(mut self) {
        loop {
            let now = self.clock.now();
            let due = due(now, self.current.validity(), self.tried.as_ref());
            if due > now {
                let seconds = (due.micros() - now.micros()) / 1_000_000 + 1;
                let wait = Duration::from_secs(u64::try_from(seconds).unwrap_or(1)).min(LOOK);
                tokio::time::sleep(wait).await;
            } else {
                self.fetch(now).await;
            }
        }
    }

    async fn fetch(&mut self, now: Time) {
        let fetched = order::fetch(&self.wanted, &self.shelf, &self.answers).await;
        let kept = fetched.and_then(|new| {
            let kept = self.shelf.keep(&new.chain, &new.key);
            kept.map_err(|fault| {
                tracing::warn!(fault = format!("{fault:#}"), "a new certificate could not be kept");
                Fault::Disk
            })
        });
        let fault = match kept {
            Ok((certificate, validity)) => {
                tracing::info!(until = validity.until.rfc3339(), "a new certificate is shown");
                self.current.show(certificate, validity);
                self.failures = 0;
                None
            }
            Err(fault) => {
                self.failures += 1;
                tracing::warn!(
                    ?fault,
                    failures = self.failures,
                    "no new certificate; what is there is served on"
                );
                Some(fault)
            }
        };
        let wait = fault.as_ref().map_or(REST_MINUTES, |fault| fault.wait_minutes(self.failures));
        let tried = Tried {
            name: self.wanted.name.clone(),
            at: now.micros(),
            fault,
            again: now.plus_seconds(wait * 60).micros(),
        };
        self.shelf.note(&tried);
        self.tried = Some(tried);
    }
}

/// When the next try is due: when it is time to renew, and not before the last failure says so.
fn due(now: Time, shown: Option<Validity>, last: Option<&Tried>) -> Time {
    // one that begins tomorrow was fetched under a clock that has been set back since
    let renew = shown.map_or(now, Validity::renew_at);
    // a note from the future must not make it wait for years, nor a success whose certificate is gone
    let last = last.filter(|tried| tried.at <= now.micros() && (tried.fault.is_some() || shown.is_some()));
    let again = last.map_or(now, |tried| Time::from_micros(tried.again));
    renew.max(again)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time::from_micros(1_795_431_600_000_000);

    fn tried(at: Time, again: Time) -> Tried {
        Tried {
            name: "proba.example".into(),
            at: at.micros(),
            fault: Some(Fault::Away),
            again: again.micros(),
        }
    }

    #[test]
    fn it_is_due_in_time_and_not_before_the_last_failure_allows() {
        assert_eq!(due(NOW, None, None), NOW, "nothing yet");
        let young = Validity { from: NOW, until: NOW.plus_days(90) };
        assert_eq!(due(NOW, Some(young), None), NOW.plus_days(60));
        let past = Validity { from: NOW.plus_days(-100), until: NOW.plus_days(-10) };
        assert!(due(NOW, Some(past), None) <= NOW, "one that is past its time is renewed at once");
        let failed = tried(NOW.plus_seconds(-60), NOW.plus_seconds(240));
        assert_eq!(due(NOW, Some(past), Some(&failed)), NOW.plus_seconds(240));
        let well = Tried { fault: None, ..failed };
        assert_eq!(due(NOW, Some(past), Some(&well)), NOW.plus_seconds(240), "not at once again");
        assert_eq!(due(NOW, None, Some(&well)), NOW, "but when it is gone");
        let from_the_future = tried(NOW.plus_days(400), NOW.plus_days(401));
        assert_eq!(due(NOW, None, Some(&from_the_future)), NOW, "the clock was set back since");
    }
}
