//! Stories of the whole program: every slice at once, in one process, on both engines.

mod agreement;
mod children;
mod clock;
mod dates;
mod desk;
mod forgery;
mod forms;
mod leaving;
mod matrix;
mod mediation;
mod mediation_edges;
mod openapi;
mod rows;
mod safety;
mod shared;
mod slices;
mod world;
mod written;
