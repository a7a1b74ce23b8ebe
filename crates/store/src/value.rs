//! Values and rows: the few types that mean the same on both engines.
//!
//! Whole numbers are 64 bits, keys 128 bits, moments whole microseconds, days ISO text. There is no boolean
//! (0 and 1 do), no floating point (nothing here is measured), no JSON type (text, never queried into).

use crate::Error;
use bytes::BytesMut;
use kernel::{CommunityId, Day, Grosze, ItemId, Key, Locale, MemberId, Time};
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// One value on its way to or from a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing there.
    Null,
    /// A whole number, a moment or an amount.
    Int(i64),
    /// Text (NFC, without NUL: the form sees to that).
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A key.
    Key(Key),
}

/// Can be given to a statement.
pub trait ToValue {
    /// The value to bind.
    fn to_value(&self) -> Value;
}

/// Can be read from a column.
pub trait FromValue: Sized {
    /// Reads it; `None` when the column holds something else.
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! integer {
    ($($type:ty: $into:expr, $from:expr;)*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value { Value::Int($into(self)) }
        }
        impl FromValue for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value { Value::Int(number) => $from(number), _ => None }
            }
        }
    )*};
}
integer! {
    i64: |n: &i64| *n, Some;
    i32: |n: &i32| i64::from(*n), |n| i32::try_from(n).ok();
    u32: |n: &u32| i64::from(*n), |n| u32::try_from(n).ok();
    bool: |b: &bool| i64::from(*b), |n| Some(n != 0);
    Time: |t: &Time| t.micros(), |n| Some(Time::from_micros(n));
    Grosze: |g: &Grosze| g.0, |n| Some(Grosze(n));
    CommunityId: |c: &CommunityId| c.0, |n| Some(CommunityId(n));
}

macro_rules! text {
    ($($type:ty: $into:expr, $from:expr;)*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value { Value::Text($into(self)) }
        }
        impl FromValue for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value { Value::Text(text) => $from(text), _ => None }
            }
        }
    )*};
}
text! {
    String: |s: &String| s.clone(), Some;
    Locale: |l: &Locale| l.code().to_owned(), |s: String| Locale::parse(&s);
    Day: |d: &Day| d.to_string(), |s: String| Day::parse(&s);
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}
impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}
impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }
}
impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}
impl ToValue for Key {
    fn to_value(&self) -> Value {
        Value::Key(*self)
    }
}
impl FromValue for Key {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Key(key) => Some(key),
            // SQLite has no type for keys: they lie there as 16 bytes.
            Value::Bytes(bytes) => Some(Self(u128::from_be_bytes(bytes.try_into().ok()?))),
            _ => None,
        }
    }
}
impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}
impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

/// Lets a key type made with [`kernel::key!`] be bound and read.
#[macro_export]
macro_rules! key_value {
    ($($name:ty),*) => {$(
        impl $crate::ToValue for $name {
            fn to_value(&self) -> $crate::Value { $crate::Value::Key(self.0) }
        }
        impl $crate::FromValue for $name {
            fn from_value(value: $crate::Value) -> Option<Self> {
                <kernel::Key as $crate::FromValue>::from_value(value).map(Self)
            }
        }
    )*};
}
key_value!(MemberId, ItemId);

/// Lets an enum with `word()` and `parse(&str)` be bound and read as its word.
#[macro_export]
macro_rules! word_value {
    ($($name:ty),*) => {$(
        impl $crate::ToValue for $name {
            fn to_value(&self) -> $crate::Value { $crate::Value::Text(self.word().to_owned()) }
        }
        impl $crate::FromValue for $name {
            fn from_value(value: $crate::Value) -> Option<Self> {
                match value { $crate::Value::Text(word) => Self::parse(&word), _ => None }
            }
        }
    )*};
}
word_value!(kernel::Role, kernel::Channel);

/// Declares an enum that lies in the database as a word: `ALL`, `word()`, `parse()` and its way to and from a column.
#[macro_export]
macro_rules! worded {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name { $($(#[$each])* $variant),* }
        impl $name {
            /// All of them, in the order in which pages offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word stored and sent.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// Reads the stored word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
        $crate::word_value!($name);
    };
}

/// The arguments of a statement, in the order of `$1`, `$2`, …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { [$($crate::ToValue::to_value(&$value)),*] };
}

/// One row, read from its first column to its last.
pub struct Row {
    values: std::vec::IntoIter<Value>,
    column: usize,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter(), column: 0 }
    }
    /// The next column.
    ///
    /// # Errors
    /// [`Error::Fault`] when there is none, or when it holds another type.
    pub fn read<T: FromValue>(&mut self) -> Result<T, Error> {
        self.column += 1;
        let value = self.values.next().ok_or_else(|| Error::fault("a row with too few columns"))?;
        let wanted = std::any::type_name::<T>();
        T::from_value(value).ok_or_else(|| Error::fault(format!("column {} is no {wanted}", self.column)))
    }
}

/// Can be made from one row.
pub trait FromRow: Sized {
    /// Reads the columns in order.
    fn from_row(row: &mut Row) -> Result<Self, Error>;
}

macro_rules! tuple {
    ($($name:ident),*) => {
        impl<$($name: FromValue),*> FromRow for ($($name,)*) {
            fn from_row(row: &mut Row) -> Result<Self, Error> { Ok(($(row.read::<$name>()?,)*)) }
        }
    };
}
tuple!(A);
tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);
tuple!(A, B, C, D, E);
tuple!(A, B, C, D, E, F);
tuple!(A, B, C, D, E, F, G);
tuple!(A, B, C, D, E, F, G, H);

/// A struct whose fields are the columns of a query, in order.
#[macro_export]
macro_rules! record {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$fmeta:meta])* $fvis:vis $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$fmeta])* $fvis $field: $type),* }
        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row) -> Result<Self, $crate::Error> {
                Ok(Self { $($field: row.read()?),* })
            }
        }
    };
}

impl ToSql for Value {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) if *wanted == Type::INT4 => i32::try_from(*number)?.to_sql(wanted, out),
            Self::Int(number) if *wanted == Type::INT8 => number.to_sql(wanted, out),
            Self::Text(text) => text.to_sql(wanted, out),
            Self::Bytes(bytes) => bytes.to_sql(wanted, out),
            Self::Key(key) if *wanted == Type::UUID => {
                out.extend_from_slice(&key.0.to_be_bytes());
                Ok(IsNull::No)
            }
            other => Err(format!("{other:?} cannot be bound as {wanted}").into()),
        }
    }
    fn accepts(_: &Type) -> bool {
        true // decided by value in to_sql, where the value is known
    }
    to_sql_checked!();
}
