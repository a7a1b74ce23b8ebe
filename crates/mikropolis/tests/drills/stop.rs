//! Beginning and ending in order.

use crate::house::{House, SLUG};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

fn connect(house: &House) -> TcpStream {
    let stream = TcpStream::connect(house.address.trim_start_matches("http://")).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
    stream
}

#[test]
fn what_is_under_way_when_it_is_asked_to_end_is_answered() {
    let house = House::founded(None);
    let server = house.serve();
    let mut stream = connect(&house);
    // a form whose second half is still on its way
    let head = format!(
        "POST /{SLUG}/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 20\r\nconnection: close\r\n\r\nemail=adam"
    );
    stream.write_all(head.as_bytes()).expect("sent");
    std::thread::sleep(Duration::from_millis(300));
    server.ask_to_end();
    std::thread::sleep(Duration::from_millis(300));
    assert!(TcpStream::connect(house.address.trim_start_matches("http://")).is_err(), "no new connections");
    stream.write_all(b"%40proba.e").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(answer.contains("</html>"), "a whole page: {answer}");
    server.stop();
}

#[test]
fn it_says_why_it_does_not_begin() {
    let house = House::founded(None);
    let server = house.serve();
    let listen = house.address.trim_start_matches("http://").to_owned();
    let second = house.run(&["serve", "--listen", &listen]);
    assert!(!second.status.success());
    let says = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(says.contains("is another program there?"), "{says}");
    server.stop();

    let file = house.files().join("not-a-folder");
    std::fs::write(&file, "").expect("a file");
    let output = house.run(&["serve", "--folder", file.to_str().expect("a path")]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot make the folder"), "{output:?}");

    let away = ["doctor", "--postgres", "host=/nowhere user=nobody dbname=none"];
    let output = house.run(&away);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("start the database server"), "{output:?}");
}
