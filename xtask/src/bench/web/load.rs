//! A load generator of our own: so many connections to this machine, each asking again as soon as it was answered.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What is asked for: the number of the connection and of the question make the request.
pub type Ask = fn(&Plan, usize, u64) -> anyhow::Result<Request<Full<Bytes>>>;

/// What to send, and for how long.
#[derive(Clone)]
pub struct Plan {
    /// Host and port.
    pub host: String,
    /// The path asked for.
    pub path: String,
    /// One cookie line and form token for each connection; empty for visitors.
    pub members: Vec<(String, String)>,
    /// How many connections.
    pub connections: usize,
    /// For how long.
    pub time: Duration,
    /// The status of a good answer.
    pub wanted: StatusCode,
    /// Makes the requests.
    pub ask: Ask,
}

/// What came back.
#[derive(Default)]
pub struct Load {
    /// Microseconds of every good answer, sorted.
    pub times: Vec<u32>,
    /// Other answers, and the first of them.
    pub wrong: u64,
    pub first_wrong: String,
    /// Wall-clock seconds.
    pub seconds: f64,
}

impl Load {
    /// Good answers in a second of the wall clock.
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.seconds
    }
    /// Milliseconds within which this share of the answers came.
    pub fn within(&self, share: f64) -> f64 {
        let at = (self.times.len() as f64 * share) as usize;
        self.times.get(at).or(self.times.last()).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// Runs the plan.
pub fn run(plan: &Plan) -> anyhow::Result<Load> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(all(plan))
}

async fn all(plan: &Plan) -> anyhow::Result<Load> {
    let begun = Instant::now();
    let mut running = JoinSet::new();
    for number in 0..plan.connections {
        running.spawn(one(plan.clone(), number, begun + plan.time));
    }
    let mut all = Load::default();
    while let Some(ended) = running.join_next().await {
        let mut load = ended??;
        all.times.append(&mut load.times);
        all.wrong += load.wrong;
        if all.first_wrong.is_empty() {
            all.first_wrong = load.first_wrong;
        }
    }
    all.seconds = begun.elapsed().as_secs_f64();
    all.times.sort_unstable();
    Ok(all)
}

async fn one(plan: Plan, number: usize, until: Instant) -> anyhow::Result<Load> {
    let stream = TcpStream::connect(&plan.host).await.context("the server does not listen")?;
    stream.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // Its end is seen by the sender.
    tokio::spawn(connection);
    let mut load = Load::default();
    let mut question = 0;
    while Instant::now() < until {
        let request = (plan.ask)(&plan, number, question)?;
        question += 1;
        let sent = Instant::now();
        let answer = sender.send_request(request).await?;
        let (parts, body) = answer.into_parts();
        let body = body.collect().await?.to_bytes();
        if parts.status == plan.wanted {
            load.times.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
        } else {
            if load.wrong == 0 {
                load.first_wrong = format!("{}: {}", parts.status, String::from_utf8_lossy(&body));
            }
            load.wrong += 1;
        }
    }
    Ok(load)
}

/// A visitor opens the page, as a browser that has nothing of it yet.
pub fn page(plan: &Plan, _: usize, _: u64) -> anyhow::Result<Request<Full<Bytes>>> {
    get(plan, &plan.path)
}

/// The same with an address that nobody asked for before: nothing kept in memory can answer it.
pub fn new_address(plan: &Plan, number: usize, question: u64) -> anyhow::Result<Request<Full<Bytes>>> {
    get(plan, &format!("{}?from={number}-{question}", plan.path))
}

fn get(plan: &Plan, path: &str) -> anyhow::Result<Request<Full<Bytes>>> {
    let request = Request::get(path).header("host", &plan.host).header("accept-encoding", "gzip");
    Ok(request.header("accept-language", "pl").body(Full::default())?)
}

/// A member offers something, with their own session and token and a form key of its own.
pub fn offer(plan: &Plan, number: usize, question: u64) -> anyhow::Result<Request<Full<Bytes>>> {
    let (cookies, token) = &plan.members[number % plan.members.len()];
    let once = key(number as u64, question);
    let body = format!(
        "token={token}&once={once}&side=offer&version=0&title=Naprawa+rower%C3%B3w+{number}+{question}&kind=skill\
         &text=Mam+klucze+i+smar%2C+prosz%C4%99+zapuka%C4%87+po+po%C5%82udniu.&lang=pl&hours=any&area=willowe\
         &for_whom=anyone&who_may_come=anyone&places=1"
    );
    let request = Request::post(&plan.path)
        .header("host", &plan.host)
        .header("cookie", cookies)
        .header("accept-language", "pl")
        .header("origin", format!("http://{}", plan.host))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    Ok(request.body(Full::from(body))?)
}

/// A key of 32 digits, spread as evenly as the random ones the server puts into its forms.
fn key(number: u64, question: u64) -> String {
    let counted = (u128::from(number) << 64) | (u128::from(std::process::id()) << 96) | u128::from(question);
    format!("{:032x}", counted.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}
