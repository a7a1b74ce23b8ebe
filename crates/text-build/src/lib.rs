//! Turns the Fluent files of a crate into one typed function per message, at build time.
