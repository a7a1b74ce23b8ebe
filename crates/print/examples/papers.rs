//! Writes the ready papers in three languages into a folder, to be looked at: `cargo run -p print --example papers FOLDER`.

use std::path::PathBuf;

use kernel::Locale;
use print::papers::{ResidentCard, Slip, resident_card, slip};
use print::{Paper, Size, Weight};

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
            done: "",
            code: Some("KPWRMTAX"),
            next: next[index],
            phone: "12 000 00 00",
            address: Some("https://nowahuta.example/q/KPWRMTAX"),
            large: false,
        };
        std::fs::write(folder.join(format!("slip-{language}.pdf")), slip(language, &paper)?)?;
        let card = ResidentCard {
            place: "Nowa Huta",
            code: "KPWRMTAXHJ4E9CDF",
            address: "https://nowahuta.example/karta",
            phone: "12 000 00 00",
            desk: desk[index],
            large: false,
        };
        std::fs::write(folder.join(format!("card-{language}.pdf")), resident_card(language, &card)?)?;
    }
    let (language, address) = (Locale::Pl, "https://nowahuta.example/q/KPWRMT");
    let reach = [("Telefon", "12 000 00 00"), ("Dyżur", desk[0])];
    let poster = Paper::new(Size::Poster, language, "Sąsiedzi z Nowej Huty są tutaj").sender("Nowa Huta");
    let poster =
        poster.text("Opowieści, potrzeby i pomoc z Twojego osiedla. Bez opłat.").language(Locale::Uk);
    let poster = poster.text("Сусіди, допомога, зустрічі. Безкоштовно.").language(language);
    let poster = poster.reach(address, "Kod QR: otwiera naszą stronę", reach).on_one_sheet().finish()?;
    std::fs::write(folder.join("poster.pdf"), poster)?;
    let slip = |number| {
        Paper::piece(language)
            .square(address, "Kod QR: otwiera naszą stronę")
            .line("Nowa Huta · zaprasza Halina", Weight::Plain)
            .line(&format!("KPWR MTAX HJ4E 9C{number}"), Weight::Strong)
            .line("nowahuta.example/q/KPWRMT", Weight::Plain)
            .line("Dla jednej osoby, do 29 grudnia 2026", Weight::Second)
    };
    let sheet =
        Paper::new(Size::Sheet, language, "Zaproszenia, os. Willowe 5").slips(2, 10, (10..30).map(slip));
    std::fs::write(folder.join("sheet.pdf"), sheet.finish()?)?;
    let form = Paper::new(Size::A4, language, "Opowieść").sender("Nowa Huta · formularz O1 · partia K7P");
    let form = form.qr(address, "Kod QR dla dyżuru").field("Jak masz na imię?", 1).field("Co było dalej?", 6);
    let form = form.ticks("Gdzie wolno to pokazać?", ["na ekranie", "w druku", "gdzie indziej"]);
    std::fs::write(folder.join("form.pdf"), form.blanks(["Data", "Podpis"]).finish()?)?;
    Ok(())
}
