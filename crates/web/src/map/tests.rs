//! The map says what the list says.

use super::*;
use kernel::Locale;
use proptest::prelude::*;
use scraper::{Html, Selector};

fn mark(number: usize, name: &str, shape: Shape) -> Mark {
    Mark { number, name: name.to_owned(), href: format!("#row-{number}"), shape }
}

fn draw(ground: &Ground, marks: &[Mark]) -> String {
    Map { title: "Miejsca", ground, marks, locale: Locale::Pl, list: "list" }.html()
}

fn some_ground() -> Ground {
    let ring = [
        (500_600_000, 200_200_000),
        (500_600_000, 200_600_000),
        (500_900_000, 200_600_000),
        (500_900_000, 200_200_000),
    ];
    let ring: Vec<Point> = ring.into_iter().map(|(lat, lon)| Point::e7(lat, lon)).collect();
    Ground {
        boundary: vec![ring.clone()],
        lines: vec![NamedLine {
            name: "Aleja Róż".to_owned(),
            kind: LineKind::Tram,
            points: vec![Point::e7(500_700_000, 200_250_000), Point::e7(500_760_000, 200_400_000)],
        }],
        areas: vec![NamedArea { name: "Łąki <Nowohuckie>".to_owned(), kind: AreaKind::Green, ring }],
    }
}

#[test]
fn every_mark_has_the_number_name_and_address_of_its_row() {
    let marks = [
        mark(1, "Plac \"Centralny\"", Shape::Point(Point::e7(500_720_000, 200_374_000))),
        mark(
            2,
            "Aleja",
            Shape::Line(vec![Point::e7(500_720_000, 200_374_000), Point::e7(500_760_000, 200_376_000)]),
        ),
        mark(
            3,
            "Łąki",
            Shape::Area(vec![
                Point::e7(500_640_000, 200_300_000),
                Point::e7(500_650_000, 200_370_000),
                Point::e7(500_680_000, 200_340_000),
            ]),
        ),
    ];
    let html = Html::parse_fragment(&draw(&some_ground(), &marks));
    let links: Vec<_> = html.select(&Selector::parse("svg a.mark").unwrap()).collect();
    assert_eq!(links.len(), marks.len());
    for (link, mark) in links.iter().zip(&marks) {
        assert_eq!(link.attr("href"), Some(mark.href.as_str()));
        assert_eq!(link.attr("aria-label").unwrap(), format!("{}. {}", mark.number, mark.name));
        let shown: String =
            link.select(&Selector::parse("text").unwrap()).flat_map(|text| text.text()).collect();
        assert_eq!(shown, mark.number.to_string());
    }
    assert_eq!(html.select(&Selector::parse("path.mark-line").unwrap()).count(), 1);
    assert_eq!(html.select(&Selector::parse("path.mark-shape").unwrap()).count(), 1);
    let caption = html.select(&Selector::parse("figcaption").unwrap()).next().unwrap();
    assert_eq!(caption.text().collect::<String>(), "Miejsca");
}

#[test]
fn nothing_to_show_is_no_map_and_a_boundary_alone_is_one() {
    assert_eq!(draw(&Ground::default(), &[]), "");
    let alone = draw(&some_ground(), &[]);
    assert!(alone.contains("class=\"border\"") && alone.contains("Aleja Róż"));
    assert!(alone.contains("Łąki &lt;Nowohuckie&gt;"));
}

proptest! {
    #[test]
    fn discs_do_not_hide_each_other_and_stay_in_the_picture(
        spots in prop::collection::vec((500_000_000_i64..500_900_000, 200_000_000_i64..200_900_000), 1..40),
    ) {
        let marks: Vec<Mark> = spots.iter().enumerate()
            .map(|(at, (lat, lon))| mark(at + 1, "x", Shape::Point(Point::e7(*lat, *lon)))).collect();
        let html = Html::parse_fragment(&draw(&Ground::default(), &marks));
        let circles: Vec<(f64, f64)> = html.select(&Selector::parse("a.mark circle").unwrap())
            .map(|circle| (circle.attr("cx").unwrap().parse().unwrap(), circle.attr("cy").unwrap().parse().unwrap()))
            .collect();
        prop_assert_eq!(circles.len(), marks.len());
        for (at, a) in circles.iter().enumerate() {
            prop_assert!((0.0..=340.0).contains(&a.0) && a.1 >= 0.0);
            for b in &circles[..at] {
                prop_assert!((a.0 - b.0).hypot(a.1 - b.1) > 20.0, "{:?} and {:?}", a, b);
            }
        }
    }

    #[test]
    fn any_shape_makes_well_formed_svg(
        points in prop::collection::vec((-900_000_000_i64..900_000_000, -1_800_000_000_i64..1_800_000_000), 1..60),
        kind in 0..3,
    ) {
        let points: Vec<Point> = points.into_iter().map(|(lat, lon)| Point::e7(lat, lon)).collect();
        let shape = match kind { 0 => Shape::Point(points[0]), 1 => Shape::Line(points), _ => Shape::Area(points) };
        let svg = draw(&Ground::default(), &[mark(1, "a & b", shape)]);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
        prop_assert!(svg.contains("a &amp; b"));
    }
}
