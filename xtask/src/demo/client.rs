//! A visitor who asks for pages over HTTP, keeps cookies, and sends forms as a browser does.

use std::collections::BTreeMap;
use std::io::Read as _;

use anyhow::Context as _;
use flate2::read::GzDecoder;

/// One visitor at one address.
#[derive(Clone)]
pub struct Client {
    agent: ureq::Agent,
    address: String,
    language: &'static str,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Where it sends the visitor, if it does.
    pub location: Option<String>,
    pub kind: String,
    /// Bytes on the wire, compressed where the server does so.
    pub weight: usize,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.kind.starts_with("text/html")
    }
}

impl Client {
    /// A visitor whose browser asks for this language.
    pub fn new(address: &str, language: &'static str) -> Client {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(std::time::Duration::from_secs(60)))
            .build()
            .new_agent();
        Client { agent, address: address.to_owned(), language, cookies: BTreeMap::new() }
    }

    /// Asks for a path, without following anything.
    pub fn get(&mut self, path: &str) -> anyhow::Result<Answer> {
        let request = self.agent.get(format!("{}{path}", self.address));
        let request = request.header("Accept-Language", self.language).header("Accept-Encoding", "gzip");
        let answer = request.header("Cookie", self.cookie_line()).call();
        self.taken(answer.with_context(|| format!("GET {path}"))?)
    }

    /// Sends a form, as a browser on the same site does.
    pub fn post(&mut self, path: &str, fields: &[(String, String)]) -> anyhow::Result<Answer> {
        let request = self.agent.post(format!("{}{path}", self.address));
        let request = request
            .header("Accept-Language", self.language)
            .header("Accept-Encoding", "gzip")
            .header("Cookie", self.cookie_line())
            .header("Origin", &self.address)
            .header("Sec-Fetch-Site", "same-origin");
        let pairs = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let answer = request.send_form(pairs);
        self.taken(answer.with_context(|| format!("POST {path}"))?)
    }

    /// Asks for a path and goes on where it is sent, five times at most; returns where it ended.
    pub fn follow(&mut self, path: &str) -> anyhow::Result<(String, Answer)> {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let answer = self.get(&path)?;
            match answer.location.as_deref().and_then(|location| self.local(location)) {
                Some(next) if (300..400).contains(&answer.status) => path = next,
                _ => return Ok((path, answer)),
            }
        }
        anyhow::bail!("{path} goes round in redirects")
    }

    /// The path of an address on this site, without its fragment; none for other sites.
    pub fn local(&self, link: &str) -> Option<String> {
        let path = link.strip_prefix(&self.address).unwrap_or(link);
        let path = path.split('#').next().unwrap_or_default();
        (path.starts_with('/') && !path.starts_with("//")).then(|| path.to_owned())
    }

    /// The cookies as a browser sends them.
    pub fn cookie_line(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn taken(&mut self, answer: ureq::http::Response<ureq::Body>) -> anyhow::Result<Answer> {
        let (parts, mut body) = answer.into_parts();
        for cookie in parts.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        let header =
            |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let raw = body.with_config().limit(64 << 20).read_to_vec()?;
        let weight = raw.len();
        let body = match header("content-encoding").as_deref() {
            Some("gzip") => {
                let mut plain = Vec::new();
                GzDecoder::new(raw.as_slice()).read_to_end(&mut plain)?;
                plain
            }
            _ => raw,
        };
        let kind = header("content-type").unwrap_or_default();
        Ok(Answer { status: parts.status.as_u16(), location: header("location"), kind, weight, body })
    }
}
