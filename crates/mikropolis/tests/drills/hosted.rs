//! Many neighbourhoods on one server: founded by command and in the browser with a one-time code, each with its own
//! people; taken along alone; none the slower for the others.

use crate::client::Client;
use crate::house::{House, PEOPLE, SLUG, offer, ready_to_offer};
use crate::page::Page;

const SECRET: &str = "Tajemnica-sasiedztwa-QZX";
/// So many live there in the end.
const MANY: usize = 50;

fn found(house: &House, name: &str) -> String {
    let words =
        ["--name", name, "--responsible", "Fundacja", "--phone", "12 000 00 09", "--administrator", "Ada"];
    let says =
        house.says(&[["init"].as_slice(), &words, &["--second", "Bea", "--site", &house.address]].concat());
    says.lines().nth(1).and_then(|line| line.split_once(": ")).expect("a link").1.to_owned()
}

/// Signs in by a printed link.
fn signed_in(house: &House, link: &str) -> Client {
    let mut client = Client::new(&house.address, "pl");
    let path = client.local(link).expect("a link to here");
    let (path, answer) = client.follow(&path).expect("a page");
    let (action, fields) = Page::read(&answer.text()).form().expect("a form");
    let action = if action.is_empty() { path } else { action };
    assert_eq!(client.post(&action, &fields).expect("an answer").status, 303);
    client
}

fn statements(house: &House) -> u64 {
    let text = Client::new(&house.address, "pl").get("/metrics").expect("counters").text();
    let line = text.lines().find_map(|line| line.strip_prefix("mikropolis_statements_total "));
    line.and_then(|number| number.parse().ok()).expect("a number")
}

/// How many statements these pages take a visitor whose pages nobody remembers.
fn cost(house: &House, visitor: &mut Client) -> u64 {
    let before = statements(house);
    for page in ["", "/places", "/stories", "/offers"] {
        assert_eq!(visitor.get(&format!("/{SLUG}{page}")).expect("a page").status, 200);
    }
    statements(house) - before
}

#[test]
fn neighbourhoods_on_one_server_are_founded_listed_and_kept_apart() {
    let house = House::founded(None);
    let ada = found(&house, "Osiedle Drugie");
    let server = house.serve();
    let mut neighbour = house.signed_in(PEOPLE[3]);
    let (_, token) = ready_to_offer(&mut neighbour);
    assert_eq!(neighbour.post(&format!("/{SLUG}/offers/new"), &offer(&token, SECRET)).unwrap().status, 303);

    // a third one in the browser
    let says = house.says(&["code", "--address", &house.address]);
    let code =
        says.split("the code ").nth(1).and_then(|rest| rest.lines().next()).expect("a code").to_owned();
    let mut founder = Client::new(&house.address, "pl");
    let first_page = |founder: &mut Client, name: &str| {
        let page = founder.get("/init").expect("the first page").text();
        let (action, mut fields) = Page::read(&page).form().expect("a form");
        let own = [
            ("code", code.as_str()),
            ("name", name),
            ("responsible", "Stowarzyszenie"),
            ("phone", "12 000 00 08"),
            ("administrator", "Cela"),
            ("second", "Dora"),
        ];
        fields.retain(|(field, _)| own.iter().all(|(name, _)| field != name));
        fields.extend(own.map(|(name, value)| (name.to_owned(), value.to_owned())));
        founder.post(&action, &fields).expect("an answer")
    };
    let founded = first_page(&mut founder, "Osiedle Trzecie");
    assert_eq!(founded.status, 200, "{}", Page::read(&founded.text()).heading());
    assert_eq!(first_page(&mut founder, "Osiedle Czwarte").status, 422, "the code opens once");

    let root = |client: &mut Client| client.get("/").expect("a page").text();
    let list = root(&mut founder);
    for name in ["Osiedle Próba", "Osiedle Drugie", "Osiedle Trzecie"] {
        assert!(list.contains(name), "{name}");
    }
    // Ada of the second one wants hers unlisted, and sees nothing of the first
    let mut ada = signed_in(&house, &ada);
    let page = ada.get("/osiedle-drugie/settings").unwrap().text();
    let (action, mut fields) = Page::read(&page).form().expect("a form");
    fields.push(("unlisted".to_owned(), "1".to_owned()));
    assert_eq!(ada.post(&action, &fields).unwrap().status, 303);
    assert!(!root(&mut founder).contains("Osiedle Drugie"));
    for path in ["/osiedle-drugie", "/osiedle-drugie/offers", "/osiedle-drugie/search?q=Tajemnica"] {
        let answer = ada.get(path).unwrap();
        assert!(answer.status == 200 && !answer.text().contains(SECRET), "{path}: {}", answer.status);
    }
    for path in ["settings", "health", "copy", "roles"] {
        let status = ada.get(&format!("/{SLUG}/{path}")).unwrap().status;
        assert!(status == 303 || status == 403 || status == 401, "{path}: {status}");
    }
    assert!(ada.get("/osiedle-drugie/copy").unwrap().text().contains("tylko wasze"));
    server.stop();

    // the second one alone goes to another machine, without a byte of the first
    let stick = house.files().join("patyk");
    std::fs::create_dir(&stick).unwrap();
    let says = house.says(&["copy", "--to", stick.to_str().unwrap(), "--only", "osiedle-drugie"]);
    let word = says.lines().find_map(|line| line.strip_prefix("The word is ")).expect("a word");
    let file = house.files().join("word.txt");
    std::fs::write(&file, word).unwrap();
    let copy = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let second = House::empty_in(house.files().join("drugi"), None, tempfile::tempdir().unwrap());
    second.says(&["restore", copy.to_str().unwrap(), "--word-file", file.to_str().unwrap()]);
    let bytes = std::fs::read(second.database()).unwrap();
    for theirs in [SECRET, PEOPLE[3], "Osiedle Próba", "m3@proba.example", "Cela"] {
        assert!(!bytes.windows(theirs.len()).any(|window| window == theirs.as_bytes()), "{theirs}");
    }
    assert!(second.says(&["link", "osiedle-drugie", "--name", "Ada"]).contains("Ada: "));
}

#[test]
fn a_neighbourhood_asks_no_more_of_the_database_for_the_forty_nine_others() {
    let house = House::founded(None);
    let server = house.serve();
    let mut visitor = house.signed_in(PEOPLE[1]);
    cost(&house, &mut visitor);
    let alone = cost(&house, &mut visitor);
    std::thread::scope(|scope| {
        for half in 0..2 {
            let house = &house;
            scope.spawn(move || {
                for number in (1..MANY).filter(|number| number % 2 == half) {
                    found(house, &format!("Osiedle {number}"));
                }
            });
        }
    });
    cost(&house, &mut visitor);
    let among_many = cost(&house, &mut visitor);
    assert!(among_many <= alone, "{among_many} statements instead of {alone}");
    let list = visitor.get("/").expect("a page").text();
    assert!(list.matches("<li class=\"card\">").count() == MANY, "all are listed");
    house.says(&["backup"]);
    server.stop();
}
