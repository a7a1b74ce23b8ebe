//! Somebody who did everything there is to do leaves: nothing in the data folder tells of them any more.

use crate::rows;
use crate::world::{fill, slices, upload, with_decoder};
use kernel::Role;
use people::member::{Kind, NewMember, Profile, Reach, Way};
use people::sms::SendSms as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use testkit::{Somebody, Town, on_both};

const NAME: &str = "Pelagia-Qx";
const MAIL: &str = "pelagia-qx@example.org";
const PHONE: &str = "12 777 66 55";
/// What each text of hers begins with.
const WORDS: &str = "Slowa-Pqz";

/// Every file below the folder that holds one of these, and which.
fn holding(folder: &Path, needles: &[&str], found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            holding(&path, needles, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let holds = |needle: &&&str| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        found.extend(needles.iter().filter(holds).map(|needle| (path.clone(), (*needle).to_owned())));
    }
}

/// Which files of a town hold one of these.
pub fn holding_any(town: &Town, needles: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    holding(town.folder(), needles, &mut found);
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn words(of: &str) -> String {
    format!("{WORDS} {of}")
}

/// Somebody with an address of mail, signed in by the digits of a letter.
async fn pelagia(town: &Town) -> Somebody {
    let reach = Reach { way: Way::Mail, value: MAIL.to_owned(), hours: String::new() };
    let locale = kernel::Locale::Pl;
    let profile = Profile { name: NAME.into(), languages: Vec::new(), locale, about: words("o mnie"), reach };
    let roles = vec![Role::Desk, Role::Editor];
    let new = NewMember { kind: Kind::Person, profile, email: Some(MAIL.into()), vouched: true, roles };
    people::member::add(&town.app.store, town.community, new).await.unwrap();
    let browser = town.visitor();
    let page = "/osiedle/sign-in";
    let code_page = town.submit(&browser, page, page, &[("email", MAIL)]).await.leads_to();
    let request = code_page.rsplit('/').next().unwrap();
    let letter = std::fs::read_to_string(town.folder().join(format!("mail/{request}.eml"))).unwrap();
    let three = |word: &&str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let digits: String = letter.split_whitespace().filter(three).collect();
    let typed = [("request", request), ("digits", &digits)];
    town.submit(&browser, &code_page, "/osiedle/sign-in/code", &typed).await.expect(303);
    browser
}

async fn does(town: &Town, who: &Somebody, page: &str, action: &str, own: &[(&str, &str)]) -> String {
    let done = fill(town, who, &format!("/osiedle{page}"), &format!("/osiedle{action}"), own).await;
    assert!(done.status.as_u16() < 400, "{action}: {} {}", done.status, done.words());
    match done.status.as_u16() {
        303 => done.leads_to().trim_start_matches("/osiedle").to_owned(),
        _ => String::new(),
    }
}

/// Does everything; tells the address of a place of hers.
async fn lives(town: &Town, who: &Somebody) -> String {
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/nowa-huta/pictures/lipy.jpg");
    let picture = std::fs::read(pictures).unwrap();
    let said = |of: &str| words(of);
    let place = [("title", "Skwer"), ("summary", "Ławki"), ("body", "Zielono"), ("address", "os. Willowe")];
    let place =
        does(town, who, "/places/add", "/places/add", &[&place[..], &[("source", "widać")]].concat()).await;
    let (title, body) = (said("miejsce"), said("opis"));
    let gone = [("title", title.as_str()), ("body", body.as_str())];
    let gone = does(town, who, "/places/add", "/places/add", &gone).await;
    does(town, who, &format!("{gone}/withdraw"), &format!("{gone}/withdraw"), &[]).await;

    for leaving in ["erase", "keep"] {
        let (title, body) = match leaving {
            "erase" => (said("historia"), said("dawno")),
            _ => ("Zostaje".to_owned(), "Tu zostaje bez imienia.".to_owned()),
        };
        let story = [
            ("title", title.as_str()),
            ("body", body.as_str()),
            ("summary", "Krótko"),
            ("teller", NAME),
            ("leaving", leaving),
            ("place_words", "tutaj"),
            ("source", ""),
            ("witness", ""),
        ];
        let told = does(town, who, "/stories/tell", "/stories/tell", &story).await;
        let alt = [("alt", title.as_str()), ("credit", NAME)];
        let page = format!("/osiedle{told}/pictures");
        upload(town, who, &page, &alt, ("picture", &picture)).await.expect(303);
        does(town, who, &told, &format!("{told}/submit"), &[]).await;
    }
    let (title, text) = (said("potrzeba"), said("proszę"));
    let need = [("title", title.as_str()), ("text", text.as_str()), ("area", "")];
    let need = does(town, who, "/needs/new", "/offers/new", &need).await;

    let ewa = town.neighbour("Ewa").await;
    does(town, &ewa, &need, &format!("{need}/answer"), &[("words", "Mogę pomóc")]).await;
    let others = [("title", "Rower"), ("text", "Pożyczę"), ("area", "")];
    let others = does(town, &ewa, "/offers/new", "/offers/new", &others).await;
    does(town, who, &others, &format!("{others}/answer"), &[("words", &said("wiadomość"))]).await;

    let about = said("pośrednik");
    does(town, who, "/mediators/offer", "/mediators/offer", &[("about", &about)]).await;
    quarrels(town, who).await;

    let (title, body, place_words) = (said("spotkanie"), said("herbata"), said("gdzie"));
    let plain =
        [("repeat", "weekly"), ("last-day", ""), ("last-month", ""), ("last-year", ""), ("place", "")];
    let own = [("title", title.as_str()), ("body", body.as_str()), ("place_words", place_words.as_str())];
    let date = does(town, who, "/dates/add", "/dates/add", &[&plain[..], &own].concat()).await;
    does(town, &ewa, &date, &format!("{date}/come"), &[]).await;
    let (off, why) = (format!("{date}/days/2026-12-10/call-off"), said("odwołane"));
    does(town, who, &off, &off, &[("note", &why)]).await;
    let translate = format!("{date}/translate/uk");
    does(town, &ewa, &translate, &translate, &[("title", "Чай"), ("body", "")]).await;
    let others = [("title", "Spacer"), ("body", ""), ("place_words", "Zalew")];
    let others = does(town, &ewa, "/dates/add", "/dates/add", &[&plain[..], &others].concat()).await;
    does(town, who, &others, &format!("{others}/come"), &[]).await;
    does(town, who, "/me/dates", "/me/dates/share", &[]).await;

    let sentence = format!("Dzień dobry.\n{}", "Cisza po 22.");
    let proposal = [("title", "Cisza"), ("why", "Dzieci wstają."), ("body", &sentence), ("named", "1")];
    let proposal = does(town, &ewa, "/agreement/propose", "/agreement/propose", &proposal).await;
    let remark = [("stance", "otherwise"), ("words", &said("zdanie")), ("named", "1")];
    does(town, who, &proposal, &format!("{proposal}/remark"), &remark).await;
    does(town, who, &proposal, &format!("{proposal}/put-forward"), &[]).await;

    let report = [("words", said("uwaga")), ("contact", MAIL.to_owned())];
    let report: Vec<(&str, &str)> = report.iter().map(|(name, value)| (*name, value.as_str())).collect();
    does(town, who, "/report", "/report", &report).await;
    does(town, &town.visitor(), "/report", "/report", &report).await;
    let hours = said("godziny");
    let reach =
        [("reach_way", "phone"), ("reach_value", PHONE), ("reach_hours", hours.as_str()), ("news", "weekly")];
    does(town, who, "/me/reach", "/me/reach", &reach).await;
    let edit = [("reach_way", "phone"), ("reach_value", PHONE), ("about", &said("o mnie")), ("name", NAME)];
    does(town, who, "/me/edit", "/me/edit", &edit).await;
    does(town, who, "/me/sessions", "/me/programs", &[("label", &said("program"))]).await;
    does(town, who, "/me/card", "/me/card", &[]).await;
    place
}

/// She asks for help with somebody, and writes how she sees it.
async fn quarrels(town: &Town, who: &Somebody) {
    let (lech, greta) = (town.neighbour("Lech").await, town.neighbour("Greta").await);
    does(town, &greta, "/mediators/offer", "/mediators/offer", &[]).await;
    for step in ["propose", "confirm"] {
        let role = town.with_roles(step, &[Role::Animator]).await;
        let path = format!("/mediators/{}/{step}", greta.member.unwrap());
        does(town, &role, "/mediators/offers", &path, &[]).await;
    }
    let need =
        does(town, &lech, "/needs/new", "/offers/new", &[("title", "Szafa"), ("text", ""), ("area", "")])
            .await;
    let thread = does(town, who, &need, &format!("{need}/answer"), &[("words", &words("mogę"))]).await;
    let links = town.get(who, &format!("/osiedle{thread}")).await.attributes("main a", "href");
    let ask = links.into_iter().find(|link| link.contains("/me/mediation/ask?")).unwrap();
    let ask = ask.trim_start_matches("/osiedle");
    let one = does(town, who, ask, "/me/mediation/ask", &[("words", &words("rower pod drzwiami"))]).await;
    does(town, &lech, &one, &format!("{one}/yes"), &[]).await;
    does(town, &greta, &one, &format!("{one}/accept"), &[]).await;
    does(town, who, &one, &format!("{one}/view"), &[("view", &words("tak to widzę"))]).await;
}

/// The desk helps her, and lets her back in with a letter.
async fn is_helped(town: &Town, member: kernel::MemberId) {
    let irena = town.with_roles("Irena", &[Role::Desk]).await;
    let maria = town.with_roles("Maria", &[Role::Desk]).await;
    let person = format!("/desk/people/{member}");
    let reason = words("powód");
    does(town, &irena, &person, &format!("{person}/letter"), &[("reason", &reason)]).await;
    let desk = town.get(&maria, "/osiedle/desk").await;
    let id = desk.attributes("form[action$='letters/print'] input[name=id]", "value").remove(0);
    let hidden = town.hidden(&maria, "/display").await;
    town.post(&maria, "/osiedle/desk/letters/print", &hidden, &[("id", &id)]).await.expect(200);
    let start = [("reason", reason.as_str()), ("word", "")];
    does(town, &irena, &person, &format!("{person}/start"), &start).await;
    // she is told something by phone, a letter to her came back, a text message still waits for the gateway
    let list = town.get(&maria, "/osiedle/desk/calls").await;
    let call = list.attributes(&format!("details.row:has(#member-{member}) form"), "action").remove(0);
    let call = call.trim_start_matches("/osiedle");
    let noted = words("notatka");
    does(town, &maria, "/desk/calls", call, &[("outcome", "again"), ("note", &noted)]).await;
    let back = format!("Subject: Undelivered\n\nFinal-Recipient: rfc822; {MAIL}\n");
    people::mail::Spool::new(town.folder().join("mail"), "localhost")
        .take_bounce(&mut back.as_bytes())
        .unwrap();
    let id = kernel::Key::random();
    let text =
        people::sms::Message { id, to: "+48127776655".into(), text: "Osiedle: jest odpowiedz.".into() };
    people::sms::Spool::new(town.folder().join("sms")).hand_over(text).await.unwrap();
}

fn aged(folder: &Path) {
    for file in files(folder) {
        let file = std::fs::File::options().write(true).open(file).unwrap();
        let then = file.metadata().unwrap().modified().unwrap() - Duration::from_secs(7 * 86_400);
        file.set_modified(then).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_anywhere_tells_of_somebody_who_left() {
    with_decoder();
    on_both(slices(), async |town| {
        town.with_roles("Jadwiga", &[Role::Administrator]).await;
        let who = pelagia(&town).await;
        let place = lives(&town, &who).await;
        let me = town.get(&who, "/osiedle/me/export.json").await.expect(200).json();
        let member: kernel::MemberId = me["member"].as_str().unwrap().parse().unwrap();
        is_helped(&town, member).await;
        assert!(files(&town.folder().join("media")).len() > 1, "pictures are there");

        // everything she has, she can take along
        let kept = me.to_string();
        for of in [
            "o mnie",
            "miejsce",
            "opis",
            "historia",
            "dawno",
            "potrzeba",
            "proszę",
            "wiadomość",
            "uwaga",
            "program",
            "spotkanie",
            "herbata",
            "gdzie",
            "odwołane",
            "zdanie",
            "godziny",
        ] {
            assert!(kept.contains(&words(of)), "her copy holds {of}");
        }
        // the page with the ways to take it does not read it all
        assert!(town.statements(&who, "/osiedle/me/export").await <= 8);

        let before: Vec<String> = rows::all(&town).await.into_values().flatten().collect();
        for needle in [NAME, MAIL, WORDS, "+48127776655"] {
            assert!(before.iter().any(|line| line.contains(needle)), "{needle} is nowhere to begin with");
        }
        let left = town.submit(&who, "/osiedle/me/leave", "/osiedle/me/leave", &[("sure", "1")]).await;
        assert_eq!(left.leads_to(), "/osiedle/sign-in");
        aged(&town.folder().join("media"));
        town.clock.pass_seconds(2 * 3600);
        jobs::run_due(&town.app).await.unwrap();

        let needles = [NAME, MAIL, WORDS, "+48127776655", "pelagia", "slowa-pqz", "slowa"];
        let mut found = Vec::new();
        holding(town.folder(), &needles, &mut found);
        let mut left = Vec::new();
        for (table, lines) in rows::all(&town).await {
            let holds = |line: &&String| needles.iter().any(|needle| line.contains(needle));
            left.extend(lines.iter().filter(holds).map(|line| format!("{table}: {line}")));
        }
        assert!(found.is_empty() && left.is_empty(), "{found:#?} {left:#?}");
        let key = member.to_string();
        let rows = rows::all(&town).await;
        let named = rows.iter().filter(|(table, lines)| {
            // the row that says somebody was here, the journal's keys, and whose visit it was
            let bare = ["member", "journal", "visit"].iter().any(|bare| table.contains(bare));
            !bare && lines.iter().any(|line| line.contains(&key))
        });
        let named: Vec<_> = named.map(|(table, _)| table).collect();
        assert!(named.is_empty(), "{named:#?}");
        // the story that was to stay still has its picture; the place is on the map
        assert!(!files(&town.folder().join("media")).is_empty());
        town.get(&town.visitor(), &format!("/osiedle{place}")).await.expect(200);
    })
    .await;
}
