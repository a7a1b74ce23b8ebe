//! A made-up neighbourhood of 10,000 items as files, for the import that people use.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::tools;

/// Its address.
pub const SLUG: &str = "miara";
/// Places, stories, needs and offers: 10,000 items together.
pub const PLACES: usize = 4_000;
const STORIES: usize = 4_000;
const OFFERS: usize = 2_000;
/// Members, each of whom can be signed in.
pub const MEMBERS: usize = 64;
/// The newest stories have pictures, as in life; the import makes each of them in several widths.
const WITH_PICTURES: usize = 20;

const THINGS: [&str; 16] = [
    "Ławka",
    "Lipa",
    "Źródło",
    "Świetlica",
    "Ogród",
    "Kładka",
    "Piekarnia",
    "Skwer",
    "Kapliczka",
    "Boisko",
    "Warsztat",
    "Zegar",
    "Studnia",
    "Czytelnia",
    "Łąka",
    "Brama",
];
const WHERE: [&str; 16] = [
    "pod kasztanem",
    "przy szkole",
    "na skarpie",
    "za torami",
    "nad stawem",
    "obok kina",
    "w podwórzu",
    "na rogu",
    "przy przychodni",
    "pod arkadami",
    "koło huty",
    "na osiedlu",
    "przy pętli",
    "w parku",
    "nad Dłubnią",
    "przy targu",
];
const SENTENCES: [&str; 8] = [
    "Wieczorem zapala się tu jedna lampa i widać, kto wraca z drugiej zmiany.",
    "Sąsiadki spod czwórki podlewają kwiaty, odkąd woda znów jest w kranie na podwórzu.",
    "Zimą dzieci zjeżdżają stąd na sankach, a latem ktoś gra na akordeonie.",
    "Mówi się, że pierwsze drzewo posadził tu murarz, który nie chciał wracać do domu.",
    "Klucz wisi u dozorczyni i wystarczy zapytać, najlepiej przed południem.",
    "Napis nad drzwiami jest starszy niż blok i nikt nie wie, kto go namalował.",
    "Gdy spadnie śnieg, ślady prowadzą zawsze w tę samą stronę.",
    "Latem stoją tu krzesła, każde z innego domu.",
];

/// Writes the files.
pub fn write(folder: &Path) -> anyhow::Result<()> {
    let sample = tools::root().join("demo/nowa-huta");
    for name in ["boundary.geojson", "lines.geojson", "areas.geojson"] {
        fs::copy(sample.join(name), folder.join(name))?;
    }
    fs::create_dir_all(folder.join("stories"))?;
    fs::create_dir_all(folder.join("pictures"))?;
    fs::copy(sample.join("pictures/lampa.jpg"), folder.join("pictures/lampa.jpg"))?;
    fs::write(folder.join("neighbourhood.toml"), NEIGHBOURHOOD)?;
    fs::write(folder.join("members.toml"), members())?;
    fs::write(folder.join("places.geojson"), places().to_string())?;
    for number in 0..STORIES {
        let name = format!("stories/story-{number:05}.pl.md");
        fs::write(folder.join(name), story(number))?;
    }
    fs::write(folder.join("offers.toml"), offers())?;
    Ok(())
}

const NEIGHBOURHOOD: &str = r#"slug = "miara"
sample = true
languages = ["pl", "en", "uk"]
name = { pl = "Osiedle Miara", en = "Miara Estate", uk = "Оселя Міара" }
responsible = { name = "Fundacja Miara", phone = "12 000 00 01", email = "miara@example.org" }
"#;

/// The name of a member.
pub fn name(member: usize) -> String {
    format!("Osoba {member:02}")
}

fn members() -> String {
    let entry = |member: usize| {
        let name = name(member);
        let roles = if member == 0 { r#"["editor", "administrator", "desk", "animator"]"# } else { "[]" };
        format!(
            "[[member]]\nkey = \"m{member}\"\nname = \"{name}\"\nkind = \"person\"\nlanguages = [\"pl\"]\n\
             roles = {roles}\nreach = {{ way = \"phone\", value = \"12 000 01 {member:02}\", hours = \"\" }}\n\n"
        )
    };
    (0..MEMBERS).map(entry).collect()
}

fn title(number: usize) -> String {
    let (thing, place) = (THINGS[number % 16], WHERE[number / 16 % 16]);
    format!("{thing} {place} {}", number / 256 + 1)
}

fn body(number: usize) -> String {
    (0..6).map(|step| SENTENCES[(number + step * 3) % 8]).collect::<Vec<_>>().join(" ")
}

fn places() -> serde_json::Value {
    let kinds = ["historic", "made_together", "nature", "activity"];
    let feature = |number: usize| {
        let (east, north) = (number % 80, number / 80);
        let at = [20.00 + east as f64 * 0.001, 50.04 + north as f64 * 0.001];
        json!({
            "type": "Feature",
            "geometry": { "type": "Point", "coordinates": at },
            "properties": {
                "key": format!("place-{number:05}"),
                "title": title(number),
                "summary": SENTENCES[number % 8],
                "body": body(number),
                "kind": kinds[number % 4],
                "address": format!("os. Próbne {}", number % 200 + 1),
                "sample": true,
            },
        })
    };
    json!({ "type": "FeatureCollection", "features": (0..PLACES).map(feature).collect::<Vec<_>>() })
}

fn story(number: usize) -> String {
    let pictures = match number >= STORIES - WITH_PICTURES {
        true => {
            "pictures = [\"lampa.jpg\"]\nalt = { \"lampa.jpg\" = \"Lampa nad stołem, pod nią dwie osoby.\" }\n"
        }
        false => "",
    };
    let (title, summary, year) = (title(number), SENTENCES[number % 8], 1950 + number % 70);
    let (teller, place) = (number % MEMBERS, number % PLACES);
    let text = [body(number), body(number + 1), body(number + 2)].join("\n\n");
    format!(
        "+++\nkey = \"story-{number:05}\"\nlang = \"pl\"\ntitle = \"{title}\"\nsummary = \"{summary}\"\n\
         places = [\"place-{place:05}\"]\nera = {{ from = {year}, to = {year}, precision = \"year\" }}\n\
         tellers = [{{ member = \"m{teller}\" }}]\nsubjects = []\nconsent = []\n{pictures}sample = true\n+++\n\n{text}\n"
    )
}

fn offers() -> String {
    let kinds = ["time", "skill", "knowledge", "language", "digital", "thing", "company"];
    let mut file = String::new();
    for number in 0..OFFERS {
        let (side, kind) = (if number % 2 == 0 { "need" } else { "offer" }, kinds[number % 7]);
        let (member, days) = (number % MEMBERS, 5 + number % 25);
        let (title, text) = (title(number), SENTENCES[number % 8]);
        let _ = write!(
            file,
            "[[offer]]\nkey = \"n{number}\"\nside = \"{side}\"\nkind = \"{kind}\"\ntitle = \"{title}\"\n\
             text = \"{text}\"\nlang = \"pl\"\nmember = \"m{member}\"\narea = \"willowe\"\ndays_left = {days}\n\n"
        );
    }
    file
}
