//! Bad files through the whole program: a clear page, little memory, and the program goes on.

use crate::client::Client;
use crate::house::{House, PEOPLE, SLUG, Server};
use crate::page::Page;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// The server may never hold more while it takes bad files, in megabytes; a debug build idles at about 60.
const MOST_MEMORY: u64 = 250;

/// The head of a form with a file, up to the file's first byte.
fn form_with_file(client: &mut Client, path: &str, fields: &[(&str, &str)], file: &str) -> String {
    let page = Page::read(&client.get(path).expect("a page").text());
    let (_, hidden) = page.form().expect("a form");
    let hidden = hidden.iter().filter(|(name, _)| matches!(name.as_str(), "token" | "once"));
    let mut body = String::new();
    let own = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    for (name, value) in hidden.cloned().chain(own) {
        body += &format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body + &format!("--x\r\ncontent-disposition: form-data; name=\"{file}\"; filename=\"plik\"\r\n\r\n")
}

/// Sends a form; `content` writes the file's bytes. What is read of an answer that comes early counts.
fn send(
    house: &House,
    client: &Client,
    path: &str,
    head: &str,
    content: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()> + Send,
) -> (u16, Page) {
    let stream = TcpStream::connect(house.address.trim_start_matches("http://")).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
    let mut to = stream.try_clone().expect("a second hand");
    let lines = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\naccept-language: pl\r\n\
         content-type: multipart/form-data; boundary=x\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n",
        house.address.trim_start_matches("http://"),
        client.cookie_line()
    );
    let mut answer = Vec::new();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // a server that has seen enough does not read on
            let _ = to.write_all(lines.as_bytes()).and_then(|()| {
                let mut chunks = Chunks(&mut to);
                chunks.write_all(head.as_bytes())?;
                content(&mut chunks)?;
                chunks.write_all(b"\r\n--x--\r\n")?;
                to.write_all(b"0\r\n\r\n")
            });
        });
        let mut from = &stream;
        let _ = from.read_to_end(&mut answer); // what came before the end counts
    });
    let text = String::from_utf8_lossy(&answer).into_owned();
    let status = text.split(' ').nth(1).and_then(|status| status.parse().ok());
    let (_, html) = text.split_once("\r\n\r\n").unwrap_or_default();
    (status.unwrap_or_else(|| panic!("no answer: {text:?}")), Page::read(html))
}

/// Each write becomes a chunk.
struct Chunks<'a>(&'a mut TcpStream);

impl std::io::Write for Chunks<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        write!(self.0, "{:x}\r\n", bytes.len())?;
        self.0.write_all(bytes)?;
        self.0.write_all(b"\r\n")?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

fn went_on(house: &House, server: Server) {
    let answer = Client::new(&house.address, "pl").get(&format!("/{SLUG}/places")).expect("an answer");
    assert_eq!(answer.status, 200);
    if let Some(most) = server.most_memory() {
        assert!(most < MOST_MEMORY, "it held {most} MB");
    }
    let left = std::fs::read_dir(house.folder.join("uploads")).expect("the folder").count();
    assert_eq!(left, 0, "nothing of the files stays");
    server.stop();
}

#[test]
fn a_gigabyte_in_one_line_is_refused_with_a_page_and_little_memory() {
    let house = House::founded(None);
    let server = house.serve();
    let mut officer = house.signed_in(PEOPLE[0]);
    let path = format!("/{SLUG}/budget/import");
    let head = form_with_file(&mut officer, &path, &[("lang", "pl"), ("title", "Budżet")], "file");
    let (status, page) = send(&house, &officer, &path, &head, |to| {
        let line = vec![b'1'; 1 << 20];
        (0..1024).try_for_each(|_| to.write_all(&line))
    });
    assert_eq!(status, 413, "{}", page.heading());
    assert!(page.faults("pl").is_empty(), "{:?}", page.faults("pl"));
    went_on(&house, server);
}

#[test]
fn files_of_votes_that_are_none_are_refused_with_a_page() {
    let house = House::founded(None);
    let server = house.serve();
    let mut officer = house.signed_in(PEOPLE[0]);
    let path = format!("/{SLUG}/budget/import");
    let good = "META\nkey;value\ndescription;Próba\ncountry;Polska\nunit;Próba\ninstance;2026\nnum_projects;1\nnum_votes;1\n\
                budget;100\nvote_type;approval\nrule;greedy\nPROJECTS\nproject_id;cost;name\n1;50;Ławka\nVOTES\nvoter_id;vote\n1;1\n";
    let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let line = vec![b';'; 20 << 20];
    let bad: [(&str, Vec<u8>); 6] = [
        ("nothing", Vec::new()),
        ("NUL", good.replace("Ławka", "Ła\0wka").into_bytes()),
        ("two bytes a letter", [b"\xff\xfe".as_slice(), &wide].concat()),
        ("cut off", good.as_bytes()[..good.len() - 40].to_vec()),
        ("a picture", vec![0x89, b'P', b'N', b'G', 0, 0, 0, 1]),
        ("twenty megabytes of separators in one line", line),
    ];
    for (what, bytes) in bad {
        let head = form_with_file(&mut officer, &path, &[("lang", "pl"), ("title", "Budżet")], "file");
        let (status, page) = send(&house, &officer, &path, &head, |to| to.write_all(&bytes));
        assert_eq!(status, 422, "{what}: {}", page.heading());
        assert!(page.faults("pl").is_empty(), "{what}: {:?}", page.faults("pl"));
    }
    went_on(&house, server);
}

#[test]
fn bad_pictures_are_refused_at_their_field_and_leave_no_memory_behind() {
    let house = House::founded(None);
    let server = house.serve();
    let mut teller = house.signed_in(PEOPLE[1]);
    let path = format!("/{SLUG}/stories/tell");
    let story = [
        ("lang", "pl"),
        ("title", "Dwie konewki"),
        ("body", "Posadzili lipy w kwietniu."),
        ("era", "lata 70."),
        ("teller", "Jan"),
        ("screen", "1"),
        ("leaving", "erase"),
        ("alt", "Lipy"),
    ];
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    // a PNG that says it is 60,000 by 60,000
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0".to_vec();
    bomb.extend([0; 200]);
    let bad = [
        ("a drawing with a script", svg),
        ("a bomb", bomb),
        ("eleven megabytes of nothing", vec![0; 11_000_000]),
    ];
    for (what, bytes) in bad {
        let head = form_with_file(&mut teller, &path, &story, "picture");
        let (status, page) = send(&house, &teller, &path, &head, |to| to.write_all(&bytes));
        assert_eq!(status, 422, "{what}: {}", page.heading());
        assert!(page.has("#picture-error"), "{what}: said at the field");
    }
    went_on(&house, server);
}
