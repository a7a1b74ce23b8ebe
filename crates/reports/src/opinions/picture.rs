//! The map as a drawing: circles for people, numbered squares for statements.

use opinions::{OpinionMap, Point};

/// The drawing's side, in its own units.
pub const SIDE: f64 = 640.0;
const MARGIN: f64 = 36.0;
/// Statements that are marked at most; all are in the table.
const MARKED: usize = 24;

/// Some people.
pub struct Circle {
    pub x: String,
    pub y: String,
    pub radius: String,
    /// Number of the group, from 1; 0 without groups.
    pub group: usize,
    pub label: String,
}

/// A statement.
pub struct Square {
    pub x: String,
    pub y: String,
    pub number: usize,
}

/// Everything that is drawn.
pub struct Picture {
    pub circles: Vec<Circle>,
    pub squares: Vec<Square>,
}

/// Draws the map; `numbers` are the statements' numbers in the table, by position in the result.
pub fn picture(map: &OpinionMap, numbers: &[usize]) -> Picture {
    let marked = marked(map);
    let reach = |point: &Point| point[0].abs().max(point[1].abs());
    let people = map.crowd.iter().map(|mark| reach(&mark.place)).fold(0.0, f64::max);
    let places = marked.iter().map(|&at| reach(&map.statements[at].place)).fold(0.0, f64::max);
    // People and statements have scales of their own; both fill the drawing.
    let circle = |mark: &opinions::CrowdMark| {
        let radius = 4.0 + 2.2 * (mark.people as f64).sqrt();
        let group = mark.group.map_or(0, |group| group + 1);
        let [x, y] = on_paper(mark.place, people);
        let label = if group > 0 { group.to_string() } else { String::new() };
        Circle { x, y, radius: format!("{radius:.1}"), group, label }
    };
    let square = |&at: &usize| {
        let [x, y] = on_paper(map.statements[at].place, places);
        Square { x, y, number: numbers[at] }
    };
    Picture { circles: map.crowd.iter().map(circle).collect(), squares: marked.iter().map(square).collect() }
}

/// The statements that stand farthest out, by position in the result.
fn marked(map: &OpinionMap) -> Vec<usize> {
    let mut order: Vec<usize> = (0..map.statements.len())
        .filter(|&at| map.statements[at].tally.votes() >= map.basis.votes_for_a_verdict)
        .collect();
    order.sort_by(|&a, &b| map.statements[b].extremity.total_cmp(&map.statements[a].extremity));
    order.truncate(MARKED);
    order
}

fn on_paper([x, y]: Point, reach: f64) -> [String; 2] {
    let scale = if reach > 0.0 { (SIDE / 2.0 - MARGIN) / reach } else { 0.0 };
    [format!("{:.1}", SIDE / 2.0 + x * scale), format!("{:.1}", SIDE / 2.0 - y * scale)]
}
