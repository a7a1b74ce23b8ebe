//! What forms and programs may say.

use crate::texts::blocks as t;
use web::{Field, Input, Reader};

/// The code by which somebody points to themselves.
#[derive(Clone, Debug)]
pub struct CodeInput(pub String);

impl Input for CodeInput {
    const FIELDS: &'static [Field] = &[Field::new("code", t::field_code).hint(t::field_code_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.line("code", 8..=20)?))
    }
}
