//! The finished papers, read back: text in order, structure, languages, the same bytes each time.

mod read;

use jiff::civil::date;
use kernel::Locale;
use print::papers::{
    FormHead, Invitations, Poster, ResidentCard, Slip, consent_form, invitations, need_form, poster as wall,
    resident_card, slip, story_form,
};
use print::{LARGE, Paper, Problem, Size, Weight, bound};

use crate::read::Read;

const SLIP: Slip<'_> = Slip {
    place: "Nowa Huta, wzór",
    what: "Zakupy w piątek przed południem, z niesieniem na trzecie piętro",
    until: Some(date(2026, 11, 27)),
    done: "",
    code: Some("kpwr-mtax"),
    next: "Gdy ktoś się zgłosi, zadzwonimy do Ciebie i ustalimy godzinę.",
    phone: "12 000 00 00",
    address: Some("https://nowahuta.example/q/KPWRMTAX"),
    large: false,
};

const CARD: ResidentCard<'_> = ResidentCard {
    place: "Nowa Huta, wzór",
    code: "KPWRMTAXHJ4E9CDF",
    address: "https://nowahuta.example/karta",
    phone: "12 000 00 00",
    desk: "os. Willowe 5, wtorki i czwartki od 10 do 14",
    large: false,
};

/// Whether the parts stand in this order; where lines end does not matter.
fn in_order(text: &str, parts: &[&str]) {
    let together = |text: &str| text.split_whitespace().collect::<String>();
    let text = together(text);
    let mut rest = text.as_str();
    for part in parts.iter().map(|part| together(part)) {
        let part = part.as_str();
        let at = rest.find(part).unwrap_or_else(|| panic!("{part:?} is not in {rest:?} of {text:?}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_slip_says_everything_in_order() {
    let read = Read::pdf(&slip(Locale::Pl, &SLIP).unwrap());
    assert_eq!(read.pages, 1);
    assert_eq!(read.language, "pl");
    assert_eq!(read.title, "Zachowaj tę karteczkę");
    in_order(
        &read.text,
        &[
            "Nowa Huta, wzór",
            "Zachowaj",
            "nowahuta.example/q/KPWRMTAX",
            "Czego dotyczy",
            "Zakupy",
            "Do kiedy",
        ],
    );
    in_order(&read.text, &["Do kiedy", "27 listopada 2026", "Co dalej", "zadzwonimy", "12 000 00 00"]);
    in_order(&read.text, &["Twój kod", "kpwr mtax"]);
}

#[test]
fn papers_of_every_language_are_whole() {
    let titles =
        [(Locale::Pl, "Karta mieszkańca"), (Locale::En, "Resident card"), (Locale::Uk, "Картка мешканця")];
    for (language, title) in titles {
        let card = Read::pdf(&resident_card(language, &CARD).unwrap());
        assert_eq!((card.pages, card.language.as_str(), card.title.as_str()), (1, language.code(), title));
        in_order(
            &card.text,
            &["Nowa Huta", title, "KPWR MTAX HJ4E 9CDF", "nowahuta.example/karta", "1.", "2.", "3."],
        );
        in_order(&card.text, &["3.", "12 000 00 00", "os. Willowe 5"]);
        let slip = Read::pdf(&slip(language, &SLIP).unwrap());
        assert_eq!((slip.pages, slip.language.as_str()), (1, language.code()));
        assert!(!card.text.contains('\u{fffd}') && !slip.text.contains('\u{fffd}'));
    }
}

#[test]
fn the_structure_names_what_is_what() {
    let read = Read::pdf(&resident_card(Locale::Uk, &CARD).unwrap());
    for (role, count) in
        [("H1", 1), ("H2", 1), ("L", 1), ("LI", 3), ("Lbl", 3), ("LBody", 3), ("Table", 1), ("TR", 2)]
    {
        assert_eq!(read.roles.get(role).copied(), Some(count), "{role} in {:?}", read.roles);
    }
    assert_eq!(read.roles.get("Figure"), Some(&1));
    assert!(read.alternatives.iter().any(|text| text.contains("QR-код")), "{:?}", read.alternatives);
    assert!(read.languages.contains("uk"));
    assert!(read.marked, "the file says that it is tagged");
}

/// A poster as it hangs in a stairwell, in the languages of the house.
fn poster(language: Locale, large: bool) -> Vec<u8> {
    let paper = Paper::new(Size::Poster, language, "Spotkajmy się w Nowej Hucie").sender("Nowa Huta, wzór");
    let paper = paper.text("Opowieści, potrzeby i pomoc sąsiadów z Twojego osiedla.");
    let paper = paper.language(Locale::Uk).text("Сусіди, допомога, зустрічі. Безкоштовно.");
    let paper =
        paper.language(Locale::En).text("Neighbours, help, meetings. Free of charge.").language(language);
    let reach = [("Telefon", "12 000 00 00"), ("Dyżur", "wtorki i czwartki od 10 do 14")];
    let paper = paper.reach("https://nowahuta.example/q/KPWRMT", "Kod QR: otwiera naszą stronę", reach);
    paper.on_one_sheet().large(large).finish().unwrap()
}

#[test]
fn a_poster_is_read_across_a_stairwell() {
    for language in Locale::ALL {
        let read = Read::pdf(&poster(language, false));
        assert_eq!((read.pages, read.language.as_str()), (1, language.code()));
        let parts = [
            "Spotkajmy się",
            "Opowieści",
            "Сусіди",
            "Neighbours",
            "nowahuta.example/q/KPWRMT",
            "12 000 00 00",
        ];
        in_order(&read.text, &parts);
        assert!(read.sizes.iter().any(|&size| size >= 40.0), "a title of 40 pt: {:?}", read.sizes);
        assert!(read.sizes.iter().filter(|&&size| size >= 20.0).count() >= 2, "{:?}", read.sizes);
        assert!([language.code(), "en", "uk"].iter().all(|code| read.languages.contains(*code)));
        assert_eq!(read.alternatives.len(), 1);
    }
}

#[test]
fn large_print_has_nothing_smaller_anywhere() {
    for language in Locale::ALL {
        let large_slip = slip(language, &Slip { large: true, ..SLIP }).unwrap();
        let large_card = resident_card(language, &ResidentCard { large: true, ..CARD }).unwrap();
        let long = Paper::new(Size::A4, language, "Co o Tobie wiemy").sender("Nowa Huta").large(true);
        let long = long.small(&"Prawo i terminy. ".repeat(200)).rows([("Telefon", "12 000 00 00")]);
        let form = form(language).large(true).finish().unwrap();
        for paper in [large_slip, large_card, long.finish().unwrap(), poster(language, true), form] {
            let read = Read::pdf(&paper);
            let smallest = read.sizes.iter().copied().fold(f32::MAX, f32::min);
            assert!(smallest >= LARGE - 0.01, "{}: {:?}", read.title, read.sizes);
            assert!(read.embedded, "{}", read.title);
        }
    }
}

fn form(language: Locale) -> Paper {
    Paper::new(Size::A4, language, "Opowieść")
        .sender("Nowa Huta · formularz O1 · partia K7P")
        .qr("https://nowahuta.example/nowa-huta/form/story/K7P", "Kod QR dla dyżuru")
        .field("Jak masz na imię?", 1)
        .field("Co było dalej?", 8)
        .ticks("Gdzie wolno to pokazać?", ["na ekranie", "w druku", "gdzie indziej"])
        .blanks(["Data", "Podpis"])
}

#[test]
fn a_form_keeps_its_questions_in_order() {
    for language in Locale::ALL {
        let read = Read::pdf(&form(language).finish().unwrap());
        assert_eq!(read.pages, 1);
        in_order(
            &read.text,
            &["formularz O1", "Opowieść", "Jak masz na imię?", "Co było dalej?", "Gdzie wolno"],
        );
        in_order(&read.text, &["na ekranie", "w druku", "gdzie indziej", "Data", "Podpis"]);
        assert_eq!(read.roles.get("LI"), Some(&3));
    }
}

#[test]
fn twenty_slips_fit_a_sheet_and_each_is_a_section() {
    for language in Locale::ALL {
        let code = |number: usize| format!("KPWR MTAX HJ4E 9C{number:02}");
        let piece = |number| {
            Paper::piece(language)
                .square("https://nowahuta.example/q/KPWRMT", "Kod QR")
                .line("Nowa Huta · zaprasza Halina Bardzo-Długonazwiskowa z osiedla Centrum", Weight::Plain)
                .line(&code(number), Weight::Strong)
                .line("nowahuta.example/q/KPWRMT", Weight::Plain)
                .line("Dla jednej osoby, do 29 grudnia 2026", Weight::Second)
        };
        let sheet =
            Paper::new(Size::Sheet, language, "Zaproszenia, klatka II").slips(2, 10, (10..31).map(piece));
        let read = Read::pdf(&sheet.finish().unwrap());
        assert_eq!(read.pages, 2, "twenty a sheet, the last on a second one");
        assert_eq!(read.roles.get("Sect"), Some(&21));
        let codes: Vec<String> = (10..31).map(code).collect();
        in_order(&read.text, &codes.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(read.sizes.iter().all(|&size| size >= 9.9), "{:?}", read.sizes);
    }
}

#[test]
fn parts_in_another_language_say_so() {
    let paper = Paper::new(Size::A4, Locale::Pl, "Dzień sąsiada").text("Zapraszamy.");
    let read = Read::pdf(&paper.language(Locale::Uk).text("Запрошуємо.").finish().unwrap());
    assert_eq!(read.language, "pl");
    assert_eq!(read.languages.iter().map(String::as_str).collect::<Vec<_>>(), ["pl", "uk"]);
}

#[test]
fn long_texts_go_on_over_numbered_pages_and_lose_nothing() {
    let words: Vec<String> = (0..3000).map(|number| format!("słowo{number}")).collect();
    let read =
        Read::pdf(&Paper::new(Size::A5, Locale::Pl, "Długi list").text(&words.join(" ")).finish().unwrap());
    assert!(read.pages > 5);
    let found: Vec<&str> = read.text.split_whitespace().filter(|word| word.starts_with("słowo")).collect();
    assert_eq!(found, words);
    assert!(read.text.contains(&format!("2 / {}", read.pages)));
}

#[test]
fn the_same_content_makes_the_same_bytes() {
    assert_eq!(slip(Locale::Pl, &SLIP).unwrap(), slip(Locale::Pl, &SLIP).unwrap());
    assert_ne!(slip(Locale::Pl, &SLIP).unwrap(), slip(Locale::En, &SLIP).unwrap());
}

#[test]
fn odd_input_makes_a_paper_all_the_same() {
    let odd = "🙂\0 {{x}} <b>\u{202e}abc\u{feff} 漢字 \r\n\t &amp; ".repeat(30);
    let paper =
        Paper::new(Size::Slip, Locale::Pl, &odd).sender(&odd).heading("").text(&odd).small("").code("", "");
    let paper =
        paper.rows([(odd.as_str(), odd.as_str()), ("", "")]).steps([]).points([""]).page_break().page_break();
    let read = Read::pdf(&paper.code(&odd, &odd).finish().unwrap());
    assert!(read.text.contains("<b>") && read.text.contains("&amp;"));
    let long = "https://x.example/".to_owned() + &"a".repeat(3000);
    let refused = Paper::new(Size::A4, Locale::En, "x").qr(&long, "x").finish();
    assert!(matches!(refused, Err(Problem::TooLongForQr(3018))));
}

#[test]
fn a_paper_is_set_in_letters_as_large_as_its_pages_allow() {
    let words = "Dwie lipy i konewka. ".repeat(210);
    let paper = |letters: &'static [f32]| {
        Paper::new(Size::A4, Locale::Pl, "Gazetka")
            .heading("Opowieści")
            .subheading("Lipy")
            .text(&words)
            .on_pages(2, letters)
    };
    assert!(paper(&[16.0]).pages().unwrap() > 2);
    assert_eq!(paper(&[16.0, 15.0, 14.0, 12.0]).pages().unwrap(), 2);
    let read = Read::pdf(&paper(&[16.0, 15.0, 14.0, 12.0]).finish().unwrap());
    assert_eq!((read.pages, read.roles.get("H3").copied()), (2, Some(1)));
    assert!(paper(&[16.0, 15.5]).pages().unwrap() > 2, "the last size, when none is small enough");
    assert!(paper(&[14.0]).large(true).pages().unwrap() > paper(&[14.0]).pages().unwrap());
}

const HEAD: FormHead<'_> = FormHead {
    place: "Nowa Huta, wzór",
    number: "S-K7PD-03",
    address: "https://nowahuta.example/nowa-huta/paper/in/story/K7PD",
    phone: "12 000 00 00",
    large: false,
};

#[test]
fn the_kit_is_one_file_in_three_languages() {
    for language in Locale::ALL {
        for large in [false, true] {
            let poster = Poster {
                place: "Nowa Huta, wzór",
                headline: "",
                also: &Locale::ALL,
                address: "https://nowahuta.example/q/KPWRMT",
                phone: "12 000 00 00",
                desk: "os. Willowe 5, wtorki i czwartki od 10 do 14",
                large,
            };
            let head = FormHead { large, ..HEAD };
            let alone = Read::pdf(&wall(language, &poster).finish().unwrap());
            assert_eq!(alone.pages, 1, "{language} {large}");
            let forms = [story_form, need_form, consent_form].map(|form| form(language, &head));
            let pages: Vec<usize> = forms
                .iter()
                .map(|form| Read::pdf(&bound("x", std::slice::from_ref(form)).unwrap()).pages)
                .collect();
            assert!(large || pages.iter().all(|pages| *pages == 1), "{language}: {pages:?}");
            let kit = [vec![wall(language, &poster)], forms.into()].concat();
            let read = Read::pdf(&bound("Do druku", &kit).unwrap());
            assert_eq!((read.pages, read.title.as_str()), (1 + pages.iter().sum::<usize>(), "Do druku"));
            assert_eq!(read.language, language.code());
            assert!(read.marked && read.embedded);
            assert_eq!(read.roles.get("H1"), Some(&4));
            assert_eq!(read.text.matches("S-K7PD-03").count(), 3);
            assert_eq!(read.alternatives.len(), 4);
            assert!(!read.text.contains('\u{fffd}'));
            assert!(!large || read.sizes.iter().all(|&size| size >= LARGE - 0.01), "{:?}", read.sizes);
        }
    }
}

#[test]
fn invitations_are_named_and_whole_also_in_large_print() {
    let codes: Vec<String> = (10..30).map(|number| format!("KPWR MTAX HJ4E 9C{number}")).collect();
    for language in Locale::ALL {
        for (large, sheets) in [(false, 1), (true, 3)] {
            let given = Invitations {
                place: "Nowa Huta, wzór",
                label: "os. Willowe 5, II",
                inviter: "Halina",
                codes: &codes,
                address: "https://nowahuta.example/q/KPWRMT",
                until: date(2026, 12, 29),
                large,
            };
            let read = Read::pdf(&invitations(language, &given).unwrap());
            assert_eq!((read.pages, read.language.as_str()), (sheets, language.code()));
            assert_eq!(read.text.matches("Halina").count(), 20);
            in_order(&read.text, &codes.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
}
