//! Rules that every page keeps, whatever is on it, and what it links to.

use scraper::{ElementRef, Html, Selector};

/// A page, read.
pub struct Page {
    document: Html,
}

impl Page {
    /// Reads the HTML.
    pub fn read(html: &str) -> Page {
        Page { document: Html::parse_document(html) }
    }

    /// What breaks a rule on a page in this language.
    pub fn faults(&self, language: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let said = self.language();
        if said != language {
            faults.push(format!("says lang=\"{said}\""));
        }
        let headings = self.count("h1");
        if headings != 1 {
            faults.push(format!("has {headings} h1"));
        }
        if self.texts("title").concat().trim().is_empty() {
            faults.push("has no title".to_owned());
        }
        for (what, selector) in [
            ("pictures without alt", "img:not([alt])"),
            ("styles in attributes", "[style]"),
            ("scripts in the page", "script:not([src]):not([type='application/ld+json'])"),
        ] {
            let count = self.count(selector);
            if count > 0 {
                faults.push(format!("has {count} {what}"));
            }
        }
        faults.extend(self.doubled_ids());
        faults.extend(self.unfinished_words());
        faults
    }

    /// The language it says it is in.
    pub fn language(&self) -> String {
        self.attributes("html", "lang").pop().unwrap_or_default()
    }

    fn doubled_ids(&self) -> Option<String> {
        let mut ids = self.attributes("[id]", "id");
        ids.sort();
        ids.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| format!("has the id \"{}\" twice", pair[0]))
    }

    /// Marks that a text leaves behind when it is shown before it is filled.
    fn unfinished_words(&self) -> Option<String> {
        let words = self.texts("body");
        let marks = ["{$", "{ $", "{{", "{%", "\u{2068}", "\u{2069}", "\u{fffd}"];
        let found = words.iter().find(|text| marks.iter().any(|mark| text.contains(mark)));
        found.map(|text| format!("shows an unfinished text: {:?}", text.trim()))
    }

    /// Where its links lead.
    pub fn links(&self) -> Vec<String> {
        self.attributes("a[href]", "href")
    }

    /// What a browser fetches before the page is whole: styles, scripts, pictures that do not wait.
    pub fn parts(&self) -> Vec<String> {
        let mut parts = self.attributes("link[rel='stylesheet']", "href");
        parts.extend(self.attributes("script[src]", "src"));
        parts.extend(self.attributes("img[src]:not([loading='lazy'])", "src"));
        parts
    }

    /// The first form of the main part: where it goes, and what stands in it.
    pub fn form(&self) -> Option<(String, Vec<(String, String)>)> {
        self.forms("main form[method=post]").next()
    }

    /// The form of the whole page that goes there.
    #[cfg(test)]
    pub fn form_to(&self, action: &str) -> Option<Vec<(String, String)>> {
        self.forms("form[method=post]").find(|(to, _)| to == action).map(|(_, fields)| fields)
    }

    /// Where the forms of the whole page go.
    #[cfg(test)]
    pub fn actions(&self) -> Vec<String> {
        self.forms("form[method=post]").map(|(to, _)| to).collect()
    }

    fn forms(&self, wanted: &str) -> impl Iterator<Item = (String, Vec<(String, String)>)> {
        let forms = self.document.select(&selector(wanted)).collect::<Vec<_>>();
        forms.into_iter().map(|form| {
            let wanted = selector("input[name], textarea[name], select[name]");
            let action = form.value().attr("action").unwrap_or_default().to_owned();
            (action, form.select(&wanted).filter_map(sent).collect())
        })
    }

    /// The words of its heading.
    pub fn heading(&self) -> String {
        self.texts("h1").concat().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a CSS selector finds anything.
    #[cfg(test)]
    pub fn has(&self, wanted: &str) -> bool {
        self.count(wanted) > 0
    }

    fn count(&self, wanted: &str) -> usize {
        self.document.select(&selector(wanted)).count()
    }

    fn attributes(&self, wanted: &str, name: &str) -> Vec<String> {
        let wanted = selector(wanted);
        let found = self.document.select(&wanted);
        found.filter_map(|element| element.value().attr(name)).map(str::to_owned).collect()
    }

    fn texts(&self, wanted: &str) -> Vec<String> {
        self.document
            .select(&selector(wanted))
            .flat_map(|element| element.text())
            .map(str::to_owned)
            .collect()
    }
}

/// What a browser sends of a field that nobody touches.
fn sent(field: ElementRef<'_>) -> Option<(String, String)> {
    let value = field.value();
    let kind = value.attr("type").unwrap_or_default();
    if matches!(kind, "checkbox" | "radio") && value.attr("checked").is_none() {
        return None;
    }
    let content = match value.name() {
        "textarea" => field.text().collect(),
        "select" => {
            let (chosen, any) = (selector("option[selected]"), selector("option"));
            let option = field.select(&chosen).next().or_else(|| field.select(&any).next());
            option.and_then(|option| option.value().attr("value")).unwrap_or_default().to_owned()
        }
        _ => value.attr("value").unwrap_or_default().to_owned(),
    };
    Some((value.attr("name")?.to_owned(), content))
}

/// The selectors are written in this file, so they parse.
fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a selector of this file")
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn faults_are_seen_and_a_sound_page_has_none() {
        let sound = Page::read("<html lang=uk><title>x</title><body><h1>Так</h1><img alt='' src=/a.jpg>");
        assert_eq!(sound.faults("uk"), Vec::<String>::new());
        assert!(sound.has("h1") && !sound.has("h2"));
        let bad = Page::read(
            "<html lang=pl><body><h1>a</h1><h1>b</h1><p id=x style='color:red'>{ $count } <p id=x><img src=a><script>1</script>",
        );
        assert_eq!(bad.faults("uk").len(), 8, "{:?}", bad.faults("uk"));
    }

    #[test]
    fn forms_are_filled_as_a_browser_would() {
        let page = Page::read(
            "<main><form method=post action=/go><input type=hidden name=token value=t><input type=checkbox name=no \
             value=1><input type=radio name=yes value=2 checked><textarea name=words>\nabc</textarea><select \
             name=one><option value=a><option value=b selected></select><input type=submit></form></main>",
        );
        let (action, fields) = page.form().unwrap();
        let expected = [("token", "t"), ("yes", "2"), ("words", "abc"), ("one", "b")];
        assert_eq!(action, "/go");
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(page.form_to("/go"), Some(fields));
        assert!(page.form_to("/away").is_none() && page.actions() == ["/go"]);
    }
}
