//! People under sixteen: who they are, until when, and which parent or guardian agreed for them.
//!
//! For children and young people who take part, and for those around them. They read, come to get-togethers and tell
//! stories with their guardian's consent; private words and meetings of two go through the guardian or the desk
//! ([`store::Act::BETWEEN`]). Only the younger ones are asked for a year of birth, and only the last year of it is
//! kept; it ends by itself. Nobody but the desk sees any of it (GDPR art. 5(1)(c), 8 and 25).

mod acts;
mod model;
mod pages;
mod store;

pub(crate) use acts::keep;
pub use acts::{ReadYoung, SetYoung, grow, list, of, set};
pub use model::{AGE, AGREED, Age, Agreed, BORN, GUARDIAN, OF_AGE, PHONE, Younger, read_age, year};
pub use store::{STATEMENTS, Young};

use self::acts::Grow;
use ::store::{Act as _, Step};
use axum::routing::{get, post};
use kernel::Role;
use web::{Cache, Erasure, Guard, JobRow, Later, Own, Route, Shared, Slice, Task};

/// Its schema.
pub(crate) const SCHEMA: &[Step] = &[::store::step!("20261129-85_young")];

const READ: Guard = Guard::Act(&ReadYoung::ROW);
const SET: Guard = Guard::Act(&SetYoung::ROW);

fn run(app: Shared, task: Task) -> Later<'static, ()> {
    Box::pin(async move {
        grow(&app.store, task.community).await?;
        Ok(())
    })
}

/// People under sixteen.
pub static SLICE: Slice = Slice {
    routes: &[
        Route::get("/desk/young", READ, Cache::Private, || get(pages::list)),
        Route::get("/desk/people/{id}/age", READ, Cache::Private, || get(pages::age)),
        Route::post("/desk/people/{id}/age", SET, || post(pages::keep)),
        Route::get("/api/desk/people/{id}/age", READ, Cache::Private, || get(pages::api_age)).api(),
        Route::post("/api/desk/people/{id}/age", SET, || post(pages::api_keep))
            .api()
            .takes::<model::AgeInput>(),
    ],
    own: &[Own {
        path: "/desk/young",
        label: |locale| crate::texts::young::title(locale),
        roles: &[Role::Desk],
    }],
    acts: &[ReadYoung::ROW, SetYoung::ROW, Grow::ROW],
    schema: SCHEMA,
    statements: STATEMENTS,
    jobs: &[JobRow {
        name: Grow::JOB,
        about: "Forgets that somebody was under sixteen, and who agreed, once that is over.",
        every_minutes: Some(24 * 60),
        run,
    }],
    erasure: Erasure {
        says: "that somebody was under sixteen and who agreed is removed; a guardian's name and phone with the guardian",
        erase: Some(acts::erase),
    },
    export: Some(acts::export),
    ..Slice::named("young", "people under sixteen, and the parent or guardian who agreed")
};
