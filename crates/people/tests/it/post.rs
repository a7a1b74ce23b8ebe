//! Letters through a mail server: a small one that speaks just enough, in this process.

use kernel::Key;
use people::mail::{Forget, Letter, Post, Security, SendMail as _, Server, Spool};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server that answers RCPT with this, and keeps what it was told.
struct Served {
    port: u16,
    answer: Arc<Mutex<&'static str>>,
    told: Arc<Mutex<String>>,
}

async fn serve() -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (answer, told) = (Arc::new(Mutex::new("250 ok")), Arc::<Mutex<String>>::default());
    let (own_answer, own_told) = (answer.clone(), told.clone());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, own_answer.clone(), own_told.clone()));
        }
    });
    Served { port, answer, told }
}

async fn talk(stream: TcpStream, answer: Arc<Mutex<&'static str>>, told: Arc<Mutex<String>>) {
    let (reads, mut writes) = stream.into_split();
    let mut lines = BufReader::new(reads).lines();
    writes.write_all(b"220 here\r\n").await.unwrap();
    let mut in_letter = false;
    while let Ok(Some(line)) = lines.next_line().await {
        *told.lock().unwrap() += &format!("{line}\n");
        let says = match line.split_whitespace().next().unwrap_or_default() {
            _ if in_letter && line != "." => continue,
            "." => {
                in_letter = false;
                "250 taken"
            }
            "EHLO" => "250-here\r\n250 AUTH PLAIN",
            "AUTH" => "235 welcome",
            "RCPT" => *answer.lock().unwrap(),
            "DATA" => {
                in_letter = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        if writes.write_all(format!("{says}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

fn post(port: u16, folder: &std::path::Path) -> Post {
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::Open,
        account: Some(("osiedle".to_owned(), "sekret".to_owned())),
        from: "noreply@osiedle.example".to_owned(),
    };
    Post::new(&server, Spool::new(folder, "osiedle.example")).unwrap()
}

fn letter(number: u128, to: &str) -> Letter {
    Letter {
        id: Key(number),
        to: to.to_owned(),
        subject: "Zażółć".to_owned(),
        text: "Gęślą jaźń\n".to_owned(),
        stop: None,
    }
}

fn waiting(folder: &std::path::Path, end: &str) -> usize {
    let files = std::fs::read_dir(folder).unwrap();
    files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|own| own == end)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_goes_out_and_leaves_nothing_behind() {
    let (served, folder) = (serve().await, tempfile::tempdir().unwrap());
    let post = post(served.port, folder.path());
    post.hand_over(letter(1, "ewa@example.org")).await.unwrap();
    post.send_waiting().await.unwrap();
    let told = served.told.lock().unwrap().clone();
    for word in [
        "MAIL FROM:<noreply@osiedle.example>",
        "RCPT TO:<ewa@example.org>",
        "Message-ID: <00000000000000000000000000000001@osiedle.example>",
        "Auto-Submitted: auto-generated",
        "AUTH PLAIN",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!(told.matches("RCPT TO").count(), 1, "sent once: {told}");
    assert_eq!((waiting(folder.path(), "eml"), waiting(folder.path(), "refused")), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_waits_for_a_server_that_is_busy_or_away() {
    let (served, folder) = (serve().await, tempfile::tempdir().unwrap());
    *served.answer.lock().unwrap() = "451 later";
    let here = post(served.port, folder.path());
    here.hand_over(letter(2, "ewa@example.org")).await.unwrap();
    assert!(here.send_waiting().await.is_err());
    assert_eq!(waiting(folder.path(), "eml"), 1, "kept");
    // nobody listens at this port
    let away = post(1, folder.path());
    assert!(away.send_waiting().await.unwrap_err().contains("1 letters"));
    assert_eq!(waiting(folder.path(), "eml"), 1, "still kept");
    *served.answer.lock().unwrap() = "250 ok";
    here.send_waiting().await.unwrap();
    assert_eq!(waiting(folder.path(), "eml"), 0);
    assert!(served.told.lock().unwrap().contains("Message-ID: <00000000000000000000000000000002@"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_put_aside_and_can_be_forgotten() {
    let (served, folder) = (serve().await, tempfile::tempdir().unwrap());
    *served.answer.lock().unwrap() = "550 no such person";
    let post = post(served.port, folder.path());
    post.hand_over(letter(3, "nikt@example.org")).await.unwrap();
    post.send_waiting().await.unwrap();
    assert_eq!((waiting(folder.path(), "eml"), waiting(folder.path(), "refused")), (0, 1));
    post.forget(Forget { ids: Vec::new(), addresses: vec!["Nikt@example.org".to_owned()] }).await.unwrap();
    assert_eq!(waiting(folder.path(), "refused"), 0);
}

/// What a mail server leaves of a letter that reached nobody at this address.
fn report(folder: &std::path::Path, number: u128, address: &str) {
    let report = format!(
        "Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {address}\nAction: failed\n\n\
         --x\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{}@osiedle.example>\n\n--x--\n",
        Key(number)
    );
    Spool::new(folder, "osiedle.example").take_bounce(&mut report.as_bytes()).unwrap();
}

#[tokio::test]
async fn who_leaves_takes_no_reports_of_others_along() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path(), "osiedle.example");
    for (number, address) in [(1, "ewa@example.org"), (2, "andrzewa@example.org"), (3, "a@example.org")] {
        report(folder.path(), number, address);
    }
    // reached through a neighbour called Ewa; in mails of their own at a@example.org
    let addresses = vec!["Ewa".to_owned(), "A@example.org".to_owned()];
    spool.forget(Forget { ids: Vec::new(), addresses }).await.unwrap();
    let mut left: Vec<Key> = spool.returned().await.unwrap().into_iter().map(|back| back.id).collect();
    left.sort();
    assert_eq!(left, [Key(1), Key(2)]);
}

#[tokio::test]
async fn what_can_not_be_read_keeps_no_letter_back() {
    let (served, folder) = (serve().await, tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join(format!("{}.eml", Key(7))), b"").unwrap(); // the power went
    std::fs::write(folder.path().join(format!("{}.eml", Key(8))), b"To: \xc5").unwrap(); // inside a letter
    for number in [7, 8] {
        let path = folder.path().join(format!("{}.eml", Key(number)));
        let file = std::fs::File::options().write(true).open(path).unwrap();
        let now = file.metadata().unwrap().modified().unwrap();
        file.set_modified(now - std::time::Duration::from_secs(7 * 86_400)).unwrap();
    }
    let post = post(served.port, folder.path());
    post.hand_over(letter(9, "ewa@example.org")).await.unwrap();
    post.forget(Forget { ids: vec![Key(10)], addresses: vec!["jan@example.org".to_owned()] }).await.unwrap();
    assert!(post.returned().await.unwrap().is_empty());
    post.send_waiting().await.unwrap();
    assert!(served.told.lock().unwrap().contains(&Key(9).to_string()));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "and does not lie there for ever");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_not_asked_for_every_letter() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            *count.lock().unwrap() += 1;
            drop(stream);
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::new(folder.path(), "osiedle.example");
    for number in 1..=50 {
        spool.hand_over(letter(number, "ewa@example.org")).await.unwrap();
    }
    let away = post(port, folder.path());
    assert!(away.send_waiting().await.unwrap_err().contains("50 letters"));
    assert!(*asked.lock().unwrap() <= 4, "{}", asked.lock().unwrap());
    assert_eq!(waiting(folder.path(), "eml"), 50);
}

#[test]
fn settings_that_cannot_work_are_refused_in_words() {
    let server = Server {
        host: "mail.example".to_owned(),
        port: 587,
        security: Security::StartTls,
        account: None,
        from: "no address".to_owned(),
    };
    let wrong = Post::new(&server, Spool::new("mail", "example")).err().unwrap();
    assert!(wrong.contains("no address"), "{wrong}");
}
