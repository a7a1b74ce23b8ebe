//! A generic town in a test: server, people, clock, mailbox, both databases.
