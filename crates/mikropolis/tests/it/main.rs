//! Stories of the whole program: every slice at once, in one process, on both engines.

mod slices;
