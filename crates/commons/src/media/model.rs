//! Pictures: pure.

use kernel::{Key, Locale};

/// A picture.
#[derive(Copy, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct MediaId(pub Key);
store::key_value!(MediaId);

impl std::str::FromStr for MediaId {
    type Err = kernel::NotAKey;
    fn from_str(text: &str) -> Result<Self, kernel::NotAKey> {
        text.parse().map(Self)
    }
}

impl std::fmt::Display for MediaId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// So many pictures an item may have.
pub const MOST: i64 = 6;
/// So many bytes an uploaded picture may have.
pub const MOST_BYTES: u64 = 12_000_000;

/// A picture to be given to an item.
#[derive(Clone, Debug)]
pub struct NewPicture {
    /// Its files.
    pub file: super::Taken,
    /// What it shows, by language; never empty.
    pub alts: Vec<(Locale, String)>,
    /// Whose it is.
    pub credit: String,
    /// When it was taken, in the owner's words.
    pub taken: String,
}

store::record! {
    /// A picture as pages show it.
    #[derive(Clone, Debug)]
    pub struct Picture {
        /// Its key.
        pub id: MediaId,
        /// Of which item.
        pub item: kernel::ItemId,
        /// Its widths in pixels, from small to large, parted by commas.
        pub widths: String,
        /// Its largest width in pixels.
        pub width: i64,
        /// The height that belongs to it.
        pub height: i64,
        /// Whose it is.
        pub credit: String,
        /// When it was taken, in the owner's words.
        pub taken: String,
        /// What it shows.
        pub alt: String,
        /// The language of these words.
        pub alt_lang: Locale,
    }
}

impl Picture {
    /// Its address at a width, below the community.
    pub fn path(&self, width: impl std::fmt::Display) -> String {
        format!("/media/{}/{width}.jpg", self.id)
    }
    /// The address of the smallest copy that is at least so wide, else of the largest.
    pub fn at_least(&self, wanted: u32) -> String {
        let mut widths = self.each_width();
        self.path(widths.find(|width| *width >= wanted).unwrap_or(u32::try_from(self.width).unwrap_or(0)))
    }
    /// For `srcset`: every copy with its width, below `base`.
    pub fn srcset(&self, base: &str) -> String {
        let each = self.each_width().map(|width| format!("{base}{} {width}w", self.path(width)));
        each.collect::<Vec<_>>().join(", ")
    }
    /// What stands beside a shared link. The caller has looked whether it may be shown elsewhere.
    pub fn preview(&self, base: &str) -> web::layout::Preview {
        let width = self.each_width().map(i64::from).find(|width| *width >= 960).unwrap_or(self.width);
        let height = if self.width > 0 { self.height * width / self.width } else { 0 };
        web::layout::Preview {
            path: format!("{base}{}", self.path(width)),
            alt: self.alt.clone(),
            width,
            height,
        }
    }
    fn each_width(&self) -> impl Iterator<Item = u32> + '_ {
        self.widths.split(',').filter_map(|width| width.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_copy_is_named() {
        let picture = Picture {
            id: MediaId(Key(1)),
            item: kernel::ItemId(Key(2)),
            widths: "480,960,1600".to_owned(),
            width: 1600,
            height: 1067,
            credit: String::new(),
            taken: String::new(),
            alt: "Ławka".to_owned(),
            alt_lang: Locale::Pl,
        };
        assert!(picture.at_least(700).ends_with("/960.jpg"));
        assert!(picture.at_least(9000).ends_with("/1600.jpg"));
        assert_eq!(picture.srcset("/nh").matches("w").count(), 3);
        let preview = picture.preview("/nh");
        assert!(preview.path.starts_with("/nh/media/") && preview.path.ends_with("/960.jpg"));
        assert_eq!((preview.width, preview.height), (960, 640));
    }
}
