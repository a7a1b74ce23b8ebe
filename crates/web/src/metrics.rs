//! Counters by route pattern and status, and a histogram of times, in Prometheus' text format.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the buckets, in milliseconds.
const EDGES: [u64; 8] = [1, 3, 10, 30, 100, 300, 1000, 10_000];

/// All counters of the process.
#[derive(Debug, Default)]
pub struct Metrics {
    routes: Mutex<Vec<Arc<RouteCounts>>>,
    /// Reports that a page tried something its policy forbids.
    pub csp_reports: AtomicU64,
    /// Requests that panicked.
    pub panics: AtomicU64,
}

/// The counters of one route.
#[derive(Debug)]
pub struct RouteCounts {
    pattern: String,
    by_class: [AtomicU64; 5],
    by_time: [AtomicU64; EDGES.len() + 1],
    micros: AtomicU64,
}

impl Metrics {
    /// Counters for a route.
    pub(crate) fn route(&self, pattern: String) -> Arc<RouteCounts> {
        let counts = RouteCounts {
            pattern,
            by_class: Default::default(),
            by_time: Default::default(),
            micros: AtomicU64::new(0),
        };
        let counts = Arc::new(counts);
        self.routes.lock().unwrap_or_else(PoisonError::into_inner).push(counts.clone());
        counts
    }

    /// Everything as Prometheus reads it.
    pub fn text(&self) -> String {
        let mut out = String::from("# TYPE mikropolis_requests_total counter\n");
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        for route in routes.iter() {
            for (class, count) in route.by_class.iter().enumerate() {
                let (count, class, route) = (count.load(Relaxed), class + 1, &route.pattern);
                if count > 0 {
                    let _ = writeln!(
                        out,
                        "mikropolis_requests_total{{route=\"{route}\",status=\"{class}xx\"}} {count}"
                    );
                }
            }
        }
        out.push_str("# TYPE mikropolis_request_seconds histogram\n");
        routes.iter().for_each(|route| route.histogram(&mut out));
        let counters =
            [("mikropolis_csp_reports_total", &self.csp_reports), ("mikropolis_panics_total", &self.panics)];
        for (name, count) in counters {
            let _ = writeln!(out, "# TYPE {name} counter\n{name} {}", count.load(Relaxed));
        }
        out
    }
}

impl RouteCounts {
    /// The route in axum's notation.
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }
    pub(crate) fn count(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.by_class[class].fetch_add(1, Relaxed);
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let bucket = EDGES.iter().position(|edge| millis < *edge).unwrap_or(EDGES.len());
        self.by_time[bucket].fetch_add(1, Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(0), Relaxed);
    }
    fn histogram(&self, out: &mut String) {
        let route = &self.pattern;
        let mut sum = 0;
        for (bucket, count) in self.by_time.iter().enumerate() {
            sum += count.load(Relaxed);
            let edge =
                EDGES.get(bucket).map_or("+Inf".to_owned(), |edge| format!("{}", *edge as f64 / 1000.0));
            let _ =
                writeln!(out, "mikropolis_request_seconds_bucket{{route=\"{route}\",le=\"{edge}\"}} {sum}");
        }
        let seconds = self.micros.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(out, "mikropolis_request_seconds_sum{{route=\"{route}\"}} {seconds}");
        let _ = writeln!(out, "mikropolis_request_seconds_count{{route=\"{route}\"}} {sum}");
    }
}
