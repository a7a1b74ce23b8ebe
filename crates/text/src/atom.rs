//! News for feed readers: Atom after RFC 4287.

use std::fmt::Write as _;

use kernel::{Locale, Time};

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// An address that names the feed for ever.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its language.
    pub language: Locale,
    /// The page it tells about.
    pub page: String,
    /// The address of the feed itself.
    pub address: String,
    /// Its last change.
    pub updated: Time,
    /// What is in it, newest first.
    pub entries: Vec<Entry>,
}

/// One piece of news.
#[derive(Clone, Debug)]
pub struct Entry {
    /// An address that names it for ever, also when its page moves.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub page: String,
    /// When it came out.
    pub published: Time,
    /// When it was last changed.
    pub updated: Time,
    /// Whose it is, as shown on the page.
    pub author: String,
    /// A few plain words.
    pub summary: String,
    /// The whole text as safe HTML, empty where only the summary is given.
    pub html: String,
}

impl Feed {
    /// The feed as XML.
    pub fn to_xml(&self) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        xml.push_str(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            self.language
        ));
        element(&mut xml, "id", "", &self.id);
        element(&mut xml, "title", "", &self.title);
        element(&mut xml, "updated", "", &self.updated.rfc3339());
        link(&mut xml, "alternate", "text/html", &self.page);
        link(&mut xml, "self", "application/atom+xml", &self.address);
        for entry in &self.entries {
            xml.push_str("<entry>\n");
            element(&mut xml, "id", "", &entry.id);
            element(&mut xml, "title", "", &entry.title);
            element(&mut xml, "published", "", &entry.published.rfc3339());
            element(&mut xml, "updated", "", &entry.updated.rfc3339());
            let mut name = String::new();
            escape(&mut name, &entry.author);
            xml.push_str(&format!("<author><name>{name}</name></author>\n"));
            link(&mut xml, "alternate", "text/html", &entry.page);
            element(&mut xml, "summary", "", &entry.summary);
            if !entry.html.is_empty() {
                element(&mut xml, "content", " type=\"html\"", &entry.html);
            }
            xml.push_str("</entry>\n");
        }
        xml.push_str("</feed>\n");
        xml
    }
}

fn element(xml: &mut String, name: &str, attributes: &str, text: &str) {
    let mut escaped = String::with_capacity(text.len());
    escape(&mut escaped, text);
    // Writing to a string cannot fail.
    let _ = writeln!(xml, "<{name}{attributes}>{escaped}</{name}>");
}

fn link(xml: &mut String, relation: &str, kind: &str, address: &str) {
    let mut escaped = String::with_capacity(address.len());
    escape(&mut escaped, address);
    let _ = writeln!(xml, "<link rel=\"{relation}\" type=\"{kind}\" href=\"{escaped}\"/>");
}

/// Text within XML: the five signs escaped, characters XML 1.0 cannot hold left out.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(letter),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str, html: &str) -> String {
        let moment = Time::from_micros(1_772_500_000_000_000);
        let entry = Entry {
            id: "https://example.org/q/1".into(),
            title: title.into(),
            page: "https://example.org/historie/1?a=1&b=2".into(),
            published: moment,
            updated: moment,
            author: "Zofia Ćwik".into(),
            summary: "Kilka słów".into(),
            html: html.into(),
        };
        let feed = Feed {
            id: "https://example.org/historie".into(),
            title: "Historie".into(),
            language: Locale::Pl,
            page: "https://example.org/historie".into(),
            address: "https://example.org/historie.atom".into(),
            updated: moment,
            entries: vec![entry],
        };
        feed.to_xml()
    }

    #[test]
    fn a_feed_holds_what_the_standard_asks_for() {
        let xml = feed("Ławka", "<p>Była</p>");
        for piece in [
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"pl\">",
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://example.org/historie.atom\"/>",
            "<updated>2026-03-03T01:06:40Z</updated>",
            "<title>Ławka</title>",
            "<author><name>Zofia Ćwik</name></author>",
            "href=\"https://example.org/historie/1?a=1&amp;b=2\"/>",
            "<content type=\"html\">&lt;p&gt;Była&lt;/p&gt;</content>",
        ] {
            assert!(xml.contains(piece), "{piece} is not in {xml}");
        }
    }

    #[test]
    fn no_text_breaks_the_document() {
        let hostile = "]]></title>\u{1}\0<script> & \"'";
        let xml = feed(hostile, "");
        assert!(xml.contains("<title>]]&gt;&lt;/title&gt;&lt;script&gt; &amp; &quot;&#39;</title>"));
        assert!(!xml.contains("<content"));
        assert_eq!(xml.matches("<title>").count(), xml.matches("</title>").count());
    }
}
