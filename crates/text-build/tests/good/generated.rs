//! Made from the files in `good`.

/// Every folder and key of this crate's texts.
pub const KEYS: &[(&str, &str)] = &[
    ("stories", "born"),
    ("stories", "brace"),
    ("stories", "greeting"),
    ("stories", "long"),
    ("stories", "stage"),
    ("stories", "story-count"),
    ("stories", "title"),
    ("stories", "title.hint"),
    ("stories", "told-by"),
    ("visits", "open"),
];

/// The texts of the folder `stories`.
pub mod stories {

    #[doc = "`born`: `Born in {place}`"]
    pub fn born(locale: impl ::core::convert::Into<::text::Locale>, place: impl ::core::fmt::Display) -> ::std::string::String {
        let __locale = ::core::convert::Into::<::text::Locale>::into(locale);
        let mut __out = ::std::string::String::new();
        match __locale {
            ::text::Locale::Pl => {
                __out.push_str("Powstała w\u{a0}");
                ::text::push(&mut __out, &place);
            }
            ::text::Locale::En => {
                __out.push_str("Born in ");
                ::text::push(&mut __out, &place);
            }
            ::text::Locale::Uk => {
                __out.push_str("Народилася у\u{a0}");
                ::text::push(&mut __out, &place);
            }
        }
        __out
    }

    #[doc = "`brace`: `{ and © 5`"]
    pub fn brace(locale: impl ::core::convert::Into<::text::Locale>) -> &'static str {
        match ::core::convert::Into::<::text::Locale>::into(locale) {
            ::text::Locale::Pl => "{ i\u{a0}© 5",
            ::text::Locale::En => "{ and © 5",
            ::text::Locale::Uk => "{ і\u{a0}© 5",
        }
    }

    #[doc = "Quotes the other messages."]
    #[doc = ""]
    #[doc = "`greeting`: `Welcome to {place}. Stories from around here: {count} stories in Mikropolis`"]
    pub fn greeting(locale: impl ::core::convert::Into<::text::Locale>, count: impl ::text::ToNumber, place: impl ::core::fmt::Display) -> ::std::string::String {
        let __locale = ::core::convert::Into::<::text::Locale>::into(locale);
        let count = ::text::ToNumber::to_number(&count);
        let mut __out = ::std::string::String::new();
        match __locale {
            ::text::Locale::Pl => {
                __out.push_str("Witaj w\u{a0}");
                ::text::push(&mut __out, &place);
                __out.push_str(". Historie z\u{a0}okolicy i\u{a0}o\u{a0}nas: ");
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("Nie ma jeszcze historii");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historia");
                    }
                    ::text::Category::Few => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historie");
                    }
                    ::text::Category::Many => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historii");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historii");
                    }
                }
                __out.push_str(" w\u{a0}Mikropolii");
            }
            ::text::Locale::En => {
                __out.push_str("Welcome to ");
                ::text::push(&mut __out, &place);
                __out.push_str(". Stories from around here: ");
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("No stories yet");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" story");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" stories");
                    }
                }
                __out.push_str(" in Mikropolis");
            }
            ::text::Locale::Uk => {
                __out.push_str("Вітаємо в\u{a0}");
                ::text::push(&mut __out, &place);
                __out.push_str(". Історії з\u{a0}околиці: ");
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("Історій ще немає");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історія");
                    }
                    ::text::Category::Few => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історії");
                    }
                    ::text::Category::Many => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історій");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історії");
                    }
                }
                __out.push_str(" в\u{a0}Мікрополіс");
            }
        }
        __out
    }

    #[doc = "`long`: `First line  and second`"]
    pub fn long(locale: impl ::core::convert::Into<::text::Locale>) -> &'static str {
        match ::core::convert::Into::<::text::Locale>::into(locale) {
            ::text::Locale::Pl => "Pierwszy wiersz\n\ni\u{a0}drugi",
            ::text::Locale::En => "First line\n\nand second",
            ::text::Locale::Uk => "Перший рядок\n\nі\u{a0}другий",
        }
    }

    #[doc = "`stage`: `{stage}`"]
    pub fn stage(locale: impl ::core::convert::Into<::text::Locale>, stage: impl ::core::fmt::Display) -> ::std::string::String {
        let __locale = ::core::convert::Into::<::text::Locale>::into(locale);
        let stage = ::std::string::ToString::to_string(&stage);
        let mut __out = ::std::string::String::new();
        match __locale {
            ::text::Locale::Pl => {
                match stage.as_str() {
                    "draft" => {
                        __out.push_str("szkic");
                    }
                    "live" => {
                        __out.push_str("opublikowana");
                    }
                    _ => {
                        ::text::push(&mut __out, &stage);
                    }
                }
            }
            ::text::Locale::En => {
                match stage.as_str() {
                    "draft" => {
                        __out.push_str("draft");
                    }
                    "live" => {
                        __out.push_str("published");
                    }
                    _ => {
                        ::text::push(&mut __out, &stage);
                    }
                }
            }
            ::text::Locale::Uk => {
                match stage.as_str() {
                    "draft" => {
                        __out.push_str("чернетка");
                    }
                    "live" => {
                        __out.push_str("опублікована");
                    }
                    _ => {
                        ::text::push(&mut __out, &stage);
                    }
                }
            }
        }
        __out
    }

    #[doc = "`story-count`: `{count} stories in Mikropolis`"]
    pub fn story_count(locale: impl ::core::convert::Into<::text::Locale>, count: impl ::text::ToNumber) -> ::std::string::String {
        let __locale = ::core::convert::Into::<::text::Locale>::into(locale);
        let count = ::text::ToNumber::to_number(&count);
        let mut __out = ::std::string::String::new();
        match __locale {
            ::text::Locale::Pl => {
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("Nie ma jeszcze historii");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historia");
                    }
                    ::text::Category::Few => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historie");
                    }
                    ::text::Category::Many => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historii");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" historii");
                    }
                }
                __out.push_str(" w\u{a0}Mikropolii");
            }
            ::text::Locale::En => {
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("No stories yet");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" story");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" stories");
                    }
                }
                __out.push_str(" in Mikropolis");
            }
            ::text::Locale::Uk => {
                match count.category(__locale) {
                    _ if count.equals(::text::Number::decimal(0, 0)) => {
                        __out.push_str("Історій ще немає");
                    }
                    ::text::Category::One => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історія");
                    }
                    ::text::Category::Few => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історії");
                    }
                    ::text::Category::Many => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історій");
                    }
                    _ => {
                        ::text::push(&mut __out, &count.shown(__locale));
                        __out.push_str(" історії");
                    }
                }
                __out.push_str(" в\u{a0}Мікрополіс");
            }
        }
        __out
    }

    #[doc = "The heading of the list."]
    #[doc = ""]
    #[doc = "`title`: `Stories from around here`"]
    pub fn title(locale: impl ::core::convert::Into<::text::Locale>) -> &'static str {
        match ::core::convert::Into::<::text::Locale>::into(locale) {
            ::text::Locale::Pl => "Historie z\u{a0}okolicy i\u{a0}o\u{a0}nas",
            ::text::Locale::En => "Stories from around here",
            ::text::Locale::Uk => "Історії з\u{a0}околиці",
        }
    }

    #[doc = "The heading of the list."]
    #[doc = ""]
    #[doc = "`title.hint`: `Tell \"in a few words\" what you remember`"]
    pub fn title_hint(locale: impl ::core::convert::Into<::text::Locale>) -> &'static str {
        match ::core::convert::Into::<::text::Locale>::into(locale) {
            ::text::Locale::Pl => "Opowiedz „w\u{a0}kilku słowach”, co pamiętasz",
            ::text::Locale::En => "Tell \"in a few words\" what you remember",
            ::text::Locale::Uk => "Розкажіть «кількома словами», що пам’ятаєте",
        }
    }

    #[doc = "`told-by`: `{type_} of {year_count}, told by {author_name}`"]
    pub fn told_by(locale: impl ::core::convert::Into<::text::Locale>, author_name: impl ::core::fmt::Display, type_: impl ::core::fmt::Display, year_count: impl ::text::ToNumber) -> ::std::string::String {
        let __locale = ::core::convert::Into::<::text::Locale>::into(locale);
        let year_count = ::text::ToNumber::to_number(&year_count);
        let mut __out = ::std::string::String::new();
        match __locale {
            ::text::Locale::Pl => {
                __out.push_str("Opowiada ");
                ::text::push(&mut __out, &author_name);
                __out.push_str(", ");
                ::text::push(&mut __out, &year_count.shown(__locale));
                __out.push(' ');
                ::text::push(&mut __out, &type_);
            }
            ::text::Locale::En => {
                ::text::push(&mut __out, &type_);
                __out.push_str(" of ");
                ::text::push(&mut __out, &year_count.shown(__locale));
                __out.push_str(", told by ");
                ::text::push(&mut __out, &author_name);
            }
            ::text::Locale::Uk => {
                __out.push_str("Розповідає ");
                ::text::push(&mut __out, &author_name);
                __out.push_str(", ");
                ::text::push(&mut __out, &year_count.shown(__locale));
                __out.push(' ');
                ::text::push(&mut __out, &type_);
            }
        }
        __out
    }
}

/// The texts of the folder `visits`.
pub mod visits {

    #[doc = "`open`: `Open`"]
    pub fn open(locale: impl ::core::convert::Into<::text::Locale>) -> &'static str {
        match ::core::convert::Into::<::text::Locale>::into(locale) {
            ::text::Locale::Pl => "Otwórz",
            ::text::Locale::En => "Open",
            ::text::Locale::Uk => "Відкрити",
        }
    }
}
