//! Whatever people write comes back as text: every free field of every form, and every query.

use crate::forms::{Found, pairs};
use crate::world::{World, address, pages, routes, slices};
use axum::http::header;
use scraper::{ElementRef, Html};
use testkit::{Answer, Somebody, on_both};
use web::{Method, Speaks};

/// Stands in every line below, and nowhere else.
const MARK: &str = "Qxss7";

/// What has broken pages of others (CVE lists of Decidim and Lemmy; the usual polyglots), short enough for a name.
const CORPUS: [&str; 8] = [
    "Qxss7<script>alert(1)</script>",
    "Qxss7\"><img src=x onerror=alert(1)>",
    "Qxss7' onmouseover=alert(1) x='\" autofocus onfocus=alert(1) y=\"",
    "Qxss7</textarea></title></option><xss-probe>",
    "[Qxss7](javascript:alert(1)) ![x](https://evil.example/x.png)",
    "Qxss7<svg/onload=alert(1)>{{7*7}}${7*7}",
    "javascript:alert(1)//Qxss7",
    "Qxss7<!--<p title=\"--><img src onerror=alert(1)>\">",
];

/// What is wrong with an answer: anything of the corpus that became more than text.
fn wrong_with(answer: &Answer) -> Vec<String> {
    let kind =
        answer.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let nosniff = answer.headers.get(header::X_CONTENT_TYPE_OPTIONS).is_some_and(|value| value == "nosniff");
    let mut wrong = Vec::new();
    if !answer.body.is_empty() && !nosniff {
        wrong.push("the browser may guess what it is".to_owned());
    }
    if kind.starts_with("text/html") || kind.starts_with("image/svg") {
        let html = Html::parse_document(&answer.text());
        wrong.extend(html.root_element().descendants().filter_map(ElementRef::wrap).filter_map(harm));
    } else if kind.contains("xml")
        && ["<script", "<img", "<xss-probe", "<svg"].iter().any(|tag| answer.text().contains(tag))
    {
        wrong.push(format!("markup in {kind}"));
    }
    wrong
}

/// What an element would do that none of ours does.
fn harm(element: ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    let own =
        |address: &str| address.starts_with('/') || address.starts_with('#') || address.starts_with('?');
    let outside = |address: &str| {
        let kind = address.split(':').next().unwrap_or_default();
        !own(address) && !["tel", "mailto", "https", "http"].contains(&kind)
    };
    let loads = ["script", "img", "iframe", "object", "embed", "link", "form", "base"].contains(&name);
    for (attribute, value) in element.value().attrs() {
        let leads = ["href", "src", "action", "formaction", "data", "xlink:href"].contains(&attribute);
        let bad = attribute.starts_with("on")
            || attribute == "style"
            || attribute == "srcdoc"
            || leads && (outside(value) && !value.is_empty() || loads && !own(value));
        // a browser is told the host of the town in some links; nothing is loaded from there
        if bad && !(name == "link" && value.starts_with("http://localhost")) {
            return Some(format!("<{name} {attribute}={value:?}>"));
        }
    }
    let strange = ["xss-probe", "iframe", "object", "embed", "base", "frame"].contains(&name);
    let inline = name == "script" && element.attr("src").is_none();
    (strange || inline).then(|| format!("<{name}>"))
}

/// Whether the mark stands in the text or in an attribute of a page.
fn shows(answer: &Answer) -> bool {
    answer.text().contains(MARK)
}

/// Writes a line into every free field; what only takes numbers and addresses keeps what it needs the second time.
async fn write(world: &World, who: &Somebody, form: &Found, line: &str) -> Vec<Answer> {
    let everywhere: Vec<(String, String)> = form
        .controls
        .iter()
        .map(|control| {
            (control.name.clone(), if control.free { line.to_owned() } else { control.value.clone() })
        })
        .collect();
    let blank = |control: &crate::forms::Control| crate::forms::Control {
        value: if control.free && !crate::forms::needs_its_value(control) {
            String::new()
        } else {
            control.value.clone()
        },
        ..control.clone()
    };
    let emptied = Found { action: form.action.clone(), controls: form.controls.iter().map(blank).collect() };
    let fitting = emptied.filled(|_| line.to_owned());
    let mut answers = Vec::new();
    for fields in [everywhere, fitting] {
        let hidden = world.town.hidden(who, "/display").await;
        answers.push(world.town.post(who, &form.action, &hidden, &pairs(&fields)).await);
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_anywhere_comes_back_as_text() {
    on_both(slices(), async |town| {
        let world = World::of(town).await;
        let mut wrong = Vec::new();
        let (mut fields, mut again) = (0, 0);
        let forms = world.forms.values().filter(|form| form.controls.iter().any(|control| control.free));
        for form in forms {
            fields += form.controls.iter().filter(|control| control.free).count();
            for (at, line) in CORPUS.iter().enumerate() {
                let who = if at % 2 == 0 { &world.ewa } else { &world.jadwiga };
                for answer in write(&world, who, form, line).await {
                    again += usize::from(shows(&answer));
                    assert!(answer.status.as_u16() < 500, "{}: {}", form.action, answer.words());
                    wrong.extend(wrong_with(&answer).iter().map(|what| format!("{}: {what}", form.action)));
                }
            }
        }
        let mut showing = 0;
        let visitor = world.town.visitor();
        for who in [&visitor, &world.ewa, &world.jadwiga] {
            let mut addresses = world.addresses.clone();
            for (path, page) in pages(&world.town, who, &mut addresses).await {
                showing += usize::from(shows(&page));
                assert!(page.status.as_u16() < 500, "{path}: {}", page.words());
                wrong.extend(wrong_with(&page).iter().map(|what| format!("{path}: {what}")));
            }
        }
        wrong.sort();
        wrong.dedup();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(
            fields > 60 && again > 100,
            "{fields} fields were written into, {again} pages showed it at once"
        );
        assert!(showing > 30, "{showing} pages show what was written");
    })
    .await;
}

/// Every name that stands after a question mark somewhere.
const ASKED: [&str; 18] = [
    "q",
    "find",
    "name",
    "next",
    "page",
    "item",
    "person",
    "era",
    "place",
    "kind",
    "area",
    "for_whom",
    "side",
    "after",
    "status",
    "lang",
    "completion",
    "pool",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_an_address_comes_back_as_text() {
    let world = World::of(testkit::Town::on_sqlite(slices()).await).await;
    let mut wrong = Vec::new();
    for line in CORPUS {
        let line: String = line.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let query: Vec<String> = ASKED.iter().map(|name| format!("{name}={line}")).collect();
        for route in routes().filter(|route| route.method == Method::Get && route.speaks == Speaks::Html) {
            let real = world.tries(route).remove(0);
            let made_up = address(route).replace("0123456789abcdef0123456789abcdef", &line);
            for path in [format!("{real}?{}", query.join("&")), made_up] {
                let answer = world.town.get(&world.jadwiga, &path).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.words());
                wrong.extend(wrong_with(&answer).iter().map(|what| format!("{path}: {what}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_check_itself_finds_harm() {
    let page = |body: &str| Answer {
        status: axum::http::StatusCode::OK,
        headers: [
            (header::CONTENT_TYPE, "text/html".parse().unwrap()),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff".parse().unwrap()),
        ]
        .into_iter()
        .collect(),
        body: format!("<!doctype html><title>x</title><p>{body}</p>").into_bytes(),
    };
    for line in &CORPUS {
        let harmless = wrong_with(&page(&line.replace('&', "&amp;").replace('<', "&lt;")));
        assert!(harmless.is_empty(), "{harmless:?}");
    }
    for line in
        [CORPUS[0], CORPUS[1], CORPUS[3], CORPUS[5], CORPUS[7], "<a href='javascript:x'>", "<b style=x>"]
    {
        assert!(!wrong_with(&page(line)).is_empty(), "{line}");
    }
}
