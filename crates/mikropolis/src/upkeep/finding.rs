//! What is found when an installation is looked over: data first, words in three languages after. `doctor` prints
//! them and the page of a neighbourhood's health shows them, so that both say the same.

use crate::certificates;
use crate::texts::upkeep as t;
use kernel::{Locale, Time};

/// What a finding is about; in the order of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The nightly backup.
    Backup,
    /// The copy on a stick.
    Copy,
    /// Room on the disk.
    Disk,
    /// Both databases.
    Database,
    /// The clock of the machine.
    Clock,
    /// Letters by e-mail.
    Letters,
    /// The address people type, and its certificate.
    Address,
    /// Keys, the list of erasures, pictures, search.
    Inside,
    /// The program itself.
    Program,
}

impl Subject {
    /// All, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Backup,
        Self::Copy,
        Self::Disk,
        Self::Database,
        Self::Clock,
        Self::Letters,
        Self::Address,
        Self::Inside,
        Self::Program,
    ];
    /// What it is called.
    pub fn label(self, locale: impl Into<Locale>) -> &'static str {
        let locale = locale.into();
        match self {
            Self::Backup => t::subject_backup(locale),
            Self::Copy => t::subject_copy(locale),
            Self::Disk => t::subject_disk(locale),
            Self::Database => t::subject_database(locale),
            Self::Clock => t::subject_clock(locale),
            Self::Letters => t::subject_letters(locale),
            Self::Address => t::subject_address(locale),
            Self::Inside => t::subject_inside(locale),
            Self::Program => t::subject_program(locale),
        }
    }
}

/// Which of the two databases.
pub use web::Seal;

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// There is no data folder.
    NoFolder(String),
    /// The free space can't be read.
    FreeUnknown(String),
    /// Too little room.
    LittleRoom { free: u64, least: u64, place: String },
    /// The key is missing.
    NoKey(String),
    /// The key is not one.
    WrongKey { bytes: u64, place: String },
    /// Others can read what is private.
    OthersRead { mode: u32, place: String },
    /// The list of erasures can't be read.
    Erasures { why: String, place: String },
    /// No backup at all.
    NoBackup(String),
    /// Backups can't be read.
    BackupsUnreadable { why: String, place: String },
    /// The newest backup is old.
    OldBackup(String),
    /// Nobody saved a copy on this machine yet.
    NoCopy,
    /// The last copy is old.
    OldCopy(Time),
    /// A database is missing.
    NoDatabase { which: Seal, place: String },
    /// A database can't be read.
    Unreadable { which: Seal, why: String },
    /// A database is damaged.
    Damaged { which: Seal, why: String },
    /// A database is not this program's.
    Unusable { which: Seal, why: String },
    /// A database waits for steps.
    Older { which: Seal, steps: usize },
    /// The clock is behind what was written last.
    ClockBehind(Time),
    /// It can't be looked through.
    NotLookedThrough(String),
    /// Search does not find things.
    SearchMisses { slug: String, count: i64 },
    /// The index has words that lead nowhere.
    SearchStray { slug: String, count: i64 },
    /// Pictures are missing.
    PicturesMissing { count: usize, first: String },
    /// Files of pictures belong to nothing.
    PicturesStray(usize),
    /// Letters wait for the mail server longer than an hour.
    LettersWait(usize),
    /// Letters were refused for good.
    LettersRefused(usize),
    /// The address is an open one, of a name outside the house.
    OpenAddress(String),
    /// Something with the certificate.
    Certificate(certificates::Trouble),
}

impl Finding {
    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self {
            Self::NoBackup(_) | Self::BackupsUnreadable { .. } | Self::OldBackup(_) => Subject::Backup,
            Self::NoCopy | Self::OldCopy(_) => Subject::Copy,
            Self::FreeUnknown(_) | Self::LittleRoom { .. } => Subject::Disk,
            Self::ClockBehind(_) => Subject::Clock,
            Self::LettersWait(_) | Self::LettersRefused(_) => Subject::Letters,
            Self::Certificate(_) | Self::OpenAddress(_) => Subject::Address,
            Self::NoFolder(_)
            | Self::NoDatabase { .. }
            | Self::Unreadable { .. }
            | Self::Damaged { .. }
            | Self::Unusable { .. }
            | Self::Older { .. } => Subject::Database,
            Self::NoKey(_)
            | Self::WrongKey { .. }
            | Self::OthersRead { .. }
            | Self::Erasures { .. }
            | Self::NotLookedThrough(_)
            | Self::SearchMisses { .. }
            | Self::SearchStray { .. }
            | Self::PicturesMissing { .. }
            | Self::PicturesStray(_) => Subject::Inside,
        }
    }

    /// One sentence: what is wrong, and what to do.
    pub fn says(&self, l: Locale) -> String {
        match self {
            Self::NoFolder(place) => t::no_folder(l, place),
            Self::FreeUnknown(place) => t::free_unknown(l, place),
            Self::LittleRoom { free, least, place } => t::little_room(l, free, least, place),
            Self::NoKey(place) => t::no_key(l, place),
            Self::WrongKey { bytes, place } => t::wrong_key(l, bytes, place),
            Self::OthersRead { mode, place } => t::others_read(l, format!("{mode:o}"), place),
            Self::Erasures { why, place } => t::erasures(l, place, why),
            Self::NoBackup(place) => t::no_backup(l, place),
            Self::BackupsUnreadable { why, place } => t::backups_unreadable(l, place, why),
            Self::OldBackup(place) => t::old_backup(l, place),
            Self::NoCopy => t::no_copy(l).to_owned(),
            Self::OldCopy(at) => t::old_copy(l, text::date(l, at.day().0)),
            Self::NoDatabase { which, place } => t::no_database(l, place, called(*which, l)),
            Self::Unreadable { which, why } => t::unreadable(l, called(*which, l), why),
            Self::Damaged { which, why } => t::damaged(l, called(*which, l), why),
            Self::Unusable { which, why } => t::unusable(l, called(*which, l), why),
            Self::Older { which, steps } => t::older(l, steps, called(*which, l)),
            Self::ClockBehind(newest) => t::clock_behind(l, newest.rfc3339()),
            Self::NotLookedThrough(why) => t::not_looked_through(l, why),
            Self::SearchMisses { slug, count } => t::search_misses(l, count, slug),
            Self::SearchStray { slug, count } => t::search_stray(l, count, slug),
            Self::PicturesMissing { count, first } => t::pictures_missing(l, count, first),
            Self::PicturesStray(count) => t::pictures_stray(l, count),
            Self::LettersWait(count) => t::letters_wait(l, count),
            Self::LettersRefused(count) => t::letters_refused(l, count),
            Self::OpenAddress(address) => t::open_address(l, address),
            Self::Certificate(trouble) => trouble.says(l),
        }
    }
}

fn called(which: Seal, l: Locale) -> &'static str {
    match which {
        Seal::Open => t::open_database(l),
        Seal::Sealed => t::sealed_database(l),
    }
}
