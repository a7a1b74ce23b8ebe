//! Writes the ready papers in three languages into a folder, to be looked at: `cargo run -p print --example papers FOLDER`.

use std::path::PathBuf;

use kernel::Locale;
use print::papers::{ResidentCard, Slip, resident_card, slip};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("say into which folder")?);
    let (what, next, desk) = (
        [
            "Zakupy w piątek, z niesieniem na trzecie piętro",
            "Shopping on Friday, up to the third floor",
            "Покупки в п’ятницю, донести на третій поверх",
        ],
        [
            "Gdy ktoś się zgłosi, zadzwonimy i ustalimy godzinę.",
            "When somebody offers, we call you and agree on a time.",
            "Коли хтось відгукнеться, ми зателефонуємо й домовимося про час.",
        ],
        [
            "os. Willowe 5, wtorki i czwartki od 10 do 14",
            "os. Willowe 5, Tuesdays and Thursdays, 10 to 14",
            "os. Willowe 5, вівторок і четвер, 10–14",
        ],
    );
    for (index, language) in Locale::ALL.into_iter().enumerate() {
        let paper = Slip {
            place: "Nowa Huta",
            what: what[index],
            until: Some(jiff::civil::date(2026, 11, 27)),
            code: "KPWRMTAX",
            next: next[index],
            phone: "12 000 00 00",
            address: Some("https://nowahuta.example/q/KPWRMTAX"),
        };
        std::fs::write(folder.join(format!("slip-{language}.pdf")), slip(language, &paper)?)?;
        let card = ResidentCard {
            place: "Nowa Huta",
            code: "KPWRMTAXHJ4E9CDF",
            address: "https://nowahuta.example/karta",
            phone: "12 000 00 00",
            desk: desk[index],
        };
        std::fs::write(folder.join(format!("card-{language}.pdf")), resident_card(language, &card)?)?;
    }
    Ok(())
}
