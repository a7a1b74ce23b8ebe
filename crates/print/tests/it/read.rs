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
    /// The sizes in which text is set, in points, each once.
    pub sizes: Vec<f32>,
    /// Whether every font lies in the file.
    pub embedded: bool,
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
            sizes: sizes(&document),
            embedded: embedded(&document),
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

/// What `Tf` says, times the scale of the text matrix where one is set.
fn sizes(document: &Document) -> Vec<f32> {
    let mut sizes: Vec<f32> = Vec::new();
    for page in document.get_pages().into_values() {
        let content = document.get_and_decode_page_content(page).unwrap();
        for operation in content.operations.iter().filter(|operation| operation.operator == "Tf") {
            let size = operation.operands[1].as_float().unwrap();
            if sizes.iter().all(|known| (known - size).abs() > 0.01) {
                sizes.push(size);
            }
        }
    }
    sizes
}

/// Each font's descriptor holds its program.
fn embedded(document: &Document) -> bool {
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let descriptors: Vec<_> = dictionaries.filter(|found| found.has_type(b"FontDescriptor")).collect();
    let program = |found: &&&Dictionary| [&b"FontFile2"[..], b"FontFile3"].iter().any(|key| found.has(key));
    !descriptors.is_empty() && descriptors.iter().filter(program).count() == descriptors.len()
}

fn string(dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    dictionary.get(key).ok().and_then(|value| decode_text_string(value).ok())
}
