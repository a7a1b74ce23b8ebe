//! A small authority for certificates on this machine: as much of RFC 8555 as a client needs, without looking at
//! signatures. It goes to the open door and asks, as a true one does, and can be told to refuse.

use rcgen::{BasicConstraints, CertificateParams, CertificateSigningRequestParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, CertificateSigningRequestDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// The authority, serving until the test ends.
pub struct Authority {
    /// Its directory.
    pub address: String,
    /// The certificate by which it is known, and which its certificates lead to.
    pub root: PathBuf,
    shared: Arc<Shared>,
}

struct Shared {
    address: String,
    door: Mutex<u16>,
    too_often: AtomicBool,
    issued: AtomicU32,
    proof: Mutex<Result<bool, String>>,
    chain: Mutex<String>,
    root: String,
    issuer: Issuer<'static, KeyPair>,
}

const TOKEN: &str = "a-word-to-ask-with";

impl Authority {
    /// One that looks for open doors at this port.
    pub fn begins(files: &Path, door: u16) -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::<String>::new()).expect("a root");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).expect("a root").pem();
        let issuer = Issuer::new(params, key);
        let own = KeyPair::generate().expect("a key");
        let named = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
        let certificate: CertificateDer<'static> =
            named.signed_by(&own, &issuer).expect("a certificate").into();
        let key = PrivateKeyDer::try_from(own.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .expect("a server");
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("https://localhost:{}", socket.local_addr().expect("a port").port());
        let path = files.join("root.pem");
        std::fs::write(&path, &root).expect("a file");
        let shared = Arc::new(Shared {
            address: address.clone(),
            door: Mutex::new(door),
            too_often: AtomicBool::new(false),
            issued: AtomicU32::new(0),
            proof: Mutex::new(Ok(false)),
            chain: Mutex::default(),
            root,
            issuer,
        });
        let (config, serving) = (Arc::new(config), Arc::clone(&shared));
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let (config, shared) = (Arc::clone(&config), Arc::clone(&serving));
                std::thread::spawn(move || shared.talk(stream, config));
            }
        });
        Self { address: format!("{address}/dir"), root: path, shared }
    }
    /// From now on everything is too often, or not.
    pub fn is_asked_too_often(&self, too_often: bool) {
        self.shared.too_often.store(too_often, Ordering::Relaxed);
    }
    /// From now on it looks for the door at this port.
    pub fn looks_at(&self, door: u16) {
        *self.shared.door.lock().expect("a port") = door;
    }
    /// How many certificates it gave.
    pub fn issued(&self) -> u32 {
        self.shared.issued.load(Ordering::Relaxed)
    }
}

impl Shared {
    fn talk(&self, stream: TcpStream, config: Arc<ServerConfig>) {
        let Ok(connection) = ServerConnection::new(config) else { return };
        let mut stream = BufReader::new(StreamOwned::new(connection, stream));
        let mut first = String::new();
        if stream.read_line(&mut first).is_err() {
            return;
        }
        let (mut line, mut length) = (String::new(), 0);
        while stream.read_line(&mut line).is_ok_and(|read| read > 2) {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut body = vec![0; length];
        if stream.read_exact(&mut body).is_err() {
            return;
        }
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let (status, location, kind, text) = self.answer(&path, &payload(&body));
        let location =
            location.map(|path| format!("Location: {}{path}\r\n", self.address)).unwrap_or_default();
        let text = if first.starts_with("HEAD") { String::new() } else { text };
        let head = format!(
            "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nReplay-Nonce: nonce\r\n{location}Connection: close\r\nContent-Length: {}\r\n\r\n",
            text.len()
        );
        let stream = stream.get_mut();
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(text.as_bytes()));
        stream.conn.send_close_notify();
        let _ = stream.flush();
    }

    fn answer(&self, path: &str, sent: &Value) -> (u16, Option<&'static str>, &'static str, String) {
        let at = |path: &str| format!("{}{path}", self.address);
        let well = |status, location, value: Value| (status, location, "application/json", value.to_string());
        match path {
            "/dir" => {
                let directory = json!({ "newNonce": at("/nonce"), "newAccount": at("/account"), "newOrder": at("/new-order"),
                    "revokeCert": at("/revoke"), "keyChange": at("/key") });
                well(200, None, directory)
            }
            "/nonce" => well(200, None, json!({})),
            "/account" => well(201, Some("/account/1"), json!({ "status": "valid" })),
            "/new-order" if self.too_often.load(Ordering::Relaxed) => {
                let kind = "urn:ietf:params:acme:error:rateLimited";
                (
                    429,
                    None,
                    "application/problem+json",
                    json!({ "type": kind, "detail": "too often" }).to_string(),
                )
            }
            "/new-order" => {
                *self.proof.lock().expect("state") = Ok(false);
                self.chain.lock().expect("state").clear();
                well(201, Some("/order"), self.order())
            }
            "/order" => well(200, None, self.order()),
            "/authorization" => well(200, None, self.authorization()),
            "/challenge" => {
                let looked = self.looks();
                *self.proof.lock().expect("state") = looked.map(|()| true);
                well(200, None, self.challenge())
            }
            "/finalize" => {
                self.sign(sent["csr"].as_str().unwrap_or_default());
                well(200, Some("/order"), self.order())
            }
            "/certificate" => {
                (200, None, "application/pem-certificate-chain", self.chain.lock().expect("state").clone())
            }
            _ => well(404, None, json!({ "type": "about:blank" })),
        }
    }

    fn state(&self) -> &'static str {
        match &*self.proof.lock().expect("state") {
            Ok(false) => "pending",
            Ok(true) => "valid",
            Err(_) => "invalid",
        }
    }
    fn order(&self) -> Value {
        let signed = !self.chain.lock().expect("state").is_empty();
        let status = match self.state() {
            "valid" if signed => "valid",
            "valid" => "ready",
            other => other,
        };
        let certificate = format!("{}/certificate", self.address);
        json!({ "status": status, "identifiers": [{ "type": "dns", "value": "proba.example" }],
            "authorizations": [format!("{}/authorization", self.address)],
            "finalize": format!("{}/finalize", self.address),
            "certificate": if signed { Value::from(certificate) } else { Value::Null } })
    }
    fn authorization(&self) -> Value {
        json!({ "identifier": { "type": "dns", "value": "proba.example" }, "status": self.state(),
            "challenges": [self.challenge()] })
    }
    fn challenge(&self) -> Value {
        let error = self
            .proof
            .lock()
            .expect("state")
            .as_ref()
            .err()
            .map(|words| json!({ "type": "urn:ietf:params:acme:error:connection", "detail": words }));
        json!({ "type": "http-01", "url": format!("{}/challenge", self.address), "token": TOKEN,
            "status": self.state(), "error": error })
    }

    /// Goes to the open door and asks.
    fn looks(&self) -> Result<(), String> {
        let door = *self.door.lock().expect("a port");
        let said = |fault: std::io::Error| fault.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", door)).map_err(said)?;
        let asked = format!(
            "GET /.well-known/acme-challenge/{TOKEN} HTTP/1.1\r\nHost: proba.example\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(asked.as_bytes()).map_err(said)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(said)?;
        let right = answer.starts_with("HTTP/1.1 200") && answer.contains(&format!("{TOKEN}."));
        if right { Ok(()) } else { Err("another answer".to_owned()) }
    }

    fn sign(&self, request: &str) {
        let der = CertificateSigningRequestDer::from(from_base64(request));
        let mut asked = CertificateSigningRequestParams::from_der(&der).expect("a request");
        let (year, month, day) = (2020, 1, 1);
        asked.params.not_before = rcgen::date_time_ymd(year, month, day);
        asked.params.not_after = rcgen::date_time_ymd(2099, month, day);
        let chain = asked.signed_by(&self.issuer).expect("a certificate").pem();
        *self.chain.lock().expect("state") = format!("{chain}{}", self.root);
        self.issued.fetch_add(1, Ordering::Relaxed);
    }
}

/// What a signed request carries.
fn payload(body: &[u8]) -> Value {
    let sent: Value = serde_json::from_slice(body).unwrap_or_default();
    let payload = from_base64(sent["payload"].as_str().unwrap_or_default());
    serde_json::from_slice(&payload).unwrap_or_default()
}

/// base64url without padding (RFC 4648 §5).
fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = Vec::new();
    for group in text.as_bytes().chunks(4) {
        let value = |byte: &u8| LETTERS.iter().position(|letter| letter == byte).unwrap_or(0) as u32;
        let bits = group.iter().fold(0, |bits, byte| bits << 6 | value(byte)) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    bytes
}
