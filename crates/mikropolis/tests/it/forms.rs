//! Forms as they stand on pages, filled in as a person would.

use scraper::{ElementRef, Html, Selector};
use testkit::Answer;

/// A form.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where it is sent.
    pub action: String,
    /// What it holds beside token and once-key.
    pub controls: Vec<Control>,
}

/// Something in a form that is sent along.
#[derive(Clone, Debug)]
pub struct Control {
    /// Its name.
    pub name: String,
    /// The value it shows; of a few, the one chosen, else the first.
    pub value: String,
    /// Whether people write into it freely.
    pub free: bool,
    /// Whether it is sent as it stands.
    pub on: bool,
}

/// Boxes that have to be ticked for the form to be taken.
const MUST: [&str; 5] = ["rules", "sure", "read_aloud", "screen", "anyway"];

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a CSS selector")
}

/// Every form of a page that is sent by POST.
pub fn on(page: &Answer) -> Vec<Found> {
    let html = Html::parse_document(&page.text());
    let forms = selector("form[method=post]");
    html.select(&forms)
        .map(|form| Found {
            action: form.attr("action").unwrap_or_default().to_owned(),
            controls: controls(form),
        })
        .collect()
}

fn controls(form: ElementRef<'_>) -> Vec<Control> {
    let mut controls: Vec<Control> = Vec::new();
    for element in form.select(&selector("input, textarea, select")) {
        let Some(control) = control(element) else { continue };
        let chosen = element.attr("type") == Some("radio");
        let known = controls.iter().position(|known| chosen && known.name == control.name);
        match known {
            Some(at) if element.attr("checked").is_some() => controls[at] = control,
            Some(_) => {}
            None => controls.push(control),
        }
    }
    controls
}

fn control(element: ElementRef<'_>) -> Option<Control> {
    let name = element.attr("name").filter(|name| !["token", "once"].contains(name))?.to_owned();
    let (value, free, on) = match (element.value().name(), element.attr("type").unwrap_or("text")) {
        ("textarea", _) => (element.text().collect(), true, true),
        ("select", _) => (option(element), false, true),
        (_, "file" | "submit") => return None,
        (_, "checkbox") => {
            let on = element.attr("checked").is_some() || MUST.contains(&name.as_str());
            (element.attr("value").unwrap_or("on").to_owned(), false, on)
        }
        (_, kind) => {
            (element.attr("value").unwrap_or_default().to_owned(), !["radio", "hidden"].contains(&kind), true)
        }
    };
    Some(Control { name, value, free, on })
}

fn option(select: ElementRef<'_>) -> String {
    let values: Vec<ElementRef<'_>> = select.select(&selector("option")).collect();
    let value = |option: &ElementRef<'_>| option.attr("value").unwrap_or_default().to_owned();
    let chosen = values.iter().find(|option| option.attr("selected").is_some()).map(value);
    let first = values.iter().map(value).find(|value| !value.is_empty());
    chosen.filter(|value| !value.is_empty()).or(first).unwrap_or_default()
}

/// What a person writes into a field of this name, where words would not be taken.
fn usual(name: &str) -> Option<&'static str> {
    Some(match name {
        "email" => "proba@example.org",
        "phone" | "guardian_phone" | "reach_value" => "12 345 67 89",
        "count" | "places" => "2",
        "born" => "2012",
        "from" => "17:00",
        "to" => "19:00",
        "amount" => "12,50",
        "skipped" => "",
        "era" => "lata 70.",
        "appeals" | "again" | "until" => "",
        "shape" | "area" | "boundary" | "alt" | "credit" | "living" | "deceased" | "faces" => "",
        _ if name.ends_with("-day") => "10",
        _ if name.ends_with("-month") => "12",
        _ if name.ends_with("-year") => "2026",
        _ => return None,
    })
}

impl Found {
    /// Names and values to be sent; `words` says what is written into fields that are free and empty.
    pub fn filled(&self, words: impl Fn(&str) -> String) -> Vec<(String, String)> {
        let fill = |control: &Control| {
            let value = match (control.free && control.value.is_empty(), usual(&control.name)) {
                (true, Some(usual)) => usual.to_owned(),
                (true, None) => words(&control.name),
                (false, _) => control.value.clone(),
            };
            (control.name.clone(), value)
        };
        self.controls.iter().filter(|control| control.on).map(fill).collect()
    }
}

/// The same, borrowed, as [`testkit::Town::post`] takes them.
pub fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Whether a control takes nothing but what has a certain form: a number, a day, an address.
pub fn needs_its_value(control: &Control) -> bool {
    usual(&control.name).is_some() || control.name.starts_with("lat") || control.name.starts_with("lon")
}
