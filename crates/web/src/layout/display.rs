//! How somebody likes to read: text size, contrast, spacing, motion. Kept in a cookie, without an account.

use crate::form::{Choice, Field, Input, Reader};
use crate::texts::layout as t;
use kernel::Locale;

/// Makes an enum of choices with its stored words.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $key:literal $label:expr),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
        pub enum $name { $($(#[$doc])* $variant),+ }
        impl Choice for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn key(&self) -> &'static str { match self { $(Self::$variant => $key),+ } }
            fn label(&self, locale: Locale) -> &'static str {
                match self { $(Self::$variant => { let words: fn(Locale) -> &'static str = $label; words(locale) }),+ }
            }
        }
    };
}

choices!(
    /// Text size in per cent.
    TextSize {
        /// As designed.
        #[default]
        Usual "100" |_| "100 %",
        /// A little larger.
        Larger "125" |_| "125 %",
        /// Half as large again.
        Large "150" |_| "150 %",
        /// Very large.
        VeryLarge "175" |_| "175 %",
        /// Twice as large.
        Double "200" |_| "200 %",
    }
);
choices!(
    /// Colours.
    Contrast {
        /// As the machine is set: light or dark.
        #[default]
        Machine "machine" t::contrast_machine,
        /// Always light.
        Light "light" t::contrast_light,
        /// Always dark.
        Dark "dark" t::contrast_dark,
        /// Black on white with strong borders.
        High "high" t::contrast_high,
    }
);
choices!(
    /// Space between letters and lines (WCAG 1.4.12).
    Spacing {
        /// As designed.
        #[default]
        Usual "usual" t::spacing_usual,
        /// More.
        Wide "wide" t::spacing_wide,
    }
);
choices!(
    /// Whether anything moves.
    Motion {
        /// As the machine is set.
        #[default]
        Machine "machine" t::motion_machine,
        /// Nothing moves.
        Still "still" t::motion_still,
    }
);

/// The settings of one reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Display {
    /// Text size.
    pub text: TextSize,
    /// Colours.
    pub contrast: Contrast,
    /// Spacing.
    pub spacing: Spacing,
    /// Motion.
    pub motion: Motion,
}

impl Display {
    /// For a screen one stands in front of.
    pub(crate) fn large() -> Self {
        Self { text: TextSize::Larger, ..Self::default() }
    }
    /// From a cookie; parts that do not read are as designed.
    pub(crate) fn read(cookie: &str) -> Self {
        let mut parts = cookie.split('.');
        Self {
            text: part(parts.next()),
            contrast: part(parts.next()),
            spacing: part(parts.next()),
            motion: part(parts.next()),
        }
    }
    /// For a cookie.
    pub(crate) fn write(&self) -> String {
        [self.text.key(), self.contrast.key(), self.spacing.key(), self.motion.key()].join(".")
    }
    /// Whether somebody reads with letters half as large again or more: what is printed for them is large too.
    pub const fn is_large(&self) -> bool {
        matches!(self.text, TextSize::Large | TextSize::VeryLarge | TextSize::Double)
    }
    /// Classes of `<html>`; empty as designed.
    pub fn classes(&self) -> String {
        let mut classes = Vec::new();
        match self.text {
            TextSize::Usual => {}
            TextSize::Larger => classes.push("text-125"),
            TextSize::Large => classes.push("text-150"),
            TextSize::VeryLarge => classes.push("text-175"),
            TextSize::Double => classes.push("text-200"),
        }
        match self.contrast {
            Contrast::Machine => {}
            Contrast::Light => classes.push("light"),
            Contrast::Dark => classes.push("dark"),
            Contrast::High => classes.push("high"),
        }
        if self.spacing == Spacing::Wide {
            classes.push("spaced");
        }
        if self.motion == Motion::Still {
            classes.push("still");
        }
        classes.join(" ")
    }
}

fn part<T: Choice + Default>(key: Option<&str>) -> T {
    T::ALL.iter().copied().find(|choice| Some(choice.key()) == key).unwrap_or_default()
}

/// The form of `/display`.
#[derive(Clone, Debug)]
pub struct DisplayInput {
    pub(super) display: Display,
    pub(super) back: String,
}

impl Input for DisplayInput {
    const FIELDS: &'static [Field] = &[
        Field::new("text", t::display_text),
        Field::new("contrast", t::display_contrast),
        Field::new("spacing", t::display_spacing),
        Field::new("motion", t::display_motion),
        Field::new("back", t::back),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let text = read.choice("text");
        let contrast = read.choice("contrast");
        let spacing = read.choice("spacing");
        let motion = read.choice("motion");
        let display = Display { text: text?, contrast: contrast?, spacing: spacing?, motion: motion? };
        Some(Self { display, back: read.raw("back").unwrap_or("/").to_owned() })
    }
}
