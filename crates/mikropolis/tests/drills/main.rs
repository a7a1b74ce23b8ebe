//! Drills with the program itself: started as people start it, killed, filled up, cut off from its database, fed
//! with bad files. Bounded in time; what a machine does not allow is said and left out.
#![expect(clippy::print_stderr, clippy::print_stdout, reason = "tests tell what they leave out")]

mod authority;
mod certificates;
#[expect(dead_code, reason = "shared with xtask, which uses the rest")]
#[path = "../../../../xtask/src/demo/client.rs"]
mod client;
mod copies;
mod disk;
mod from_browser;
mod hosted;
mod house;
mod kill;
mod logs;
mod neighbour;
#[expect(dead_code, reason = "shared with xtask, which uses the rest")]
#[path = "../../../../xtask/src/demo/page.rs"]
mod page;
#[expect(dead_code, reason = "shared with xtask, which uses the rest")]
#[path = "../../../../xtask/src/postgres.rs"]
mod postgres;
mod server_away;
mod stick;
mod stop;
#[expect(dead_code, reason = "shared with xtask, which uses the rest")]
#[path = "../../../../xtask/src/tools.rs"]
mod tools;
mod upgrade;
mod uploads;
mod week;
