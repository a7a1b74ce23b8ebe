//! Reads a PDF back with another library than the one that wrote it.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, decode_text_string};

/// What a reader's software finds in a paper.
pub struct Read {
    pub pages: usize,
    /// All text, in the order of the content streams, with a space between lines.
    pub text: String,
    /// The document's language.
    pub language: String,
    pub title: String,
    /// How often each role stands in the structure.
    pub roles: BTreeMap<String, usize>,
    /// Languages named in the structure.
    pub languages: BTreeSet<String>,
    /// What stands for pictures in words.
    pub alternatives: Vec<String>,
    /// Whether the file calls itself tagged.
    pub marked: bool,
}

impl Read {
    pub fn pdf(bytes: &[u8]) -> Read {
        let document = Document::load_mem(bytes).unwrap();
        let catalog = document.catalog().unwrap();
        let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&numbers).unwrap();
        let marked =
            catalog.get(b"MarkInfo").and_then(|info| document.dereference(info)).is_ok_and(|(_, info)| {
                info.as_dict()
                    .and_then(|info| info.get(b"Marked"))
                    .is_ok_and(|marked| matches!(marked, Object::Boolean(true)))
            });
        let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).unwrap().1;
        let mut read = Read {
            pages: numbers.len(),
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            language: string(catalog, b"Lang").unwrap_or_default(),
            title: string(info.as_dict().unwrap(), b"Title").unwrap_or_default(),
            roles: BTreeMap::new(),
            languages: BTreeSet::new(),
            alternatives: Vec::new(),
            marked,
        };
        read.structure(&document, catalog.get(b"StructTreeRoot").unwrap());
        read
    }

    fn structure(&mut self, document: &Document, object: &Object) {
        let Ok((_, object)) = document.dereference(object) else { return };
        match object {
            Object::Array(children) => children.iter().for_each(|child| self.structure(document, child)),
            Object::Dictionary(node) => {
                if let Ok(role) = node.get(b"S").and_then(Object::as_name) {
                    *self.roles.entry(String::from_utf8_lossy(role).into_owned()).or_default() += 1;
                }
                self.languages.extend(string(node, b"Lang"));
                self.alternatives.extend(string(node, b"Alt"));
                if let Ok(children) = node.get(b"K") {
                    self.structure(document, children);
                }
            }
            _ => {}
        }
    }
}

fn string(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get(key).ok().and_then(|value| decode_text_string(value).ok())
}
