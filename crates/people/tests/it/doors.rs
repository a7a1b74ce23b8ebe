//! Coming in through a browser.

use axum::body::Body;
use axum::http::Request;
use testkit::{Answer, Town, on_both};

/// The newest letter in the spool.
fn letter(town: &Town) -> String {
    let folder = std::fs::read_dir(town.folder().join("mail")).unwrap();
    let newest = folder
        .map(|entry| entry.unwrap().path())
        .max_by_key(|path| path.metadata().unwrap().modified().unwrap());
    std::fs::read_to_string(newest.unwrap()).unwrap()
}

/// The six digits, written as two words of three: keys and addresses in a letter hold digits too.
fn digits(letter: &str) -> String {
    let words: Vec<&str> = letter.split_whitespace().collect();
    let three = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.windows(2).find(|pair| three(pair[0]) && three(pair[1])).unwrap().concat()
}

/// A cookie an answer sets.
fn cookie_of(answer: &Answer, cookie: web::Cookie) -> String {
    let begins = format!("{}=", cookie.name(false));
    let set = answer.headers.get_all("set-cookie").iter().filter_map(|set| set.to_str().ok());
    let own = set.filter_map(|set| set.strip_prefix(&begins)).next().unwrap();
    own.split(';').next().unwrap().to_owned()
}

/// Token and once-key of a page.
fn inputs_of(page: &Answer) -> Vec<(String, String)> {
    let value = |name: &str| page.attributes(&format!("main input[name={name}]"), "value").remove(0);
    vec![("token".into(), value("token")), ("once".into(), value("once"))]
}

/// The request of a form, with only the cookie that ties it to its browser.
fn sent(visit: &str, hidden: &[(String, String)], fields: &[(&str, &str)]) -> Request<Body> {
    let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let body: Vec<String> =
        own.chain(fields.iter().copied()).map(|(name, value)| format!("{name}={value}")).collect();
    Request::post("/osiedle/join")
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("{}={visit}", web::Cookie::Visit.name(false)))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.join("&")))
        .unwrap()
}

async fn has_mail(town: &Town, name: &str, email: &str) {
    use people::member::{Kind, NewMember, Profile, Reach};
    let locale = kernel::Locale::Pl;
    let profile = Profile {
        name: name.into(),
        languages: Vec::new(),
        locale,
        about: String::new(),
        reach: Reach::desk(),
    };
    let new = NewMember {
        kind: Kind::Person,
        profile,
        email: Some(email.into()),
        vouched: true,
        roles: Vec::new(),
    };
    people::member::add(&town.app.store, town.community, new).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn by_digits_in_the_same_window_back_to_where_one_was() {
    on_both(people::SLICES, async |town| {
        has_mail(&town, "Halina", "halina@example.org").await;
        let browser = town.visitor();
        assert!(town.get(&browser, "/osiedle/me/edit").await.asks_to_sign_in());
        let page = "/osiedle/sign-in?next=/osiedle/me/edit";
        let fields = [("email", "halina@example.org"), ("next", "/osiedle/me/edit")];
        let code_page = town.submit(&browser, page, "/osiedle/sign-in", &fields).await.leads_to();
        let request = code_page.rsplit('/').next().unwrap().to_owned();
        let letter = letter(&town);
        assert!(
            letter.contains("To: halina@example.org\r\n") && letter.contains("Message-ID: <"),
            "{letter}"
        );
        let typed = [("request", request.as_str()), ("digits", "12345x")];
        town.submit(&browser, &code_page, "/osiedle/sign-in/code", &typed).await.expect(422);
        let digits = digits(&letter);
        let typed = [("request", request.as_str()), ("digits", digits.as_str())];
        let entered = town.submit(&browser, &code_page, "/osiedle/sign-in/code", &typed).await;
        assert_eq!(entered.leads_to(), "/osiedle/me/edit");
        town.get(&browser, "/osiedle/me/edit").await.expect(200);
        let out = town.submit(&browser, "/osiedle/me", "/osiedle/sign-out", &[]).await;
        assert_eq!(out.leads_to(), "/osiedle/sign-in");
        assert!(town.get(&browser, "/osiedle/me").await.asks_to_sign_in());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_shows_a_page_and_acts_once_by_a_button() {
    on_both(people::SLICES, async |town| {
        let halina = town.neighbour("Halina").await.member.unwrap();
        let key = people::sign_in::print_link(&town.app.store, town.community, halina, 48).await.unwrap();
        let page = format!("/osiedle/sign-in/link/{key}");
        let browser = town.visitor();
        for _ in 0..3 {
            town.get(&browser, &page).await.expect(200);
        }
        assert!(town.get(&browser, "/osiedle/me").await.asks_to_sign_in());
        let entered = town.submit(&browser, &page, "/osiedle/sign-in/link", &[("key", &key)]).await;
        assert_eq!(entered.leads_to(), "/osiedle/me");
        town.get(&browser, "/osiedle/me").await.expect(200);
        let second = town.visitor();
        let again = town.submit(&second, "/osiedle/sign-in", "/osiedle/sign-in/link", &[("key", &key)]).await;
        assert_eq!(again.status.as_u16(), 410);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn known_and_unknown_addresses_get_the_same_answer() {
    on_both(people::SLICES, async |town| {
        has_mail(&town, "Halina", "halina@example.org").await;
        let browser = town.visitor();
        let mut pages = Vec::new();
        for email in ["halina@example.org", "nikt@example.org"] {
            let sent =
                town.submit(&browser, "/osiedle/sign-in", "/osiedle/sign-in", &[("email", email)]).await;
            assert_eq!(sent.status.as_u16(), 303);
            let to = sent.leads_to();
            assert!(
                to.starts_with("/osiedle/sign-in/code/") && to.len() == "/osiedle/sign-in/code/".len() + 32
            );
            let request = to.rsplit('/').next().unwrap().to_owned();
            let wrong = [("request", request.as_str()), ("digits", "000000")];
            let mut tries = Vec::new();
            for _ in 0..4 {
                let tried = town.submit(&browser, &to, "/osiedle/sign-in/code", &wrong).await;
                tries.push((tried.status, tried.words()));
            }
            pages.push((town.get(&browser, &to).await.words(), tries));
        }
        assert_eq!(pages[0], pages[1]);
        assert!(letter(&town).contains("nikt@example.org"), "a letter goes out to both");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_without_mail_gives_one_member_and_a_card_that_opens() {
    on_both(people::SLICES, async |town| {
        let fields = [("name", "Stefania"), ("locale", "pl"), ("rules", "1"), ("age", "16")];
        let visit = town.get(&town.visitor(), "/osiedle/join").await;
        let (visit, hidden) = (cookie_of(&visit, web::Cookie::Visit), inputs_of(&visit));
        let mut cookies = Vec::new();
        for _ in 0..5 {
            // the same form from the same browser, as when the answers got lost on their way
            let joined = town.send(&town.visitor(), sent(&visit, &hidden, &fields)).await;
            assert_eq!(joined.leads_to(), "/osiedle/me/card");
            cookies.push(cookie_of(&joined, web::Cookie::Session));
        }
        cookies.dedup();
        assert_eq!(cookies.len(), 1, "one session");
        let count = town.app.store.read(town.operator(), people::member::count).await.unwrap();
        assert_eq!(count, 1, "one member");

        let browser = town.visitor();
        let fields = [("name", "Stefania"), ("locale", "pl"), ("rules", "1"), ("age", "16")];
        town.submit(&browser, "/osiedle/join", "/osiedle/join", &fields).await;
        let card = town.submit(&browser, "/osiedle/me/card", "/osiedle/me/card", &[]).await.expect(200);
        let code = card.all(".code").remove(0);
        assert_eq!(code.len(), 19, "four groups of four: {code}");
        let elsewhere = town.visitor();
        let wrong = town
            .submit(
                &elsewhere,
                "/osiedle/sign-in/card",
                "/osiedle/sign-in/card",
                &[("code", "ABCD EFGH JKLM NPQR")],
            )
            .await;
        let wrong = wrong.expect(422);
        assert_eq!(wrong.attributes("#code", "value"), ["ABCD EFGH JKLM NPQR"]);
        let typed = code.to_lowercase().replace(' ', "-");
        let entered = town
            .submit(&elsewhere, "/osiedle/sign-in/card", "/osiedle/sign-in/card", &[("code", &typed)])
            .await;
        assert_eq!(entered.leads_to(), "/osiedle/me");
        assert!(town.get(&elsewhere, "/osiedle/me").await.expect(200).words().contains("Stefania"));
        let foreign = town.visitor();
        let there = town
            .submit(&foreign, "/sasiedzi/sign-in/card", "/sasiedzi/sign-in/card", &[("code", &code)])
            .await;
        assert_eq!(there.status.as_u16(), 422, "not a member next door");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_by_mail_and_being_invited() {
    on_both(people::SLICES, async |town| {
        let inviter = town.neighbour("Zofia").await;
        let slips = town
            .submit(&inviter, "/osiedle/vouching", "/osiedle/vouching/invitations", &[("count", "3")])
            .await;
        let slips = slips.expect(200).all(".code");
        assert_eq!(slips.len(), 3);
        let too_many = town
            .submit(&inviter, "/osiedle/vouching", "/osiedle/vouching/invitations", &[("count", "18")])
            .await;
        assert_eq!(too_many.expect(422).attributes("#count", "value"), ["18"]);
        // who runs the neighbourhood prints for one staircase after another
        let animator = town.with_roles("Marta", &[kernel::Role::Animator]).await;
        for _ in 0..6 {
            let sheet = [("count", "20")];
            let action = "/osiedle/vouching/invitations";
            let slips = town.submit(&animator, "/osiedle/vouching", action, &sheet).await;
            assert_eq!(slips.expect(200).all(".code").len(), 20);
        }
        let page = "/osiedle/vouching";
        assert!(town.get(&animator, page).await.words().contains("120 karteczek czeka"));
        town.submit(&animator, page, "/osiedle/vouching/invitations/void", &[]).await.expect(303);
        assert!(!town.get(&animator, page).await.words().contains("karteczek czeka"));

        let browser = town.visitor();
        let fields = [
            ("name", "Олена"),
            ("locale", "uk"),
            ("email", "olena@example.org"),
            ("rules", "1"),
            ("age", "16"),
        ];
        let code_page = town.submit(&browser, "/osiedle/join", "/osiedle/join", &fields).await.leads_to();
        let request = code_page.rsplit('/').next().unwrap().to_owned();
        let digits = digits(&letter(&town));
        let typed = [("request", request.as_str()), ("digits", digits.as_str())];
        let entered = town.submit(&browser, &code_page, "/osiedle/sign-in/code", &typed).await;
        assert_eq!(entered.leads_to(), "/osiedle/me/card");
        let use_slip = async |code: &str| {
            town.submit(&browser, "/osiedle/vouching", "/osiedle/vouching/invitation", &[("code", code)])
                .await
        };
        use_slip("ABCD").await.expect(422);
        assert_eq!(use_slip(&slips[0]).await.leads_to(), "/osiedle/vouching");
        let page = town.get(&browser, "/osiedle/vouching").await.expect(200);
        assert!(!page.all("#count").is_empty(), "may invite now: {}", page.words());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_desk_from_the_first_visit_to_the_slip() {
    on_both(people::SLICES, async |town| {
        let irena = town.with_roles("Irena", &[kernel::Role::Desk]).await;
        let page = "/osiedle/desk/receive";
        let fields = [
            ("name", "Stefania"),
            ("locale", "pl"),
            ("reach_way", "phone"),
            ("reach_value", "12 345 67 89"),
            ("reach_hours", "po 10"),
            ("word", "żółta konewka"),
            ("reason", "Żarówka w kuchni"),
            ("paper", "17/2026"),
            ("age", "16"),
        ];
        let without_reading = town.submit(&irena, page, page, &fields).await.expect(422);
        assert_eq!(without_reading.attributes("#name", "value"), ["Stefania"]);
        let read: Vec<_> = fields.iter().copied().chain([("read_aloud", "1")]).collect();
        assert_eq!(town.submit(&irena, page, page, &read).await.leads_to(), "/osiedle/desk/visit");
        let slip = town.get(&irena, "/osiedle/desk/slip").await.expect(200);
        assert!(slip.all(".banner.helping").join(" ").contains("Stefania"), "a banner says for whom");
        assert!(slip.words().contains("Żarówka w kuchni"));
        let me = town.get(&irena, "/osiedle/me").await.expect(200);
        assert_eq!(me.all("h1"), ["Stefania"], "what is kept of her, with her beside");
        let code = town
            .submit(&irena, "/osiedle/desk/slip", "/osiedle/desk/slip", &[])
            .await
            .expect(200)
            .all(".code");
        // sessions, cards and roles are not for the desk
        town.get(&irena, "/osiedle/me/sessions").await.expect(403);
        let ended = town.submit(&irena, "/osiedle/me", "/osiedle/desk/end", &[]).await;
        assert_eq!(ended.leads_to(), "/osiedle/desk");
        assert_eq!(town.get(&irena, "/osiedle/me").await.expect(200).all("h1"), ["Irena"]);

        // found again by the slip; by phone with her word
        let typed = code[0].clone();
        let find = [("name", typed.as_str())];
        let found = town.submit(&irena, "/osiedle/desk", "/osiedle/desk/find", &find).await.expect(200);
        let person = found.attributes("main .begins form", "action").remove(0);
        let start = format!("{person}/start");
        let id = person.rsplit('/').next().unwrap().to_owned();
        let call = |word: &'static str| {
            [("member", id.clone()), ("reason", "Dzwoni".to_owned()), ("word", word.to_owned())]
        };
        let wrong = call("konewka");
        let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = town.submit(&irena, &person, &start, &wrong).await.expect(422);
        assert_eq!(refused.attributes("#reason", "value"), ["Dzwoni"]);
        let right = call("Żółta Konewka");
        let right: Vec<_> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(town.submit(&irena, &person, &start, &right).await.leads_to(), "/osiedle/desk/visit");
        let log = town.get(&irena, &format!("{person}/log")).await.expect(200);
        assert!(log.words().contains("Irena") && log.words().contains("Dzwoni"));
        town.clock.pass_seconds(30 * 60 - 5);
        // idle for thirty minutes, the helper's own session ends with the visit
        town.clock.pass_seconds(10);
        assert!(town.get(&irena, "/osiedle/me").await.asks_to_sign_in());
    })
    .await;
}
