//! Places on the map.

use super::model::{Place, Shape};
use super::store::Listed;
use web::Visit;

/// The places of a list, numbered like its rows.
pub fn many(_visit: &Visit, _rows: &[Listed]) -> String {
    String::new()
}

/// One place.
pub fn one(_visit: &Visit, _title: &str, _place: &Place) -> String {
    String::new()
}

/// A map to tap a shape on.
pub fn to_draw(_visit: &Visit, _shape: &Shape) -> String {
    String::new()
}
