//! Places on the map.

use super::model::{Place, Position, Shape};
use super::store::Listed;
use crate::texts::places as t;
use commons::ground::{Ground, for_map};
use kernel::Locale;
use web::map::{Map, Mark, Point};

/// The places of a list, numbered like its rows.
pub fn many(locale: Locale, ground: &[Ground], rows: &[Listed]) -> String {
    let mark = |(place, row): (usize, &Listed)| {
        let shape = drawn(&row.shape())?;
        let number = place + 1;
        Some(Mark { number, name: row.title.clone(), href: format!("#place-{number}"), shape })
    };
    let marks: Vec<Mark> = rows.iter().enumerate().filter_map(mark).collect();
    let ground = for_map(ground);
    Map { title: t::map_title(locale), ground: &ground, marks: &marks, locale, list: "list" }.html()
}

/// One place.
pub fn one(locale: Locale, ground: &[Ground], title: &str, place: &Place) -> String {
    let Some(shape) = drawn(&place.details.shape) else { return String::new() };
    let marks = [Mark { number: 1, name: title.to_owned(), href: "#place".to_owned(), shape }];
    let ground = for_map(ground);
    let title = t::map_one(locale, title);
    Map { title: &title, ground: &ground, marks: &marks, locale, list: "" }.html()
}

/// A map to tap a shape on.
pub fn to_draw(locale: Locale, ground: &[Ground], shape: &Shape) -> String {
    let mark =
        |shape| Mark { number: 1, name: t::label(locale).to_owned(), href: "#shape".to_owned(), shape };
    let marks: Vec<Mark> = drawn(shape).map(mark).into_iter().collect();
    let ground = for_map(ground);
    Map { title: t::field_shape(locale), ground: &ground, marks: &marks, locale, list: "" }.html()
}

fn drawn(shape: &Shape) -> Option<web::map::Shape> {
    let point = |at: &Position| Point::e7(at.lat, at.lon);
    let points = |all: &[Position]| all.iter().map(point).collect();
    match shape {
        Shape::Nowhere => None,
        Shape::Point(at) => Some(web::map::Shape::Point(point(at))),
        Shape::Line(all) => Some(web::map::Shape::Line(points(all))),
        Shape::Area(all) => Some(web::map::Shape::Area(points(all))),
    }
}
