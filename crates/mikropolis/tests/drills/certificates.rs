//! Certificates of one's own: fetched from an authority on this machine, shown without a restart, and what happens
//! when the authority is away, can't find us, or is asked too often.

use crate::authority::Authority;
use crate::house::House;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

const ADDRESS: &str = "https://proba.example";

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port()
}

/// The program with both doors open; it ends with this.
struct Doors {
    child: Child,
    open: u16,
    secure: u16,
    _output: BufReader<ChildStdout>,
}

impl Drop for Doors {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn served(house: &House, authority: &str, root: &Path, open: u16) -> Doors {
    let secure = free_port();
    let mut command = house.command(&["serve", "--certificates", "--address", ADDRESS]);
    command.arg("--listen-open").arg(format!("127.0.0.1:{open}"));
    command.arg("--listen-secure").arg(format!("127.0.0.1:{secure}"));
    command.arg("--certificate-authority").arg(authority).arg("--certificate-root").arg(root);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    while line.trim() != ADDRESS {
        line.clear();
        assert!(output.read_line(&mut line).expect("words") > 0, "the server ended");
    }
    Doors { child, open, secure, _output: output }
}

fn asked_openly(doors: &Doors, method: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", doors.open)).expect("the open door");
    write!(stream, "{method} /proba?a=b HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n")
        .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

type Secure = StreamOwned<ClientConnection, TcpStream>;

/// An encrypted connection that trusts these roots.
fn connect(doors: &Doors, roots: &[&[u8]]) -> Option<Secure> {
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add(CertificateDer::from_pem_slice(root).expect("a root")).expect("a root");
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions");
    let config = Arc::new(config.with_root_certificates(store).with_no_client_auth());
    let name = ServerName::try_from("proba.example").expect("a name");
    let connection = ClientConnection::new(config, name).expect("a connection");
    let mut stream = StreamOwned::new(connection, TcpStream::connect(("127.0.0.1", doors.secure)).ok()?);
    stream.flush().ok()?;
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock).ok()?;
    }
    Some(stream)
}

/// A page over it, which stays open.
fn page(stream: &mut Secure) -> String {
    write!(stream, "GET /proba HTTP/1.1\r\nHost: proba.example\r\n\r\n").expect("sent");
    let mut head = String::new();
    let mut byte = [0];
    while !head.ends_with("\r\n\r\n") {
        stream.read_exact(&mut byte).expect("an answer");
        head.push(char::from(byte[0]));
    }
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    stream.read_exact(&mut vec![0; length.expect("a length")]).expect("a body");
    head
}

fn until<T>(what: &str, mut is: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if let Some(found) = is() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{what} did not come");
}

fn doctor_says(house: &House) -> String {
    String::from_utf8(house.run(&["doctor"]).stdout).expect("words")
}

#[test]
fn a_first_certificate_is_fetched_kept_private_and_shown_with_the_way_from_the_open_door() {
    let house = House::founded(None);
    let open = free_port();
    let authority = Authority::begins(house.files(), open);
    let doors = served(&house, &authority.address, &authority.root, open);
    let root = fs::read(&authority.root).unwrap();
    let mut stream = until("a certificate", || connect(&doors, &[&root]));
    let head = page(&mut stream);
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("strict-transport-security"), "{head}");
    let led = asked_openly(&doors, "GET");
    assert!(
        led.starts_with("HTTP/1.1 308") && led.contains("location: https://proba.example/proba?a=b\r\n"),
        "{led}"
    );
    assert!(asked_openly(&doors, "POST").starts_with("HTTP/1.1 403"), "what is sent openly goes nowhere");
    let shelf = house.folder.join("keys/certificates");
    for entry in fs::read_dir(&shelf).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", entry.path().display());
    }
    assert_eq!(fs::metadata(&shelf).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(!doctor_says(&house).contains("ertificate"), "{}", doctor_says(&house));
    drop(doors);
    // a second start shows what lies there and asks for nothing
    let doors = served(&house, &authority.address, &authority.root, open);
    assert!(connect(&doors, &[&root]).is_some());
    assert_eq!(authority.issued(), 1);
}

#[test]
fn an_old_certificate_is_shown_until_the_new_one_is_there_and_no_connection_breaks_off() {
    let house = House::founded(None);
    let open = free_port();
    let authority = Authority::begins(house.files(), open);
    authority.looks_at(1);
    let mut old = rcgen::CertificateParams::new(vec!["proba.example".to_owned()]).unwrap();
    old.not_before = rcgen::date_time_ymd(2010, 1, 1);
    // good still, but more than two thirds of its life are over
    old.not_after = rcgen::date_time_ymd(2030, 1, 1);
    let key = rcgen::KeyPair::generate().unwrap();
    let old = old.self_signed(&key).unwrap().pem();
    let shelf = house.folder.join("keys/certificates");
    fs::create_dir_all(&shelf).unwrap();
    fs::write(shelf.join("certificate.pem"), format!("{}{old}", key.serialize_pem())).unwrap();
    let doors = served(&house, &authority.address, &authority.root, open);
    let root = fs::read(&authority.root).unwrap();
    let mut stream = connect(&doors, &[old.as_bytes()]).expect("the old one");
    page(&mut stream);
    let says = until("the doctor's words", || {
        Some(doctor_says(&house)).filter(|says| says.contains("did not find"))
    });
    assert!(says.contains("is good until 1 January 2030, but there is no new one yet: "), "{says}");
    assert!(says.contains("ports 80 and 443"), "{says}");
    // mended, and started again rather than waited for: the note says when it would be tried
    drop((stream, doors));
    authority.looks_at(open);
    fs::remove_file(shelf.join("tried.json")).unwrap();
    let doors = served(&house, &authority.address, &authority.root, open);
    let mut stream = connect(&doors, &[old.as_bytes(), &root]).expect("the old one or the new one");
    until("the new one", || connect(&doors, &[&root]));
    let head = page(&mut stream);
    assert!(head.starts_with("HTTP/1.1 200"), "a connection of before goes on: {head}");
    assert!(!doctor_says(&house).contains("ertificate"));
}

#[test]
fn without_an_authority_the_open_door_and_the_doctor_say_so_and_the_server_stays() {
    let house = House::founded(None);
    let open = free_port();
    let authority = Authority::begins(house.files(), open);
    let shelf = house.folder.join("keys/certificates");
    let finds = |directory: &str, what: &str| {
        let _ = fs::remove_file(shelf.join("tried.json"));
        let mut doors = served(&house, directory, &authority.root, open);
        let said = until(what, || Some(doctor_says(&house)).filter(|says| says.contains(what)));
        assert!(said.contains("proba.example has no certificate yet: "), "{said}");
        let answer = asked_openly(&doors, "GET");
        assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("za kilka minut"), "{answer}");
        assert!(doors.child.try_wait().unwrap().is_none(), "it serves on");
        assert_eq!(authority.issued(), 0);
    };
    finds(&format!("https://localhost:{}/dir", free_port()), "the authority cannot be reached");
    authority.is_asked_too_often(true);
    finds(&authority.address, "asked too often");
    authority.is_asked_too_often(false);
    // where the trial of writing wants a file stands a folder: as little room as on a full disk, also for root
    fs::create_dir_all(shelf.join("room")).unwrap();
    finds(&authority.address, "make room on the disk");
}
