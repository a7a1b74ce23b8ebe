//! What a function takes by value or behind references, in the kernel's type or a plain one: templates pass a
//! reference to whatever they hold, which may be one already.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use kernel::{Day, Grosze};

/// Something that gives a `T`: an amount in grosze (`i64`), a day, an hour, a moment.
pub trait Given<T> {
    /// The plain value. Moments are told as clocks and calendars in Poland show them.
    fn given(&self) -> T;
}

impl<T, G: Given<T> + ?Sized> Given<T> for &G {
    fn given(&self) -> T {
        (**self).given()
    }
}

macro_rules! given {
    ($($from:ty => $to:ty: $given:expr;)*) => {$(
        impl Given<$to> for $from {
            fn given(&self) -> $to {
                let given: fn($from) -> $to = $given;
                given(*self)
            }
        }
    )*};
}

given! {
    i64 => i64: |grosze| grosze;
    Grosze => i64: |grosze| grosze.0;
    Date => Date: |date| date;
    Day => Date: |day| day.0;
    DateTime => Date: |moment| moment.date();
    kernel::Time => Date: |moment| moment.day().0;
    DateTime => DateTime: |moment| moment;
    kernel::Time => DateTime: |moment| moment.in_poland().datetime();
    Time => Time: |time| time;
    DateTime => Time: |moment| moment.time();
    kernel::Time => Time: |moment| moment.in_poland().time();
    Timestamp => Timestamp: |moment| moment;
    kernel::Time => Timestamp: |moment| moment.in_poland().timestamp();
    Weekday => Weekday: |weekday| weekday;
    Date => Weekday: |date| date.weekday();
    Day => Weekday: |day| day.0.weekday();
}
